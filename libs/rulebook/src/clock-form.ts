import { channels, type Channel } from '@heatledger/kernel';
import { categories, clocks, endOfDayIn, isInstant, keysIn, momentIn, pauseReasons, readInstant, ticketKinds, type Category, type ClockName, type PauseReason, type TicketKind, type Words } from '@heatledger/vocabulary';
import type { ClockHistory, Extension, Pause, Supersession } from './clock-history.js';
import { isForm, seasonOf, strangeField, type Form } from './form.js';
import type { RulePack } from './pack.js';
import { refuse } from './refusals.js';
import { dayFrom, packFor, zoneOf } from './registry.js';
import type { ClockCase, Ruled, RulesInForce } from './rules.js';

/** A question about a clock read from a form. */
export interface ReadClockCase {
  readonly clock: ClockName;
  readonly clockCase: ClockCase;
  readonly history: ClockHistory;
  readonly season: RulesInForce['season'];
}

/** What a form is read with: the packs known, and the company's zone. */
export interface FormReading {
  readonly packs?: readonly RulePack[];
  readonly zone?: string;
}

export const clockFields = ['category', 'kind', 'clock', 'at', 'channel', 'season', 'pauses', 'extensions', 'superseded', 'metAt', 'now'] as const;

const word = <K extends string>(field: string, value: unknown, table: Words<K>): Ruled<K> => {
  const found = keysIn(table).find((key) => key === value || table[key].zh === value);
  return found === undefined ? refuse(field, value ?? null, keysIn(table).join(', ')) : { ok: true, value: found };
};

const instant = (field: string, said: unknown): Ruled<string> => {
  const value = readInstant(said);
  return isInstant(value) ? { ok: true, value } : refuse(field, said ?? null, 'an instant with offset, 2025-11-18T22:30:00+08:00');
};

const text = (field: string, value: unknown): Ruled<string> => (typeof value === 'string' && value.length > 0 && value.length <= 500 ? { ok: true, value } : refuse(field, value ?? null, 'text of 1–500 characters'));

/** Reads the fields that are there; the first fault wins. */
const record = <T>(form: Form, readers: Readonly<Record<string, (field: string, value: unknown) => Ruled<unknown>>>, needed: readonly string[], above: string): Ruled<T> => {
  const strange = strangeField(form, Object.keys(readers), above);
  if (strange) return strange;
  const read: Record<string, unknown> = {};
  for (const [name, reader] of Object.entries(readers)) {
    if (form[name] === undefined && !needed.includes(name)) continue;
    const value = reader(above + name, form[name]);
    if (!value.ok) return value;
    read[name] = value.value;
  }
  return { ok: true, value: read as T };
};

const list = <T>(field: string, value: unknown, each: (field: string, value: unknown) => Ruled<T>): Ruled<readonly T[]> => {
  if (!Array.isArray(value) || value.length > 1000) return refuse(field, value, 'a list of at most 1000 records');
  const rows: T[] = [];
  for (const [index, row] of value.entries()) {
    const read = each(`${field}[${index}]`, row);
    if (!read.ok) return read;
    rows.push(read.value);
  }
  return { ok: true, value: rows };
};

const pauseOf = (field: string, value: unknown): Ruled<Pause> =>
  isForm(value)
    ? record<Pause>(value, { from: instant, to: instant, reason: (at, said): Ruled<PauseReason> => word(at, said, pauseReasons), by: text, evidence: text }, ['from', 'reason'], `${field}.`)
    : refuse(field, value, 'a record { from, to, reason, by, evidence }');

const extensionOf = (field: string, value: unknown): Ruled<Extension> =>
  isForm(value)
    ? record<Extension>(value, { at: instant, due: instant, reason: text, approvedBy: text }, ['at', 'due', 'reason', 'approvedBy'], `${field}.`)
    : refuse(field, value, 'a record { at, due, reason, approvedBy }');

const supersessionAmong = (known: FormReading) => (field: string, value: unknown): Ruled<Supersession> => {
  if (!isForm(value)) return refuse(field, value, 'a record { at, pack }');
  const read = record<{ readonly at: string; readonly pack: string }>(value, { at: instant, pack: text }, ['at', 'pack'], `${field}.`);
  if (!read.ok) return read;
  const pack = packFor(read.value.pack, [dayFrom(known, read.value.at)], known.packs);
  return pack.ok ? { ok: true, value: { at: read.value.at, pack: pack.value } } : { ...pack, detail: { ...pack.detail, field: `${field}.pack` } };
};

const historyReaders = (known: FormReading) => ({
  pauses: (field: string, value: unknown) => list(field, value, pauseOf),
  extensions: (field: string, value: unknown) => list(field, value, extensionOf),
  superseded: (field: string, value: unknown) => list(field, value, supersessionAmong(known)),
  metAt: instant,
  now: instant,
});

const declared = (value: unknown, zone: string): Ruled<RulesInForce['season']> => {
  if (value === undefined) return { ok: true, value: null };
  const season = seasonOf('season', value);
  if (!season.ok) return season;
  const { from, to, days } = season.value;
  return { ok: true, value: { seasonId: 'stated', name: `${from}..${to}`, startsAt: momentIn(zone, from), endsAt: endOfDayIn(zone, to), days } };
};

/** Reads a question about a clock; the first fault is named by its field. */
export const clockCaseFrom = (form: unknown, known: FormReading = {}): Ruled<ReadClockCase> => {
  if (!isForm(form)) return refuse('case', form, 'a record');
  const readers = {
    category: (field: string, value: unknown): Ruled<Category> => word(field, value, categories),
    kind: (field: string, value: unknown): Ruled<TicketKind> => word(field, value, ticketKinds),
    clock: (field: string, value: unknown): Ruled<ClockName> => word(field, value, clocks),
    at: instant,
    channel: (field: string, value: unknown): Ruled<Channel> => (channels.some((channel) => channel === value) ? { ok: true, value: value as Channel } : refuse(field, value, channels.join(', '))),
    season: (_: string, value: unknown) => declared(value, zoneOf(known)),
    ...historyReaders(known),
  };
  type Read = ClockHistory & { readonly category: Category; readonly kind: TicketKind; readonly clock: ClockName; readonly at: string; readonly channel?: Channel; readonly season?: RulesInForce['season'] };
  const read = record<Read>(form, readers, ['category', 'kind', 'clock', 'at'], '');
  if (!read.ok) return read;
  const { category, kind, clock, at, channel = 'hotline', season = null, ...history } = read.value;
  return { ok: true, value: { clock, clockCase: { category, kind, at, channel }, history, season } };
};
