import { dayIn, endOfDayIn, isBefore, isInstant, momentIn, readInstant } from '@heatledger/vocabulary';
import { areaOf, fenOf, isForm, seasonOf, strangeField, tenthsOf, type Form, type SeasonSpan } from './form.js';
import { refuse } from './refusals.js';
import { isDay } from './refund-check.js';
import { daysInclusive } from './refund-days.js';
import type { RefundCase, RefundReading, Ruled } from './rules.js';

/** A refund case read from a form, with the season it was given for. */
export interface ReadRefundCase {
  readonly refundCase: RefundCase;
  readonly season: SeasonSpan;
}

/** Everything a refund form may hold. */
export const refundFields = ['basis', 'fee', 'season', 'celsius', 'agreedCelsius', 'days', 'from', 'to', 'area', 'failingArea', 'basicFee', 'userCaused', 'metered', 'readings'] as const;

type Part = Readonly<Partial<RefundCase>>;
type Reader = (field: string, value: unknown) => Ruled<unknown>;

const bases = ['cold-rooms', 'outage'];
const oneOf = (allowed: readonly string[]): Reader => (field, value) => (typeof value === 'string' && allowed.includes(value) ? { ok: true, value } : refuse(field, value, allowed.join(', ')));
const flag: Reader = (field, value) => (typeof value === 'boolean' ? { ok: true, value } : refuse(field, value, 'true, false'));
const instant: Reader = (field, said) => {
  const value = readInstant(said);
  return isInstant(value) ? { ok: true, value } : refuse(field, said, 'an instant with offset, 2026-01-05T09:00:00+08:00');
};

const wholeDays: Reader = (field, value) => {
  const days = typeof value === 'string' && /^-?\d{1,4}$/.test(value.trim()) ? Number(value) : value;
  return Number.isSafeInteger(days) && (days as number) >= 0 ? { ok: true, value: days } : refuse(field, value, 'whole days, 0 or more');
};

const readingOf = (field: string, value: unknown): Ruled<RefundReading> => {
  if (!isForm(value)) return refuse(field, value, 'a record { on, celsius, by, outcome }');
  const { on, celsius, by = 'test', outcome } = value;
  const strange = strangeField(value, ['on', 'celsius', 'by', 'outcome'], `${field}.`);
  if (strange) return strange;
  if (!isDay(on)) return refuse(`${field}.on`, on ?? null, 'a day, 2026-01-05');
  if (by !== 'test' && by !== 'retest' && by !== 'third-party') return refuse(`${field}.by`, by, 'test, retest, third-party');
  if (outcome !== undefined && outcome !== 'user-refused' && outcome !== 'company-failed') return refuse(`${field}.outcome`, outcome, 'user-refused, company-failed');
  if (celsius === undefined) return outcome === undefined ? refuse(`${field}.celsius`, null, 'degrees Celsius, or an outcome') : { ok: true, value: { on, by, outcome } };
  const measuredTenths = tenthsOf(`${field}.celsius`, celsius);
  return measuredTenths.ok ? { ok: true, value: { on, by, measuredTenths: measuredTenths.value, ...(outcome === undefined ? {} : { outcome }) } } : measuredTenths;
};

const readings: Reader = (field, value) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > 366) return refuse(field, value, '1–366 readings of single days');
  const read = value.map((row: unknown, index) => readingOf(`${field}[${index}]`, row));
  const bad = read.find(({ ok }) => !ok);
  return bad ?? { ok: true, value: read.flatMap((row) => (row.ok ? [row.value] : [])) };
};

const parts: readonly (readonly [name: (typeof refundFields)[number], target: keyof RefundCase, read: Reader])[] = [
  ['basis', 'basis', oneOf(bases)],
  ['fee', 'seasonFeeFen', fenOf],
  ['celsius', 'measuredTenths', tenthsOf],
  ['agreedCelsius', 'contractTenths', tenthsOf],
  ['days', 'days', wholeDays],
  ['from', 'from', instant],
  ['to', 'to', instant],
  ['area', 'billedAreaTenths', areaOf],
  ['failingArea', 'failingAreaTenths', areaOf],
  ['basicFee', 'basicFeeFen', fenOf],
  ['userCaused', 'userCaused', flag],
  ['metered', 'metered', flag],
  ['readings', 'readings', readings],
];

