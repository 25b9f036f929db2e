import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { openMongoReadStore } from '@heatledger/read-store/mongodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { ferretTakesPart, startFerretDb, WITHOUT_FERRET, type FerretDb } from '../ferretdb/ferretdb.js';
import { queue, readStoreContract } from './read-store.contract.js';

const directory = mkdtempSync(join(tmpdir(), 'heatledger-ferretdb-'));
const real = process.env['HEATLEDGER_TEST_MONGODB'];
let ferret: FerretDb;
beforeAll(async () => {
  process.stdout.write(ferretTakesPart ? 'read stores on a server: FerretDB 1.24 over SQLite took part\n' : WITHOUT_FERRET);
  process.stdout.write(real === undefined ? 'no MongoDB was named (HEATLEDGER_TEST_MONGODB)\n' : 'the MongoDB that was named took part\n');
  if (ferretTakesPart) ferret = await startFerretDb(directory);
}, 900_000);
afterAll(async () => {
  if (ferretTakesPart) await ferret.stop();
  rmSync(directory, { recursive: true, force: true });
});

let count = 0;
const fresh = (url: string) => async () => {
  const database = `contract_${process.pid}_${++count}`;
  const store = await openMongoReadStore({ url, database });
  return {
    store,
    remove: async () => {
      await store.close();
      const client = await new MongoClient(url).connect();
      await client.db(database).dropDatabase();
      await client.close();
    },
  };
};

describe('The engines of this run', () => {
  it('are said, and under CI FerretDB is one of them', () => {
    expect(ferretTakesPart || process.env['CI'] === undefined).toBe(true);
  });
});

if (ferretTakesPart) readStoreContract('MongoDB protocol, served by FerretDB', () => fresh(ferret.url)());
if (real !== undefined) readStoreContract('MongoDB', fresh(real));

const onFerret = ferretTakesPart ? describe : (): void => undefined;

onFerret('Views on a server', () => {
  it('have the indexes they declare', async () => {
    const { store, remove } = await fresh(ferret.url)();
    const { name, build } = await store.ensure(queue);
    const client = await new MongoClient(ferret.url).connect();
    const names = (await client.db(`contract_${process.pid}_${count}`).collection(`${name}.${build}`).indexes()).map((index) => index.name);
    expect(names.sort()).toEqual(['_id_', 'byCrew', 'byDue']);
    await client.close();
    await remove();
  });

  it('give back what was written, whatever its names and values, and nothing of the server with it', async () => {
    const { store, remove } = await fresh(ferret.url)();
    const build = await store.ensure({ name: 'odd', version: 1, indexes: { byWhat: ['what'] } });
    const doc = JSON.parse('{"$set":1,"a.b":{"$ne":null},"__proto__":{"x":1},"constructor":"c","nil":null,"list":[[1,[2]],{}],"big":9007199254740991,"tiny":-5e-324,"date":"2026-01-05T08:30:00+08:00","what":"é🔥\\u0000"}') as object;
    await store.write(build, [{ key: '$odd.key/é', doc, position: '1' }], '1');
    const stored = await store.get('odd', '$odd.key/é');
    expect(JSON.stringify(stored?.doc)).toBe(JSON.stringify(doc));
    expect(Object.keys(stored ?? {}).sort()).toEqual(['doc', 'key', 'position']);
    await remove();
  });

  it('take the same page twice, or ten times, for the same thing', async () => {
    const { store, remove } = await fresh(ferret.url)();
    const build = await store.ensure(queue);
    const page = [
      { key: 'a', doc: { open: true, crew: 'x', due: 1 }, position: '00000000000005' },
      { key: 'b', doc: null, position: '00000000000006' },
    ];
    for (let time = 0; time < 10; time++) await store.write(build, page, '00000000000006');
    await store.write(build, [{ key: 'a', doc: { open: false, crew: 'older', due: 0 }, position: '00000000000003' }], '00000000000006');
    expect((await store.find('ticket-queue', { index: 'key' })).docs).toEqual([{ key: 'a', doc: { open: true, crew: 'x', due: 1 }, position: '00000000000005' }]);
    await remove();
  });

  it('of two processes that begin at once come out as one', async () => {
    const { store, remove } = await fresh(ferret.url)();
    const database = `contract_${process.pid}_${count}`;
    const others = await Promise.all(Array.from({ length: 4 }, () => openMongoReadStore({ url: ferret.url, database })));
    const states = await Promise.all([store, ...others].flatMap((one) => ['a', 'b', 'c'].map((name) => one.ensure({ name, version: 1, indexes: { by: ['x'] } }))));
    expect(new Set(states.map(({ name, build, live }) => `${name} ${build} ${live}`)).size).toBe(3);
    expect(await store.versions()).toHaveLength(3);
    await Promise.all(others.map((one) => one.close()));
    await remove();
  });

  it('fence a writer that another one overtook, until it has looked again', async () => {
    const { store, remove } = await fresh(ferret.url)();
    const other = await openMongoReadStore({ url: ferret.url, database: `contract_${process.pid}_${count}` });
    const build = await store.ensure(queue);
    await store.write(build, [], '1', '');
    expect(await other.ensure(queue)).toMatchObject({ bookmark: '1' });
    await other.write(build, [{ key: 'a', doc: { open: true, crew: 'theirs', due: 1 }, position: '2' }], '2', '1');
    await expect(store.write(build, [{ key: 'a', doc: { open: true, crew: 'mine', due: 1 }, position: '2' }], '2', '1')).rejects.toMatchObject({ code: 'overtaken' });
    expect(await store.ensure(queue)).toMatchObject({ bookmark: '2' });
    await store.write(build, [{ key: 'b', doc: { open: true, crew: 'mine', due: 2 }, position: '3' }], '3', '2');
    await expect(other.write(build, [], '3', '2')).rejects.toMatchObject({ code: 'overtaken' });
    expect((await store.find('ticket-queue', { index: 'key' })).docs.map(({ doc }) => (doc as { crew: string }).crew)).toEqual(['theirs', 'mine']);
    await other.close();
    await remove();
  });

  it('are switched for every process within a second', async () => {
    const { store, remove } = await fresh(ferret.url)();
    const other = await openMongoReadStore({ url: ferret.url, database: `contract_${process.pid}_${count}` });
    const build = await store.ensure(queue);
    await store.write(build, [{ key: 'old', doc: { open: true }, position: '1' }], '1');
    expect(await other.get('ticket-queue', 'old')).not.toBeNull();
    const next = await store.create(queue);
    await store.write(next, [{ key: 'new', doc: { open: true }, position: '1' }], '1');
    await store.switch(next);
    await store.drop(build);
    expect([await other.get('ticket-queue', 'old'), (await other.get('ticket-queue', 'new'))?.key]).toEqual([null, 'new']);
    await other.close();
    await remove();
  });
});

