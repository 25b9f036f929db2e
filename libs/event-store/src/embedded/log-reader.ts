import type Database from 'libsql';
import { type Filter, type Head, type Page, type Position, type ReadOptions, type RecordedEvent } from '../event-store.js';
import { positionOf, sequenceOf } from '../positions.js';
import { eventOf, type Row } from './rows.js';

const CHUNK = 256;
export const PAGE = 1000;
/** Places that one page of a filtered reader passes over at most, so that no page holds the process up. */
const STRIDE = 20_000;

const COLUMNS = 'e.position, s.name, e.revision, t.name, e.id, e.recorded, e.data, e.metadata';
const TABLES = 'events e JOIN streams s ON s.id = e.stream JOIN types t ON t.id = e.type';

/** Reads streams and the whole log from the file. */
export class LogReader {
  readonly #forwards: Database.Statement;
  readonly #backwards: Database.Statement;
  readonly #page: Database.Statement;
  readonly #filtered: Database.Statement;
  readonly #last: Database.Statement;
  readonly #head: Database.Statement;

  constructor(database: Database.Database) {
    const stream = `SELECT ${COLUMNS} FROM ${TABLES} WHERE e.stream = (SELECT id FROM streams WHERE name = ?) AND e.revision BETWEEN ? AND ?`;
    this.#forwards = database.prepare(`${stream} ORDER BY e.revision LIMIT ?`).raw(true);
    this.#backwards = database.prepare(`${stream} ORDER BY e.revision DESC LIMIT ?`).raw(true);
    const log = `SELECT ${COLUMNS} FROM events e CROSS JOIN streams s ON s.id = e.stream CROSS JOIN types t ON t.id = e.type WHERE e.position > ? AND e.position <= ?`;
    this.#page = database.prepare(`${log} ORDER BY e.position LIMIT ?`).raw(true);
    this.#filtered = database
      .prepare(
        `${log} AND (?4 IS NULL OR t.name IN (SELECT value FROM json_each(?4))) AND (?5 IS NULL OR s.category IN (SELECT value FROM json_each(?5))) ORDER BY e.position LIMIT ?3`.replace('> ?', '> ?1').replace('<= ?', '<= ?2'),
      )
      .raw(true);
    this.#last = database.prepare('SELECT coalesce(max(position), 0) FROM events').raw(true);
    this.#head = database.prepare(`SELECT ${COLUMNS} FROM ${TABLES} WHERE e.stream = (SELECT id FROM streams WHERE name = ?) ORDER BY e.revision DESC LIMIT 1`).raw(true);
  }

  *stream(name: string, { from, to, backwards = false, limit = Infinity }: ReadOptions): Generator<RecordedEvent> {
    let low = backwards ? (to ?? 0) : (from ?? 0);
    let high = backwards ? (from ?? Number.MAX_SAFE_INTEGER) : (to ?? Number.MAX_SAFE_INTEGER);
    let left = limit;
    const statement = backwards ? this.#backwards : this.#forwards;
    while (left > 0 && low <= high) {
      const asked = Math.min(left, CHUNK);
      const rows = statement.all(name, low, high, asked) as unknown[] as Row[];
      for (const row of rows) yield eventOf(row);
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
    const wide = types === undefined && categories === undefined;
    const to = wide ? end : Math.min(end, from + STRIDE);
    const rows = (
      wide
        ? this.#page.all(from, to, pageSize)
        : this.#filtered.all(from, to, pageSize, types ? JSON.stringify(types) : null, categories ? JSON.stringify(categories) : null)
    ) as unknown[] as Row[];
    const last = rows.at(-1);
    const reached = rows.length === pageSize && last ? last[0] : to;
    return { events: rows.map(eventOf), position: positionOf(reached), atEnd: reached >= end };
  }

  last(): number {
    return (this.#last.get() as unknown as readonly [number])[0];
  }

  head(stream: string): Head | null {
    const row = this.#head.get(stream) as unknown as Row | undefined;
    if (!row) return null;
    const { revision, position, metadata } = eventOf(row);
    return { revision, position, digest: metadata.digest };
  }
}
