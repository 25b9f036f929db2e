import type Database from 'libsql';
import { EventStoreError } from '../event-store.js';

/** Where a log says it ends, and where its events end. */
export interface LogEnd {
  readonly said: number;
  readonly found: number;
  /** The latest time that the log recorded, ms since 1970. */
  readonly recorded: number;
}

/** Null for a log of a layout that does not say where it ends. */
export const logEndOf = (database: Database.Database, schema: 'main' | 'source' = 'main'): LogEnd | null => {
  const rows = (sql: string): readonly unknown[] => database.prepare(sql).raw(true).all() as unknown[];
  if (rows(`SELECT 1 FROM ${schema}.sqlite_schema WHERE name = 'log_end'`).length === 0) return null;
  const [row] = rows(`SELECT max(e.position), (SELECT position FROM ${schema}.log_end), (SELECT recorded FROM ${schema}.log_end) FROM ${schema}.events e`) as (readonly (number | null)[])[];
  const [found, said, recorded] = row ?? [];
  return { said: said ?? 0, found: found ?? 0, recorded: recorded ?? 0 };
};

/** Refuses a log whose end was cut off or put on behind the program's back: nothing is written over what shows it. */
export const requireWhole = (database: Database.Database, schema: 'main' | 'source', directory: string): void => {
  const end = logEndOf(database, schema);
  if (end && end.said !== end.found)
    throw new EventStoreError('corrupt', `${directory}: the log says that it ends at position ${end.said}, its events end at ${end.found}; restore it from a backup and keep the damaged file for examination`);
};
