import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { eventLike, eventStoreContract } from './event-store.contract.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'heatledger-log-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
const freshDirectory = (): string => {
  const directory = join(root, String(++count));
  mkdirSync(directory, { recursive: true });
  return directory;
};

eventStoreContract('memory', async () => {
  const store = await openMemoryEventStore();
  return { store, remove: () => store.close() };
});
eventStoreContract('embedded', async () => {
  const store = await openEmbeddedEventStore({ directory: freshDirectory() });
  return { store, remove: () => store.close() };
});

const ROUNDS = 20;

/** Starts a writer, kills it without warning after it acknowledged some events, and answers what it acknowledged. */
const killedWriter = (directory: string, round: number, enough: number): Promise<readonly string[]> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [resolve('test/contracts/writer.child.mjs'), directory, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const acknowledged: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('repair-')) acknowledged.push(line);
      if (acknowledged.length === enough) child.kill('SIGKILL');
    });
    child.on('error', fail);
    child.on('close', (_, signal) => (signal === 'SIGKILL' ? done(acknowledged) : fail(new Error(`the writer ended by itself with ${signal}`))));
  });

describe('The embedded log', () => {
  it(`keeps every acknowledged event once and in order over ${ROUNDS} kills`, async () => {
    const directory = freshDirectory();
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round++) acknowledged.push(...(await killedWriter(directory, round, 40 + round * 7)));
    const store = await openEmbeddedEventStore({ directory });
    const stored = new Map<string, string>();
    const ends = new Map<string, number>();
    for await (const { events } of store.scan())
      for (const { stream, revision, id } of events) {
        expect(revision).toBe((ends.get(stream) ?? -1) + 1);
        ends.set(stream, revision);
        stored.set(`${stream} ${revision}`, id);
      }
    await store.close();
    for (const line of acknowledged) expect(stored.get(line.slice(0, line.lastIndexOf(' ')))).toBe(line.slice(line.lastIndexOf(' ') + 1));
    expect(acknowledged.length).toBeGreaterThan(ROUNDS * 40);
  }, 120_000);

  it('mends a write that a power cut left half done, says so, and keeps a prefix of what was written', async () => {
    const directory = freshDirectory();
    const store = await openEmbeddedEventStore({ directory });
    for (let n = 0; n < 30; n++) await store.append('repair-1', [eventLike('RepairReported', { n })], n === 0 ? 'none' : { exact: n - 1 });
    const whole = statSync(join(directory, 'events.db-wal')).size;
    const copies = [whole - 1, whole - 100, whole - 4000, Math.floor(whole / 2) + 13, 4000].map((length) => {
      const copy = freshDirectory();
      for (const file of ['events.db', 'events.db-wal']) copyFileSync(join(directory, file), join(copy, file));
      truncateSync(join(copy, 'events.db-wal'), length);
      return copy;
    });
    await store.close();
    const kept: number[] = [];
    for (const copy of copies.slice(0, 4)) {
      const mended = await openEmbeddedEventStore({ directory: copy });
      expect(mended.repairs.join()).toMatch(/cut short/);
      const revisions: number[] = [];
      for await (const { revision } of mended.read('repair-1')) revisions.push(revision);
      expect(revisions).toEqual(Array.from({ length: revisions.length }, (_, n) => n));
      kept.push(revisions.length);
      expect(await mended.append('repair-2', [eventLike()], 'none')).toMatchObject({ ok: true });
      await mended.close();
    }
    expect(kept[0]).toBe(29);
    expect(kept).toEqual([...kept].sort((a, b) => b - a));
  });

  it('finds a stream that was looked for before it began, and one of which nothing was asked', async () => {
    const store = await openEmbeddedEventStore({ directory: freshDirectory() });
    const numbers = async (limit?: number): Promise<readonly number[]> => {
      const list: number[] = [];
      for await (const { revision } of store.read('repair-1', limit === undefined ? {} : { limit })) list.push(revision);
      return list;
    };
    expect(await numbers()).toEqual([]);
    expect(await store.append('repair-1', [eventLike()], 'none')).toMatchObject({ ok: true, revision: 0 });
    expect([await numbers(0), await numbers()]).toEqual([[], [0]]);
    expect(await store.append('repair-1', [eventLike()], 'none')).toEqual({ ok: false, conflict: { actual: 0 } });
    expect(await store.append('repair-1', [eventLike()], { exact: 0 })).toMatchObject({ ok: true, revision: 1 });
    await store.close();
  });

  it('says nothing of repairs after a clean stop', async () => {
    const directory = freshDirectory();
    const store = await openEmbeddedEventStore({ directory });
    await store.append('repair-1', [eventLike()], 'none');
    await store.close();
    const again = await openEmbeddedEventStore({ directory });
    expect(again.repairs).toEqual([]);
    await again.close();
  });

  it.each([false, true])('lies whole in its one file after a clean stop, and a start reads nothing of it again (played: %p)', async (played) => {
    const directory = freshDirectory();
    const store = await openEmbeddedEventStore({ directory, played });
    for (let n = 0; n < 30; n++) await store.append(`repair-${n}`, [eventLike('RepairReported', { n })], 'none');
    await store.close();
    const ahead = join(directory, 'events.db-wal');
    expect(existsSync(ahead) ? statSync(ahead).size : 0).toBe(0);
    const copy = freshDirectory();
    copyFileSync(join(directory, 'events.db'), join(copy, 'events.db'));
    const copied = await openEmbeddedEventStore({ directory: copy });
    expect(await copied.head('repair-29')).toMatchObject({ revision: 0 });
    await copied.close();
  });

  it('lets nobody else write to the directory, but read', async () => {
    const directory = freshDirectory();
    const store = await openEmbeddedEventStore({ directory });
    await store.append('repair-1', [eventLike()], 'none');
    await expect(openEmbeddedEventStore({ directory })).rejects.toMatchObject({ code: 'in-use', message: expect.stringContaining(directory) });
    const reader = await openEmbeddedEventStore({ directory, readOnly: true });
    await store.append('repair-2', [eventLike()], 'none');
    expect(await reader.head('repair-2')).toMatchObject({ revision: 0 });
    await expect(reader.append('repair-3', [eventLike()], 'none')).rejects.toMatchObject({ code: 'read-only' });
    await reader.close();
    await store.close();
    await (await openEmbeddedEventStore({ directory })).close();
  });

  it('refuses a log of another layout, a damaged one, and a directory that is a file, by name', async () => {
    const other = freshDirectory();
    await (await openEmbeddedEventStore({ directory: other })).close();
    const database = new Database(join(other, 'events.db'));
    database.exec('PRAGMA user_version = 99');
    database.close();
    await expect(openEmbeddedEventStore({ directory: other })).rejects.toMatchObject({ code: 'other-version', message: expect.stringContaining('99') });

    const damaged = freshDirectory();
    writeFileSync(join(damaged, 'events.db'), 'this is no database, however long one looks at it'.repeat(100));
    await expect(openEmbeddedEventStore({ directory: damaged })).rejects.toMatchObject({ code: 'corrupt', message: expect.stringContaining(damaged) });
    expect(readFileSync(join(damaged, 'events.db'), 'utf8')).toContain('no database');

    const file = join(freshDirectory(), 'a-file');
    writeFileSync(file, '');
    await expect(openEmbeddedEventStore({ directory: file })).rejects.toMatchObject({ code: 'unavailable' });
    expect(existsSync(file)).toBe(true);
  });

  it('tears nothing when the disk is full, and goes on when there is space again', async () => {
    const directory = freshDirectory();
    const store = await openEmbeddedEventStore({ directory });
    await store.append('repair-1', [eventLike()], 'none');
    await store.close();
    const limited = await openEmbeddedEventStore({ directory, mostPages: 40 });
    const outcomes: boolean[] = [];
    for (let n = 0; n < 40; n++) outcomes.push(await limited.append(`repair-big-${n}`, [eventLike('RepairReported', { t: 'x'.repeat(20_000) })], 'none').then(({ ok }) => ok, (error: { code: string }) => (expect(error.code).toBe('full'), false)));
    expect(outcomes).toContain(false);
    const stored = outcomes.filter(Boolean).length;
    await limited.close();
    const again = await openEmbeddedEventStore({ directory });
    let events = 0;
    for await (const page of again.scan()) events += page.events.length;
    expect(events).toBe(stored + 1);
    expect(await again.append('repair-after', [eventLike('RepairReported', { t: 'x'.repeat(20_000) })], 'none')).toMatchObject({ ok: true });
    await again.close();
  });
});
