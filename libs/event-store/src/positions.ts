import { EventStoreError, START, type Position } from './event-store.js';

const DIGITS = 14;
/** What stands before a count of so many digits. */
const ZEROS = Array.from({ length: DIGITS + 1 }, (_, digits) => '0'.repeat(DIGITS - digits));
const PATTERN = /^\d{14}$/;

/** Place in a log counted from 1, as an opaque string that sorts as text; 0 is the start. */
export const positionOf = (sequence: number): Position => {
  if (sequence === 0) return START;
  const text = String(sequence);
  return `${ZEROS[text.length] ?? ''}${text}`;
};

/** The count behind a position; refuses what no log of this kind gave out. */
export const sequenceOf = (position: Position): number => {
  if (position === START) return 0;
  if (!PATTERN.test(position)) throw new EventStoreError('bad-position', `position ${JSON.stringify(position.slice(0, 60))} was not given out by this log`);
  return Number(position);
};