const partOf = (form: Form): Ruled<Part> => {
  let part: Part = {};
  for (const [name, target, read] of parts) {
    if (form[name] === undefined) continue;
    const value = read(name, form[name]);
    if (!value.ok) return value;
    part = { ...part, [target]: value.value };
  }
  return { ok: true, value: part };
};

/** Readings say which days they are for: from the first to the last, where the case does not say it itself. */
const spanned = ({ from, to, readings: given = [], ...part }: Part, zone: string): Part => {
  const days = given.map(({ on }) => on).sort();
  const [first, last] = [days[0], days.at(-1)];
  const begins = from ?? (first === undefined ? undefined : momentIn(zone, first));
  const ends = to ?? (last === undefined ? undefined : endOfDayIn(zone, last));
  return { ...part, ...(begins === undefined ? {} : { from: begins }), ...(ends === undefined ? {} : { to: ends }), ...(given.length > 0 ? { readings: given } : {}) };
};

/** Days of the season from one day to another, both counted. */
const daysBetween = (season: SeasonSpan, from: string, to: string): number =>
  Math.max(0, daysInclusive(from < season.from ? season.from : from, to > season.to ? season.to : to));

const crossFault = ({ basis, days, from, to, billedAreaTenths: billed, failingAreaTenths: failing, basicFeeFen, seasonFeeFen = 0 }: Part, season: SeasonSpan, zone: string): Ruled<never> | null => {
  if (days !== undefined && days > season.days) return refuse('days', days, `0–${season.days}, the days of the season`);
  if (from !== undefined && to !== undefined && isBefore(to, from)) return refuse('to', to, `not before ${from}`);
  const most = from === undefined || to === undefined ? undefined : daysBetween(season, dayIn(zone, from), dayIn(zone, to));
  if (basis !== 'outage' && days !== undefined && most !== undefined && days > most) return refuse('days', days, `0–${most}, the days of the season from ${from} to ${to}`);
  if (billed === 0) return refuse('area', 0, 'm², more than 0');
  if (failing !== undefined && billed !== undefined && failing > billed) return refuse('failingArea', failing / 10, `0–${billed / 10}, the billed area`);
  if (basicFeeFen !== undefined && basicFeeFen > seasonFeeFen) return refuse('basicFee', basicFeeFen / 100, 'part of the season fee, not more');
  return null;
};

/** Reads a refund case as people write it: yuan, °C, m², days of the zone; the first fault is named by its field. */
export const refundCaseFrom = (form: unknown, zone: string): Ruled<ReadRefundCase> => {
  if (!isForm(form)) return refuse('case', form, 'a record');
  const strange = strangeField(form, refundFields);
  if (strange) return strange;
  if (form['fee'] === undefined) return refuse('fee', null, 'the season fee in yuan, such as 2300.00');
  const season = seasonOf('season', form['season']);
  if (!season.ok) return season;
  const read = partOf(form);
  if (!read.ok) return read;
  const part = spanned(read.value, zone);
  const fault = crossFault(part, season.value, zone);
  if (fault) return fault;
  const { basis = 'cold-rooms', seasonFeeFen = 0, ...rest } = part;
  const heated = { startsAt: momentIn(zone, season.value.from), endsAt: endOfDayIn(zone, season.value.to) };
  return { ok: true, value: { season: season.value, refundCase: { basis, seasonFeeFen, seasonDays: season.value.days, season: heated, ...rest } } };
};

const formName: Readonly<Record<string, string>> = Object.fromEntries(parts.map(([name, target]) => [target, name]));

/** A refusal in the words of the form: `contractTenths` is `agreedCelsius` there. */
export const inFormWords = <T>(ruled: Ruled<T>): Ruled<T> => {
  if (ruled.ok) return ruled;
  const { field } = ruled.detail;
  return typeof field === 'string' && formName[field] !== undefined ? { ...ruled, detail: { ...ruled.detail, field: formName[field] } } : ruled;
};
