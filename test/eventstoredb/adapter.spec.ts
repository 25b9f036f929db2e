import type { EventStore, Page } from '@heatledger/event-store';
import { openEventStoreDb, type EventStoreDbOptions } from '@heatledger/event-store/eventstoredb';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventLike } from '../contracts/event-store.contract.js';
import { startEventStoreDb, type EventStoreDbServer } from './server.js';

const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

const server = async (): Promise<EventStoreDbServer> => {
  const started = await startEventStoreDb();
  ended.push(() => started.stop());
  return started;
};
const opened = async (connectionString: string, options: Partial<EventStoreDbOptions> = {}): Promise<EventStore> => {
  const store = await openEventStoreDb({ connectionString, patience: 0, appendDeadline: 300, stall: 400, tries: 4, ...options });
  ended.push(() => store.close());
  return store;
};
const pair = async (options?: Partial<EventStoreDbOptions>): Promise<{ readonly db: EventStoreDbServer; readonly store: EventStore }> => {
  const db = await server();
  return { db, store: await opened(db.connectionString, options) };
};
const several = (count: number) => Array.from({ length: count }, (_, n) => eventLike('RepairReported', { n }));
const kept = ({ log }: EventStoreDbServer, stream = 'repair-1'): number => log.visible(stream)?.length ?? 0;
const read = async (store: EventStore, stream = 'repair-1'): Promise<number[]> => {
  const revisions: number[] = [];
  for await (const { revision } of store.read(stream)) revisions.push(revision);
  return revisions;
};
/** Follows until so many events came. */
const followed = async (store: EventStore, count: number, each: (page: Page) => void = () => undefined): Promise<string[]> => {
  const stop = new AbortController();
  const ids: string[] = [];
  for await (const page of store.follow({ pageSize: 5 }, stop.signal)) {
    ids.push(...page.events.map(({ id }) => id));
    each(page);
    if (ids.length >= count) stop.abort();
  }
  return ids;
};

