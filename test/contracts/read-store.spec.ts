import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedReadStore } from '@heatledger/read-store/embedded';
import { openMemoryReadStore } from '@heatledger/read-store/memory';
import type { FindQuery, ReadStore } from '@heatledger/read-store';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import fc from 'fast-check';
import { queue, readStoreContract } from './read-store.contract.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'heatledger-views-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
/** The thread's program as it is built: tests are not built themselves. */
const thread = new URL('../../dist/cli/libs/read-store/src/embedded/document.thread.js', import.meta.url);
const fresh = (): string => mkdtempSync(join(root, 'v'));

readStoreContract('memory', async () => {
  const store = await openMemoryReadStore();
  return { store, remove: () => store.close() };
});
readStoreContract('embedded', async () => {
  const store = await openEmbeddedReadStore({ directory: fresh() });
  return { store, remove: () => store.close() };
});
readStoreContract('embedded, written by a thread', async () => {
  const store = await openEmbeddedReadStore({ directory: fresh(), thread });
  return { store, remove: () => store.close() };
});

describe('The embedded read store', () => {
  it('answers like the one in memory, whatever was written and asked', async () => {
    const value = fc.oneof(fc.constantFrom('一班', '二班', 'x'), fc.constant(null));
    const write = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), open: fc.boolean(), crew: value, due: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(null)), gone: fc.boolean() });
    const question = fc.oneof(
      fc.record({ index: fc.constant('byDue'), range: fc.record({ gte: fc.integer({ min: -3, max: 3 }) }), order: fc.constantFrom('ascending', 'descending') }),
      fc.record({ index: fc.constant('byCrew'), equals: fc.record({ open: fc.boolean(), crew: value }) }),
      fc.record({ index: fc.constant('key'), order: fc.constantFrom('ascending', 'descending') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 20 }), fc.array(question, { maxLength: 5 }), async (writes, questions) => {
        const stores: ReadStore[] = [await openMemoryReadStore(), await openEmbeddedReadStore({ directory: fresh() })];
        const answers = await Promise.all(
          stores.map(async (store) => {
            const build = await store.ensure(queue);
            for (const { key, gone, ...doc } of writes) await store.write(build, [{ key, doc: gone ? null : doc, position: '1' }], '1');
            return Promise.all(questions.map((one) => store.find('ticket-queue', one as FindQuery)));
          }),
        );
        await Promise.all(stores.map((store) => store.close()));
        expect(answers[1]).toEqual(answers[0]);
      }),
      { numRuns: 40 },
    );
  });

  it('moves documents and bookmark together: a write that fails leaves both', async () => {
    const store = await openEmbeddedReadStore({ directory: fresh() });
    const build = await store.ensure(queue);
    await store.write(build, [{ key: 'a', doc: { due: 1 }, position: '1' }], '1');
    const circular: { self?: object } = {};
    circular.self = circular;
    await expect(store.write(build, [{ key: 'b', doc: { due: 2 }, position: '2' }, { key: 'c', doc: circular, position: '2' }], '2')).rejects.toThrow();
    expect(await store.bookmark('ticket-queue')).toBe('1');
    expect((await store.find('ticket-queue', { index: 'key' })).docs.map(({ key }) => key)).toEqual(['a']);
    await store.close();
  });

  it('fills a build without its indexes, and has them once it is complete, asked by one, or live', async () => {
    const directory = fresh();
    const store = await openEmbeddedReadStore({ directory, thread });
    const file = new Database(join(directory, 'views.db'));
    const indexes = (build: number): number => (file.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?").get(`docs_${build}`) as { n: number }).n;
    const builds = [await store.ensure(queue), await store.create(queue), await store.create(queue)] as const;
    for (const build of builds) await store.write(build, [{ key: 'a', doc: { due: 1 }, position: '1' }], '1');
    for (const build of builds) expect(await store.count(build, { index: 'key' })).toBe(1);
    expect(builds.map(({ build }) => indexes(build))).toEqual([0, 0, 0]);
    const reader = await openEmbeddedReadStore({ directory, readOnly: true });
    expect(await reader.count('ticket-queue', { index: 'byDue' })).toBe(1);
    const [asked, told, live] = builds;
    await Promise.all([store.find(asked, { index: 'byDue' }), store.count(asked, { index: 'byDue' }), store.complete(told)]);
    await store.switch(live);
    expect(builds.map(({ build }) => indexes(build))).toEqual(builds.map(() => Object.keys(queue.indexes).length));
    await store.drop(asked);
    expect([indexes(asked.build), (await store.versions()).map(({ build }) => build)]).toEqual([0, [told.build, live.build]]);
    for (const one of [reader, store]) await one.close();
    file.close();
  });

  it('keeps everything over a restart and lets others read beside it', async () => {
    const directory = fresh();
    const store = await openEmbeddedReadStore({ directory });
    await store.write(await store.ensure(queue), [{ key: 'a', doc: { due: 1 }, position: '1' }], '1');
    const reader = await openEmbeddedReadStore({ directory, readOnly: true });
    expect(await reader.get('ticket-queue', 'a')).toMatchObject({ doc: { due: 1 } });
    await expect(reader.write({ name: 'ticket-queue', version: 1, build: 1 }, [], '2')).rejects.toMatchObject({ code: 'read-only' });
    await reader.close();
    await store.close();
    const again = await openEmbeddedReadStore({ directory });
    expect(await again.bookmark('ticket-queue')).toBe('1');
    await again.close();
  });

  it('says that nothing was written when the thread that writes fell, and goes on with another one', async () => {
    const directory = fresh();
    const fallen = await openEmbeddedReadStore({ directory, thread: new URL('no-such-program.js', thread) });
    const build = await fallen.ensure(queue);
    for (const _ of [1, 2]) await expect(fallen.write(build, [{ key: 'a', doc: { due: 1 }, position: '1' }], '1')).rejects.toMatchObject({ code: 'unavailable' });
    expect([await fallen.bookmark('ticket-queue'), await fallen.get('ticket-queue', 'a')]).toEqual(['', null]);
    await fallen.close();
  });

  it('writes what waits before it closes, by a thread too', async () => {
    const directory = fresh();
    const store = await openEmbeddedReadStore({ directory, thread });
    const build = await store.ensure(queue);
    const written = Array.from({ length: 50 }, (_, n) => store.write(build, [{ key: `k${n}`, doc: { due: n }, position: String(n + 1) }], String(n + 1), n === 0 ? '' : String(n)));
    await Promise.all([store.close(), ...written]);
    const again = await openEmbeddedReadStore({ directory });
    expect([await again.bookmark('ticket-queue'), await again.count('ticket-queue', { index: 'byDue' })]).toEqual(['50', 50]);
    await again.close();
  });

  it('gives back what it wrote ahead when it is closed', async () => {
    const directory = fresh();
    const store = await openEmbeddedReadStore({ directory });
    const build = await store.ensure(queue);
    for (let n = 1; n <= 30; n++) await store.write(build, [{ key: `k${n}`, doc: { due: n }, position: String(n) }], String(n));
    await store.close();
    const ahead = join(directory, 'views.db-wal');
    expect(existsSync(ahead) ? statSync(ahead).size : 0).toBe(0);
    expect(statSync(join(directory, 'views.db')).size).toBeGreaterThan(4096);
  });

  it('says what to do with a file that holds no views', async () => {
    const directory = fresh();
    writeFileSync(join(directory, 'views.db'), 'no database at all'.repeat(300));
    await expect(openEmbeddedReadStore({ directory })).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('rebuilt from the log') });
    await expect(openEmbeddedReadStore({ directory: fresh(), readOnly: true })).rejects.toMatchObject({ code: 'unavailable' });
  });
});
