import { hash } from 'node:crypto';
import type { EventMetadata, JsonObject, NewEvent } from '@heatledger/event-store';
import { canonicalForm } from './canonical.js';

/** The digest before a stream's first event. */
export const GENESIS = '';

/** SHA-256, hex, over the RFC 8785 form of data, metadata without its digest, and the stream's previous digest. */
export const digestOf = (data: JsonObject, metadata: Omit<EventMetadata, 'digest'>, previous: string): string =>
  hash('sha256', canonicalForm({ data, metadata, previous }), 'hex');

/** True when the event's digest follows from its content and the digest before it. */
export const isChained = (event: NewEvent, previous: string): boolean => {
  const { digest, ...metadata } = event.metadata;
  return digest === digestOf(event.data, metadata, previous);
};
