import type { Position as Place } from '@eventstore/db-client';
import { EventStoreError, START, type Position } from '../event-store.js';

const DIGITS = 20;
const PATTERN = /^(\d{20})(?:=|-(\d{20}))$/;

const padded = (value: bigint): string => value.toString().padStart(DIGITS, '0');

/** A place in the server's log as an opaque string that sorts as text: an event's own place ends in `=`, a checkpoint between events carries its second half and sorts before the event at the same commit. */
export const positionOf = ({ commit, prepare }: Place): Position => (commit === prepare ? `${padded(commit)}=` : `${padded(commit)}-${padded(prepare)}`);

/** The place behind a position, null for the start; refuses what no log of this kind gave out. */
export const placeOf = (position: Position): Place | null => {
  if (position === START) return null;
  const [, commit, prepare] = PATTERN.exec(position) ?? [];
  if (commit === undefined) throw new EventStoreError('bad-position', `position ${JSON.stringify(position.slice(0, 60))} was not given out by this log`);
  return { commit: BigInt(commit), prepare: BigInt(prepare ?? commit) };
};

/** Negative, zero or positive, as `a` lies before, at or after `b`; how far apart they are, in bytes of the log. */
export const comparePositions = (a: Position, b: Position): number => {
  const bytes = Number((placeOf(a)?.commit ?? 0n) - (placeOf(b)?.commit ?? 0n));
  return bytes !== 0 ? bytes : a < b ? -1 : a > b ? 1 : 0;
};
