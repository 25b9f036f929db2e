import { hash } from 'node:crypto';
import type { EventMetadata, JsonObject, NewEvent } from '@heatledger/event-store';
import { canonicalForm, formByOrdering, formIfOrdered } from './canonical.js';
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

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The same with its digest; written out, since a spread costs as much as the digest. */
const withDigest = ({ actor, at, causation, channel, command, correlation, fingerprint, rule, v }: Undigested, digest: string): EventMetadata => {
  const metadata: Writable<EventMetadata> = { actor, at, channel, command, correlation, digest, v };
  if (causation !== undefined) metadata.causation = causation;
  if (fingerprint !== undefined) metadata.fingerprint = fingerprint;
  if (rule !== undefined) metadata.rule = rule;
  return metadata;
};

/** SHA-256, hex, over the RFC 8785 form of type, data, metadata without its digest, and what stood before in the stream. Metadata is never changed once it was given. */
const hashed = (type: string, dataForm: string, metadataForm: string, previous: string): string =>
  hash('sha256', `{"data":${dataForm},"metadata":${metadataForm},"previous":${canonicalForm(previous)},"type":${canonicalForm(type)}}`, 'hex');

export const digestOf = (type: string, data: JsonObject, metadata: Undigested, previous: string): string => hashed(type, canonicalForm(data), formOfMetadata(metadata), previous);

/** The event that follows on `previous`, with its digest and its text: where the content's keys are in order, the very text that was hashed. */
export const chained = (id: string, type: string, data: JsonObject, metadata: Undigested, previous: string): NewEvent => {
  const [ordered, metadataForm] = [formIfOrdered(data), formOfMetadata(metadata)];
  const digest = hashed(type, ordered ?? formByOrdering(data), metadataForm, previous);
  return { id, type, data, metadata: withDigest(metadata, digest), text: { data: ordered ?? JSON.stringify(data), metadata: `${metadataForm.slice(0, -1)},"digest":"${digest}"}` } };
};

/** True when the event's digest follows from its content and the digest before it. */
export const isChained = (event: NewEvent, previous: string): boolean => {
  const { digest, ...metadata } = event.metadata;
  return digest === digestOf(event.type, event.data, metadata, previous);
};
