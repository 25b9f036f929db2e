import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { EventStoreError } from '../event-store.js';
import { makeDirectory, makePrivate, tighten } from './data-directory.js';
import { failure } from './failures.js';
import { LOG_FILE } from './files.js';
import { FROM_OLDER, LAYOUT, READABLE, SCHEMA } from './layout.js';
import { requireWhole } from './log-end.js';
import { readableFile } from './read-only-medium.js';
import { requireUndamaged, requireUndamagedBeside, wasTorn } from './wal-damage.js';

export interface LogFile {
  readonly database: Database.Database;
  readonly repairs: readonly string[];
  /** The write that a crash cut short still lies behind what is whole. */
  readonly torn?: boolean;
  /** Puts away what was made to read it. */
  remove?(): void;
}

/** The layout that a file says it has. */
export const layoutOf = (database: Database.Database): number => (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;

export interface WritingOptions {
  /** For a made-up log that can be played again: it is durable once it is closed, not after each append; a crash of the machine before that may take its end away. */
  readonly played?: boolean;
  /** Pages of 4 KiB that the file may grow to; no limit of its own when absent. */
  readonly mostPages?: number | undefined;
}

const opened = (file: string, prepare: (database: Database.Database) => void): Database.Database => {
  const database = new Database(file, { timeout: 5000 });
  try {
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Opens the log of a directory for reading beside whoever writes it. */
export const openLogToRead = (directory: string): LogFile => {
  const file = join(directory, LOG_FILE);
  try {
    if (!existsSync(file)) throw new EventStoreError('unavailable', `${directory}: holds no log yet; start the service or the demo with this directory first`, { zh: `${directory}：目录中没有账本，请先启动服务` });
    requireUndamagedBeside(directory);
    const { name, remove } = readableFile(file);
    try {
      const database = opened(name, (log) => {
        log.exec('PRAGMA query_only=ON');
        requireLayout(log, directory);
      });
      return { database, repairs: [], remove };
    } catch (error) {
      remove();
      throw error;
    }
  } catch (error) {
    throw failure(error, directory);
  }
};

/** Opens the log of a directory for writing, made when missing; says what a crash had left behind. */
export const openLogFile = (directory: string, { played = false, mostPages }: WritingOptions = {}): LogFile => {
  const file = join(directory, LOG_FILE);
  try {
    makeDirectory(directory);
    makePrivate(file);
    const ahead = requireUndamaged(directory);
    const torn = ahead.kind === 'torn';
    const repairs = [...(torn ? [wasTorn(ahead.bytes)] : []), ...tighten(directory)];
    const database = opened(file, (log) => {
      log.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=${played ? 'NORMAL' : 'FULL'}; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=8000`);
      if (mostPages !== undefined) log.exec(`PRAGMA max_page_count=${mostPages}`);
      repairs.push(...prepare(log, directory));
    });
    return { database, repairs, torn };
  } catch (error) {
    throw failure(error, directory);
  }
};

/** Takes a failed transaction back itself: a connection that is closed in the middle of one goes on holding the file. */
const allOrNothing = (database: Database.Database, sql: string): void => {
  try {
    database.exec(`BEGIN IMMEDIATE; ${sql} COMMIT;`);
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

/** Makes the file ready to be written to; says what that changed in one that was there. */
const prepare = (database: Database.Database, directory: string): readonly string[] => {
  database.exec('BEGIN IMMEDIATE; COMMIT');
  const version = layoutOf(database);
  const bringing = FROM_OLDER[version];
  if (bringing !== undefined) {
    allOrNothing(database, bringing);
    return [`${LOG_FILE}: brought from layout ${version} into layout ${LAYOUT}, every event as it was`];
  }
  if (version === 0) allOrNothing(database, SCHEMA);
  else if (version !== LAYOUT) throw otherLayout(version, directory);
  requireWhole(database, 'main', directory);
  return [];
};

const requireLayout = (database: Database.Database, directory: string): void => {
  const version = layoutOf(database);
  if (!READABLE.includes(version)) throw otherLayout(version, directory);
};

const otherLayout = (version: number, directory: string): EventStoreError =>
  new EventStoreError(
    'other-version',
    FROM_OLDER[version] !== undefined
      ? `${directory}: the log has layout ${version}, which the service brings to layout ${LAYOUT} when it is started; start it once`
      : `${directory}: the log has layout ${version}, this program reads layout ${LAYOUT}; use the program that wrote it, or export and import the events`,
  );

/** Moves what was written ahead into the one file, for a log that is closed: the engine leaves it where it is, to be read again by the next start. */
export const giveBack = (database: Database.Database): void => {
  try {
    database.exec('PRAGMA main.wal_checkpoint(TRUNCATE)');
  } catch {
    // it stays where it is just as safe
  }
};
