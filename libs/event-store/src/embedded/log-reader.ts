import type Database from 'libsql';
import { type Filter, type Head, type Page, type Position, type ReadOptions, type RecordedEvent } from '../event-store.js';
import { positionOf, sequenceOf } from '../positions.js';
import { eventOf, type Row } from './rows.js';
import type { TypeNames } from './type-names.js';

const CHUNK = 256;
export const PAGE = 1000;
/** Places that one page of a filtered reader passes over at most, so that no page holds the process up. */
const STRIDE = 20_000;

const COLUMNS = 'e.revision, e.type, e.id, e.recorded, e.data, e.metadata';
// the name of a stream that is asked for is known
const STREAM = `SELECT e.position, NULL, ${COLUMNS} FROM events e WHERE e.stream = (SELECT position FROM events WHERE name = ?1)`;
const LOG = `SELECT e.position, s.name, ${COLUMNS} FROM events e CROSS JOIN events s ON s.position = e.stream WHERE e.position > ?1 AND e.position <= ?2`;
const WANTED = "(?4 IS NULL OR e.type IN (SELECT value FROM json_each(?4))) AND (?5 IS NULL OR substr(s.name, 1, instr(s.name, '-') - 1) IN (SELECT value FROM json_each(?5)))";

/** Reads streams and the whole log from the file. */
export class LogReader {
  readonly #forwards: Database.Statement;
  readonly #backwards: Database.Statement;
  readonly #page: Database.Statement;
  readonly #filtered: Database.Statement;
  readonly #last: Database.Statement;
  readonly #head: Database.Statement;

  constructor(
    database: Database.Database,
    private readonly types: TypeNames,
  ) {
    const prepared = (sql: string): Database.Statement => database.prepare(sql).raw(true);
    this.#forwards = prepared(`${STREAM} AND e.revision BETWEEN ?2 AND ?3 ORDER BY e.revision LIMIT ?4`);
    this.#backwards = prepared(`${STREAM} AND e.revision BETWEEN ?2 AND ?3 ORDER BY e.revision DESC LIMIT ?4`);
    this.#page = prepared(`${LOG} ORDER BY e.position LIMIT ?3`);
    this.#filtered = prepared(`${LOG} AND ${WANTED} ORDER BY e.position LIMIT ?3`);
    this.#last = database.prepare('SELECT coalesce(max(position), 0) FROM events').raw(true);
    this.#head = prepared(`${STREAM} ORDER BY e.revision DESC LIMIT 1`);
  }

  #event(row: Row, stream = row[1] ?? ''): RecordedEvent {
    return eventOf(row, stream, this.types.nameOf(row[3]));
  }

  *stream(name: string, { from, to, backwards = false, limit = Infinity }: ReadOptions): Generator<RecordedEvent> {
    let low = backwards ? (to ?? 0) : (from ?? 0);
    let high = backwards ? (from ?? Number.MAX_SAFE_INTEGER) : (to ?? Number.MAX_SAFE_INTEGER);
    let left = limit;
    const statement = backwards ? this.#backwards : this.#forwards;
    while (left > 0 && low <= high) {
      const asked = Math.min(left, CHUNK);
      const rows = statement.all(name, low, high, asked) as unknown[] as Row[];
      for (const row of rows) yield this.#event(row, name);
      const last = rows.at(-1);
      if (!last || rows.length < asked) return;
      left -= rows.length;
      if (backwards) high = last[2] - 1;
      else low = last[2] + 1;
    }
  }

  /** The page that follows a position, up to `end`. */
  page(after: Position, { types, categories }: Filter, pageSize: number, end: number): Page {
    const from = sequenceOf(after);
    if (from >= end) return { events: [], position: after, atEnd: true };
    const numbers = types && this.types.numbersOf(types);
    // what never happened needs no looking for
    if (numbers?.length === 0) return { events: [], position: positionOf(end), atEnd: true };
    const wide = types === undefined && categories === undefined;
    const to = wide ? end : Math.min(end, from + STRIDE);
    const rows = (
      wide ? this.#page.all(from, to, pageSize) : this.#filtered.all(from, to, pageSize, numbers ? JSON.stringify(numbers) : null, categories ? JSON.stringify(categories) : null)
    ) as unknown[] as Row[];
    const last = rows.at(-1);
    const reached = rows.length === pageSize && last ? last[0] : to;
    return { events: rows.map((row) => this.#event(row)), position: positionOf(reached), atEnd: reached >= end };
  }

  last(): number {
    return (this.#last.get() as unknown as readonly [number])[0];
  }

  head(stream: string): Head | null {
    const row = this.#head.get(stream) as unknown as Row | undefined;
    if (!row) return null;
    const { revision, position, metadata } = this.#event(row, stream);
    return { revision, position, digest: metadata.digest };
  }
}
