import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { measureAppends } from '../../bench/src/appends.js';
import { measureCommands } from '../../bench/src/commands.js';
import { measureEventStoreDb } from '../../bench/src/eventstoredb.js';
import { measureReading } from '../../bench/src/log-reading.js';
import { quantile, quickSizes, Scratch } from '../../bench/src/measuring.js';
import { measureMongoDb } from '../../bench/src/mongodb.js';
import { judged, machineOf, tableOf, type Row } from '../../bench/src/report.js';
import { filled, templates } from '../../bench/src/story.js';
import { startEventStoreDb } from '../eventstoredb/server.js';
import { ferretTakesPart } from '../ferretdb/ferretdb.js';

const sizes = { ...quickSizes, events: 200, round: 20, growth: 20, deliveries: 5, documents: 60 };
let scratch: Scratch;
beforeAll(() => {
  scratch = new Scratch(mkdtempSync(join(tmpdir(), 'heatledger-bench-')));
});
afterAll(() => rmSync(join(scratch.root, '..'), { recursive: true, force: true }));

const figures = (rows: readonly Row[]): readonly boolean[] => rows.map(({ value }) => Number.isFinite(value) && value > 0);

describe('the benchmark', () => {
  it('measures appends beside a naive store and the disk, and commands on streams new and old', async () => {
    const rows = [...(await measureAppends(scratch, sizes)), ...(await measureCommands(scratch, sizes))];
    expect(new Set(figures(rows))).toEqual(new Set([true]));
    expect(rows.filter(({ goal }) => goal).map(({ goal }) => goal?.of)).toEqual(['1 × naive', '2 × naive', '3 × naive', '80 % of fresh']);
    const table = tableOf({ startedAt: '', seconds: 1, sizes, machine: machineOf(scratch.root), rows: rows.map(judged) });
    expect(table).toContain('256 at a time, distinct streams: naive store');
  });

  it('fills its log with cases whose every fact the service itself made, and reads them again', async () => {
    const store = await openEmbeddedEventStore({ directory: scratch.fresh('log') });
    const { events } = await filled(store, await templates(scratch.fresh('templates')), sizes.events, () => undefined);
    expect(store.compare(await store.position(), '')).toBe(events);
    expect(new Set(figures(await measureReading(store, scratch, sizes)))).toEqual(new Set([true]));
    await store.close();
  });

  it('measures the real client against the played server, beside the embedded log, a naive store and the disk', async () => {
    const server = await startEventStoreDb();
    const rows = await measureEventStoreDb(scratch, sizes, { name: 'a played server', url: server.connectionString, stop: () => undefined });
    await server.stop();
    expect(new Set(figures(rows))).toEqual(new Set([true]));
    expect(rows.map(({ what }) => what).slice(-7)).toEqual([
      '8 at a time, 100 events each: embedded log',
      '8 at a time, 100 events each: EventStoreDB client',
      '8 at a time, 100 events each: naive store',
      '8 at a time, 100 events each: write + fdatasync of the same bytes',
      'scan of the whole log',
      'append to follower, p50',
      'append to follower, p99',
    ]);
    expect(rows.every(({ group, goal }) => group === 'EventStoreDB client: a played server' && !goal)).toBe(true);
  });

  it('measures the real driver where a server for it is to be had, and says which one it was', async () => {
    const rows = await measureMongoDb(scratch, sizes);
    const named = process.env['HEATLEDGER_TEST_MONGODB'] !== undefined;
    expect(rows).toHaveLength(named || ferretTakesPart ? 7 : 0);
    expect(rows.every(({ group, value }) => value > 0 && group.includes(named ? 'that was named' : 'FerretDB'))).toBe(true);
  }, 900_000);

  it('calls a goal reached by how far it is: at least, or at most', () => {
    const row: Row = { group: '', what: '', value: 8, unit: 'ms', goal: { value: 10, most: true } };
    expect(judged(row)).toMatchObject({ ratio: 1.25, reached: true });
    expect(judged({ ...row, goal: { value: 10 } })).toMatchObject({ ratio: 0.8, reached: false });
    expect([quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.99)]).toEqual([2, 3]);
  });
});
