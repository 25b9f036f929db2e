import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import Database from 'libsql';

export const VIEWS_FILE = 'views.db';

const WRITING = 'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=16000';

const OWNER_ONLY = 0o600;

/** Made before the engine makes it for everybody; what it writes ahead takes its rights from it. */
const makePrivate = (file: string): void => {
  if (existsSync(file) || file.startsWith('file:')) return;
  closeSync(openSync(file, 'a', OWNER_ONLY));
  chmodSync(file, OWNER_ONLY);
};

/** Opens the file of the views; `patience` is how long it waits for another writer, ms. */
export const openViewsFile = (file: string, readOnly: boolean, patience = 2000): Database.Database => {
  if (!readOnly) makePrivate(file);
  const database = new Database(file, { timeout: patience });
  database.exec(readOnly ? 'PRAGMA query_only=ON' : WRITING);
  return database;
};
