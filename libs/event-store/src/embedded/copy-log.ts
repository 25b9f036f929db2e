import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type Database from 'libsql';
import { EventStoreError } from '../event-store.js';
import { failure } from './failures.js';
import { LOG_FILE } from './files.js';
import { isKnownLayout, rowsOf, type KnownLayout } from './layout.js';
import { requireWhole } from './log-end.js';
import { giveBack, openLogFile } from './log-file.js';
import { requireUndamagedBeside } from './wal-damage.js';
import { WriterLock } from './writer-lock.js';

export interface CopyOptions {
  /** Directory of the log that is copied; it may be written to meanwhile. */
  readonly from: string;
  /** Directory of the copy; what an earlier run copied stays and is continued. */
  readonly to: string;
  readonly onProgress?: (copied: number, total: number) => void;
}

export interface Copied {
  /** Events of this run, and in the copy now. */
  readonly copied: number;
  readonly events: number;
}

const BATCH = 20_000;

const numberOf = (database: Database.Database, sql: string, ...values: readonly unknown[]): number => Number((database.prepare(sql).raw(true).get(...values) as unknown as [number | null])[0] ?? 0);

/** A copy continues only what it began: the last event it holds must be the same event in the log. */
const requireSameLog = (database: Database.Database, { from, to }: CopyOptions): number => {
  const last = numberOf(database, 'SELECT max(position) FROM main.events');
  if (last === 0) return 0;
  const idAt = (schema: string): unknown => (database.prepare(`SELECT id FROM ${schema}.events WHERE position = ?`).raw(true).get(last) as unknown as [string] | undefined)?.[0];
  if (idAt('main') !== idAt('source')) throw new EventStoreError('corrupt', `${to}: holds events that ${from} does not; a copy continues only the log it was begun from`);
  return last;
};

const EVENTS = (layout: KnownLayout): string => `INSERT INTO main.events SELECT * FROM (${rowsOf(layout, 'source')}) WHERE position > ? ORDER BY position LIMIT ?`;
const END = `UPDATE main.log_end SET position = (SELECT max(position) FROM main.events), recorded = max(recorded, (SELECT max(recorded) FROM main.events WHERE position > ?))`;
const TYPES = 'INSERT OR IGNORE INTO main.types SELECT * FROM source.types WHERE id IN (SELECT DISTINCT type FROM main.events WHERE position > ?)';

/** Copies a log event for event, positions and digests kept, in durable steps; a run that was cut short is continued by the next one. */
export const copyLog = async (options: CopyOptions): Promise<Copied> => {
  const { from, to, onProgress } = options;
  if (resolve(from) === resolve(to)) throw new EventStoreError('in-use', `${to}: a log cannot be copied onto itself`);
  if (!existsSync(join(from, LOG_FILE))) throw new EventStoreError('unavailable', `${from}: holds no log`, { zh: `${from}：目录中没有账本` });
  requireUndamagedBeside(from);
  const lock = WriterLock.take(to);
  const { database } = openLogFile(to);
  try {
    database.prepare('ATTACH DATABASE ? AS source').run(join(from, LOG_FILE));
    const layout = numberOf(database, 'PRAGMA source.user_version');
    if (!isKnownLayout(layout)) throw new EventStoreError('other-version', `${from}: the log has layout ${layout}, which this program does not read`);
    requireWhole(database, 'source', from);
    let last = requireSameLog(database, options);
    const total = numberOf(database, 'SELECT max(position) FROM source.events');
    const events = database.prepare(EVENTS(layout));
    const types = database.prepare(TYPES);
    const end = database.prepare(END);
    let copied = 0;
    while (last < total) {
      const step = database.transaction(() => {
        const { changes } = events.run(last, Math.min(BATCH, total - last));
        types.run(last);
        end.run(last);
        return changes;
      });
      copied += step();
      last = numberOf(database, 'SELECT max(position) FROM main.events');
      onProgress?.(last, total);
      await new Promise((next) => setImmediate(next));
    }
    return { copied, events: numberOf(database, 'SELECT count(*) FROM main.events') };
  } catch (error) {
    throw failure(error, to);
  } finally {
    giveBack(database);
    database.close();
    lock.release();
  }
};
