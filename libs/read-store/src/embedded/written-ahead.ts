import type Database from 'libsql';

/** Moves what was written ahead into the one file, for a store that is closed: the engine leaves it where it is, to be read again by the next start. */
export const giveBack = (database: Database.Database): void => {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // it stays where it is just as safe
  }
};
