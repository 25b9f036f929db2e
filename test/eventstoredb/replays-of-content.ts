import { BACKWARDS, binaryEvent, END, EventStoreDBClient, jsonEvent, START, type EventData, type JSONType } from '@eventstore/db-client';
import { made, type Place, type Replay } from './replay.js';

const credentials = { username: 'any', password: 'body' };
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const plain = (type: string, data: unknown, metadata?: unknown): EventData =>
  jsonEvent({ type, data: data as JSONType, ...(metadata === undefined ? {} : { metadata: metadata as Record<string, unknown> }) });

const rt: readonly EventData[] = [
  plain(
    'json',
    { big: 2 ** 53, f: 0.1, s: 'é\u0000🎈', n: null, u: undefined, d: new Date(0), arr: [1, [2]] },
    { m: 1, $correlationId: 'corr', $causationId: 'cause' },
  ),
  binaryEvent({ type: 'bin', data: bytes(0, 1, 255), metadata: bytes(9, 8) }),
  binaryEvent({ type: 'bin-u8', data: bytes(0, 1, 255), metadata: Buffer.from('{}') }),
  binaryEvent({ type: 'bin-jsonmeta', data: bytes(1), metadata: Buffer.from('{"x":1}') }),
  plain('str', 'plain string'),
  plain('arr', [1, 2]),
  plain('num', 5),
  plain('nul', null),
  plain('undef', {}),
  plain('bool', false),
  plain('nometa', {}),
  plain('emptymeta', {}, {}),
  plain('strmeta', {}, 'hello'),
];

