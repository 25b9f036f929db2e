import {
  eventTypeFilter,
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  type PersistentSubscriptionToStream,
  type PersistentSubscriptionToStreamResolvedEvent,
} from '@eventstore/db-client';
import { made, noted, until, type Place, type Replay } from './replay.js';

type Delivered = PersistentSubscriptionToStreamResolvedEvent;
type Info = Readonly<Record<'stats' | 'settings', Readonly<Record<string, unknown>>>> & Readonly<Record<string, unknown>>;

const PARKED = '$persistentsubscription-PS::g-parked';
const readable = ({ event, retryCount }: Delivered): string => `${event?.type} retryCount=${retryCount}`;
const short = ({ event, retryCount }: Delivered): string => `${event?.type} r=${retryCount}`;

/** What a group tells of itself but for rates, and for places in the log of the recording. */
const told = (info: unknown): unknown => {
  const { stats, ...rest } = info as Info;
  const { averagePerSecond, countSinceLastMeasurement, lastCheckpointedEventPosition: reached, lastKnownEventPosition: known, ...others } = stats;
  void [averagePerSecond, countSinceLastMeasurement];
  return { ...rest, stats: { ...others, ...(known === undefined ? {} : { places: [typeof reached, typeof known] }) } };
};
/** The same of one whose name carries the run and whose log held other events. */
const toldOfAll = (info: unknown): unknown => {
  const { stats, ...rest } = told(info) as Info;
  return { ...rest, stats: { ...stats, totalItems: undefined } };
};

