import type { NewEvent, RecordedEvent } from '../event-store.js';
import { positionOf } from '../positions.js';

/** One row of the events table: position, stream (none where it is known to who asks), revision, number of the type, id, recorded (ms), data, metadata. */
export type Row = readonly [position: number, stream: string | null, revision: number, type: number, id: string, recorded: number, data: string, metadata: string];

let lastMillis = -1;
let lastText = '';
/** ISO 8601, UTC, milliseconds; neighbours in the log often share theirs. */
export const instantOf = (millis: number): string => {
  if (millis !== lastMillis) {
    lastMillis = millis;
    lastText = new Date(millis).toISOString();
  }
  return lastText;
};

let lastInstant = '';
let lastOfInstant = -1;
/** The same back. */
export const millisOf = (instant: string): number => {
  if (instant !== lastInstant) {
    lastInstant = instant;
    lastOfInstant = Date.parse(instant);
  }
  return lastOfInstant;
};

/** The event of a row, whose stream and type have these names. */
export const eventOf = (row: Row, stream: string, type: string): RecordedEvent => ({
  id: row[4],
  type,
  data: JSON.parse(row[6]) as NewEvent['data'],
  metadata: JSON.parse(row[7]) as NewEvent['metadata'],
  stream,
  revision: row[2],
  position: positionOf(row[0]),
  recordedAt: instantOf(row[5]),
});
