import { randomUUID } from 'node:crypto';
import type { EventStore, NewEvent } from '@heatledger/event-store';
import { openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { asStored, chained, committedTo, genesisOf, RandomSalts } from '@heatledger/runtime';
import type { Instant } from '@heatledger/kernel';
import { Disk } from './disk.js';
import { inTurns, rateOf, told, type Scratch, type Sizes } from './measuring.js';
import type { Row } from './report.js';
import { NaiveStore } from './naive-store.js';

const data = asStored({ ticketId: '0190f3a1-7c40-7000-8000-000000000001', caseNumber: 'R-20260105-7K3M', zone: '城东', station: '城东一站', category: 'LEAK', description: '厨房暖气片接头漏水，地面已有积水。', callerName: '张三丰', callerPhone: '13800000000' });
const correlation = 'repair-0190f3a1-7c40-7000-8000-000000000001';
const actor = { id: 'agent-zheng', role: 'agent' };

const salts = new RandomSalts();
/** What of the fact is personal. */
const personal = ['description', 'callerName', 'callerPhone'].map((name) => ({ path: `/${name}`, value: data[name] }));

/** Facts of usual size with their digests and commitments, computed now, as a command makes them: the chain is part of the price. The facts of one command share their metadata, no two commands do. */
export const chainOf = (count: number, recordedAt: Instant): readonly NewEvent[] => {
  const shared = { actor, at: '2026-01-05T08:30:00+08:00', chain: 2, channel: 'hotline', command: '0190f3a1-7c40-7000-8000-00000000c0de', correlation, recordedAt, v: 1 } as const;
  let previous = genesisOf(correlation);
  return Array.from({ length: count }, () => {
    const event = chained(randomUUID(), 'RepairReported', data, shared, previous, committedTo(personal, () => salts.of()));
    previous = event.metadata.digest;
    return event;
  });
};

const [ready] = chainOf(1, '2026-01-05T00:30:00.000Z') as readonly [NewEvent];
/** The same fact without the work of the chain, under an id of its own. */
const plain = (count: number): readonly NewEvent[] => Array.from({ length: count }, () => ({ id: randomUUID(), type: ready.type, data, metadata: ready.metadata }));

type Append = (stream: string, events: number) => Promise<unknown>;

interface Way {
  readonly name: string;
  /** Appends under way at once. */
  readonly atOnce: number;
  /** Events in each. */
  readonly events: number;
}

const ways: readonly Way[] = [
  { name: 'one at a time', atOnce: 1, events: 1 },
  { name: '256 at a time, distinct streams', atOnce: 256, events: 1 },
  { name: '8 at a time, 100 events each', atOnce: 8, events: 100 },
];

/** Names of one run differ from those of another, since a server keeps what it was given. */
const run = randomUUID().slice(0, 8);
let streams = 0;
/** So many appends under way at once, each to a stream of its own; answers how many events that were. */
const wave = async ({ atOnce, events }: Way, append: Append): Promise<number> => {
  const under: Promise<unknown>[] = [];
  for (let i = 0; i < atOnce; i++) under.push(append(`repair-${run}-${++streams}`, events));
  await Promise.all(under);
  return atOnce * events;
};

const byPort = (store: EventStore): Append => async (stream, events) => {
  const appended = await store.append(stream, chainOf(events, store.recordingTime()), 'none');
  if (!appended.ok) throw new Error(`${stream}: refused`);
};

const byNaive = (store: NaiveStore): Append => (stream, events) => store.append(stream, plain(events), -1);

/** The same bytes to a file, each group followed by one fdatasync. */
const physical = (disk: Disk, { atOnce, events }: Way): (() => Promise<number>) => {
  const bytes = Buffer.from(JSON.stringify([ready.id, ready.type, 'repair-1', data, ready.metadata]).repeat(atOnce * events));
  return () => {
    disk.write(bytes);
    return Promise.resolve(atOnce * events);
  };
};

/** An engine among those that take turns. */
export interface Engine {
  readonly name: string;
  readonly store: EventStore;
}

/** One way of appending, by the named engines, by the naive store and by the disk itself in turns; events a second of each. */
const measureWay = async (scratch: Scratch, { round, rounds }: Sizes, way: Way, engines: readonly Engine[]): Promise<ReadonlyMap<string, number>> => {
  told(`appends: ${way.name}`);
  const naive = new NaiveStore(scratch.fresh('naive'));
  const disk = new Disk(scratch);
  const rate = (append: Append): Promise<number> => rateOf(round, () => wave(way, append));
  for (const { store } of engines) await wave(way, byPort(store));
  await wave(way, byNaive(naive));
  const rates = await inTurns(rounds, {
    [NAIVE]: () => rate(byNaive(naive)),
    ...Object.fromEntries(engines.map(({ name, store }) => [name, () => rate(byPort(store))])),
    [DISK]: () => rateOf(round, physical(disk, way)),
  });
  naive.close();
  disk.close();
  return new Map(Object.entries(rates));
};

const NAIVE = 'naive store';
const DISK = 'write + fdatasync of the same bytes';

/** Every way of appending by the engines, with the naive store and the disk beside them; a goal where `goalOf` knows one. */
export const appendRows = async (scratch: Scratch, sizes: Sizes, group: string, open: () => Promise<readonly Engine[]>, goalOf: (way: number, naive: number) => Row['goal'] = () => undefined): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const [index, way] of ways.entries()) {
    const engines = await open();
    const rates = await measureWay(scratch, sizes, way, engines);
    for (const { store } of engines) await store.close();
    const goal = goalOf(index, rates.get(NAIVE) ?? NaN);
    for (const name of [...engines.map((engine) => engine.name), NAIVE, DISK]) {
      const judged = name === EMBEDDED && goal;
      rows.push({ group, what: judged ? way.name : `${way.name}: ${name}`, value: rates.get(name) ?? NaN, unit: 'events/s', ...(judged ? { goal } : {}) });
    }
  }
  return rows;
};

/** The name under which the embedded log takes turns. */
export const EMBEDDED = 'embedded log';
export const embedded = async (scratch: Scratch): Promise<Engine> => ({ name: EMBEDDED, store: await openEmbeddedEventStore({ directory: scratch.fresh('log') }) });

/** Goals: one at a time as fast as the naive store, 256 at a time twice, batches of 100 three times as fast. */
const FACTORS = [1, 2, 3] as const;

export const measureAppends = (scratch: Scratch, sizes: Sizes): Promise<readonly Row[]> =>
  appendRows(scratch, sizes, 'Durable appends, digest chain included', async () => [await embedded(scratch)], (way, naive) => {
    const factor = FACTORS[way] ?? 1;
    return { value: factor * naive, of: `${factor} × naive` };
  });
