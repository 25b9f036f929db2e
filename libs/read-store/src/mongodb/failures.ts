import { MongoError, MongoNetworkError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { ReadStoreError } from '../read-store.js';

const REFUSED = new Set([13, 18, 8000]);
const DISK_FULL = 14031;
const LONGEST = 300;
const DUPLICATE = 11_000;
const NO_COLLECTION = 26;
/** What a server says that is stepping down, starting or shutting down, or where two began the same document at once. */
const PASSING = new Set([6, 7, 89, 91, 189, 262, 9001, 10107, DUPLICATE, 11600, 11602, 13435, 13436]);
const LABELS = ['RetryableWriteError', 'TransientTransactionError', 'UnknownTransactionCommitResult'] as const;

/** Whether a document with this id is there already. */
export const isDuplicateKey = (error: unknown): boolean => error instanceof MongoServerError && error.code === DUPLICATE;

/** Whether the collection asked about is not there. */
export const isNoCollection = (error: unknown): boolean => error instanceof MongoServerError && error.code === NO_COLLECTION;

/** The trouble itself, where the driver wraps what happened to a batch. */
const troubleOf = (error: unknown): unknown => {
  const inner: unknown = error instanceof MongoServerError ? error.errorResponse : null;
  return inner instanceof MongoError ? inner : error;
};

/** Whether the same question may be answered a moment later. */
export const isPassing = (thrown: unknown): boolean => {
  const error = troubleOf(thrown);
  if (!(error instanceof MongoError) || error instanceof MongoServerSelectionError) return false;
  return error instanceof MongoNetworkError || error.name === 'MongoPoolClearedError' || PASSING.has(Number(error.code)) || LABELS.some((label) => error.hasErrorLabel(label));
};

/** Text without the parts that must stay secret, however they are written. */
const without = (text: string, secrets: readonly string[]): string =>
  [...secrets].sort((a, b) => b.length - a.length).reduce((left, secret) => left.replaceAll(secret, '…'), text);

/** Says what the server said in one clear sentence with what to do; the driver's error itself stays behind, as it may carry credentials. */
export const failureFor =
  (target: string, secrets: readonly string[]) =>
  (thrown: unknown): ReadStoreError => {
    if (thrown instanceof ReadStoreError) return thrown;
    const error = troubleOf(thrown);
    const { code } = error as { code?: unknown };
    const said = without(error instanceof Error ? `${error.name}: ${error.message}` : String(error), secrets).split('\n', 1)[0]?.slice(0, LONGEST) ?? '';
    if (error instanceof MongoServerError && REFUSED.has(Number(code)))
      return new ReadStoreError('unavailable', `${target}: the server refused the user; name one in the address that may read and write this database`);
    if (code === DISK_FULL) return new ReadStoreError('full', `${target}: no space is left on the server; free some and try again`);
    return new ReadStoreError('unavailable', `${target}: the views cannot be used (${said}); start the server, or name another address`);
  };
