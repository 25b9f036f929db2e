import Database from 'libsql';

export const VIEWS_FILE = 'views.db';

const WRITING = 'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=16000';

/** Opens the file of the views; `patience` is how long it waits for another writer, ms. */
export const openViewsFile = (file: string, readOnly: boolean, patience = 2000): Database.Database => {
  const database = new Database(file, { timeout: patience });
  database.exec(readOnly ? 'PRAGMA query_only=ON' : WRITING);
  return database;
};
