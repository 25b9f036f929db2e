import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import rpc from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { status, type Server, type ServerDuplexStream, type ServerErrorResponse } from '@grpc/grpc-js';
import { nameOf, recordedEvent, refusal } from './answers.js';
import type { Faults } from './faults.js';
import { filterOf } from './filter.js';
import { Group, type Consumer, type Message } from './group.js';
import type { LogRecord, TestLog } from './log.js';

const ALL = '$all';
const TICKS_A_MS = 10_000n;
/** Milliseconds until an answer is heard. */
const HEARING = 20;

interface Named {
  hasAll(): boolean;
  getStreamIdentifier(): shared.StreamIdentifier | undefined;
  getGroupName(): string;
}

const about = (group: string, source: string, exception: string): Readonly<Record<string, string>> => ({ exception, 'stream-name': source, 'group-name': group });
const missing = (group: string, source: string): ServerErrorResponse => refusal(status.NOT_FOUND, `Subscription group ${group} on stream ${source} does not exist.`, about(group, source, 'persistent-subscription-does-not-exist'));

const messageOf = ({ record, link, retry }: Message): persistent.ReadResp => {
  const answer = new persistent.ReadResp();
  const event = new persistent.ReadResp.ReadEvent();
  const copy = (one: LogRecord): persistent.ReadResp.ReadEvent.RecordedEvent => persistent.ReadResp.ReadEvent.RecordedEvent.deserializeBinary(recordedEvent(one).serializeBinary());
  event.setEvent(copy(record));
  if (link) event.setLink(copy(link));
  event.setCommitPosition(String((link ?? record).position));
  event.setRetryCount(retry);
  answer.setEvent(event);
  return answer;
};

/** The groups of a server. */
export class Groups {
  readonly #groups = new Map<string, Group>();

  constructor(
    private readonly log: TestLog,
    private readonly faults: Faults,
  ) {}

