import { EventStoreError } from '../event-store.js';

const codeOf = (error: unknown): string => {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return `${typeof code === 'string' ? code : ''} ${typeof message === 'string' ? message : ''}`;
};

/** Says what the disk said in one clear sentence with what to do. */
export const failure = (error: unknown, directory: string): EventStoreError => {
  if (error instanceof EventStoreError) return error;
  const said = codeOf(error);
  const because = { cause: error };
  if (/SQLITE_FULL|disk is full|ENOSPC/i.test(said)) return new EventStoreError('full', `${directory}: no space is left; free some and try again`, because);
  if (/SQLITE_READONLY|readonly database|EROFS|EACCES|EPERM/i.test(said))
    return new EventStoreError('read-only', `${directory}: cannot be written to; give this user the right to write, or name another directory`, because);
  if (/SQLITE_CORRUPT|SQLITE_NOTADB|malformed|not a database/i.test(said))
    return new EventStoreError('corrupt', `${directory}: the log is damaged; restore it from a backup and keep the damaged file for examination`, because);
  if (/SQLITE_BUSY|SQLITE_LOCKED|database is locked/i.test(said))
    return new EventStoreError('in-use', `${directory}: another process is writing to this log; stop it, or name another directory`, because);
  if (/SQLITE_CANTOPEN|unable to open|ENOENT|ENOTDIR|EEXIST/i.test(said))
    return new EventStoreError('unavailable', `${directory}: cannot be opened; check that it is a directory and that this user may use it`, because);
  return new EventStoreError('unavailable', `${directory}: ${said.trim()}`, because);
};
