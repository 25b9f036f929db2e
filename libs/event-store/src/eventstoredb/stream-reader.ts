import { BACKWARDS, END, FORWARDS, START as BEGINNING, type AllStreamRecordedEvent, type ReadPosition, type ResolvedEvent, type StreamingRead } from '@eventstore/db-client';
import { EventStoreError, type Position, type ReadOptions, type RecordedEvent } from '../event-store.js';
import type { Connection } from './connection.js';
import { failureOf, Silence, unavailable, type Failure } from './failures.js';
import { pause, pauseBefore } from './pauses.js';
import { placeOf, positionOf } from './places.js';
import { recordedOf } from './recorded.js';

/** How long a read may stand still and how often it is begun. */
export interface ReadLimits {
  /** Milliseconds without an event after which a read is taken for dead. */
  readonly stall: number;
  readonly tries: number;
}

/** Reads have no deadline of their own: a read that stands still is ended with an error. */
async function* watched<E>(reading: StreamingRead<E>, what: string, stall: number): AsyncGenerator<E> {
  // the machine's clock may be set meanwhile
  let last = performance.now();
  const watch = setInterval(() => {
    if (performance.now() - last > stall) reading.destroy(new Silence(what, stall));
  }, Math.ceil(stall / 4));
  watch.unref();
  let ended = false;
  try {
    for await (const event of reading) {
      // the reader's own pace is not a stall
      last = Infinity;
      yield event;
      last = performance.now();
    }
    ended = true;
  } finally {
    clearInterval(watch);
    if (!ended) {
      reading.on('error', () => undefined);
      reading.cancel().catch(() => undefined);
    }
  }
}

/** Reads one stream; what a broken connection left out is asked for again from where it broke. */
export async function* readStream(connection: Connection, stream: string, options: ReadOptions, limits: ReadLimits, chance: () => number): AsyncGenerator<RecordedEvent> {
  const { from, to, backwards = false, limit = Number.MAX_SAFE_INTEGER } = options;
  const step = backwards ? -1 : 1;
  const last = to ?? (backwards ? 0 : Number.MAX_SAFE_INTEGER);
  let next = from === undefined && !backwards ? 0 : from;
  let left = limit;
  for (let attempt = 1; ; attempt++) {
    if (left <= 0 || (next !== undefined && (next < 0 || (last - next) * step < 0))) return;
    const breaks = connection.breaks();
    const standing = connection.standing();
    try {
      for await (const resolved of watched(open(connection, stream, next, last, left, backwards), `read of ${stream}`, limits.stall)) {
        const event = recordedOf(resolved);
        if (!event)
          throw new EventStoreError('corrupt', `read of ${stream}: it holds an event that Heatledger did not write`, {
            stream,
          });
        if ((last - event.revision) * step < 0) return;
        yield event;
        next = event.revision + step;
        left--;
        attempt = 1;
      }
      requireWhole(connection, breaks);
      return;
    } catch (error) {
      const failure = failureOf(error, `read of ${stream}`, stream);
      if (failure.kind === 'unknown' && failure.silent) await connection.discard(standing);
      if (await isEnd(failure, `read of ${stream}`, attempt, limits.tries, chance)) return;
    }
  }
}

/** A read that begins while the client closes its channel ends without a word, as if there were nothing: an end is believed only when nothing broke meanwhile. */
const requireWhole = (connection: Connection, breaks: number): void => {
  if (connection.breaks() !== breaks) throw unavailable('read', 'the connection broke');
};

const open = (connection: Connection, stream: string, next: number | undefined, last: number, left: number, backwards: boolean): StreamingRead<ResolvedEvent> =>
  connection.client.readStream(stream, {
    ...connection.call,
    direction: backwards ? BACKWARDS : FORWARDS,
    fromRevision: next === undefined ? END : BigInt(next),
    maxCount: next === undefined ? left : Math.min(left, Math.abs(last - next) + 1),
  });

/** True when there is nothing to read; waits before the next try; throws when none is left. */
const isEnd = async (failure: Failure, what: string, attempt: number, tries: number, chance: () => number): Promise<boolean> => {
  if (failure.kind === 'missing') return true;
  if (failure.kind === 'refused') throw failure.error;
  const reason = failure.kind === 'unknown' ? failure.reason : 'a conflict was answered to a read';
  if (attempt >= tries) throw unavailable(what, reason);
  await pause(pauseBefore(attempt, chance()));
  return false;
};

const FIRST_LOOK = 16;
const WIDEST_LOOK = 4096;

/** The place of the last event that is not the server's own; null for an empty log. */
export const lastPosition = async (connection: Connection, limits: ReadLimits, chance: () => number): Promise<Position | null> => {
  const what = 'look at the end of the log';
  let from: ReadPosition = END;
  let attempt = 1;
  for (let maxCount = FIRST_LOOK; ; maxCount = Math.min(maxCount * 4, WIDEST_LOOK)) {
    let seen = 0;
    const breaks = connection.breaks();
    const standing = connection.standing();
    try {
      for await (const { event } of watched(connection.client.readAll({ ...connection.call, direction: BACKWARDS, fromPosition: from, maxCount }), what, limits.stall)) {
        if (!event) continue;
        if (!event.streamId.startsWith('$')) return positionOf(event.position);
        from = event.position;
        seen++;
      }
      requireWhole(connection, breaks);
      if (seen === 0) return null;
      attempt = 1;
    } catch (error) {
      const failure = failureOf(error, what);
      if (failure.kind === 'unknown' && failure.silent) await connection.discard(standing);
      await isEnd(failure, what, attempt++, limits.tries, chance);
    }
  }
};

/** True when anything, the server's own events included, lies at or behind a position. */
export const isThere = async (connection: Connection, position: Position, limits: ReadLimits, chance: () => number): Promise<boolean> => {
  const what = 'look behind a position';
  for (let attempt = 1; ; attempt++) {
    const breaks = connection.breaks();
    try {
      const fromPosition = placeOf(position) ?? BEGINNING;
      for await (const _ of watched(connection.client.readAll({ ...connection.call, direction: FORWARDS, fromPosition, maxCount: 1 }), what, limits.stall)) return true;
      requireWhole(connection, breaks);
      return false;
    } catch (error) {
      await isEnd(failureOf(error, what), what, attempt, limits.tries, chance);
    }
  }
};

const LONGEST_LOOK = 4096;

/** Every event as the server keeps it, its own included, from the first one to the end. */
export async function* everyEvent(connection: Connection, limits: ReadLimits, chance: () => number): AsyncGenerator<AllStreamRecordedEvent> {
  const what = 'look through the log';
  let from: ReadPosition = BEGINNING;
  let last = '';
  for (let attempt = 1; ; ) {
    let seen = 0;
    const breaks = connection.breaks();
    try {
      for await (const { event } of watched(connection.client.readAll({ ...connection.call, direction: FORWARDS, fromPosition: from, maxCount: LONGEST_LOOK }), what, limits.stall)) {
        if (!event || positionOf(event.position) === last) continue;
        seen++;
        yield event;
        last = positionOf(event.position);
        from = event.position;
        attempt = 1;
      }
      requireWhole(connection, breaks);
      if (seen === 0) return;
    } catch (error) {
      if (await isEnd(failureOf(error, what), what, attempt++, limits.tries, chance)) return;
    }
  }
}
