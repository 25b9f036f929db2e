import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { EventStoreError } from '../event-store.js';
import { makeDirectory } from './data-directory.js';
import { failure } from './failures.js';
import { tornTailOf } from './wal-tail.js';

export const LOG_FILE = 'events.db';
/** Version of the file's layout. */
const LAYOUT = 1;

const SCHEMA = `
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, category TEXT NOT NULL);
  CREATE TABLE types (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE events (
    position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, type INTEGER NOT NULL,
    id TEXT NOT NULL, recorded INTEGER NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL
  );
  CREATE UNIQUE INDEX by_stream ON events (stream, revision);
  PRAGMA user_version = ${LAYOUT};
`;

export interface LogFile {
  readonly database: Database.Database;
  readonly repairs: readonly string[];
}

const versionOf = (database: Database.Database): number => (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;

/** Opens the log of a directory, made when missing; says what a crash had left behind. */
export const openLogFile = (directory: string, readOnly: boolean, { played = false, mostPages }: { readonly played?: boolean; readonly mostPages?: number | undefined } = {}): LogFile => {
  const file = join(directory, LOG_FILE);
  try {
    if (readOnly && !existsSync(file)) throw new EventStoreError('unavailable', `${directory}: holds no log yet; start the service or the demo with this directory first`);
    if (!readOnly) makeDirectory(directory);
    const torn = readOnly ? 0 : tornTailOf(`${file}-wal`);
    const database = new Database(file, { timeout: 5000 });
    try {
      prepare(database, directory, readOnly, played ? 'NORMAL' : 'FULL');
      if (mostPages !== undefined) database.exec(`PRAGMA max_page_count=${mostPages}`);
    } catch (error) {
      database.close();
      throw error;
    }
    return { database, repairs: torn === 0 ? [] : [`${LOG_FILE}: ${torn} bytes of a write that a crash had cut short were dropped; every acknowledged event is there`] };
  } catch (error) {
    throw failure(error, directory);
  }
};

const prepare = (database: Database.Database, directory: string, readOnly: boolean, synchronous: 'FULL' | 'NORMAL'): void => {
  if (readOnly) database.exec('PRAGMA query_only=ON');
  else database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=8000`);
  if (!readOnly) database.exec('BEGIN IMMEDIATE; COMMIT');
  const version = versionOf(database);
  if (version === 0 && !readOnly) database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
  else if (version !== LAYOUT)
    throw new EventStoreError('other-version', `${directory}: the log has layout ${version}, this program reads layout ${LAYOUT}; use the program that wrote it, or export and import the events`);
};

/** Moves what was written ahead into the one file, for a log that is closed: the engine leaves it where it is, to be read again by the next start. */
export const giveBack = (database: Database.Database): void => {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // it stays where it is just as safe
  }
};