describe('An append to EventStoreDB', () => {
  it('whose answer was lost is asked for again and stands in the log once', async () => {
    const { db, store } = await pair();
    db.faults.next('Append', { kind: 'answer-lost' });
    expect(await store.append('repair-1', several(2), 'none')).toMatchObject({ ok: true, revision: 1 });
    db.faults.next('Append', { kind: 'answer-late', ms: 400 }, 1);
    expect(await store.append('repair-1', several(3), { exact: 1 })).toMatchObject({ ok: true, revision: 4 });
    db.faults.next('Append', { kind: 'answer-lost' });
    expect(await store.append('repair-1', several(1), 'any')).toMatchObject({ ok: true, revision: 5 });
    expect(kept(db)).toBe(6);
  });

  it('and a read that are answered slowly, but in time, are waited for', async () => {
    const { db, store } = await pair({ appendDeadline: 5_000, stall: 5_000, tries: 1 });
    db.faults.next('Append', { kind: 'slow', ms: 200 });
    expect(await store.append('repair-1', several(2), 'none')).toMatchObject({ ok: true, revision: 1 });
    db.faults.next('Read', { kind: 'slow', ms: 200 });
    expect(await read(store)).toEqual([0, 1]);
    expect(kept(db)).toBe(2);
  });

  it('to a server that never answers ends in a clear error, and goes through once it answers', async () => {
    const { db, store } = await pair({ tries: 2 });
    const events = several(1);
    db.faults.next('Append', { kind: 'silence' }, 2);
    await expect(store.append('repair-1', events, 'none')).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('append to repair-1: outcome unknown after 2 tries') });
    expect(await store.append('repair-1', events, 'none')).toMatchObject({ ok: true, revision: 0 });
    expect(kept(db)).toBe(1);
  });

  it('waits for a server that is starting, and for one that comes back', async () => {
    const { db, store } = await pair({ tries: 6 });
    db.faults.unavailable('Append', 3);
    expect(await store.append('repair-1', several(1), 'none')).toMatchObject({ ok: true });
    await db.kill();
    const waiting = store.append('repair-1', several(1), { exact: 0 });
    await db.restart();
    expect(await waiting).toMatchObject({ ok: true, revision: 1 });
    expect(kept(db)).toBe(2);
  });

  it('goes to the new leader when the leader changes', async () => {
    const { db, store } = await pair();
    const next = await server();
    db.faults.leaderIs('Append', '127.0.0.1', next.port);
    expect(await store.append('repair-1', several(1), 'none')).toMatchObject({ ok: true, revision: 0 });
    expect([kept(db), kept(next)]).toEqual([0, 1]);
  });

  it('is not believed when the server answers a revision that cannot be', async () => {
    const { db, store } = await pair();
    db.faults.next('Append', { kind: 'wrong-version' });
    await expect(store.append('repair-1', several(1), 'none')).rejects.toMatchObject({ code: 'corrupt', message: expect.stringContaining('revision 7 where 0 was due') });
  });

  it('tells a lost race from a retry, also where both came', async () => {
    const { db, store } = await pair();
    const other = await opened(db.connectionString);
    await store.append('repair-1', several(1), 'none');
    db.faults.next('Append', { kind: 'refused', error: Object.assign(new Error('broken'), { code: 13, details: 'broken' }) });
    const first = store.append('repair-1', several(1), { exact: 0 });
    await other.append('repair-1', several(1), { exact: 0 });
    expect(await first).toEqual({ ok: false, conflict: { actual: 1 } });
    expect(kept(db)).toBe(2);
  });

  it('of what JSON cannot say, or without id or type, harms nobody: not this process, not its neighbours', async () => {
    const { db, store } = await pair();
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const wrong = [eventLike('A', { n: 10n } as never), eventLike('A', circle as never), eventLike('A', {}, 'no-uuid'), eventLike('', {}), eventLike('A', { t: 'x'.repeat(1_048_577) })];
    for (const event of wrong) await expect(store.append('repair-1', [event], 'none')).rejects.toMatchObject({ name: 'EventStoreError' });
    expect(await store.append('repair-1', several(1), 'none')).toMatchObject({ ok: true });
    expect(kept(db)).toBe(1);
  });

  it('to a stream that was deleted on the server is refused, and a success that stored nothing is none', async () => {
    const { db, store } = await pair();
    const events = several(1);
    await store.append('repair-1', events, 'none');
    db.log.softDelete('repair-1');
    await expect(store.append('repair-1', events, 'none')).rejects.toMatchObject({ code: 'corrupt', message: expect.stringContaining('stored nothing') });
    db.log.tombstone('repair-1');
    await expect(store.append('repair-1', several(1), 'none')).rejects.toMatchObject({ code: 'corrupt', message: expect.stringContaining('deleted on the server') });
  });
});

describe('The size of an append', () => {
  it('R8: what is taken here is taken by a server that counts names and metadata too', async () => {
    const { db, store } = await pair({ appendDeadline: 30_000, stall: 30_000 });
    db.log.countsEverything = true;
    const size = fc.integer({ min: 0, max: 1_060_000 });
    const event = fc.record({ data: size, spoken: fc.integer({ min: 0, max: 300_000 }), letter: fc.constantFrom('x', '热', '"', '\u2028'), type: fc.integer({ min: 1, max: 200 }) });
    let [streams, taken] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 200 }), async (list, length) => {
        const events = list.map(({ data, spoken, letter, type }) => {
          const like = eventLike('R'.repeat(type), { t: 'x'.repeat(data) });
          return { ...like, metadata: { ...like.metadata, correlation: letter.repeat(spoken) } };
        });
        const name = String(++streams);
        const outcome = await store.append(`repair-${name.padStart(length, '0')}`, events, 'none').catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'too-large', message: expect.stringContaining('with metadata and names') });
        else taken += 1;
      }),
      { numRuns: 40 },
    );
    expect(taken).toBeGreaterThan(3);
  });
});

