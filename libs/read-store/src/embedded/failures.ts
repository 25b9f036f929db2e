import { ReadStoreError } from '../read-store.js';

/** True where the engine met a page that is not as it wrote it. */
export const isDamage = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string };
  return /SQLITE_CORRUPT|SQLITE_NOTADB|malformed|not a database/i.test(`${code ?? ''} ${message ?? ''}`);
};

/** Says what the disk said in one clear sentence with what to do. */
export const failure = (error: unknown, directory: string): ReadStoreError => {
  if (error instanceof ReadStoreError) return error;
  const { code, message } = error as { code?: string; message?: string };
  const said = `${code ?? ''} ${message ?? ''}`;
  const because = { cause: error };
  if (/SQLITE_FULL|disk is full|ENOSPC/i.test(said)) return new ReadStoreError('full', `${directory}: no space is left; free some and try again`, because);
  if (/SQLITE_READONLY|readonly database|EROFS|EACCES|EPERM/i.test(said))
    return new ReadStoreError('read-only', `${directory}: cannot be written to; give this user the right to write, or name another directory`, because);
  if (/SQLITE_BUSY|SQLITE_LOCKED|database is locked/i.test(said))
    return new ReadStoreError('in-use', `${directory}: another process is writing to these views; stop it, or name another directory`, because);
  return new ReadStoreError('unavailable', `${directory}: views.db cannot be used (${said.trim()}); it can be deleted, since the views are rebuilt from the log`, because);
};