  end(): void {
    for (const group of this.#groups.values()) group.end();
  }

  #of(options: Named): { readonly source: string; readonly name: string; readonly group: Group | undefined } {
    const source = options.hasAll() ? ALL : nameOf(options.getStreamIdentifier());
    const name = options.getGroupName();
    return { source, name, group: this.#groups.get(`${source}::${name}`) };
  }

  addTo(server: Server): void {
    server.addService(rpc.PersistentSubscriptionsService, {
      create: (call, done) => {
        const refused = this.#create(call.request);
        if (refused) done(refused);
        else done(null, new persistent.CreateResp());
      },
      update: (_call, done) => done(refusal(status.UNIMPLEMENTED, 'update is not played by this server')),
      delete: (call, done) => {
        const options = call.request.getOptions();
        const found = options && this.#of(options);
        if (!found?.group) return done(missing(found?.name ?? '', found?.source ?? ''));
        this.#groups.delete(`${found.source}::${found.name}`);
        found.group.end();
        done(null, new persistent.DeleteResp());
      },
      getInfo: (call, done) => {
        const options = call.request.getOptions();
        const found = options && this.#of(options);
        if (!found?.group) return done(missing(found?.name ?? '', found?.source ?? ''));
        const answer = new persistent.GetInfoResp();
        answer.setSubscriptionInfo(infoOf(found.group));
        done(null, answer);
      },
      replayParked: (call, done) => {
        const options = call.request.getOptions();
        const found = options && this.#of(options);
        if (!found?.group) return done(missing(found?.name ?? '', found?.source ?? ''));
        found.group.replayParked();
        done(null, new persistent.ReplayParkedResp());
      },
      list: (call, done) => {
        const asked = call.request.getOptions();
        const stream = asked?.getListForStream();
        const source = stream?.hasAll() ? ALL : nameOf(stream?.getStream());
        const answer = new persistent.ListResp();
        answer.setSubscriptionsList([...this.#groups.values()].filter((group) => !stream || group.source === source).map(infoOf));
        done(null, answer);
      },
      restartSubsystem: (_call, done) => done(null, new shared.Empty()),
      read: (call) => this.#read(call),
    } satisfies rpc.IPersistentSubscriptionsServer);
  }

  #create(request: persistent.CreateReq): ServerErrorResponse | null {
    const options = request.getOptions();
    const settings = options?.getSettings();
    if (!options || !settings) return refusal(status.INVALID_ARGUMENT, 'no options');
    const all = options.getAll();
    const named = options.getStream();
    const source = all ? ALL : nameOf(named?.getStreamIdentifier() ?? options.getStreamIdentifier());
    const name = options.getGroupName();
    if (this.#groups.has(`${source}::${name}`)) return refusal(status.ALREADY_EXISTS, `Subscription group ${name} on stream ${source} exists.`, about(name, source, 'persistent-subscription-exists'));
    const filter = filterOf(all?.getFilter());
    const wanted = (record: LogRecord): boolean => (all ? !record.stream.startsWith('$persistentsubscription-') && filter(record) : record.stream === source);
    const revision = named?.getRevision() ?? '';
    const start = all?.hasEnd() || named?.hasEnd() ? this.log.records.length : revision === '' ? 0 : this.log.records.findIndex((record) => record.stream === source && record.revision >= BigInt(revision));
    const timeout = settings.hasMessageTimeoutTicks() ? Number(BigInt(settings.getMessageTimeoutTicks()) / TICKS_A_MS) : settings.getMessageTimeoutMs();
    const checkPointAfter = settings.hasCheckpointAfterTicks() ? Number(BigInt(settings.getCheckpointAfterTicks()) / TICKS_A_MS) : settings.getCheckpointAfterMs();
    const ends = all?.hasEnd() || named?.hasEnd();
    const told = {
      checkPointAfter,
      checkPointLowerBound: settings.getMinCheckpointCount(),
      checkPointUpperBound: settings.getMaxCheckpointCount(),
      liveBufferSize: settings.getLiveBufferSize(),
      readBatchSize: settings.getReadBatchSize(),
      historyBufferSize: settings.getHistoryBufferSize(),
      startFrom: all ? (ends ? 'C:-1/P:-1' : 'C:0/P:0') : ends ? '-1' : revision === '' ? '0' : revision,
    };
    const group = new Group(this.log, source, name, { maxRetryCount: settings.getMaxRetryCount(), messageTimeoutMs: timeout, maxSubscribers: settings.getMaxSubscriberCount(), told }, wanted, Math.max(0, start));
    this.#groups.set(`${source}::${name}`, group);
    return null;
  }

  #read(call: ServerDuplexStream<persistent.ReadReq, persistent.ReadResp>): void {
    let joined: { readonly group: Group; readonly consumer: Consumer } | undefined;
    const unheard = new Set<NodeJS.Timeout>();
    let saidAll = false;
    const leave = (): void => {
      for (const answer of unheard) clearTimeout(answer);
      joined?.group.leave(joined.consumer);
    };
    for (const end of ['cancelled', 'close', 'error'] as const) call.on(end, leave);
    const end = (): void => {
      saidAll = true;
      if (unheard.size > 0) return;
      leave();
      call.end();
    };
    call.on('end', end);
    const hear = (answer: () => void): void => {
      if (!this.faults.hearsAnswersLate) return answer();
      const hearing = setTimeout(() => {
        unheard.delete(hearing);
        answer();
        if (saidAll) end();
      }, HEARING);
      unheard.add(hearing);
    };
    call.on('data', (message: persistent.ReadReq) => {
      const options = message.getOptions();
      if (options) {
        const { group, name, source } = this.#of(options);
        if (!group) return void call.emit('error', missing(name, source));
        if (group.isFull) return void call.emit('error', refusal(status.FAILED_PRECONDITION, `Maximum subscriptions reached for subscription group ${name} on stream ${source}.`, about(name, source, 'maximum-subscribers-reached')));
        const answer = new persistent.ReadResp();
        const confirmed = new persistent.ReadResp.SubscriptionConfirmation();
        confirmed.setSubscriptionId(`${source}::${name}`);
        answer.setSubscriptionConfirmation(confirmed);
        call.write(answer);
        const drop = (): void => void call.emit('error', refusal(status.CANCELLED, `Subscription group ${name} on stream ${source} was dropped.`, about(name, source, 'persistent-subscription-dropped')));
        joined = { group, consumer: group.join(options.getBufferSize(), (one) => void call.write(messageOf(one)), drop) };
        return;
      }
      if (!joined) return;
      const { group, consumer } = joined;
      hear(() => {
        for (const id of message.getAck()?.getIdsList() ?? []) group.ack(consumer, id.getString());
        const nack = message.getNack();
        const action = ({ 1: 'park', 2: 'retry', 3: 'skip' } as const)[Number(nack?.getAction())] ?? 'skip';
        for (const id of nack?.getIdsList() ?? []) group.nack(consumer, id.getString(), action, nack?.getReason() ?? '');
      });
    });
  }
}

/** A record's place as groups tell of it: in the log, or in their stream. */
const placeOf = ({ source }: Group, record: LogRecord | undefined): string => (record === undefined ? '' : source === ALL ? `C:${record.position}/P:${record.position}` : String(record.revision));

const infoOf = (group: Group): persistent.SubscriptionInfo => {
  const info = new persistent.SubscriptionInfo();
  info.setEventSource(group.source);
  info.setGroupName(group.name);
  info.setStatus('Live');
  info.setMaxRetryCount(group.settings.maxRetryCount);
  info.setMessageTimeoutMilliseconds(group.settings.messageTimeoutMs);
  info.setTotalInFlightMessages(group.inFlight);
  info.setOutstandingMessagesCount(group.inFlight);
  info.setParkedMessageCount(String(group.parked.length));
  const { told } = group.settings;
  info.setStartFrom(told.startFrom);
  info.setCheckPointAfterMilliseconds(told.checkPointAfter);
  info.setMinCheckPointCount(told.checkPointLowerBound);
  info.setMaxCheckPointCount(told.checkPointUpperBound);
  info.setLiveBufferSize(told.liveBufferSize);
  info.setReadBatchSize(told.readBatchSize);
  info.setBufferSize(told.historyBufferSize);
  info.setMaxSubscriberCount(group.settings.maxSubscribers);
  info.setTotalItems(String(group.delivered));
  info.setCountSinceLastMeasurement(String(group.delivered));
  info.setLastCheckpointedEventPosition(placeOf(group, group.lastAnswered));
  info.setLastKnownEventPosition(placeOf(group, group.lastKnown));
  info.setNamedConsumerStrategy('RoundRobin');
  info.setConnectionsList(Array.from({ length: group.consumers }, () => new persistent.SubscriptionInfo.ConnectionInfo()));
  return info;
};
