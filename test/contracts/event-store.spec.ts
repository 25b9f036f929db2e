import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, RecordedEvent } from '@heatledger/event-store';
import { copyLog, openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { eventLike, eventStoreContract } from './event-store.contract.js';
import { killedWriter } from './killed-writer.js';

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

/** A log as the first layout kept it: names of streams in a table of their own, under numbers of their own. */
const FIRST_LAYOUT = `BEGIN; ALTER TABLE events RENAME TO later;
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, category TEXT NOT NULL);
  INSERT INTO streams SELECT 1000 - position, name, substr(name, 1, instr(name, '-') - 1) FROM later WHERE name IS NOT NULL;
  CREATE TABLE events (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, type INTEGER NOT NULL,
    id TEXT NOT NULL, recorded INTEGER NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL);
  INSERT INTO events SELECT position, 1000 - stream, revision, type, id, recorded, data, metadata FROM later;
  DROP TABLE later; DROP TABLE log_end; CREATE UNIQUE INDEX by_stream ON events (stream, revision); PRAGMA user_version = 1; COMMIT; VACUUM;`;
/** A log as the second layout kept it: nothing says where it ends. */
const SECOND_LAYOUT = 'BEGIN; DROP TABLE log_end; PRAGMA user_version = 2; COMMIT;';

const layoutOf = (directory: string): unknown => {
  const database = new Database(join(directory, 'events.db'));
  const [layout] = database.prepare('PRAGMA user_version').raw(true).get() as unknown as [number];
  database.close();
  return layout;
};

const wholeOf = async (directory: string, readOnly = false): Promise<readonly RecordedEvent[]> => {
  const store = await openEmbeddedEventStore({ directory, readOnly });
  const events: RecordedEvent[] = [];
  for await (const page of store.scan()) events.push(...page.events);
  await store.close();
  return events;
};

const changed = (directory: string, sql: string): void => {
  const database = new Database(join(directory, 'events.db'));
  database.exec(sql);
  database.close();
};

/** A log of an older layout, with the events it holds. */
const logOfLayout = async (older: string): Promise<{ readonly directory: string; readonly events: readonly RecordedEvent[] }> => {
  const directory = freshDirectory();
  const store = await openEmbeddedEventStore({ directory });
  for (let n = 0; n < 5; n++) await store.append(`repair-${n}`, [eventLike(), eventLike('RepairClosed')], 'none');
  await store.append('complaint-1', [eventLike('ComplaintFiled')], 'none');
  await store.append('repair-3', [eventLike('RepairReopened')], { exact: 1 });
  await store.close();
  const events = await wholeOf(directory, true);
  changed(directory, older);
  return { directory, events };
};
const logOfFirstLayout = (): ReturnType<typeof logOfLayout> => logOfLayout(FIRST_LAYOUT);

describe('The embedded log', () => {
  it('brings a log of the first layout into its own when it opens it for writing, every event as it was', async () => {
    const { directory, events } = await logOfFirstLayout();
    const bringing = await openEmbeddedEventStore({ directory });
    expect(bringing.repairs).toEqual([expect.stringContaining('from layout 1 into layout 3')]);
    await bringing.close();
    expect(await wholeOf(directory, true)).toEqual(events);
    expect(layoutOf(directory)).toBe(3);
    const store = await openEmbeddedEventStore({ directory });
    expect(store.repairs).toEqual([]);
    expect(await store.append('repair-3', [eventLike()], { exact: 1 })).toEqual({ ok: false, conflict: { actual: 2 } });
    expect(await store.append('repair-3', [eventLike()], { exact: 2 })).toMatchObject({ ok: true, revision: 3 });
    expect(await store.append('repair-9', [eventLike()], 'none')).toMatchObject({ ok: true, revision: 0 });
    await store.close();
    expect((await wholeOf(directory)).slice(0, events.length)).toEqual(events);
  });

  it('leaves a log of the first layout as it was where there is no room to bring it over', async () => {
    const { directory, events } = await logOfFirstLayout();
    await expect(openEmbeddedEventStore({ directory, mostPages: 1 })).rejects.toMatchObject({ code: 'full' });
    expect(layoutOf(directory)).toBe(1);
    expect(await wholeOf(directory)).toEqual(events);
  });

  it('reads no log of the first layout beside its writer and says what brings it into its own', async () => {
    const { directory } = await logOfFirstLayout();
    await expect(openEmbeddedEventStore({ directory, readOnly: true })).rejects.toMatchObject({ code: 'other-version', message: expect.stringMatching(/layout 1.*start it once/) });
    expect(layoutOf(directory)).toBe(1);
  });

  it('copies a log of the first layout, which stays as it is, as a backup from then is restored', async () => {
    const { directory, events } = await logOfFirstLayout();
    const copy = freshDirectory();
    expect(await copyLog({ from: directory, to: copy })).toEqual({ copied: events.length, events: events.length });
    expect(await wholeOf(copy, true)).toEqual(events);
    expect([layoutOf(directory), layoutOf(copy)]).toEqual([1, 3]);
    expect(await copyLog({ from: directory, to: copy })).toEqual({ copied: 0, events: events.length });
  });

  it('T6: reads a log of the second layout as it lies, and brings it into its own when it opens it for writing', async () => {
    const { directory, events } = await logOfLayout(SECOND_LAYOUT);
    expect([await wholeOf(directory, true), layoutOf(directory)]).toEqual([events, 2]);
    const bringing = await openEmbeddedEventStore({ directory });
    expect(bringing.repairs).toEqual([expect.stringContaining('from layout 2 into layout 3')]);
    await bringing.close();
    expect([await wholeOf(directory, true), layoutOf(directory)]).toEqual([events, 3]);
  });

  it('S4: is not written to where its end was cut off or put on, nor copied as if it were whole', async () => {
    const { directory, events } = await logOfLayout('DELETE FROM events WHERE position > 9');
    const said = { code: 'corrupt', message: expect.stringContaining(`it ends at position ${events.length}, its events end at 9`) };
    await expect(openEmbeddedEventStore({ directory })).rejects.toMatchObject(said);
    await expect(copyLog({ from: directory, to: freshDirectory() })).rejects.toMatchObject(said);
    expect(await wholeOf(directory, true)).toEqual(events.slice(0, 9));
  });

  it('T6: goes on from the latest time in it when the machine’s clock is behind, in this process and in the next', async () => {
    const directory = freshDirectory();
    let now = '2026-01-05T10:00:00.000Z';
    const open = (): Promise<EventStore> => openEmbeddedEventStore({ directory, now: () => now });
    const first = await open();
    await first.append('repair-1', [eventLike()], 'none');
    now = '2026-01-05T08:00:00.000Z';
    await first.append('repair-2', [eventLike()], 'none');
    await first.close();
    const second = await open();
    expect(second.recordingTime()).toBe('2026-01-05T10:00:00.000Z');
    await second.append('repair-3', [{ ...eventLike(), recordedAt: '2026-01-05T12:00:00.000Z' }], 'none');
    await second.append('repair-4', [eventLike()], 'none');
    await second.close();
    expect((await wholeOf(directory, true)).map(({ recordedAt }) => recordedAt.slice(11, 16))).toEqual(['10:00', '10:00', '12:00', '12:00']);
  });

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
    for (let n = 0; n < 40; n++) outcomes.push(await limited.append(`repair-big-${n}`, [eventLike(`RepairReported${n}`, { t: 'x'.repeat(20_000) })], 'none').then(({ ok }) => ok, (error: { code: string }) => (expect(error.code).toBe('full'), false)));
    expect(outcomes).toContain(false);
    // a small one still has its place, of a type that went down with those before
    expect(await limited.append('repair-small', [eventLike('RepairReported39')], 'none')).toMatchObject({ ok: true });
    await limited.close();
    const again = await openEmbeddedEventStore({ directory });
    const types: string[] = [];
    for await (const page of again.scan()) types.push(...page.events.map(({ type }) => type));
    expect(types).toEqual(['RepairReported', ...outcomes.flatMap((ok, n) => (ok ? [`RepairReported${n}`] : [])), 'RepairReported39']);
    expect(await again.append('repair-after', [eventLike('RepairReported', { t: 'x'.repeat(20_000) })], 'none')).toMatchObject({ ok: true });
    await again.close();
  });
});
