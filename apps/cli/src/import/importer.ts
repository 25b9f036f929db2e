import { Refusal, type Terminal } from '../terminal.js';
import type { Mapping } from './mapping.js';
import { handIn, ticketIdOf, type Desk, type RowOutcome } from './orders.js';
import type { Report } from './report.js';
import { isCsv, rowsOf, sizeOf, type Form, type RowRead } from './rows.js';
import { Tally, type Counted } from './tally.js';
import { translate, type Translated } from './translate.js';

/** What came of a file; every row is counted once: imported, changed, known, differs or refused. */
export interface Imported {
  readonly rows: number;
  /** Requests that were not on record. */
  readonly imported: number;
  /** Requests on record of which the source told something else, which was recorded. */
  readonly changed: number;
  /** Requests of which everything was on record. */
  readonly known: number;
  /** Requests of which something stands here otherwise than the source tells it, and no fact can say it. */
  readonly differs: number;
  readonly refused: number;
  readonly events: number;
  readonly encoding: string;
  /** Words of the source that the mapping does not know. */
  readonly unmapped: readonly Counted[];
  /** Codes of those who handle requests in the source: kept as they are. */
  readonly codes: readonly Counted[];
  /** Where the refused rows are, each with field, value and reason. */
  readonly rejects: string | null;
  /** Where the rows are that differ, each with field and what both sides say. */
  readonly differences: string | null;
}

export interface ImportOf {
  readonly file: string;
  readonly form: Form;
  readonly mapping: Mapping;
  readonly rejects: Report;
  readonly differences: Report;
}

export const REJECTED = ['row', 'field', 'value', 'reason', 'line'] as const;
export const DIFFERING = ['row', 'request', 'field', 'here', 'source', 'line'] as const;

const UNDER_WAY = 256;
const SETTLE_EVERY = 50_000;

/**
 * Refuses a CSV file whose heading lacks a column that the mapping names: a renamed column would silently lose what it
 * says.
 */
const requireColumns = (file: string, heading: readonly string[], mapping: Mapping, { say }: Terminal): void => {
  const { columns, category, status, mayBeAbsent } = mapping;
  const named = [...Object.entries(columns), ['category', category.column], ['status', status?.column]] as const;
  const missing = named.filter(
    ([field, column]) =>
      column !== undefined && !heading.includes(column) && !(mayBeAbsent as readonly string[]).includes(field ?? ''),
  );
  if (missing.length === 0) return;
  const lacks = missing.map(([, column]) => column).join(', ');
  const has = heading.slice(0, 40).join(', ');
  throw new Refusal(
    say(`${file}：表头没有 ${lacks}；有 ${has}`, `${file}: the heading has no column ${lacks}; it has ${has}`),
  );
};

/**
 * A request's id as a number of 52 bits: enough to know that a file told of it before, without keeping millions of
 * names.
 */
const markOf = (ticketId: string): number => Number.parseInt(ticketId.replaceAll('-', '').slice(19), 16);

/** Rows of a file on their way into the ledger. */
class Passage {
  readonly counts = { rows: 0, imported: 0, changed: 0, known: 0, differs: 0, events: 0 };
  readonly unmapped = new Tally();
  readonly codes = new Tally();
  readonly #seen = new Set<number>();
  readonly #underWay = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(
    readonly desk: Desk,
    readonly of: ImportOf,
  ) {}

  /** Takes a translated row; waits only where too many are under way, or where the row tells of a request again. */
  async take(read: RowRead, told: Extract<Translated, { ok: true }>): Promise<void> {
    for (const { column, value } of told.unknown) this.unmapped.add(column, value);
    if (told.request.handledBy !== undefined) this.codes.add('handledBy', told.request.handledBy);
    const mark = markOf(ticketIdOf(told.request));
    const again = this.#seen.has(mark);
    this.#seen.add(mark);
    if (again) await this.arrived();
    const work: Promise<void> = handIn(this.desk, told, again)
      .then((outcome) => this.#note(read, told.request.externalId, outcome))
      .catch((error: unknown) => void (this.#failure ??= { error }))
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
    if (this.#underWay.size >= UNDER_WAY) await Promise.race(this.#underWay);
    if (this.#failure) throw this.#failure.error;
  }

  /** Waits for everything under way. */
  async arrived(): Promise<void> {
    await Promise.all(this.#underWay);
    if (this.#failure) throw this.#failure.error;
  }

  async #note({ number, line }: RowRead, request: string, outcome: RowOutcome): Promise<void> {
    if (outcome.as === 'refused')
      return this.of.rejects.add(
        outcome.faults.map(({ field, value, reason }) => [number, field, value, reason, line]),
      );
    this.counts[outcome.as] += 1;
    this.counts.events += outcome.events;
    if (outcome.as === 'differs')
      await this.of.differences.add(
        outcome.differs.map(({ field, here, source }) => [number, request, field, here ?? '', source ?? '', line]),
      );
  }
}

/** Refuses a file whose heading does not fit before a log is opened for it. */
export const checkHeading = async (file: string, form: Form, mapping: Mapping, terminal: Terminal): Promise<void> => {
  if (!isCsv(file)) return;
  const rows = rowsOf(file, form, terminal.say, (heading) => requireColumns(file, heading, mapping, terminal));
  for await (const _first of rows) break;
};

/**
 * Streams a file into the ledger: bad rows go to the rejects and nothing of them to the log; a second run appends
 * nothing.
 */
export const importFile = async (desk: Desk, of: ImportOf, terminal: Terminal): Promise<Imported> => {
  const { file, form, mapping, rejects, differences } = of;
  const { say } = terminal;
  const progress = terminal.progress(say('导入', 'importing'), sizeOf(file));
  const passage = new Passage(desk, of);
  const { counts } = passage;
  try {
    for await (const read of rowsOf(file, form, say)) {
      counts.rows += 1;
      progress.update(read.bytes);
      const translated: Translated = read.ok
        ? translate(read.row, { mapping, now: desk.now(), say })
        : { ok: false, faults: [{ field: '', value: read.text, reason: read.reason }] };
      if (translated.ok) await passage.take(read, translated);
      else
        await rejects.add(
          translated.faults.map(({ field, value, reason }) => [read.number, field, value, reason, read.line]),
        );
      if (counts.rows % SETTLE_EVERY === 0) await passage.arrived().then(() => desk.settle());
    }
    await passage.arrived();
    await desk.settle();
  } finally {
    progress.stop();
  }
  const lists = { encoding: form.encoding, unmapped: passage.unmapped.list(), codes: passage.codes.list() };
  const { rows, imported, changed, known, differs, events } = counts;
  return {
    rows,
    imported,
    changed,
    known,
    differs,
    refused: rejects.rows,
    events,
    ...lists,
    rejects: await rejects.close(),
    differences: await differences.close(),
  };
};
