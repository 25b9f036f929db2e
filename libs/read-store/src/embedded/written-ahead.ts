import type Database from 'libsql';

/**
 * Moves what was written ahead into the one file. `TRUNCATE` is for a store that is closed: the engine leaves it where it is, to be read again by the next start. `PASSIVE` keeps nobody waiting.
 */
export const giveBack = (database: Database.Database, how: 'TRUNCATE' | 'PASSIVE' = 'TRUNCATE'): void => {
  try {
    database.exec(`PRAGMA wal_checkpoint(${how})`);
  } catch {
    // it stays where it is just as safe
  }
};
