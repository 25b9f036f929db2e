import { hash } from 'node:crypto';
import type { EventMetadata, JsonObject, NewEvent } from '@heatledger/event-store';
import { canonicalForm } from './canonical.js';

/** What stands before a stream's first event: its own name, so that no chain can be passed off as another stream's. */
export const genesisOf = (stream: string): string => stream;

/** SHA-256, hex, over the RFC 8785 form of type, data, metadata without its digest, and what stood before in the stream. */
export const digestOf = (type: string, data: JsonObject, metadata: Omit<EventMetadata, 'digest'>, previous: string): string =>
  hash('sha256', canonicalForm({ data, metadata, previous, type }), 'hex');

/** True when the event's digest follows from its content and the digest before it. */
export const isChained = (event: NewEvent, previous: string): boolean => {
  const { digest, ...metadata } = event.metadata;
  return digest === digestOf(event.type, event.data, metadata, previous);
};