/** The groups of competing consumers that were asked of the real server. */
export const groupReplays = ({ client }: Place): Readonly<Record<string, readonly Replay[]>> => {
  const append = (stream: string, ...types: string[]): Promise<unknown> => client().appendToStream(stream, made(...types));
  const settings = (more: Partial<ReturnType<typeof persistentSubscriptionToStreamSettingsFromDefaults>> = {}) =>
    persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START, ...more });
  const create = (name: string, more: Parameters<typeof settings>[0] = {}, stream = 'PS'): Promise<void> =>
    client().createPersistentSubscriptionToStream(stream, name, settings(more));
  const connect = (name: string, bufferSize = 10, stream = 'PS'): PersistentSubscriptionToStream =>
    client().subscribeToPersistentSubscriptionToStream(stream, name, { bufferSize });
  /** Takes deliveries until there are so many, doing something with each; answers how they read. */
  const deliveries = async (
    subscription: PersistentSubscriptionToStream,
    enough: number,
    work: (delivered: Delivered) => Promise<void> | undefined,
    read: (delivered: Delivered) => string,
  ): Promise<string[]> => {
    const lines: string[] = [];
    subscription.on('error', () => undefined);
    for await (const delivered of subscription) {
      lines.push(read(delivered));
      await work(delivered);
      if (lines.length === enough) break;
    }
    await subscription.unsubscribe();
    return lines;
  };
  const failed = async (subscription: PersistentSubscriptionToStream): Promise<string[]> => {
    const lines = noted(subscription);
    await until(() => lines.some((line) => line.startsWith('error')));
    return lines;
  };

  return {
    'persistent subscriptions': [
      ['', () => append('PS', 'ps0', 'ps1', 'ps2', 'ps3', 'ps4', 'ps5')],
      ['default settings', () => persistentSubscriptionToStreamSettingsFromDefaults()],
      ['create', () => create('g', { maxRetryCount: 2, checkPointAfter: 200, checkPointLowerBound: 1 })],
      ['create again', () => create('g')],
      ['subscribe missing group', () => failed(connect('nog')), (lines) => (lines as string[]).map((line) => line.replaceAll(/-mwtn\w+/g, ''))],
      [
        'ack 0,1; skip 2; park 3; retry 4 forever; ack 5',
        async () => {
          const lines: string[] = [];
          const subscription = connect('g');
          for (const event of ['confirmation', 'end', 'close'] as const) subscription.on(event, () => void lines.push(event));
          subscription.on('data', (delivered: Delivered) => {
            lines.push(readable(delivered));
            const type = delivered.event?.type;
            if (type === 'ps2') void subscription.nack('skip', 'why', delivered);
            else if (type === 'ps3') void subscription.nack('park', 'why', delivered);
            else if (type === 'ps4') void subscription.nack('retry', 'why', delivered);
            else void subscription.ack(delivered);
          });
          await until(() => lines.length >= 9);
          // the third "again" parks it, which nothing tells the consumer
          for (let parked = 0; parked < 2;)
            parked = Number((await client().getPersistentSubscriptionToStreamInfo('PS', 'g')).stats.parkedMessageCount);
          await subscription.unsubscribe();
          await until(() => lines.includes('close'));
          return lines;
        },
      ],
      ['info', () => client().getPersistentSubscriptionToStreamInfo('PS', 'g'), told],
      [
        'parked stream',
        async () => {
          const parked = [];
          for await (const { event, link } of client().readStream(PARKED, { resolveLinkTos: true }))
            parked.push({ ev: event?.type, link: { type: link?.type, metadata: link?.metadata } });
          return parked;
        },
        (list) =>
          (list as { ev: string; link: { type: string; metadata: Record<string, unknown> } }[]).map(({ ev, link: { type, metadata } }) => ({
            ev,
            type,
            reason: metadata['reason'],
            number: metadata['subscriptionEventNumber'],
          })),
      ],
      ['replayParked', () => client().replayParkedMessagesToStream('PS', 'g')],
      [
        'consume replayed',
        () => {
          const subscription = connect('g');
          return deliveries(
            subscription,
            2,
            (delivered) => subscription.ack(delivered),
            ({ event, link, retryCount }) =>
              `event=${event?.type} link=${link?.type} linkStream=${link?.streamId.replace('PS::', 'PS-RUN::')} retryCount=${retryCount}`,
          );
        },
      ],
      ['', () => create('to', { messageTimeout: 60, maxRetryCount: 2 })],
      [
        'message timeout 500ms no ack',
        () => deliveries(connect('to', 1), 6, () => undefined, short),
        (lines) => (lines as string[]).map((line) => line.replace(/^\d+ms /, '')),
      ],
      [
        'two consumers, RoundRobin',
        async () => {
          await create('rr');
          await append('PS', ...Array.from({ length: 20 }, () => 'psx'));
          const counts = [0, 0];
          const both = counts.map((_, which) => {
            const subscription = connect('rr', 5);
            subscription.on('data', (delivered: Delivered) => {
              counts[which] = (counts[which] ?? 0) + 1;
              void subscription.ack(delivered);
            });
            return subscription;
          });
          await until(() => counts.reduce((sum, count) => sum + count, 0) === 26);
          for (const subscription of both) await subscription.unsubscribe();
          return counts;
        },
        (counts) => ({ all: (counts as number[]).reduce((sum, count) => sum + count, 0), each: (counts as number[]).every((count) => count > 0) }),
      ],
      [
        'group survives: unacked redelivered to next consumer',
        async () => {
          await append('PSS', 'a', 'b');
          await create('gs', {}, 'PSS');
          const first = await deliveries(connect('gs', 10, 'PSS'), 2, () => undefined, short);
          const next = connect('gs', 10, 'PSS');
          return { first, second: await deliveries(next, 2, (delivered) => next.ack(delivered), short) };
        },
      ],
      [
        'to $all with filter: create',
        () =>
          client().createPersistentSubscriptionToAll('ga', persistentSubscriptionToAllSettingsFromDefaults({ startFrom: START }), {
            filter: eventTypeFilter({ prefixes: ['ps'] }),
          }),
      ],
      [
        'to $all consume',
        async () => {
          const types: string[] = [];
          const subscription = client().subscribeToPersistentSubscriptionToAll('ga');
          for await (const delivered of subscription) {
            if (delivered.event) types.push(delivered.event.type);
            await subscription.ack(delivered);
            if (types.length === 26) break;
          }
          await subscription.unsubscribe();
          return { n: types.length, types: [...new Set(types)] };
        },
      ],
      [
        'to $all info',
        async () => {
          for (;;) {
            const info = await client().getPersistentSubscriptionToAllInfo('ga');
            if (info.connections.length === 0 && info.stats.totalInFlightMessages === 0) return info;
          }
        },
        toldOfAll,
      ],
      [
        'list for stream',
        async () => (await client().listPersistentSubscriptionsToStream('PS')).map(({ groupName }) => groupName).sort(),
        (names) => [...(names as string[])].sort(),
      ],
      [
        'delete group while subscribed',
        async () => {
          const lines = noted(connect('g', 10));
          await until(() => lines.length === 11);
          await client().deletePersistentSubscriptionToStream('PS', 'g');
          await until(() => lines.length === 12);
          return lines;
        },
        (lines) => (lines as string[]).map((line) => line.replaceAll(/-mwtn\w+/g, '')),
      ],
      ['delete missing group', () => client().deletePersistentSubscriptionToStream('PS', 'g')],
      [
        'max subscribers 1',
        async () => {
          await create('m1', { maxSubscriberCount: 1 });
          const one = connect('m1');
          const la = noted(one);
          await until(() => la.includes('confirmation'));
          const lb = await failed(connect('m1'));
          await one.unsubscribe();
          await until(() => la.includes('close'));
          return { la: la.filter((line) => !line.startsWith('data')), lb };
        },
        (both) => JSON.parse(JSON.stringify(both).replaceAll(/-mwtn\w+/g, '')) as unknown,
      ],
      ['info missing group', () => client().getPersistentSubscriptionToStreamInfo('PS', 'zzz')],
    ],
  };
};
