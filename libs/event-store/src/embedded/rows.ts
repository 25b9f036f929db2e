import type { NewEvent, RecordedEvent } from '../event-store.js';
import { positionOf } from '../positions.js';

/** One row of the events table with its names: position, stream, revision, type, id, recorded (ms), data, metadata. */
export type Row = readonly [position: number, stream: string, revision: number, type: string, id: string, recorded: number, data: string, metadata: string];

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

export const eventOf = ([position, stream, revision, type, id, recorded, data, metadata]: Row): RecordedEvent => ({
  id,
  type,
  data: JSON.parse(data) as NewEvent['data'],
  metadata: JSON.parse(metadata) as NewEvent['metadata'],
  stream,
  revision,
  position: positionOf(position),
  recordedAt: instantOf(recorded),
});
