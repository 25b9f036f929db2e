import { randomUUID } from 'node:crypto';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { status, type ServerWritableStream } from '@grpc/grpc-js';
import { rpcOf } from './appending.js';
import { caughtUp, checkpoint, confirmation, deleted, lagging, nameOf, notFound, readEvent, refusal, thrown } from './answers.js';
import { Checkpoints, NOWHERE_YET, type Told } from './checkpoints.js';
import type { Fault, Faults } from './faults.js';
import { filterOf } from './filter.js';
import type { LogRecord, TestLog } from './log.js';

export type Call = ServerWritableStream<streams.ReadReq, streams.ReadResp>;
type Options = streams.ReadReq.Options;

const MOST = BigInt(Number.MAX_SAFE_INTEGER);
const WINDOW = 32;

const unexpected = (what: string): ReturnType<typeof refusal> => refusal(status.UNKNOWN, what);

/** Writes at the reader's pace; false once the call is over. */
const sent = async (call: Call, message: streams.ReadResp): Promise<boolean> => {
  if (call.cancelled || call.destroyed) return false;
  if (call.write(message)) return true;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      call.off('drain', go);
      call.off('close', go);
      call.off('cancelled', go);
      resolve();
    };
    call.on('drain', go);
    call.on('close', go);
    call.on('cancelled', go);
  });
  return !call.cancelled && !call.destroyed;
};

const streamRead = async (call: Call, log: TestLog, options: Options): Promise<void> => {
  const of = options.getStream();
  const stream = nameOf(of?.getStreamIdentifier());
  const backwards = Number(options.getReadDirection()) === 1;
  const count = BigInt(options.getCount());
  if (log.isTombstoned(stream)) return void call.emit('error', deleted(stream));
  if (count === 0n || (!backwards && of?.hasEnd())) return void call.emit('error', unexpected('Unexpected ReadStreamResult: Error'));
  const visible = log.visible(stream);
  if (!visible) {
    await sent(call, notFound(stream));
    return void call.end();
  }
  const from = of?.hasStart() ? 0n : of?.hasEnd() ? MOST : BigInt(of?.getRevision() ?? '0');
  const wanted = backwards ? visible.filter(({ revision }) => revision <= from).reverse() : visible.filter(({ revision }) => revision >= from);
  for (const record of wanted.slice(0, Number(count > MOST ? MOST : count))) {
    const led = options.getResolveLinks() && record.type === '$>' ? log.resolved(record) : undefined;
    if (!(await sent(call, led ? readEvent(led, record) : readEvent(record)))) return;
  }
  call.end();
};

const allRead = async (call: Call, log: TestLog, options: Options): Promise<void> => {
  const all = options.getAll();
  const backwards = Number(options.getReadDirection()) === 1;
  const count = Number(options.getCount());
  // a real server reads on for ever
  if (count === 0) return;
  const position = all?.getPosition();
  let records: readonly LogRecord[] = log.records;
  if (position) {
    const commit = BigInt(position.getCommitPosition());
    const last = log.records.at(-1)?.position ?? 0n;
    if (commit <= last && !log.records.some((record) => record.position === commit)) return void call.emit('error', unexpected('Unexpected ReadAllResult: InvalidPosition'));
    records = backwards ? log.records.filter((record) => record.position < commit) : log.records.filter((record) => record.position >= commit);
  } else if (backwards ? all?.hasStart() : all?.hasEnd()) records = [];
  const wanted = backwards ? records.slice(-count).reverse() : records.slice(0, count);
  for (const record of wanted) if (!(await sent(call, readEvent(record)))) return;
  call.end();
};

