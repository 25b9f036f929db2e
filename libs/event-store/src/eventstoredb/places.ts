import type { Position as Place } from '@eventstore/db-client';
import { EventStoreError, START, type Position } from '../event-store.js';

const DIGITS = 20;
const PATTERN = /^(\d{20})(?:=|-(\d{20}))$/;

/** No log is so long: what lies beyond is −1 in a field that knows no sign. */
const FARTHEST = 2n ** 63n - 1n;

/**
 * True for a place that is none: 0, where only the server's own first record stands, and −1, which a subscription
 * tells that has met nothing yet.
 */
export const isNowhere = ({ commit }: Place): boolean => commit === 0n || commit > FARTHEST;

const padded = (value: bigint): string => value.toString().padStart(DIGITS, '0');

/**
 * A place in the server's log as an opaque string that sorts as text: an event's own place ends in `=`, a checkpoint
 * between events carries its second half and sorts before the event at the same commit.
 */
export const positionOf = ({ commit, prepare }: Place): Position =>
  commit === prepare ? `${padded(commit)}=` : `${padded(commit)}-${padded(prepare)}`;

/**
 * The place behind a position, null for the start and for a bookmark that was set at no place at all; refuses what no
 * log of this kind gave out.
 */
export const placeOf = (position: Position): Place | null => {
  if (position === START) return null;
  const [, commit, prepare] = PATTERN.exec(position) ?? [];
  if (commit === undefined)
    throw new EventStoreError(
      'bad-position',
      `position ${JSON.stringify(position.slice(0, 60))} was not given out by this log`,
    );
  const place = { commit: BigInt(commit), prepare: BigInt(prepare ?? commit) };
  return isNowhere(place) ? null : place;
};

/** Negative, zero or positive, as `a` lies before, at or after `b`; how far apart they are, in bytes of the log. */
export const comparePositions = (a: Position, b: Position): number => {
  const [one, other] = [placeOf(a), placeOf(b)];
  const bytes = Number((one?.commit ?? 0n) - (other?.commit ?? 0n));
  if (bytes !== 0 || !one || !other) return bytes;
  return a < b ? -1 : a > b ? 1 : 0;
};
