import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import type { EventMetadata, JsonObject, RecordedEvent } from '../event-store.js';
import { positionOf } from './places.js';

/** Beside the metadata of an event that was moved here: when the log it comes from recorded it, since the server knows only its own time. */
export const MOVED = '$recordedAt';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
const isData = (value: unknown): value is JsonObject => isObject(value);
const isMetadata = (value: unknown): value is EventMetadata => isObject(value) && typeof value['digest'] === 'string' && typeof value['v'] === 'number' && typeof value['command'] === 'string';

/** The event as the ledger reads it; null for one that the ledger did not write. */
export const recordedOf = ({ event }: ResolvedEvent | AllStreamResolvedEvent): RecordedEvent | null => {
  if (!event?.position || !isData(event.data) || !isMetadata(event.metadata)) return null;
  const { [MOVED]: moved, ...metadata } = event.metadata as EventMetadata & { readonly [MOVED]?: string };
  return {
    id: event.id,
    type: event.type,
    data: event.data,
    metadata,
    stream: event.streamId,
    revision: Number(event.revision),
    position: positionOf(event.position),
    recordedAt: moved ?? metadata.recordedAt ?? event.created.toISOString(),
  };
};
