import code from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { type sendUnaryData, type ServerDuplexStream, type ServerReadableStream } from '@grpc/grpc-js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { deleted, identifierOf, nameOf, notReady, proposedOf, thrown, tooLarge } from './answers.js';
import type { Fault, Faults, Rpc } from './faults.js';
import { MAX_APPEND, type AppendOutcome, type Expectation, type Proposed, type TestLog } from './log.js';

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Does the work of a call as its fault allows; answers false when no answer is to be given. */
export const underFault = async (fault: Fault | null, faults: Faults, work: () => void, answer: () => void, refuse: (error: ReturnType<typeof notReady>) => void): Promise<void> => {
  if (fault?.kind === 'silence') return;
  if (fault?.kind === 'refused') return refuse(fault.error);
  if (fault?.kind === 'slow') await later(fault.ms);
  work();
  if (fault?.kind === 'answer-lost') return faults.reset();
  if (fault?.kind === 'answer-late') await later(fault.ms);
  answer();
};

const asMessage = (expected: Expectation, outcome: Extract<AppendOutcome, { kind: 'done' | 'conflict' }>): streams.AppendResp => {
  const answer = new streams.AppendResp();
  if (outcome.kind === 'done') {
    const success = new streams.AppendResp.Success();
    success.setCurrentRevision(String(outcome.revision));
    if (outcome.position === undefined) success.setNoPosition(new shared.Empty());
    else {
      const position = new streams.AppendResp.Position();
      position.setCommitPosition(String(outcome.position));
      position.setPreparePosition(String(outcome.position));
      success.setPosition(position);
    }
    answer.setSuccess(success);
    return answer;
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (outcome.actual === undefined) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(outcome.actual));
  if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(new shared.Empty());
  else if (expected === 'none') wrong.setExpectedNoStream(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  answer.setWrongExpectedVersion(wrong);
  return answer;
};

const expectationOf = (options: streams.AppendReq.Options): Expectation =>
  options.hasAny() ? 'any' : options.hasStreamExists() ? 'exists' : options.hasNoStream() ? 'none' : BigInt(options.getRevision());

const falsified = (outcome: AppendOutcome): AppendOutcome => (outcome.kind === 'done' ? { ...outcome, revision: outcome.revision + 7n } : outcome);

/** One append a call, answered once. */
export const append =
  (log: TestLog, faults: Faults) =>
  (call: ServerReadableStream<streams.AppendReq, streams.AppendResp>, done: sendUnaryData<streams.AppendResp>): void => {
    let options: streams.AppendReq.Options | undefined;
    const events: (Proposed | null)[] = [];
    call.on('error', () => undefined);
    call.on('data', (message: streams.AppendReq) => {
      if (message.hasOptions()) options = message.getOptions();
      const proposed = message.getProposedMessage();
      if (proposed) events.push(proposedOf(proposed));
    });
    call.on('end', () => {
      // half an append that its sender gave up is none
      if (call.cancelled) return;
      const stream = nameOf(options?.getStreamIdentifier());
      const expected = options ? expectationOf(options) : 'any';
      const fault = faults.of('Append');
      let outcome: AppendOutcome | null = null;
      const work = (): void => {
        const known = events.filter((event) => event !== null);
        outcome = stream === '' || known.length < events.length ? null : log.append(stream, known, expected);
        if (outcome && fault?.kind === 'wrong-version') outcome = falsified(outcome);
      };
      const answer = (): void => {
        if (outcome === null) return done(thrown());
        if (outcome.kind === 'deleted') return done(deleted(stream));
        if (outcome.kind === 'too-large') return done(tooLarge(MAX_APPEND));
        done(null, asMessage(expected, outcome));
      };
      void underFault(fault, faults, work, answer, (error) => done(error));
    });
  };

const packed = (message: { serializeBinary(): Uint8Array }, type: string, text: string, number: code.Code): statuses.Status => {
  const error = new statuses.Status();
  const details = new any.Any();
  details.pack(message.serializeBinary(), `event_store.client.${type}`);
  error.setCode(number);
  error.setMessage(text);
  error.setDetails(details);
  return error;
};

const conflictOf = (expected: Expectation, actual: bigint | undefined): statuses.Status => {
  const wrong = new shared.WrongExpectedVersion();
  if (actual === undefined) wrong.setCurrentNoStream(new empty.Empty());
  else wrong.setCurrentStreamRevision(String(actual));
  if (expected === 'any') wrong.setExpectedAny(new empty.Empty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(new empty.Empty());
  else if (expected === 'none') wrong.setExpectedNoStream(new empty.Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  return packed(wrong, 'WrongExpectedVersion', 'WrongExpectedVersion', code.Code.ALREADY_EXISTS);
};

const batchError = (stream: string, expected: Expectation, outcome: AppendOutcome | null): statuses.Status => {
  if (outcome?.kind === 'conflict') return conflictOf(expected, outcome.actual);
  if (outcome?.kind === 'deleted') {
    const gone = new shared.StreamDeleted();
    gone.setStreamIdentifier(identifierOf(stream));
    return packed(gone, 'StreamDeleted', 'StreamDeleted', code.Code.FAILED_PRECONDITION);
  }
  if (outcome?.kind === 'too-large') {
    const large = new shared.MaximumAppendSizeExceeded();
    large.setMaxappendsize(MAX_APPEND);
    return packed(large, 'MaximumAppendSizeExceeded', 'MaximumAppendSizeExceeded', code.Code.INVALID_ARGUMENT);
  }
  return packed(new shared.BadRequest(), 'BadRequest', 'BadRequest', code.Code.INVALID_ARGUMENT);
};

/** Many appends over one long-lived call, each answered under its correlation id. */
export const batchAppend =
  (log: TestLog, faults: Faults) =>
  (call: ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>): void => {
    const open = new Map<string, { readonly stream: string; readonly expected: Expectation; readonly events: (Proposed | null)[] }>();
    call.on('error', () => undefined);
    call.on('end', () => call.end());
    call.on('data', (message: streams.BatchAppendReq) => {
      const id = message.getCorrelationId()?.getString() ?? '';
      const options = message.getOptions();
      if (options) {
        const expected = options.hasAny() ? 'any' : options.hasStreamExists() ? 'exists' : options.hasNoStream() ? 'none' : BigInt(options.getStreamPosition());
        open.set(id, { stream: nameOf(options.getStreamIdentifier()), expected, events: [] });
      }
      const batch = open.get(id);
      if (!batch) return;
      batch.events.push(...message.getProposedMessagesList().map(proposedOf));
      if (!message.getIsFinal()) return;
      open.delete(id);
      const { stream, expected, events } = batch;
      const fault = faults.of('BatchAppend');
      const answer = new streams.BatchAppendResp();
      const correlation = new shared.UUID();
      correlation.setString(id);
      answer.setCorrelationId(correlation);
      answer.setStreamIdentifier(identifierOf(stream));
      const work = (): void => {
        const known = events.filter((event) => event !== null);
        const outcome = stream === '' || known.length < events.length ? null : log.append(stream, known, expected);
        if (outcome?.kind !== 'done') return void answer.setError(batchError(stream, expected, outcome));
        const success = new streams.BatchAppendResp.Success();
        success.setCurrentRevision(String(outcome.revision));
        if (outcome.position === undefined) success.setNoPosition(new empty.Empty());
        else {
          const position = new shared.AllStreamPosition();
          position.setCommitPosition(String(outcome.position));
          position.setPreparePosition(String(outcome.position));
          success.setPosition(position);
        }
        answer.setSuccess(success);
      };
      void underFault(fault, faults, work, () => void call.write(answer), (error) => void call.emit('error', error));
    });
  };

/** Names a call by what it does. */
export const rpcOf = (request: streams.ReadReq): Rpc => (request.getOptions()?.hasSubscription() ? 'Subscribe' : 'Read');