/** Contents, deadlines, limits and neighbours in one process, as they were asked of the real server. */
export const contentReplays = ({ client, server }: Place): Readonly<Record<string, readonly Replay[]>> => {
  const append = (stream: string, ...list: EventData[]): Promise<unknown> => client().appendToStream(stream, list);
  const eventOf = async (stream: string, index: number): Promise<unknown> => {
    for await (const { event } of client().readStream(stream, { fromRevision: BigInt(index), maxCount: 1 })) return event;
    return undefined;
  };
  const count = async (stream: string, options: Parameters<EventStoreDBClient['readStream']>[1] = {}): Promise<number> => {
    let n = 0;
    for await (const { event } of client().readStream(stream, options)) n += event ? 1 : 0;
    return n;
  };
  const withFresh = async <T>(connectionString: string, work: (fresh: EventStoreDBClient) => Promise<T>): Promise<T> => {
    const fresh = EventStoreDBClient.connectionString(connectionString);
    return work(fresh).finally(() => fresh.dispose().catch(() => undefined));
  };
  const plainly = (list: EventData[]): Promise<unknown> => client().appendToStream('CRED', list, { credentials });

  return {
    'json/binary/metadata round trip': [
      ['rt append', () => append('RT', ...rt)],
      ...rt.map((_, index): Replay => [`rt read ${index}`, () => eventOf('RT', index)]),
      [
        'uppercase uuid',
        async () => {
          const id = '0190F3A1-0000-7000-8000-00000000ABCD';
          await append('UP', { ...plain('up', {}), id });
          const event = (await eventOf('UP', 0)) as { readonly id: string };
          return { sameAsSent: event.id === id, lower: event.id === id.toLowerCase() };
        },
      ],
      ['client still works', () => append('WORKS', ...made('w'))],
    ],
    metadata: [
      ['set meta bigint tb', () => client().setStreamMetadata('MS', { truncateBefore: Object(4n) as number })],
      [
        'read $$ stream',
        async () =>
          [await eventOf('$$MS', 2)]
            .map((event) => event as Record<string, unknown>)
            .map(({ revision, type, streamId, position }) => ({ rev: revision, type, streamId, pos: position, link: undefined })),
      ],
      ['clear meta {}', () => client().setStreamMetadata('MS', {})],
    ],
    delete: [
      [
        're-append same ids after soft delete no_stream',
        async () => {
          const two = made('x', 'y');
          const a = await client().appendToStream('RD', two, { expectedRevision: 'no_stream' });
          await client().deleteStream('RD');
          const b = await client().appendToStream('RD', two, { expectedRevision: 'no_stream' });
          return { a, b, r: await count('RD').catch((error: unknown) => Reflect.get(error as object, 'type') as unknown) };
        },
      ],
      ['meta of tombstoned', () => client().getStreamMetadata('TS')],
    ],
    sizes: [1_048_376, 1_048_476, 1_048_512, 1_048_536, 1_048_556, 1_048_575, 1_048_576].map((size): Replay => [
      `edge json bytes ${size}`,
      () => append('EDGE', plain('big', { t: 'x'.repeat(size - '{"t":""}'.length) })),
    ]),
    deadline: [
      ['read with deadline 1', () => count('A', { deadline: 1 } as object)],
      [
        'append after dispose',
        () =>
          withFresh(server().connectionString, async (fresh) => {
            await fresh.dispose();
            return fresh.appendToStream('AD', made('late'));
          }),
      ],
    ],
    readAll: [
      ['readAll from bogus position', () => allOf({ fromPosition: { commit: 7n, prepare: 7n } })],
      ['readAll from position way ahead', () => allOf({ fromPosition: { commit: 2n ** 50n, prepare: 2n ** 50n } })],
      [
        'readAll bwd from end max 6',
        async () => {
          await append('RA', ...made('ra0', 'ra1', 'ra2', 'ra3', 'ra4', 'ra5'));
          const seen: { rev: bigint | undefined; pos: bigint }[] = [];
          for await (const { event } of client().readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 6 }))
            seen.push({ rev: event?.revision, pos: event?.position?.commit ?? 0n });
          return seen.map(({ rev }, index) => ({
            rev: rev === undefined ? undefined : 0n,
            falls: index === 0 || (seen[index - 1]?.pos ?? 0n) > (seen[index]?.pos ?? 0n),
          }));
        },
        // the projections of the recording wrote between; what is alike is how many come
        (list) => (list as unknown[]).length,
      ],
      [
        'readAll with filter option (6.2.1 ignores it?)',
        async () => {
          const types: string[] = [];
          for await (const { event } of client().readAll({
            fromPosition: START,
            maxCount: 20,
            filter: { filterOn: 'eventType', prefixes: ['pt'] },
          } as object))
            if (event) types.push(event.type);
          return { n: types.length, types };
        },
        (told) => ({ n: (told as { n: number }).n, others: (told as { types: string[] }).types.some((type) => !type.startsWith('pt')) }),
      ],
    ],
    positions: [
      [
        'batch positions: per event in one append',
        async () => {
          const result = await client().appendToStream('BP', made('a', 'b', 'c'));
          const events = [];
          for await (const { event, commitPosition } of client().readStream('BP'))
            events.push({ rev: event?.revision, pos: event?.position, commitPosition });
          const last = events.at(-1);
          return {
            result,
            events: events.map(({ rev, pos }) => ({ rev, pos, commitPosition: 0n })),
            ends: last?.pos?.commit === result.position?.commit && last?.commitPosition === last?.pos?.commit,
          };
        },
        (told) => {
          const { result, events } = told as { result: object; events: { rev: unknown; pos: unknown }[] };
          return { result, events: events.map(({ rev, pos }) => ({ rev, pos })) };
        },
      ],
      [
        'created: same within batch, ms resolution',
        async () => {
          const times: unknown[] = [];
          for await (const { event } of client().readStream('BP')) times.push([event?.created.constructor.name, event?.created.toISOString()]);
          return times;
        },
        (times) => ({
          alike: new Set((times as string[][]).map((one) => one.join())).size,
          kind: (times as string[][])[0]?.[0],
          fraction: /\.\d{3}Z$/.test((times as string[][])[0]?.[1] ?? ''),
        }),
      ],
      [
        'ordering: 100 un-awaited appends any keep order?',
        async () => {
          await Promise.all(Array.from({ length: 100 }, (_, n) => append('ORDER', ...made(String(n)))));
          const types: string[] = [];
          for await (const { event } of client().readStream('ORDER')) if (event) types.push(event.type);
          return { inOrder: types.every((type, n) => type === String(n)), n: types.length };
        },
      ],
      [
        'concurrent different appends same expected revision',
        async () => {
          await append('RACE', ...made('first'));
          const said = (reason: unknown): string =>
            `${String(Reflect.get(reason as object, 'type'))} actual=${String(Reflect.get(reason as object, 'actualVersion'))}`;
          const race = Array.from({ length: 10 }, (_, n) =>
            client()
              .appendToStream('RACE', made(String(n)), { expectedRevision: 0n })
              .then(({ nextExpectedRevision }) => `ok@${nextExpectedRevision}`, said),
          );
          return (await Promise.all(race)).sort();
        },
        (outcomes) => [...(outcomes as string[])].sort(),
      ],
    ],
    'credentials path as the alternative (plain Append rpc)': [
      ['cred: bad uuid', () => plainly([{ ...plain('x', {}), id: 'no-uuid' }])],
      ['cred: empty type', () => plainly([plain('', {})])],
      ['cred: works after', () => plainly([plain('x', {})])],
      [
        'cred: two clients; A in flight while B disposed',
        async () => {
          const inFlight = Array.from({ length: 50 }, (_, n) => client().appendToStream(`TWO${n}`, made('t'), { credentials }));
          await withFresh(server().connectionString, (other) => other.appendToStream('OTHER', made('t'), { credentials }));
          return { ok: (await Promise.allSettled(inFlight)).filter(({ status }) => status === 'fulfilled').length };
        },
      ],
    ],
    consistency: [
      [
        'read-your-write: append then read backwards 1, 300 times',
        async () => {
          let stale = 0;
          for (let n = 0; n < 300; n++) {
            const { nextExpectedRevision } = await client().appendToStream('RYW', made('w'), { credentials });
            for await (const { event } of client().readStream('RYW', { direction: BACKWARDS, fromRevision: END, maxCount: 1 }))
              if (event?.revision !== nextExpectedRevision) stale++;
          }
          return { stale };
        },
      ],
      [
        'read-your-write on $all (position of append visible in readAll)',
        async () => {
          let miss = 0;
          for (let n = 0; n < 50; n++) {
            const { position } = await client().appendToStream('RYW', made('w'), { credentials });
            for await (const { event } of client().readAll({ fromPosition: position ?? START, maxCount: 1 }))
              if (event?.position?.commit !== position?.commit) miss++;
          }
          return { miss };
        },
      ],
      [
        'created monotonic over 300 events?',
        async () => {
          const times: number[] = [];
          for await (const { event } of client().readStream('SLOW')) if (event) times.push(event.created.getTime());
          return { n: times.length, decreasing: times.filter((time, n) => time < (times[n - 1] ?? 0)).length };
        },
      ],
    ],
  };

  async function allOf(options: Parameters<EventStoreDBClient['readAll']>[0]): Promise<number> {
    let n = 0;
    for await (const { event } of client().readAll({ maxCount: 10, ...options })) n += event ? 1 : 0;
    return n;
  }
};
