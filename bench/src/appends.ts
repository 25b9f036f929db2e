import { randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore, NewEvent } from '@heatledger/event-store';
import { openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { digestOf, genesisOf } from '@heatledger/runtime';
import { inTurns, rateOf, told, type Scratch, type Sizes } from './measuring.js';
import type { Row } from './report.js';
import { NaiveStore } from './naive-store.js';

const data = { ticketId: '0190f3a1-7c40-7000-8000-000000000001', caseNumber: 'R-20260105-7K3M', zone: '城东', station: '城东一站', category: 'LEAK', description: '厨房暖气片接头漏水，地面已有积水。', callerName: '张三丰', callerPhone: '13800000000' };
const metadata = { v: 1, at: '2026-01-05T08:30:00+08:00', actor: { id: 'agent-zheng', role: 'agent' }, channel: 'hotline', command: '0190f3a1-7c40-7000-8000-00000000c0de', correlation: 'repair-0190f3a1-7c40-7000-8000-000000000001' } as const;

/** A fact of usual size with its digest, computed now: the chain is part of the price. */
const chained = (count: number): readonly NewEvent[] => {
  let digest = genesisOf(metadata.correlation);
  return Array.from({ length: count }, () => {
    digest = digestOf('RepairReported', data, metadata, digest);
    return { id: randomUUID(), type: 'RepairReported', data, metadata: { ...metadata, digest } };
  });
};

const ready: readonly NewEvent[] = chained(1);
/** The same fact without the work of the chain, under an id of its own. */
const plain = (count: number): readonly NewEvent[] => Array.from({ length: count }, () => ({ ...(ready[0] as NewEvent), id: randomUUID() }));

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

let streams = 0;
/** Streams are named beforehand, so that no name is made while time is taken. */
const wave = async ({ atOnce, events }: Way, append: Append): Promise<number> => {
  const under: Promise<unknown>[] = [];
  for (let i = 0; i < atOnce; i++) under.push(append(`repair-${++streams}`, events));
  await Promise.all(under);
  return atOnce * events;
};

const byHeatledger = (store: EventStore): Append => async (stream, events) => {
  const appended = await store.append(stream, chained(events), 'none');
  if (!appended.ok) throw new Error(`${stream}: refused`);
};

const byNaive = (store: NaiveStore): Append => (stream, events) => store.append(stream, plain(events), -1);

/** Where the plain file starts over, as a write-ahead log does. */
const MOST_BYTES = 64 * 2 ** 20;

/** The same bytes to a file, each group followed by one fdatasync: what the disk allows at best. */
const physical = (scratch: Scratch, { atOnce, events }: Way): { once: () => Promise<number>; close: () => void } => {
  const file = openSync(join(scratch.fresh('physical'), 'bytes'), 'w');
  const [event] = ready as readonly [NewEvent];
  const bytes = Buffer.from(JSON.stringify([event.id, event.type, 'repair-1', event.data, event.metadata]).repeat(atOnce * events));
  let at = 0;
  const once = (): Promise<number> => {
    at = at + bytes.length > MOST_BYTES ? 0 : at;
    at += writeSync(file, bytes, 0, bytes.length, at);
    fdatasyncSync(file);
    return Promise.resolve(atOnce * events);
  };
  return { once, close: () => closeSync(file) };
};

/** Goals: one at a time as fast as the naive store, 256 at a time twice, batches of 100 three times as fast. */
const FACTORS = [1, 2, 3] as const;

export const measureAppends = async (scratch: Scratch, { round, rounds }: Sizes): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const [index, way] of ways.entries()) {
    told(`appends: ${way.name}`);
    const store = await openEmbeddedEventStore({ directory: scratch.fresh('log') });
    const naive = new NaiveStore(scratch.fresh('naive'));
    const disk = physical(scratch, way);
    const rate = (append: Append): Promise<number> => rateOf(round, () => wave(way, append));
    await wave(way, byHeatledger(store));
    await wave(way, byNaive(naive));
    const rates = await inTurns(rounds, { naive: () => rate(byNaive(naive)), ours: () => rate(byHeatledger(store)), disk: () => rateOf(round, disk.once) });
    await store.close();
    naive.close();
    disk.close();
    const factor = FACTORS[index] ?? 1;
    const group = 'Durable appends, digest chain included';
    rows.push(
      { group, what: way.name, value: rates.ours, unit: 'events/s', goal: { value: factor * rates.naive, of: `${factor} × naive` } },
      { group, what: `${way.name}: naive store`, value: rates.naive, unit: 'events/s' },
      { group, what: `${way.name}: write + fdatasync of the same bytes`, value: rates.disk, unit: 'events/s' },
    );
  }
  return rows;
};
