import {
  END,
  eventTypeFilter,
  excludeSystemEvents,
  START,
  streamNameFilter,
  type AllStreamSubscription,
  type Filter,
  type StreamSubscription,
} from '@eventstore/db-client';
import { made, noted, settled, until, type Place, type Replay } from './replay.js';

type Subscription = AllStreamSubscription | StreamSubscription;

/** The subscriptions that were asked of the real server. */
export const subscriptionReplays = ({ client, server }: Place): Readonly<Record<string, readonly Replay[]>> => {
  const append = (stream: string, ...types: string[]): Promise<unknown> => client().appendToStream(stream, made(...types));
  /** Notes what comes until there are so many events and it has caught up, does something, waits for the lines that this brings, and unsubscribes. */
  const listened = async (
    subscription: Subscription,
    events: number,
    { then = () => Promise.resolve(), more = 0 }: { then?: () => Promise<unknown>; more?: number } = {},
  ): Promise<string[]> => {
    const lines = noted(subscription);
    const dataOf = (): number => lines.filter((line) => line.startsWith('data')).length;
    await until(() => dataOf() >= events && lines.includes('caughtUp'));
    await then();
    await until(() => dataOf() >= events + more);
    await subscription.unsubscribe();
    await until(() => lines.includes('close'));
    return lines;
  };
  const failed = async (subscription: Subscription): Promise<string[]> => {
    const lines = noted(subscription);
    await until(() => lines.some((line) => line.startsWith('error')));
    return lines;
  };
  const toStream = (stream: string, fromRevision?: bigint | typeof END): StreamSubscription =>
    client().subscribeToStream(stream, fromRevision === undefined ? {} : { fromRevision });
  const toAll = (filter: Filter): AllStreamSubscription => client().subscribeToAll({ fromPosition: START, filter });
  const typesAfter = async (options: Parameters<ReturnType<Place['client']>['subscribeToAll']>[0], enough: number): Promise<string[]> => {
    const types: string[] = [];
    for await (const { event } of client().subscribeToAll(options)) if (event && types.push(event.type) === enough) break;
    return types;
  };

  return {
    subscribeToAll: [
      ['', () => append('PTS', 'pt0', 'pt1', 'pt2', 'pt3', 'pt4', 'pt5')],
      [
        'filter prefixes + checkpoint (interval 1)',
        async () => {
          let checkpoints = 0;
          const filter = eventTypeFilter({ prefixes: ['pt'], checkpointInterval: 1, checkpointReached: () => void checkpoints++ });
          const log = await listened(toAll(filter), 6, { then: () => append('PTS', 'ptLive'), more: 1 });
          return { log, checkpoints };
        },
        (told) => {
          const { log, checkpoints } = told as { log: string[]; checkpoints: number };
          return { log: settled(log), checkpoints: checkpoints > 0 };
        },
      ],
      ['streamNameFilter prefixes', () => listened(toAll(streamNameFilter({ prefixes: ['PTS'] })), 7), settled],
      [
        'excludeSystemEvents',
        async () => {
          const types = await typesAfter({ fromPosition: START, filter: excludeSystemEvents() }, 7);
          return { n: types.length, systemEvents: types.filter((type) => type.startsWith('$')).length };
        },
        (told) => ({ systemEvents: (told as { systemEvents: number }).systemEvents }),
      ],
      ['bad regex', () => failed(toAll({ ...eventTypeFilter({ regex: '(' }) }))],
      [
        'unsubscribe: events emitted',
        async () => {
          const subscription = client().subscribeToAll({ fromPosition: END });
          const log = await listened(subscription, 0);
          return { log, destroyed: subscription.destroyed, closed: subscription.closed };
        },
      ],
      [
        'for await + break',
        async () => {
          let n = 0;
          const subscription = toAll(eventTypeFilter({ prefixes: ['pt'] }));
          for await (const { event } of subscription) if (event && ++n === 3) break;
          return { n, destroyed: subscription.destroyed };
        },
      ],
    ],
    subscribeToStream: [
      ['from start', () => listened(toStream('PTS'), 7), settled],
      ['from revision 4n (exclusive?)', () => listened(toStream('PTS', 4n), 2), settled],
      ['from end + append', () => listened(toStream('PTS', END), 0, { then: () => append('PTS', 'ptE'), more: 1 }), settled],
      ['from revision beyond end 100n + append', () => listened(toStream('PTS', 100n), 0, { then: () => append('PTS', 'ptF') }), settled],
      ['missing stream, then created', () => listened(toStream('L'), 0, { then: () => append('L', 'late'), more: 1 }), settled],
      [
        'soft delete while subscribed, then append',
        async () => {
          await append('SD', 'a', 'b');
          return listened(toStream('SD'), 2, {
            then: () =>
              client()
                .deleteStream('SD')
                .then(() => append('SD', 'c')),
            more: 1,
          });
        },
        settled,
      ],
      [
        'tombstone while subscribed',
        async () => {
          await append('ST', 'a', 'b');
          const lines = noted(toStream('ST'));
          await until(() => lines.length >= 4);
          await client().tombstoneStream('ST');
          await until(() => lines.some((line) => line.startsWith('error')));
          return lines;
        },
        (told) => settled((told as readonly string[]).map((line) => line.replaceAll(/-mwtn\w+/g, ''))),
      ],
    ],
    positions: [
      ['', () => append('QS', 'qs0', 'qs1', 'qs2', 'qs3', 'qs4', 'qs5')],
      [
        'subscribeToAll from position of qt3 (exclusive?)',
        async () => {
          const [from] = server().log.records.filter(({ type }) => type === 'qs3');
          const place = { commit: from?.position ?? 0n, prepare: from?.position ?? 0n };
          return (await typesAfter({ fromPosition: place, filter: eventTypeFilter({ prefixes: ['qs'] }) }, 2)).map((type) =>
            type.replace('qs', 'qt'),
          );
        },
      ],
      [
        'subscribeToAll filtered, from append result position',
        async () => {
          const { position } = await client().appendToStream('QC', made('qcB'));
          await append('QC', 'qcC');
          return (await typesAfter({ fromPosition: position ?? START, filter: eventTypeFilter({ prefixes: ['qc'] }) }, 1)).map((type) =>
            type.replace('qc', 'qt'),
          );
        },
      ],
      [
        'stream subscription: caughtUp emitted again after each live event?',
        async () => {
          const lines = noted(toStream('CU'));
          await until(() => lines.includes('caughtUp'));
          for (const type of ['1', '2']) await append('CU', type);
          await until(() => lines.length >= 4);
          return lines.map((line) => line.replace(/^data:(\d)@\d$/, '$1'));
        },
      ],
    ],
    consistency: [
      [
        'subscribeToStream after append while consumer is async slow: order kept',
        async () => {
          const n = 400;
          for (let wave = 0; wave < 4; wave++) await append('SLOW', ...Array.from({ length: n / 4 }, (_, index) => String(wave * 100 + index)));
          const types: string[] = [];
          for await (const { event } of toStream('SLOW')) {
            if (types.length % 40 === 0) await new Promise((next) => setTimeout(next, 1));
            if (event && types.push(event.type) === n) break;
          }
          return { n, ordered: types.every((type, index) => type === String(index)) };
        },
      ],
    ],
    'checkpoint resume': [
      [
        'resume from an event position for each of 30 events',
        async () => {
          const events = server()
            .log.records.filter(({ stream }) => stream === 'SLOW')
            .slice(-30);
          let bad = 0;
          for (const [index, { position }] of events.slice(0, -1).entries()) {
            const types = await typesAfter(
              { fromPosition: { commit: position, prepare: position }, filter: streamNameFilter({ prefixes: ['SLOW'] }) },
              events.length - index - 1,
            );
            if (
              types.join() !==
              events
                .slice(index + 1)
                .map(({ type }) => type)
                .join()
            )
              bad++;
          }
          return { bad };
        },
      ],
      [
        'resume from each distinct checkpoint: gaps or duplicates?',
        async () => {
          const places: { commit: bigint; prepare: bigint }[] = [];
          const checkpointReached = (_: AllStreamSubscription, place: { commit: bigint; prepare: bigint }): void => void places.push(place);
          await typesAfter(
            { fromPosition: START, filter: streamNameFilter({ prefixes: ['SLOW'], maxSearchWindow: 32, checkpointInterval: 1, checkpointReached }) },
            400,
          );
          const events = server().log.records.filter(({ stream }) => stream === 'SLOW');
          const outcomes: Record<string, string> = {};
          for (const [index, place] of places.slice(-15).entries()) {
            const due = events.filter(({ position }) => position > place.commit || (position === place.commit && position > place.prepare));
            const types =
              due.length === 0 ? [] : await typesAfter({ fromPosition: place, filter: streamNameFilter({ prefixes: ['SLOW'] }) }, due.length);
            const missing = due.filter(({ type }, n) => types[n] !== type).length;
            outcomes[index] =
              `${place.commit}/${place.prepare} after=${due.length} missing=${missing} redelivered=${new Set(types).size === types.length ? 0 : 1}`;
          }
          return outcomes;
        },
        (told) => Object.values(told as Record<string, string>).every((outcome) => outcome.endsWith('missing=0 redelivered=0')),
      ],
    ],
    delete: [
      [
        'subscribe to tombstoned',
        async () => {
          await append('TSS', 'a');
          await client().tombstoneStream('TSS');
          return (await failed(toStream('TSS'))).map((line) => line.split(':').slice(0, 3).join(':'));
        },
      ],
    ],
  };
};
