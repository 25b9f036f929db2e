import { hash } from 'node:crypto';
import type { JsonObject, NewEvent } from '@heatledger/event-store';
import { canonicalForm } from './canonical.js';
import type { Undigested } from './metadata.js';

/** What stands before a stream's first event: its own name, so that no chain can be passed off as another stream's. */
export const genesisOf = (stream: string): string => stream;

/** The facts of one command share their metadata: its form is written once for as long as the very same object comes again. */
let lastMetadata: Undigested | null = null;
let lastForm = '';
const formOfMetadata = (metadata: Undigested): string => {
  if (metadata !== lastMetadata) {
    lastForm = canonicalForm(metadata);
    lastMetadata = metadata;
  }
  return lastForm;
};

/** SHA-256, hex, over the RFC 8785 form of type, data, metadata without its digest, and what stood before in the stream. Metadata is never changed once it was given. */
export const digestOf = (type: string, data: JsonObject, metadata: Undigested, previous: string): string =>
  hash('sha256', `{"data":${canonicalForm(data)},"metadata":${formOfMetadata(metadata)},"previous":${canonicalForm(previous)},"type":${canonicalForm(type)}}`, 'hex');

/** True when the event's digest follows from its content and the digest before it. */
export const isChained = (event: NewEvent, previous: string): boolean => {
  const { digest, ...metadata } = event.metadata;
  return digest === digestOf(event.type, event.data, metadata, previous);
};
