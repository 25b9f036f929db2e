import { EventStoreError } from '../event-store.js';

/** What a failed call means to its caller. */
export type Failure =
  /** The stream is not there. */
  | { readonly kind: 'missing' }
  /** Another revision stands at the end of the stream. */
  | { readonly kind: 'conflict'; readonly actual: number | 'none' }
  /** Trying again cannot help. */
  | { readonly kind: 'refused'; readonly error: EventStoreError }
  /**
   * Nobody knows whether it was done: the same call again tells. Silent where nothing came in time, and the
   * connection may be dead although nobody closed it.
   */
  | { readonly kind: 'unknown'; readonly reason: string; readonly silent: boolean };

const DELETED = 'the stream was deleted on the server, which Heatledger never does';

const text = (error: unknown, field: string): string => {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : '';
};

const actualOf = (error: unknown): number | 'none' => {
  const actual: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'actualVersion') : undefined;
  return typeof actual === 'bigint' && actual >= 0n ? Number(actual) : 'none';
};

/** Nothing came within so many milliseconds. */
export class Silence extends EventStoreError {
  constructor(what: string, atMost: number) {
    super('unavailable', `${what}: the event store does not answer (nothing came for ${atMost} ms)`);
  }
}

const UNAUTHENTICATED = 16;

/**
 * Told to whoever starts the program, in both languages: the one refusal of a server that a person can mend at once,
 * and waiting cannot.
 */
const denied = (error: unknown, subject: string): string =>
  Reflect.get(error as object, 'code') === UNAUTHENTICATED
    ? '事件库不接受连接串中的用户名和密码。 The server refused the user name and password of the connection string.'
    : `连接串中的用户无权访问 ${subject}：请赋予角色，或在 ${subject} 的元数据中授予 $r（读）、$w（写）。 ` +
      `The user of the connection string may not ${subject === LOG ? 'read' : 'read or write'} \`${subject}\`: ` +
      `give it the role, or \`$r\`${subject === LOG ? '' : ' and `$w`'} of \`${subject}\`.`;

/** What a call is about that names no stream. */
const LOG = '$all';

/**
 * Sorts an error of the client by what it means; `what` names the call in the message, `subject` the stream it is
 * about, and nothing of the connection string enters it.
 */
export const failureOf = (error: unknown, what: string, subject = LOG): Failure => {
  if (error instanceof EventStoreError)
    return error.code === 'unavailable'
      ? { kind: 'unknown', reason: error.message, silent: error instanceof Silence }
      : { kind: 'refused', error };
  const refused = (code: EventStoreError['code'], message: string, stream?: string): Failure => ({
    kind: 'refused',
    error: new EventStoreError(
      code,
      `${what}: ${message}`,
      stream === undefined ? { cause: error } : { cause: error, stream },
    ),
  });
  switch (text(error, 'type')) {
    case 'stream-not-found':
      return { kind: 'missing' };
    case 'wrong-expected-version':
      return { kind: 'conflict', actual: actualOf(error) };
    case 'stream-deleted':
      return refused('corrupt', DELETED, text(error, 'streamName') || what);
    case 'maximum-append-size-exceeded':
      return refused('too-large', 'the server refused the append as too large');
    case 'access-denied':
      return refused('denied', denied(error, subject));
    case 'invalid-argument':
      return refused('invalid-event', text(error, 'message'));
    default:
      return {
        kind: 'unknown',
        reason: text(error, 'message') || text(error, 'type') || 'no reason given',
        silent: text(error, 'type') === 'deadline-exceeded',
      };
  }
};

/** The error after which a caller gives up. */
export const unavailable = (what: string, reason: string): EventStoreError =>
  new EventStoreError('unavailable', `${what}: the event store does not answer (${reason})`);
