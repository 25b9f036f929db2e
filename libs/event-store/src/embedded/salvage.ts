import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { EventStoreError } from '../event-store.js';
import { AHEAD_FILE, LOG_FILE } from './files.js';
import { requireWhole } from './log-end.js';

interface Salvaged {
  readonly directory: string;
  readonly events: number;
}

const away = (directory: string): void => rmSync(directory, { recursive: true, force: true });

/** A copy with what the engine can still read in order, or null where that is no sound log. */
const readable = (from: string, into: string, withAhead: boolean): Salvaged | null => {
  const directory = mkdtempSync(join(into, 'salvage-'));
  copyFileSync(join(from, LOG_FILE), join(directory, LOG_FILE));
  if (withAhead && existsSync(join(from, AHEAD_FILE))) copyFileSync(join(from, AHEAD_FILE), join(directory, AHEAD_FILE));
  const database = new Database(join(directory, LOG_FILE));
  let found: Salvaged | null = null;
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const [sound] = database.prepare('PRAGMA integrity_check').raw(true).get() as unknown as [string];
    if (sound !== 'ok') return null;
    requireWhole(database, 'main', from);
    const [events] = database.prepare('SELECT count(*) FROM events').raw(true).get() as unknown as [number];
    found = { directory, events };
    return found;
  } catch {
    return null;
  } finally {
    database.close();
    if (!found) away(directory);
  }
};

/**
 * What is whole of a damaged log, in a directory of its own below `into`; the damaged files stay as they are. Where pages had been
 * moved out of the write-ahead file already, the log without that file may hold more than with what is left of it.
 */
export const salvaged = (from: string, into: string): { readonly directory: string; remove(): void } => {
  const tried = [readable(from, into, true), readable(from, into, false)].filter((found) => found !== null);
  const best = tried.sort((a, b) => b.events - a.events)[0];
  if (!best)
    throw new EventStoreError('corrupt', `${from}: nothing whole could be read; restore the newest backup`, {
      zh: `${from}：没有可完整读取的内容，请恢复最新备份`,
    });
  return { directory: best.directory, remove: () => tried.forEach(({ directory }) => away(directory)) };
};