describe('A read of EventStoreDB', () => {
  it('that breaks off goes on where it broke, without loss or repetition', async () => {
    const { db, store } = await pair({ appendDeadline: 10_000, stall: 10_000 });
    expect(await store.append('repair-1', several(1500), 'none')).toMatchObject({ ok: true });
    expect(await store.append('repair-1', several(1500), { exact: 1499 })).toMatchObject({ ok: true });
    const seen: number[] = [];
    for await (const { revision } of store.read('repair-1')) {
      seen.push(revision);
      if (revision === 100 || revision === 2000) db.faults.reset();
    }
    expect(seen).toEqual(Array.from({ length: 3000 }, (_, n) => n));
  });

  it('that stands still ends in a clear error', async () => {
    const { db, store } = await pair({ tries: 2 });
    await store.append('repair-1', several(1), 'none');
    db.faults.next('Read', { kind: 'silence' }, 2);
    await expect(read(store)).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('read of repair-1') });
    expect(await read(store)).toEqual([0]);
  });

  it('of a frozen server ends in a clear error, and works again after the thaw', async () => {
    const { db, store } = await pair({ tries: 2 });
    await store.append('repair-1', several(1), 'none');
    db.faults.freeze();
    await expect(read(store)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.position()).rejects.toMatchObject({ code: 'unavailable' });
    db.faults.thaw();
    expect(await read(store)).toEqual([0]);
  });

  it('that stands still ends although the clock of the machine is set back by a year meanwhile', async () => {
    const { db, store } = await pair({ tries: 1 });
    await store.append('repair-1', several(1), 'none');
    db.faults.next('Read', { kind: 'silence' });
    const now = Date.now;
    const reading = read(store);
    Date.now = () => now() - 365 * 86_400_000;
    await expect(reading.finally(() => (Date.now = now))).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('looks past what the server writes about itself', async () => {
    const { db, store } = await pair();
    expect(await store.position()).toBe('');
    const appended = await store.append('repair-1', several(1), 'none');
    for (let n = 0; n < 200; n++) db.log.setMetadata(`other-${n}`, {});
    expect(await store.position()).toBe(appended.ok && appended.position);
    const types: string[] = [];
    for await (const { events } of store.scan()) types.push(...events.map(({ type }) => type));
    expect(types).toEqual(['RepairReported']);
  });
});

describe('A follower of EventStoreDB', () => {
  it('takes broken subscriptions up again without loss or repetition, however often they break', async () => {
    const { db, store } = await pair({ tries: 8 });
    const events = several(60);
    for (const [n, event] of events.entries()) await store.append(`repair-${n}`, [event], 'none');
    for (const after of [7, 1, 12, 3]) db.faults.next('Subscribe', { kind: 'dropped', after });
    expect(await followed(store, 60)).toEqual(events.map(({ id }) => id));
  });

  it('gives an event once that the server gives twice, ten times, or all over again', async () => {
    const { db, store } = await pair();
    const events = several(30);
    await store.append('repair-1', events, 'none');
    db.faults.next('Subscribe', { kind: 'duplicates', times: 10 });
    expect(await followed(store, 30)).toEqual(events.map(({ id }) => id));
  });

  it('gives an event once to a server that goes through the whole log again, and to one that gives each twice', async () => {
    const { db, store } = await pair();
    const events = several(30);
    await store.append('repair-1', events.slice(0, 20), 'none');
    db.faults.next('Subscribe', { kind: 'rewinds', after: 12 });
    expect(await followed(store, 20)).toEqual(events.slice(0, 20).map(({ id }) => id));
    await store.append('repair-1', events.slice(20), { exact: 19 });
    db.faults.next('Subscribe', { kind: 'duplicates', times: 2 });
    expect(await followed(store, 30)).toEqual(events.map(({ id }) => id));
  });

  it('says when it has caught up, when the server says that it lags, and when it lags no more', async () => {
    const { db, store } = await pair();
    const events = several(12);
    await store.append('repair-1', events.slice(0, 2), 'none');
    db.faults.next('Subscribe', { kind: 'falls-behind', after: 4 });
    const states: boolean[] = [];
    const seen = followed(store, 12, ({ atEnd }) => void (states.at(-1) === atEnd || states.push(atEnd)));
    while (!states.includes(true)) await new Promise((next) => setTimeout(next, 5));
    await store.append('repair-1', events.slice(2, 11), { exact: 1 });
    await new Promise((next) => setTimeout(next, 100));
    await store.append('repair-1', events.slice(11), { exact: 10 });
    expect(await seen).toEqual(events.map(({ id }) => id));
    expect(states).toContain(true);
    expect(states.at(-1)).toBe(true);
    expect(states.indexOf(false, states.indexOf(true))).toBeGreaterThan(-1);
  });

  it('goes on when the server was killed and comes back', async () => {
    const { db, store } = await pair({ tries: 8 });
    const events = several(10);
    await store.append('repair-1', events.slice(0, 5), 'none');
    const ids = followed(store, 10);
    await db.kill();
    await db.restart();
    await store.append('repair-1', events.slice(5), { exact: 4 });
    expect(await ids).toEqual(events.map(({ id }) => id));
  });

  it('gives up with a clear error when the server stays away', async () => {
    const { db, store } = await pair({ tries: 3 });
    const ids = followed(store, 1);
    await db.kill();
    await expect(ids).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('follow the log') });
    await db.restart();
  });

  it('holds no more than its pages however slow it is', async () => {
    const { store } = await pair({ appendDeadline: 10_000, stall: 10_000 });
    for (let n = 0; n < 10; n++) await store.append(`repair-${n}`, several(500), 'none');
    const stop = new AbortController();
    let pages = 0;
    for await (const { events } of store.follow({ pageSize: 50 }, stop.signal)) {
      expect(events.length).toBeLessThanOrEqual(50);
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (++pages === 100) stop.abort();
    }
    expect(pages).toBe(100);
  });

  it('says that the log is shorter than it was when the server lost its tail', async () => {
    const { db, store } = await pair();
    await store.append('repair-1', several(1), 'none');
    const before = await store.position();
    await store.append('repair-1', several(1), { exact: 0 });
    const lost = await store.position();
    await db.restart({ dropTail: 1 });
    expect(await store.position()).toBe(before);
    expect(store.compare(lost, await store.position())).toBeGreaterThan(0);
  });
});

