import { hash } from 'node:crypto';
import type { EventMetadata, JsonObject, NewEvent } from '@heatledger/event-store';
import { canonicalForm, formByOrdering, formIfOrdered } from './canonical.js';
import { uncommitted, type Committed } from './commitments.js';
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
    lastForm = canonicalForm(metadata.chain === undefined || metadata.salts === undefined ? metadata : unsalted(metadata));
    lastMetadata = metadata;
  }
  return lastForm;
};

/** What of such a form stands before the commitments of each fact, and what behind them. */
let lastHalved: Undigested | null = null;
let lastHalves: readonly [before: string, behind: string] = ['', ''];
const halvesOf = (metadata: Undigested): readonly [before: string, behind: string] => {
  if (metadata !== lastHalved) {
    const { actor, at, causation, chain, channel, command, correlation, fingerprint, recordedAt, rule, v } = metadata;
    lastHalves = [canonicalForm({ actor, at, causation, chain, channel, command }).slice(0, -1), canonicalForm({ correlation, fingerprint, recordedAt, rule, v }).slice(1)];
    lastHalved = metadata;
  }
  return lastHalves;
};

/** The form of texts that need no escape, under JSON pointers in order. */
const formOfPointers = (texts: Readonly<Record<string, string>>): string => {
  let form = '';
  for (const path in texts) form += `${form === '' ? '{' : ','}${canonicalForm(path)}:"${texts[path]}"`;
  return `${form}}`;
};

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The same with its digest; written out, since a spread costs as much as the digest. */
const withDigest = (undigested: Undigested, digest: string, { commitments, salts }: Partial<Committed>): EventMetadata => {
  const { actor, at, causation, chain, channel, command, correlation, fingerprint, recordedAt, rule, v } = undigested;
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
export const chained = (id: string, type: string, data: JsonObject, metadata: Undigested, previous: string, committed?: Committed): NewEvent => {
  const ordered = formIfOrdered(data);
  if (committed === undefined) return sealed(id, type, data, metadata, ordered, formOfMetadata(metadata), hashed(type, ordered ?? formByOrdering(data), formOfMetadata(metadata), previous), {});
  const [before, behind] = halvesOf(metadata);
  const metadataForm = `${before},"commitments":${formOfPointers(committed.commitments)},${behind}`;
  const digest = hashed(type, canonicalForm(uncommitted(data, committed)), metadataForm, previous);
  return sealed(id, type, data, metadata, ordered, metadataForm, digest, committed);
};

const sealed = (id: string, type: string, data: JsonObject, metadata: Undigested, ordered: string | null, metadataForm: string, digest: string, committed: Partial<Committed>): NewEvent => {
  const opening = committed.salts === undefined ? '' : `,"salts":${formOfPointers(committed.salts)}`;
  return { id, type, data, metadata: withDigest(metadata, digest, committed), text: { data: ordered ?? JSON.stringify(data), metadata: `${metadataForm.slice(0, -1)},"digest":"${digest}"${opening}}` } };
};

/** True when the event's digest follows from its content and the digest before it; values that the metadata commits to may be masked or left out. */
export const isChained = (event: Pick<NewEvent, 'type' | 'data' | 'metadata'>, previous: string): boolean => {
  const { digest, ...metadata } = event.metadata;
  return isKnownChain(metadata.chain) && digest === digestOf(event.type, event.data, metadata, previous);
};

const isKnownChain = (chain: number | undefined): boolean => chain === undefined || chain === CHAIN;
