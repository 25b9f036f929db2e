import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { Metadata, status, type ServerErrorResponse } from '@grpc/grpc-js';
import type { LogRecord, Proposed } from './log.js';

/** An error as the server words it, with what clients read from its trailers. */
export const refusal = (code: status, details: string, trailers: Readonly<Record<string, string>> = {}): ServerErrorResponse => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { name: 'Error', code, details, metadata });
};

export const thrown = (): ServerErrorResponse => refusal(status.UNKNOWN, 'Exception was thrown by handler.');
export const notReady = (): ServerErrorResponse => refusal(status.UNAVAILABLE, 'Server Is Not Ready');
export const deleted = (stream: string): ServerErrorResponse => refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, { exception: 'stream-deleted', 'stream-name': stream });
export const tooLarge = (most: number): ServerErrorResponse =>
  refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${most} Exceeded.`, { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(most) });
export const wrongVersion = (stream: string, expected: bigint, actual: bigint): ServerErrorResponse =>
  refusal(status.FAILED_PRECONDITION, `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(expected),
    'actual-version': String(actual),
  });
export const notLeader = (host: string, port: number): ServerErrorResponse =>
  refusal(status.NOT_FOUND, `Leader info available. Leader endpoint: ${host}:${port}`, { exception: 'not-leader', 'leader-endpoint-host': host, 'leader-endpoint-port': String(port) });

export const nameOf = (identifier: shared.StreamIdentifier | undefined): string => Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export const identifierOf = (stream: string): shared.StreamIdentifier => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(new Uint8Array(Buffer.from(stream, 'utf8')));
  return identifier;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The proposed event, or null for one that the server chokes on. */
export const proposedOf = (message: streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage): Proposed | null => {
  const id = message.getId()?.getString() ?? '';
  const type = message.getMetadataMap().get('type') ?? '';
  if (!UUID.test(id) || type === '') return null;
  return { id, type, contentType: message.getMetadataMap().get('content-type') ?? '', data: message.getData_asU8(), metadata: message.getCustomMetadata_asU8() };
};

export const recordedEvent = ({ id, stream, revision, position, metadata, data, type, contentType, created }: LogRecord): streams.ReadResp.ReadEvent.RecordedEvent => {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent();
  const uuid = new shared.UUID();
  uuid.setString(id);
  event.setId(uuid);
  event.setStreamIdentifier(identifierOf(stream));
  event.setStreamRevision(String(revision));
  event.setCommitPosition(String(position));
  event.setPreparePosition(String(position));
  event.setCustomMetadata(metadata);
  event.setData(data);
  event.getMetadataMap().set('type', type).set('content-type', contentType).set('created', String(created));
  return event;
};

/** An event on its way to a reader, with the link that led to it. */
export const readEvent = (record: LogRecord, link?: LogRecord): streams.ReadResp => {
  const answer = new streams.ReadResp();
  const event = new streams.ReadResp.ReadEvent();
  event.setEvent(recordedEvent(record));
  if (link) event.setLink(recordedEvent(link));
  event.setCommitPosition(String((link ?? record).position));
  answer.setEvent(event);
  return answer;
};

export const notFound = (stream: string): streams.ReadResp => {
  const answer = new streams.ReadResp();
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(identifierOf(stream));
  answer.setStreamNotFound(missing);
  return answer;
};

export const confirmation = (id: string): streams.ReadResp => {
  const answer = new streams.ReadResp();
  const confirmed = new streams.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(id);
  answer.setConfirmation(confirmed);
  return answer;
};

export const caughtUp = (): streams.ReadResp => {
  const answer = new streams.ReadResp();
  answer.setCaughtUp(new streams.ReadResp.CaughtUp());
  return answer;
};

export const lagging = (): streams.ReadResp => {
  const answer = new streams.ReadResp();
  answer.setFellBehind(new streams.ReadResp.FellBehind());
  return answer;
};

export const checkpoint = (commit: bigint, prepare: bigint): streams.ReadResp => {
  const answer = new streams.ReadResp();
  const reached = new streams.ReadResp.Checkpoint();
  reached.setCommitPosition(String(commit));
  reached.setPreparePosition(String(prepare));
  answer.setCheckpoint(reached);
  return answer;
};