describe('A connection string', () => {
  it('of several nodes is tried in turn until one answers', async () => {
    const [gone, live] = [await server(), await server()];
    await gone.kill();
    const store = await opened(`esdb://127.0.0.1:${gone.port},127.0.0.1:${live.port}?tls=false`, { stall: 5_000 });
    expect(await store.append('repair-1', several(1), 'none')).toMatchObject({ ok: true });
    expect(kept(live)).toBe(1);
  });

  it.each([
    ['http://example.org', 'esdb://'],
    ['esdb://127.0.0.1:2113', 'with TLS it must carry user:password@'],
    ['esdb://secretuser@127.0.0.1:2113?tls=false', 'user:password@'],
    ['esdb://secretuser:secretword@127.0.0.1:x?tls=false', 'cannot be read'],
  ])('that is none is refused by what is allowed, without what it holds: %s', async (connectionString, allowed) => {
    const error = (await openEventStoreDb({ connectionString, patience: 0 }).catch((reason: unknown) => reason)) as Error;
    expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining(allowed) });
    expect(`${error.message} ${error.stack}`).not.toMatch(/secret/);
  });

  it('keeps its password out of every error', async () => {
    const db = await server();
    const url = `esdb://clerk:s3cr3tw0rd@127.0.0.1:${db.port}?tls=false`;
    const store = await opened(url, { tries: 1 });
    await db.kill();
    const errors = await Promise.all([store.append('repair-1', several(1), 'none'), read(store), store.position(), followed(store, 1), openEventStoreDb({ connectionString: url, patience: 0, tries: 1 })].map((work) => (work as Promise<unknown>).catch((reason: unknown) => reason as Error)));
    for (const error of errors) {
      expect(error).toMatchObject({ code: 'unavailable' });
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error)) + String((error as Error).cause)).not.toContain('s3cr3tw0rd');
    }
    await db.restart();
  });

  it('of a server that only swallows ends in a clear error', async () => {
    const db = await server();
    db.faults.deafen();
    await expect(openEventStoreDb({ connectionString: db.connectionString, patience: 0, tries: 1, stall: 300 })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is waited for as long as was said, also when the clock of the machine is set back by a year meanwhile', async () => {
    const now = Date.now;
    const opening = openEventStoreDb({ connectionString: 'esdb://127.0.0.1:1?tls=false', patience: 500, tries: 1 });
    Date.now = () => now() - 365 * 86_400_000;
    await expect(opening.finally(() => (Date.now = now))).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('waits for a server that is not up yet, and says so', async () => {
    const db = await server();
    await db.kill();
    const told: string[] = [];
    const store = opened(db.connectionString, { patience: 20_000, tries: 1, waiting: (reason) => void told.push(reason) });
    while (told.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    await db.restart();
    expect(await (await store).position()).toBe('');
    expect(told[0]).toContain('does not answer');
  });
});
