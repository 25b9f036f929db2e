import { eventTypeFilter, excludeSystemEvents, START as BEGINNING, streamNameFilter, type Filter as ServerFilter, type Position as Place } from '@eventstore/db-client';
import { categoryOf, START, type Filter, type FollowOptions, type Page, type Position, type RecordedEvent } from '../event-store.js';
import type { Connection } from './connection.js';
import { failureOf, unavailable } from './failures.js';
import { Inbox, type Subscribe } from './inbox.js';
import { pause, pauseBefore } from './pauses.js';
import { isNowhere, placeOf, positionOf } from './places.js';
import { recordedOf } from './recorded.js';
import { lastPosition } from './stream-reader.js';

/** How a follower of the log behaves. */
export interface FollowLimits {
  /** Events a page at most. */
  readonly pageSize: number;
  /** Milliseconds without anything while catching up after which the subscription is taken for dead. */
  readonly stall: number;
  /** Subscriptions that may break one after another before the follower gives up. */
  readonly tries: number;
}

/** Events that the server looks at before it tells how far it came. */
const WINDOW = 500;

/** The server looks for categories by the prefix of the stream, else for types; what it cannot look for is left out here. */
export const serverFilterOf = ({ types, categories }: Filter, checkpointReached?: Parameters<Subscribe>[0]): ServerFilter => {
  const told = { maxSearchWindow: WINDOW, checkpointInterval: 1, ...(checkpointReached ? { checkpointReached } : {}) };
  if (categories) return streamNameFilter({ prefixes: categories.map((category) => `${category}-`), ...told });
  // a prefix finds longer types too; those are left out on this side
  if (types) return eventTypeFilter({ prefixes: [...types], ...told });
  return excludeSystemEvents(told);
};

const wanter = ({ types, categories }: Filter): ((event: RecordedEvent) => boolean) => {
  const type = types && new Set(types);
  const category = categories && new Set(categories);
  return (event) => (!type || type.has(event.type)) && (!category || category.has(categoryOf(event.stream)));
};

/**
 * How far a checkpoint leads a reader. One told before anything was met leads nowhere; none leads past the last event that is not the server's own, since a bookmark beyond it would look as if the log had
 * been put back.
 */
const reachOf = (connection: Connection, limits: FollowLimits, chance: () => number): ((place: Place) => Promise<Position>) => {
  let end: Position = START;
  return async (place) => {
    if (isNowhere(place)) return START;
    const position = positionOf(place);
    if (position > end) end = (await lastPosition(connection, limits, chance)) ?? START;
    return position < end ? position : end;
  };
};

/** The log from a position on, page by page at the reader's pace; broken subscriptions are taken up again behind what was given, without loss or repetition. */
export async function* followLog(connection: Connection, options: FollowOptions, limits: FollowLimits, signal: AbortSignal, chance: () => number): AsyncGenerator<Page> {
  const what = 'follow the log';
  let given = placeOf(options.after ?? START) === null ? START : (options.after ?? START);
  const reach = reachOf(connection, limits, chance);
  if (options.types?.length === 0 || options.categories?.length === 0) {
    yield { events: [], position: given, atEnd: true };
    return pause(2 ** 31 - 1, signal);
  }
  for (let attempt = 1; !signal.aborted; ) {
    const standing = connection.standing();
    const inbox = new Inbox((checkpointReached) => connection.client.subscribeToAll({ ...connection.call, fromPosition: placeOf(given) ?? BEGINNING, filter: serverFilterOf(options, checkpointReached) }, { highWaterMark: limits.pageSize }), what, standing);
    try {
      for await (const page of pages(inbox, given, wanter(options), reach, limits, signal)) {
        attempt = 1;
        yield page;
        given = page.position;
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      const failure = failureOf(error, what);
      if (failure.kind === 'refused') throw failure.error;
      if (failure.kind === 'unknown' && failure.silent) await connection.discard(standing);
      const reason = failure.kind === 'unknown' ? failure.reason : failure.kind;
      if (attempt === limits.tries) throw unavailable(what, reason);
      await pause(pauseBefore(attempt++, chance()), signal);
    } finally {
      inbox.close();
    }
  }
}

/** What one subscription brings, in pages; one at the end of the log is given even when empty, so that a reader knows it has caught up. */
async function* pages(
  inbox: Inbox,
  after: Position,
  wanted: (event: RecordedEvent) => boolean,
  reach: (place: Place) => Promise<Position>,
  { pageSize, stall }: FollowLimits,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  let events: RecordedEvent[] = [];
  let reached = after;
  let given = after;
  let live = false;
  let due = false;
  while (!signal.aborted) {
    const arrival = inbox.take();
    if (arrival?.kind === 'caught-up') due = live = true;
    else if (arrival?.kind === 'fell-behind') live = false;
    else if (arrival?.kind === 'checkpoint') {
      const position = await reach(arrival.place);
      if (position > reached) reached = position;
      due ||= reached !== given;
    } else if (arrival) {
      const { event } = arrival.resolved;
      const position = event ? positionOf(event.position) : reached;
      // told before: a subscription taken up again may repeat what it gave
      if (position <= reached) continue;
      reached = position;
      const recorded = recordedOf(arrival.resolved);
      if (recorded && wanted(recorded)) events.push(recorded);
    }
    const full = events.length >= pageSize;
    const resting = live && !inbox.pending;
    if (full || due || (resting && reached !== given)) {
      due = false;
      given = reached;
      const page = { events, position: reached, atEnd: resting };
      events = [];
      yield page;
    } else if (!arrival) {
      try {
        await inbox.more(signal, live ? Infinity : stall);
      } catch (error) {
        // what came before the subscription broke need not come again
        if (reached !== given) yield { events, position: reached, atEnd: false };
        throw error;
      }
    }
  }
}
