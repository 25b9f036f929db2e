import { BACKWARDS, END, EventStoreDBClient, jsonEvent, START, type AppendExpectedRevision, type EventData } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCESS, accessReplays } from './replays-of-access.js';
import { contentReplays } from './replays-of-content.js';
import { groupReplays } from './replays-of-groups.js';
import { subscriptionReplays } from './replays-of-subscriptions.js';
import { youngLogReplays } from './replays-of-young-log.js';
import type { Replay } from './replay.js';
import { startEventStoreDb, type EventStoreDbServer } from './server.js';
import { comparable, comparableError, describedError, keyOf, traces } from './traces.js';
import { whyNotReplayed } from './traces-not-replayed.js';

let server: EventStoreDbServer;
let client: EventStoreDBClient;
let quiet: EventStoreDBClient;
/** Nobody has written to it before its section begins. */
let untouched: EventStoreDbServer;
let visitor: EventStoreDBClient;
/** With TLS, users and rights. */
let guarded: EventStoreDbServer;
let guest: EventStoreDBClient;
beforeAll(async () => {
  server = await startEventStoreDb();
  client = EventStoreDBClient.connectionString(server.connectionString);
  untouched = await startEventStoreDb();
  visitor = EventStoreDBClient.connectionString(untouched.connectionString);
  guarded = await startEventStoreDb({ access: ACCESS });
  guest = EventStoreDBClient.connectionString(guarded.connectionString);
  quiet = EventStoreDBClient.connectionString(`${server.connectionString}&throwOnAppendFailure=false`);
});
afterAll(async () => {
  // a client whose read was never consumed does not end its disposal
  await Promise.race([Promise.all([client, quiet, visitor, guest].map((one) => one.dispose())), new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
  await Promise.all([server, untouched, guarded].map((one) => one.stop()));
});

/** A number where a bigint is due, as plain JavaScript gives it. */
const plainNumber = (value: number): bigint => JSON.parse(String(value)) as bigint;

const credentials = { username: 'any', password: 'body' };
const events = (...types: string[]): EventData[] => types.map((type) => jsonEvent({ type, data: { type } }));
const many = (count: number, type = 't'): EventData[] => events(...Array.from({ length: count }, () => type));
const sized = (bytes: number): EventData => jsonEvent({ type: 'big', data: { t: 'x'.repeat(bytes - '{"t":""}'.length) } });
const append = (stream: string, list: EventData[], expectedRevision?: AppendExpectedRevision): Promise<unknown> => client.appendToStream(stream, list, expectedRevision === undefined ? {} : { expectedRevision });
const appendBy = (by: EventStoreDBClient, stream: string, list: EventData[], expectedRevision: AppendExpectedRevision, plain = false): Promise<unknown> => by.appendToStream(stream, list, { expectedRevision, ...(plain ? { credentials } : {}) });
const read = async (stream: string, options: Parameters<EventStoreDBClient['readStream']>[1] = {}): Promise<NonNullable<Awaited<ReturnType<typeof one>>>[]> => {
  const list = [];
  for await (const { event } of client.readStream(stream, options)) if (event) list.push(event);
  return list;
};
const one = async (stream: string) => {
  for await (const { event } of client.readStream(stream)) return event;
  return undefined;
};
const revisions = async (stream: string, options?: Parameters<EventStoreDBClient['readStream']>[1]): Promise<bigint[]> => (await read(stream, options)).map(({ revision }) => revision);
const shown = async (stream: string): Promise<object[]> => (await read(stream)).map(({ revision, type, streamId, position }) => ({ rev: revision, type, streamId, pos: position, link: undefined }));
const typesOf = async (stream: string): Promise<string[]> => (await read(stream)).map(({ type }) => type);

const [e1, e2, e3, e4] = events('i1', 'i2', 'i3', 'i4') as [EventData, EventData, EventData, EventData];
const [k, k2, k3] = events('k', 'k2', 'k3') as [EventData, EventData, EventData];
const [p1, p2] = events('p1', 'p2') as [EventData, EventData];
const [a1, b1, a2, b2, a3, b3] = events('a', 'b', 'a', 'b', 'a', 'b') as [EventData, EventData, EventData, EventData, EventData, EventData];
const anyTwice = async (stream: string, first: EventData[], second: EventData[]): Promise<unknown> => {
  await append(stream, first, 'any');
  return { r: await append(stream, second, 'any'), types: await typesOf(stream) };
};
const qt = async (): Promise<void> => {
  for (let n = 0; n < 6; n++) await append('QT', many(1, `qt${n}`));
};
const allFrom = async (direction: 'forwards' | 'backwards'): Promise<string[]> => {
  const fromPosition = (await read('QT'))[3]?.position ?? START;
  const types: string[] = [];
  for await (const { event } of client.readAll({ direction, fromPosition, maxCount: 100 })) if (event?.type.startsWith('qt')) types.push(event.type);
  return types;
};

/** What was asked of the real server, section by section, in its order; entries without an id only prepare. */
const first: Readonly<Record<string, readonly Replay[]>> = {
  append: [
    ['no_stream new', () => append('A', many(1), 'no_stream')],
    ['no_stream again (conflict)', () => append('A', many(1), 'no_stream')],
    ['exact 0', () => append('A', many(1), 0n)],
    ['exact 0 stale (conflict)', () => append('A', many(1), 0n)],
    ['exact 7 ahead (conflict)', () => append('A', many(1), 7n)],
    ['any existing', () => append('A', many(1), 'any')],
    ['default (no options)', () => append('A', many(1))],
    ['stream_exists existing', () => append('A', many(1), 'stream_exists')],
    ['3 events exact 4', () => append('A', many(3), 4n)],
    ['any new stream', () => append('B', many(1), 'any')],
    ['stream_exists on missing', () => append('M1', many(1), 'stream_exists')],
    ['exact -1n on missing', () => append('M2', many(1), -1n)],
    ['number 0 instead of bigint', () => append('B', many(1), plainNumber(0))],
    ['stream name empty', () => append('', many(1))],
    ['stream name unicode+space', () => append('Ünï 🎈 x', many(1))],
    ['system stream $foo append insecure', () => append('$foo', many(1))],
    ['event type starting with $', () => append('weird', many(1, '$weird'))],
  ],
  'append/throwOnAppendFailure=false': [
    ['q: conflict no_stream at current 7', () => appendBy(quiet, 'A', many(1), 'no_stream')],
    ['q: conflict exact 2 at current 7', () => appendBy(quiet, 'A', many(1), 2n)],
    ['q: stream_exists on missing', () => appendBy(quiet, 'M3', many(1), 'stream_exists')],
    ['q: exact 0 on missing', () => appendBy(quiet, 'M3', many(1), 0n)],
    ['q: success', () => appendBy(quiet, 'Q', many(1), 'any')],
  ],
  'append/credentials path (non-batch Append rpc)': [
    ['cred: no_stream', () => appendBy(client, 'C', many(1), 'no_stream', true)],
    ['cred: conflict no_stream', () => appendBy(client, 'C', many(1), 'no_stream', true)],
    ['cred: stream_exists missing', () => appendBy(client, 'C2', many(1), 'stream_exists', true)],
    ['cred: exact 5', () => appendBy(client, 'C', many(1), 5n, true)],
    ['cred q: conflict no_stream', () => appendBy(quiet, 'C', many(1), 'no_stream', true)],
    ['cred q: exact on missing', () => appendBy(quiet, 'C3', many(1), 0n, true)],
    ['cred: empty append any existing', () => appendBy(client, 'C', [], 'any', true)],
  ],
  idempotency: [
    ['i: [e1,e2] no_stream', () => append('I', [e1, e2], 'no_stream')],
    ['i: repeat [e1,e2] no_stream', () => append('I', [e1, e2], 'no_stream')],
    ['i: repeat [e1,e2] any', () => append('I', [e1, e2], 'any')],
    ['i: repeat [e1] no_stream', () => append('I', [e1], 'no_stream')],
    ['i: repeat [e2] exact 0', () => append('I', [e2], 0n)],
    ['i: repeat [e1,e2] stream_exists', () => append('I', [e1, e2], 'stream_exists')],
    ['i: [e2,e3] exact 0 (partial overlap)', () => append('I', [e2, e3], 0n)],
    ['i: [e1,e2,e3] no_stream (prefix committed, longer)', () => append('I', [e1, e2, e3], 'no_stream')],
    ['i: read after', () => shown('I')],
    ['', () => append('I', [e3], 1n)],
    ['i: repeat [e1,e2] no_stream after others', () => append('I', [e1, e2], 'no_stream')],
    ['i: repeat [e2] exact 0 after others', () => append('I', [e2], 0n)],
    ['i: repeat [e1] exact at current', () => append('I', [e1], 2n)],
    ['i: reordered [e2,e1] no_stream', () => append('I', [e2, e1], 'no_stream')],
    ['i: duplicate ids within a batch', () => append('I3', [e4, e4], 'no_stream')],
    ['i: read dup batch', () => shown('I3')],
  ],
  'empty append': [
    ['empty: no_stream missing', () => append('E', [], 'no_stream')],
    ['empty: any missing', () => append('E', [], 'any')],
    ['empty: any existing', () => append('A', [], 'any')],
    ['empty: exact right', () => append('A', [], 7n)],
    ['empty: exact wrong', () => append('A', [], 3n)],
    ['empty: read stream E after', () => read('E')],
  ],
  read: [
    ['read missing: call itself throws?', () => ({ returned: client.readStream('nope').on('error', () => undefined).constructor.name })],
    ['read missing: iterate', () => read('nope')],
    ['read missing: backwards end', () => read('nope', { direction: BACKWARDS, fromRevision: END })],
    ['read missing: maxCount 1', () => read('nope', { maxCount: 1 })],
    ['read all fwd', () => revisions('A')],
    ['read maxCount bigint', () => revisions('A', { maxCount: 2n })],
    ['read maxCount 0', () => revisions('A', { maxCount: 0 })],
    ['read fwd from end', () => revisions('A', { fromRevision: END })],
    ['read bwd from start', () => revisions('A', { direction: BACKWARDS, fromRevision: START })],
    ['read bwd from 4', () => revisions('A', { direction: BACKWARDS, fromRevision: 4n })],
    ['read bwd past end (100)', () => revisions('A', { direction: BACKWARDS, fromRevision: 100n })],
    ['read fromRevision -1n', () => revisions('A', { fromRevision: -1n })],
    ['read number revision', () => revisions('A', { fromRevision: plainNumber(2) })],
    [
      'read break early then reuse client',
      async () => {
        await one('A');
        return (await read('A')).length;
      },
    ],
  ],
  metadata: [
    ['get meta of never-seen stream', () => client.getStreamMetadata('nometa')],
    ['set meta on missing stream', () => client.setStreamMetadata('MS', { maxCount: 3 })],
    ['append 5 events', () => append('MS', many(5))],
    ['read with $maxCount 3', () => revisions('MS')],
    ['set $tb 4 (overwrites all)', () => client.setStreamMetadata('MS', { truncateBefore: 4 })],
    ['read with $tb 4', () => revisions('MS')],
    ['$tb 100 all truncated', () => client.setStreamMetadata('MS', { truncateBefore: 100 })],
    ['read all truncated', () => revisions('MS')],
    ['append no_stream on all-truncated', () => append('MS', many(1), 'no_stream')],
    ['append exact 4 on all-truncated', () => append('MS', many(1), 4n)],
    ['stale meta expectedRevision', () => client.setStreamMetadata('MS', {}, { expectedRevision: 0n })],
  ],
  delete: [
    ['', () => append('D', many(3))],
    ['delete wrong expected', () => client.deleteStream('D', { expectedRevision: 0n })],
    ['delete exact', () => client.deleteStream('D', { expectedRevision: 2n })],
    ['read after soft delete', () => read('D')],
    ['meta after soft delete', () => client.getStreamMetadata('D')],
    ['append stream_exists after soft delete', () => append('D', many(1), 'stream_exists')],
    ...([['no_stream', 'no_stream'], ['any', 'any'], ['exact last (2)', 2n]] as const).flatMap(([name, expected]): Replay[] => [
      ['', () => append(`DX${name}`, many(3)).then(() => client.deleteStream(`DX${name}`))],
      [`append after soft delete: ${name}`, () => append(`DX${name}`, many(1), expected)],
      [`  then read: ${name}`, () => revisions(`DX${name}`)],
      ...(name === 'exact last (2)' ? [] : [[`  then meta: ${name}`, () => client.getStreamMetadata(`DX${name}`)] as const]),
    ]),
    ['', () => append('DXexact wrong (0)', many(3)).then(() => client.deleteStream('DXexact wrong (0)'))],
    ['  then meta: exact wrong (0)', () => client.getStreamMetadata('DXexact wrong (0)')],
    ['', () => append('DXexact ahead (9)', many(3)).then(() => client.deleteStream('DXexact ahead (9)'))],
    ['append after soft delete: exact ahead (9)', () => append('DXexact ahead (9)', many(1), 9n)],
    ['  then read: exact ahead (9)', () => revisions('DXexact ahead (9)')],
    ['  then meta: exact ahead (9)', () => client.getStreamMetadata('DXexact ahead (9)')],
    ['delete missing any', () => client.deleteStream('never')],
    ['delete missing no_stream', () => client.deleteStream('never2', { expectedRevision: 'no_stream' })],
    ['delete twice', () => client.deleteStream('D')],
    ['', () => append('TS', many(2)).then(() => client.tombstoneStream('TS'))],
    ['read tombstoned', () => read('TS')],
    ['append tombstoned any', () => append('TS', many(1), 'any')],
    ['append tombstoned stream_exists', () => append('TS', many(1), 'stream_exists')],
    ['append tombstoned 1', () => append('TS', many(1), 1n)],
    ['q append tombstoned (throwOnAppendFailure=false)', () => appendBy(quiet, 'TS', many(1), 'any')],
    ['cred append tombstoned', () => appendBy(client, 'TS', many(1), 'any', true)],
    ['tombstone missing no_stream', () => client.tombstoneStream('TM', { expectedRevision: 'no_stream' })],
    ['append after tombstoning missing', () => append('TM', many(1))],
  ],
  sizes: [
    ['event json of 900 KB', () => append('S1', [sized(900_000)])],
    ['  client usable after 900 KB', () => append('U', many(1))],
    ['event json of 1,000,000 B', () => append('S2', [sized(1_000_000)])],
    ['  client usable after 1,000,000 B', () => append('U', many(1))],
    ['event json of 1 MiB', () => append('S3', [sized(1_048_576)])],
    ['  client usable after 1 MiB', () => append('U', many(1))],
    ['event json of 3 MB', () => append('S4', [sized(3_000_000)])],
    ['  client usable after 3 MB', () => append('U', many(1))],
    ['event json of 5 MB', () => append('S5', [sized(5_000_000)])],
    ['  client usable after 5 MB', () => append('U', many(1))],
    ['100 events x 20 KB (2 MB total)', () => append('S6', Array.from({ length: 100 }, () => sized(20_000)))],
    ['40 events x 20 KB (0.8 MB total)', () => append('S7', Array.from({ length: 40 }, () => sized(20_000)))],
    ['cred: 3 MB', () => appendBy(client, 'S8', [sized(3_000_000)], 'any', true)],
    ['cred: 5 MB', () => appendBy(client, 'S9', [sized(5_000_000)], 'any', true)],
  ],
  positions: [
    ['', () => qt()],
    ['readAll fwd from position of qt3 (inclusive?)', () => allFrom('forwards')],
    ['readAll bwd from position of qt3 (exclusive?)', () => allFrom('backwards')],
    ['size 1048577 data', () => append('P1', [sized(1_048_577)])],
    ['size 1048576 data + 1 metadata byte', () => append('P2', [{ ...sized(1_048_576), metadata: new Uint8Array([9]) }])],
    ['size: type name length counted? data 1048576 + type 200 chars', () => append('P2', [{ ...sized(1_048_576), type: 't'.repeat(200) }])],
    ['', () => append('I-mwtnpositions', [p1], 'any')],
    ['idem: [e1] then [e1,e2] any (overlap prefix, any)', () => append('I-mwtnpositions', [p1, p2], 'any')],
    ['idem: [e2,e1] any where only e1 exists', () => append('I-mwtnpositions', [p2, p1], 'any')],
    ['idem: stream after', async () => (await typesOf('I-mwtnpositions')).map((type) => type.replace('p', 'i'))],
  ],
  'idempotency: any and cache': [
    ['any: [a,b] then [b] any (b never first): duplicate?', () => anyTwice('Y1', [a1, b1], [b1])],
    [
      'any: [a,b] then [a] any, then [a,b] any',
      async () => {
        await append('Y3', [a3, b3], 'any');
        return { r1: await append('Y3', [a3], 'any'), r2: await append('Y3', [a3, b3], 'any'), types: await typesOf('Y3') };
      },
    ],
    ['any: [a] then [b], then [a,b] any', () => append('Y2', [a2], 'any').then(() => anyTwice('Y2', [b2], [a2, b2]))],
  ],
  'idempotency across restart': [
    ['', () => append('K', [k], 'no_stream').then(() => append('K', [k2, k3], 0n)).then(() => server.restart())],
    ['', () => client.getStreamMetadata('K').catch(() => undefined)],
    ['any, same id after restart', () => append('K', [k], 'any')],
    ['no_stream, same id after restart', () => append('K', [k], 'no_stream')],
    ['exact 0, same ids after restart', () => append('K', [k2, k3], 0n)],
    ['any, second event of a batch after restart', () => append('K', [k3], 'any')],
    ['stream', () => typesOf('K')],
  ],
};

const place = { server: () => server, client: () => client };
const all = [first, subscriptionReplays(place), contentReplays(place), groupReplays(place), youngLogReplays(() => untouched, () => visitor), accessReplays(() => guest)];
const replays: Readonly<Record<string, readonly Replay[]>> = Object.fromEntries([...new Set(all.flatMap(Object.keys))].map((section) => [section, all.flatMap((part) => part[section] ?? [])]));

const replayed = new Set(Object.entries(replays).flatMap(([section, list]) => list.filter(([id]) => id !== '').map(([id]) => keyOf({ section, id }))));

describe('Every trace of a real EventStoreDB', () => {
  it('is replayed here, or listed with the reason why not', () => {
    const neither = traces.filter((trace) => !replayed.has(keyOf(trace)) && whyNotReplayed(trace) === undefined).map(keyOf);
    process.stdout.write(`traces of EventStoreDB 24.2: ${replayed.size} replayed, ${traces.length - replayed.size} listed with a reason\n`);
    expect(neither).toEqual([]);
    expect(traces.filter((trace) => replayed.has(keyOf(trace)) && whyNotReplayed(trace) !== undefined).map(keyOf)).toEqual([]);
    const known = new Set(traces.map(keyOf));
    expect([...replayed].filter((key) => !known.has(key))).toEqual([]);
  });
});

describe.each(Object.entries(replays))('Asked again: %s', (section, list) => {
  it.each(list.map(([id, again, look = (told: unknown) => told], n) => ({ name: id === '' ? `(prepares ${n})` : id, id, again, look })))('$name', async ({ id, again, look }) => {
    const trace = traces.find((candidate) => candidate.section === section && candidate.id === id);
    const [reply, error] = await Promise.resolve()
      .then(again)
      .then(
        (value) => [value, undefined] as const,
        (reason: unknown) => [undefined, describedError(reason)] as const,
      );
    if (!trace) return expect(error).toBeUndefined();
    if (trace.error) expect(error && comparableError(error, trace.error)).toEqual(comparableError(trace.error, trace.error));
    else expect(error ?? look(comparable(reply))).toEqual(look(comparable(trace.reply)));
  });
});
