import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FindQuery, Found, ReadStore, Write } from '@heatledger/read-store';
import { openMemoryReadStore } from '@heatledger/read-store/memory';
import { openMongoReadStore } from '@heatledger/read-store/mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MongoClient, type Db } from 'mongodb';
import { startAnswerLoss } from '../ferretdb/answer-loss.js';
import { ferretTakesPart, startFerretDb, WITHOUT_FERRET, type FerretDb } from '../ferretdb/ferretdb.js';
import { queue } from './read-store.contract.js';

const onFerret = ferretTakesPart ? describe : (): void => undefined;

describe('The engines of the writes', () => {
  it('are said, and under CI FerretDB is one of them', () => {
    process.stdout.write(ferretTakesPart ? 'writes to a server: FerretDB 1.24 over SQLite took part\n' : WITHOUT_FERRET);
    expect(ferretTakesPart || process.env['CI'] === undefined).toBe(true);
  });
});

onFerret('Writes to views on a server', () => {
  const directory = mkdtempSync(join(tmpdir(), 'heatledger-ferretdb-'));
  let ferret: FerretDb;
  let client: MongoClient;
  let store: ReadStore;
  let server: Db;
  let count = 0;
  beforeAll(async () => {
    ferret = await startFerretDb(directory);
    client = await new MongoClient(ferret.url).connect();
  }, 900_000);
  afterAll(async () => {
    await client.close();
    await ferret.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  beforeEach(async () => {
    server = client.db(`writes_${++count}`);
    store = await openMongoReadStore({ url: ferret.url, database: server.databaseName });
  });
  const others: ReadStore[] = [];
  afterEach(async () => {
    await Promise.all([store, ...others.splice(0)].map((one) => one.close()));
  });

  const again = async (): Promise<ReadStore> => {
    const other = await openMongoReadStore({ url: ferret.url, database: server.databaseName });
    others.push(other);
    return other;
  };
  const ticket = (key: string, position: string, due: number): Write => ({ key, position, doc: { open: true, crew: 'x', due } });
  const all = async (from = store): Promise<readonly (readonly [string, unknown])[]> => (await from.find<{ due: number }>('ticket-queue', { index: 'key' })).docs.map(({ key, doc }) => [key, doc.due]);

  it('are answered like those to memory, whatever was written and asked, over all pages', async () => {
    const value = fc.oneof(fc.constantFrom('', '一班', 'x', 'X', 'x0', '2026-01-05', '10', '9'), fc.constantFrom(true, false, null), fc.integer({ min: -3, max: 3 }), fc.constantFrom(-1.5, 0.1, 9_007_199_254_740_991, -9_007_199_254_740_991));
    const write = fc.record({ key: fc.constantFrom('a', 'B', 'c', 'é', '$d.e'), open: value, crew: value, due: value, gone: fc.boolean() });
    const bounds = fc.record({ gte: value, gt: value, lt: value, lte: value }, { requiredKeys: [] });
    const asked = { order: fc.constantFrom('ascending', 'descending'), limit: fc.constantFrom(1, 2, 100) };
    const question = fc.oneof(
      fc.record({ index: fc.constant('byDue'), range: bounds, ...asked }),
      fc.record({ index: fc.constant('byCrew'), equals: fc.record({ open: value }), range: bounds, ...asked }),
      fc.record({ index: fc.constant('byCrew'), ...asked }),
      fc.record({ index: fc.constant('key'), range: fc.record({ gt: fc.constantFrom('a', 'c') }), ...asked }),
    );
    let version = 0;
    const memory = await openMemoryReadStore();
    const pages = async (one: ReadStore, query: FindQuery): Promise<readonly unknown[]> => {
      const seen: Found<unknown>[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined; cursor = seen.at(-1)?.cursor) seen.push(await one.find('ticket-queue', cursor === '' ? query : { ...query, cursor }));
      return [...seen, await one.count('ticket-queue', query)];
    };
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 12 }), fc.array(question, { minLength: 3, maxLength: 8 }), async (writes, questions) => {
        version++;
        const answers: unknown[] = [];
        for (const one of [memory, store]) {
          const build = await one.create({ ...queue, version });
          await one.switch(build);
          const batch = writes.map(({ key, gone, ...doc }, n): Write => ({ key, doc: gone ? null : doc, position: String(n + 1) }));
          await one.write(build, batch.slice(0, 6), '6');
          await one.write(build, batch.slice(6), '12');
          answers.push(await Promise.all(questions.map((query) => pages(one, query as FindQuery))));
        }
        expect(answers[1]).toEqual(answers[0]);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('that are taken again after a crash before the bookmark find the removed still there, and end the same', async () => {
    const build = await store.ensure(queue);
    await store.write(build, [ticket('a', '1', 1), ticket('b', '1', 1)], '1');
    const page = [ticket('a', '2', 2), { key: 'b', doc: null, position: '3' }];
    await store.write(build, [page[0] ?? ticket('a', '2', 2)]);
    const next = await again();
    const resumed = await next.ensure(queue);
    expect(resumed.bookmark).toBe('1');
    expect(await all(next)).toEqual([['a', 2], ['b', 1]]);
    await next.write(resumed, page, '3', '1');
    expect([await all(next), await next.bookmark('ticket-queue')]).toEqual([[['a', 2]], '3']);
    await next.close();
  });

  it('whose removals were cut short are finished by whoever goes on', async () => {
    const build = await store.ensure(queue);
    await store.write(build, [ticket('a', '1', 1), ticket('b', '1', 1)], '1');
    const half = { next: '2', removing: [{ k: 'a', s: '2'.padStart(20, '0') }], by: 'one that was killed' };
    await server.collection('builds').updateOne({ build: build.build }, { $set: half });
    const next = await again();
    expect(await next.bookmark('ticket-queue')).toBe('1');
    expect(await next.ensure(queue)).toMatchObject({ bookmark: '2' });
    expect(await all(next)).toEqual([['b', 1]]);
    await next.close();
  });

  it('do not bring back what was removed ahead of the bookmark', async () => {
    const build = await store.ensure(queue);
    await store.write(build, [ticket('a', '5', 1)]);
    await store.write(build, [{ key: 'a', doc: null, position: '5' }]);
    const next = await again();
    await next.write(await next.ensure(queue), [ticket('a', '5', 1), ticket('b', '5', 1)], '5');
    expect(await all(next)).toEqual([['b', 1]]);
    await next.write(build, [ticket('a', '6', 6)], '6');
    expect(await all(next)).toEqual([['a', 6], ['b', 1]]);
    await next.close();
  });

  it('that are older change nothing, and removals that are older remove nothing', async () => {
    const build = await store.ensure(queue);
    await store.write(build, [ticket('a', '10', 10)], '10');
    await store.write(build, [ticket('a', '9', 9)]);
    await store.write(build, [{ key: 'a', doc: null, position: '9' }]);
    expect(await all()).toEqual([['a', 10]]);
    await store.write(build, [{ key: 'a', doc: null, position: '' }]);
    expect(await all()).toEqual([]);
  });

  it('count once when their answer is lost', async () => {
    const way = await startAnswerLoss(ferret.port);
    const behind = await openMongoReadStore({ url: way.url, database: server.databaseName });
    const build = await behind.ensure(queue);
    way.loseAnswerTo('update', 'builds');
    await behind.write(build, [ticket('a', '1', 1), ticket('b', '1', 1)], '1', '');
    way.loseAnswerTo('update', `${build.name}.${build.build}`);
    await behind.write(build, [ticket('a', '2', 2), { key: 'b', doc: null, position: '2' }], '2', '1');
    way.loseAnswerTo('delete', `${build.name}.${build.build}`);
    await behind.write(build, [ticket('c', '3', 3), { key: 'a', doc: null, position: '3' }], '3', '2');
    expect(way.lost).toBe(3);
    expect([await all(), await store.bookmark('ticket-queue')]).toEqual([[['c', 3]], '3']);
    await behind.close();
    await way.stop();
  });

  it('never meet documents of a build that was dropped', async () => {
    await store.ensure(queue);
    const first = await store.create(queue);
    await store.write(first, [ticket('old', '9', 9)], '9');
    await store.drop(first);
    const second = await store.create(queue);
    expect(second.build).toBeGreaterThan(first.build);
    expect(await store.getMany(second, ['old'])).toEqual([]);
    await expect(store.switch(first)).rejects.toMatchObject({ code: 'no-collection' });
    await expect((await again()).write(first, [ticket('a', '1', 1)], '1')).rejects.toMatchObject({ code: 'no-collection' });
  });

  it('that cannot be told as JSON leave documents and bookmark as they were', async () => {
    const build = await store.ensure(queue);
    const circular: { self?: object } = {};
    circular.self = circular;
    await expect(store.write(build, [ticket('a', '1', 1), { key: 'b', doc: circular, position: '1' }], '1')).rejects.toThrow();
    expect([await all(), await store.bookmark('ticket-queue')]).toEqual([[], '']);
  });
});