/** Where a subscription begins: null at the start of the log; a place beyond every log is its end. */
const beginningOf = (log: TestLog, options: Options): Told | null => {
  const all = options.getAll();
  const end = log.records.at(-1)?.position ?? 0n;
  if (all?.hasEnd() ?? options.getStream()?.hasEnd()) return { commit: end, prepare: end };
  const position = all?.getPosition();
  if (!position) return null;
  const [commit, prepare] = [BigInt(position.getCommitPosition()), BigInt(position.getPreparePosition())];
  return commit === NOWHERE_YET ? { commit: end, prepare: end } : { commit, prepare };
};

const isBehind = ({ position }: LogRecord, began: Told | null): boolean =>
  began === null || position > began.commit || (position === began.commit && position > began.prepare);

const wantedOf = (options: Options): ((record: LogRecord) => boolean) => {
  const of = options.getStream();
  if (!of) return filterOf(options.getFilter());
  const stream = nameOf(of.getStreamIdentifier());
  const after = of.hasStart() || of.hasEnd() ? -1n : BigInt(of.getRevision());
  return (record) => record.stream === stream && record.revision > after;
};

const subscription = async (call: Call, log: TestLog, faults: Faults, options: Options, fault: Fault | null): Promise<void> => {
  const over = new AbortController();
  for (const end of ['cancelled', 'close', 'error'] as const) call.on(end, () => over.abort());
  const wanted = wantedOf(options);
  const filter = options.getFilter();
  const interval = filter ? (filter.hasMax() ? filter.getMax() : WINDOW) * Math.max(1, filter.getCheckpointintervalmultiplier()) : Infinity;
  const times = fault?.kind === 'duplicates' ? fault.times : 1;
  const began = beginningOf(log, options);
  const checkpoints = new Checkpoints(interval, began);
  let given = 0;
  let live = false;
  const stream = options.hasStream() ? nameOf(options.getStream()?.getStreamIdentifier()) : undefined;
  if (stream !== undefined && log.isTombstoned(stream)) return void call.emit('error', deleted(stream));
  if (!(await sent(call, confirmation(randomUUID())))) return;
  const first = log.records.findIndex((record) => isBehind(record, began));
  for (let next = first < 0 ? log.records.length : first; !over.signal.aborted; ) {
    const record = log.records[next];
    if (!record) {
      const place = live ? null : checkpoints.caughtUp();
      if (place && !(await sent(call, checkpoint(place.commit, place.prepare)))) return;
      if (!live && !(await sent(call, caughtUp()))) return;
      live = true;
      await log.more(over.signal);
      continue;
    }
    next++;
    // what was appended before a place that the log had not reached yet
    if (!isBehind(record, began)) continue;
    const found = wanted(record);
    if (found) {
      for (let time = 0; time < times; time++) if (!(await sent(call, readEvent(record)))) return;
      given++;
      if (fault?.kind === 'dropped' && given === fault.after) return faults.reset();
      if (fault?.kind === 'rewinds' && given === fault.after) next = 0;
      if (fault?.kind === 'falls-behind' && given === fault.after) {
        live = false;
        if (!(await sent(call, lagging()))) return;
      }
      if (record.type === '$streamDeleted' && options.hasStream()) return void call.emit('error', deleted(record.stream));
    }
    const place = checkpoints.looked(record, found, live, log.records[next]);
    if (place && !(await sent(call, checkpoint(place.commit, place.prepare)))) return;
  }
};

/** Reads and subscriptions, of a stream or of the whole log. */
export const read =
  (log: TestLog, faults: Faults) =>
  (call: Call): void => {
    const options = call.request.getOptions();
    call.on('error', () => undefined);
    if (!options) return void call.emit('error', thrown());
    const fault = faults.of(rpcOf(call.request));
    const work = async (): Promise<void> => {
      if (fault?.kind === 'silence') return;
      if (fault?.kind === 'refused') return void call.emit('error', fault.error);
      if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
      if (options.hasSubscription()) await subscription(call, log, faults, options, fault);
      else await (options.hasStream() ? streamRead(call, log, options) : allRead(call, log, options));
    };
    work().catch(() => call.emit('error', thrown()));
  };
