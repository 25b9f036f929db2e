import { EventStoreError } from '@heatledger/event-store';
import { ReadStoreError } from '@heatledger/read-store';

/** What keeps a store from doing what it was asked: waited for, and asked again. */
export interface StoreTrouble {
  /** A code for machines: the store's own, or that of the operating system. */
  readonly why: string;
  /** Whether only what was asked is concerned, so that something else may be tried meanwhile. */
  readonly alone: boolean;
}

/** Other processes were faster, each time it was tried. */
export class RaceLost extends Error {
  constructor(command: string) {
    super(`${command} lost its race three times`);
    this.name = 'RaceLost';
  }
}

/** Whose fault an error is: the store's, or of what was asked of it. */
type Blame = 'store' | 'asked';

const OF_THE_LOG = {
  'too-large': 'asked',
  'invalid-event': 'asked',
  'bad-position': 'asked',
  gone: 'asked',
  'in-use': 'store',
  'read-only': 'store',
  full: 'store',
  'other-version': 'store',
  corrupt: 'store',
  denied: 'store',
  unavailable: 'store',
  closed: 'store',
} as const satisfies Readonly<Record<EventStoreError['code'], Blame>>;

const OF_THE_VIEWS = {
  'no-index': 'asked',
  'bad-cursor': 'asked',
  'bad-query': 'asked',
  'no-collection': 'store',
  'in-use': 'store',
  'read-only': 'store',
  full: 'store',
  'other-version': 'store',
  overtaken: 'store',
  unavailable: 'store',
  closed: 'store',
} as const satisfies Readonly<Record<ReadStoreError['code'], Blame>>;

/** What the operating system says of networks and disks. */
const OF_THE_SYSTEM = new Set([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'ECONNABORTED',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENETDOWN',
    'ENOTFOUND',
    'EAI_AGAIN',
  ],
  ...['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM'],
]);

const CAUSES = 5;

/**
 * Tells whether an error is the store's doing, which passes, or comes of the very thing that was asked; null for the
 * latter.
 */
export const storeTroubleOf = (error: unknown): StoreTrouble | null => {
  if (error instanceof RaceLost) return { why: 'race', alone: true };
  if (error instanceof EventStoreError) {
    // a stream that somebody deleted or wrote into does not mend itself, and the others are well
    const blame = error.stream === undefined ? OF_THE_LOG[error.code] : 'asked';
    return blame === 'store' ? { why: error.code, alone: false } : null;
  }
  if (error instanceof ReadStoreError)
    return OF_THE_VIEWS[error.code] === 'store' ? { why: error.code, alone: false } : null;
  let inner = error;
  for (let depth = 0; inner instanceof Error && depth < CAUSES; depth++, inner = inner.cause) {
    const code: unknown = Reflect.get(inner, 'code');
    if (typeof code === 'string' && OF_THE_SYSTEM.has(code)) return { why: code, alone: false };
  }
  return null;
};

/** What the stores said in the sentences that programs before this one parked timers and reactions with. */
const SAID_BY_STORES = [
  / lost its race three times$/,
  /the event store does not answer/,
  /: the server refused the user/,
  /: no space is left/,
  /: cannot be written to; /,
  /: cannot be opened; /,
  /: another process is (writing to|using) /,
  /: the log is damaged; /,
  /: opened for reading only/,
  /^the (log|read store) is closed/,
  /views\.db cannot be used|the views cannot be used/,
  /its bookmark stands at .* another process writes it/,
  /^no collection /,
  /\bSQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN)/,
  /\b(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOSPC|EROFS|EIO)\b/,
  /\b(UNAVAILABLE|DEADLINE_EXCEEDED)\b|the connection broke|Connection dropped/,
];

/** Whether something was parked because of the store, as programs did before they waited for it. */
export const wasParkedByStore = (reason: string): boolean => SAID_BY_STORES.some((sentence) => sentence.test(reason));