const ROUNDS = 12;
const PAGES = 400;

/** Runs the folding process and kills it after so many acknowledged bookmarks; answers the last of them, or `end`. */
const folded = (url: string, database: string, enough: number): Promise<string> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [resolve('test/contracts/views.child.mjs'), url, database, String(PAGES)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let [last, lines] = ['', 0];
    createInterface({ input: child.stdout }).on('line', (line) => {
      last = line;
      if (++lines === enough) child.kill('SIGKILL');
    });
    child.on('error', fail);
    child.on('close', (code, signal) => (code === 0 || signal === 'SIGKILL' ? done(last) : fail(new Error(`the process ended with ${code ?? signal}`))));
  });

onFerret('A crash between documents and bookmark', () => {
  it(`changes nothing in the end, over ${ROUNDS} kills`, async () => {
    const database = `crash_${process.pid}`;
    const undisturbed = `whole_${process.pid}`;
    expect(await folded(ferret.url, undisturbed, Infinity)).toBe('end');
    for (let round = 0; round < ROUNDS; round++) {
      const acknowledged = await folded(ferret.url, database, 5 + round * 3);
      const store = await openMongoReadStore({ url: ferret.url, database });
      expect((await store.bookmark('counts')) >= acknowledged).toBe(true);
      await store.close();
    }
    expect(await folded(ferret.url, database, Infinity)).toBe('end');
    const [crashed, whole] = await Promise.all(
      [database, undisturbed].map(async (name) => {
        const store = await openMongoReadStore({ url: ferret.url, database: name });
        const found = await store.find('counts', { index: 'key' });
        await store.close();
        return found.docs;
      }),
    );
    expect(crashed).toEqual(whole);
    expect(whole?.length).toBeGreaterThan(6);
  }, 240_000);

  it('of the server loses nothing that it acknowledged, and the store works again without being opened again', async () => {
    const files = mkdtempSync(join(tmpdir(), 'heatledger-ferretdb-'));
    let server = await startFerretDb(files);
    const store = await openMongoReadStore({ url: server.url, database: 'kept', selectionTimeoutMs: 500, answerTimeoutMs: 2000 });
    const build = await store.ensure(queue);
    for (let n = 1; n <= 20; n++) await store.write(build, [{ key: `k${n}`, doc: { open: true }, position: String(n) }], String(n));
    const { port } = server;
    await server.kill();
    const error = (await store.get('ticket-queue', 'k1').catch((reason: unknown) => reason)) as Error;
    expect(error).toMatchObject({ name: 'ReadStoreError', code: 'unavailable', message: expect.stringContaining(`127.0.0.1:${port}`) });
    server = await startFerretDb(files, port);
    expect(await store.count('ticket-queue', { index: 'key' })).toBe(20);
    expect(await store.bookmark('ticket-queue')).toBe('20');
    await store.write(build, [], '21');
    await store.close();
    await server.stop();
    rmSync(files, { recursive: true, force: true });
  }, 60_000);

  it('keeps user and password out of every error', async () => {
    const url = 'mongodb://clerk:s3cr3tw0rd@127.0.0.1:1/heatledger';
    const error = (await openMongoReadStore({ url, selectionTimeoutMs: 200 }).catch((reason: unknown) => reason)) as Error;
    expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining('127.0.0.1:1') });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/s3cr3tw0rd|clerk/);
    await expect(openMongoReadStore({ url: 'http://clerk:s3cr3tw0rd@example.org' })).rejects.toThrow('mongodb://');
  });
});
