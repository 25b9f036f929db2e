import { hash } from 'node:crypto';
import type { EventMetadata, JsonObject, NewEvent } from '@heatledger/event-store';
import { canonicalForm, formByOrdering, formIfOrdered } from './canonical.js';
import { uncommitted } from './commitments.js';
import type { Undigested } from './metadata.js';

/** What stands before a stream's first event: its own name, so that no chain can be passed off as another stream's. */
export const genesisOf = (stream: string): string => stream;

/** The version of the chain this program writes: it covers the time of recording, and personal values by commitments. */
export const CHAIN = 2;

/** Salts are as personal as the values they hide, so no digest covers them; the first version knew none. */
const unsalted = ({ salts: _, ...metadata }: Undigested): Undigested => metadata;

/** The facts of one command share their metadata: its form is written once for as long as the very same object comes again. */
let lastMetadata: Undigested | null = null;
let lastForm = '';
const formOfMetadata = (metadata: Undigested): string => {
  if (metadata !== lastMetadata) {
    lastForm = canonicalForm(metadata.chain === undefined ? metadata : unsalted(metadata));
    lastMetadata = metadata;
  }
  return lastForm;
};

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The same with its digest; written out, since a spread costs as much as the digest. */
const withDigest = (undigested: Undigested, digest: string): EventMetadata => {
  const { actor, at, causation, chain, channel, command, commitments, correlation, fingerprint, recordedAt, rule, salts, v } = undigested;
  const metadata: Writable<EventMetadata> = { actor, at, channel, command, correlation, digest, v };
  if (causation !== undefined) metadata.causation = causation;
  if (fingerprint !== undefined) metadata.fingerprint = fingerprint;
  if (rule !== undefined) metadata.rule = rule;
  if (chain !== undefined) metadata.chain = chain;
  if (recordedAt !== undefined) metadata.recordedAt = recordedAt;
  if (commitments !== undefined) metadata.commitments = commitments;
  if (salts !== undefined) metadata.salts = salts;
  return metadata;
};

/** SHA-256, hex, over the RFC 8785 form of type, data (without what the metadata commits to), metadata without digest and salts, and what stood before in the stream. Metadata is never changed once it was given. */
const hashed = (type: string, dataForm: string, metadataForm: string, previous: string): string =>
  hash('sha256', `{"data":${dataForm},"metadata":${metadataForm},"previous":${canonicalForm(previous)},"type":${canonicalForm(type)}}`, 'hex');

export const digestOf = (type: string, data: JsonObject, metadata: Undigested, previous: string): string =>
  hashed(type, canonicalForm(metadata.chain === undefined ? data : uncommitted(data, metadata)), formOfMetadata(metadata), previous);

/** The event that follows on `previous`, with its digest and its text: where the content's keys are in order, the very text that was hashed. */
export const chained = (id: string, type: string, data: JsonObject, metadata: Undigested, previous: string): NewEvent => {
  const [ordered, metadataForm] = [formIfOrdered(data), formOfMetadata(metadata)];
  const { commitments, salts } = metadata;
  const digest = hashed(type, commitments === undefined ? (ordered ?? formByOrdering(data)) : canonicalForm(uncommitted(data, metadata)), metadataForm, previous);
  const opening = salts === undefined ? '' : `,"salts":${canonicalForm(salts)}`;
  return { id, type, data, metadata: withDigest(metadata, digest), text: { data: ordered ?? JSON.stringify(data), metadata: `${metadataForm.slice(0, -1)},"digest":"${digest}"${opening}}` } };
};

/** True when the event's digest follows from its content and the digest before it; values that the metadata commits to may be masked or left out. */
export const isChained = (event: Pick<NewEvent, 'type' | 'data' | 'metadata'>, previous: string): boolean => {
  const { digest, ...metadata } = event.metadata;
  return isKnownChain(metadata.chain) && digest === digestOf(event.type, event.data, metadata, previous);
};

const isKnownChain = (chain: number | undefined): boolean => chain === undefined || chain === CHAIN;
