import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { deleted, nameOf, wrongVersion } from './answers.js';
import type { TestLog } from './log.js';

type Request = streams.DeleteReq | streams.TombstoneReq;

const ANY = -2n;
const NONE = -1n;

const expectedOf = (request: Request): bigint => {
  const options = request.getOptions();
  if (!options || options.hasAny()) return ANY;
  if (options.hasNoStream()) return NONE;
  return options.hasStreamExists() ? -4n : BigInt(options.getRevision());
};

/** What a deletion of the stream is refused with; null when it may go on. */
const fault = (log: TestLog, request: Request, mayBeMissing: boolean): ReturnType<typeof wrongVersion> | null => {
  const stream = nameOf(request.getOptions()?.getStreamIdentifier());
  const [expected, actual] = [expectedOf(request), log.lastOf(stream)];
  if (log.isTombstoned(stream)) return deleted(stream);
  if (actual === NONE) return mayBeMissing && expected === NONE ? null : wrongVersion(stream, expected, actual);
  return expected === ANY || expected === -4n || expected === actual ? null : wrongVersion(stream, expected, actual);
};

export const softDelete =
  (log: TestLog) =>
  (call: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>, done: sendUnaryData<streams.DeleteResp>): void => {
    const refused = fault(log, call.request, false);
    if (refused) return done(refused);
    const at = String(log.softDelete(nameOf(call.request.getOptions()?.getStreamIdentifier())));
    const answer = new streams.DeleteResp();
    const position = new streams.DeleteResp.Position();
    position.setCommitPosition(at);
    position.setPreparePosition(at);
    answer.setPosition(position);
    done(null, answer);
  };

export const tombstone =
  (log: TestLog) =>
  (call: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>, done: sendUnaryData<streams.TombstoneResp>): void => {
    const refused = fault(log, call.request, true);
    if (refused) return done(refused);
    const at = String(log.tombstone(nameOf(call.request.getOptions()?.getStreamIdentifier())));
    const answer = new streams.TombstoneResp();
    const position = new streams.TombstoneResp.Position();
    position.setCommitPosition(at);
    position.setPreparePosition(at);
    answer.setPosition(position);
    done(null, answer);
  };
