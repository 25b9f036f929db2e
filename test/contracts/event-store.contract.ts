import { randomUUID } from 'node:crypto';
import { bytesOfEvent, EventStoreError, MAX_APPEND_BYTES, type Appended, type EventStore, type NewEvent, type Page, type RecordedEvent } from '@heatledger/event-store';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

/** Opens a fresh, empty store; `remove` ends it and whatever it left behind; `mark` is what the store puts before names. */
export type StoreFactory = () => Promise<{
  readonly store: EventStore;
  readonly remove: () => Promise<void>;
  readonly mark?: string;
}>;

/** An event as the ledger writes it. */
export const eventLike = (type = 'RepairReported', data: NewEvent['data'] = { n: 1 }, id: string = randomUUID()): NewEvent => ({
  id,
  type,
  data,
  metadata: { v: 1, at: '2026-01-05T08:30:00+08:00', actor: { id: 'wang', role: 'agent' }, channel: 'hotline', command: randomUUID(), correlation: 'repair-1', digest: 'd'.repeat(64) },
});

const several = (count: number, type?: string): NewEvent[] => Array.from({ length: count }, (_, n) => eventLike(type, { n }));
const all = async (events: AsyncIterable<RecordedEvent>): Promise<RecordedEvent[]> => {
  const list: RecordedEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
};
const scanned = async (pages: AsyncIterable<Page>): Promise<RecordedEvent[]> => {
  const list: RecordedEvent[] = [];
  for await (const page of pages) list.push(...page.events);
  return list;
};
const position = (appended: Appended): string => (appended.ok ? appended.position : '');

/** Everything that every log must hold. */
export const eventStoreContract = (name: string, open: StoreFactory): void => {
  describe(`The event store: ${name}`, () => {
    let store: EventStore;
    let remove: () => Promise<void>;
    let mark: string;
    beforeEach(async () => {
      ({ store, remove, mark = '' } = await open());
    });
    afterEach(() => remove());

    it('keeps a stream in order with dense revisions from 0', async () => {
      await store.append('repair-1', several(3), 'none');
      await store.append('repair-1', several(2), { exact: 2 });
      const events = await all(store.read('repair-1'));
      expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
      expect(events.map(({ stream }) => stream)).toEqual(Array(5).fill('repair-1'));
    });

    it('gives back exactly what was written, unicode included', async () => {
      const event = eventLike('RepairReported', { text: '暖气片漏水 🔥 \u2028 "\\', list: [1, null, true], deep: { 键: '值' } });
      await store.append('repair-1', [event], 'none');
      const [back] = await all(store.read('repair-1'));
      expect(back).toMatchObject({ ...event, stream: 'repair-1', revision: 0 });
      expect(back?.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    it('keeps when an event was recorded in the log it is moved from', async () => {
      const event = { ...eventLike(), recordedAt: '2019-02-03T04:05:06.789Z' };
      await store.append('repair-1', [event, eventLike()], 'none');
      const [moved, fresh] = await all(store.read('repair-1'));
      expect(moved).toEqual({ ...event, stream: 'repair-1', revision: 0, position: moved?.position });
      expect((fresh?.recordedAt ?? '') > '2025').toBe(true);
    });

    it('T6: keeps when an event says that it was recorded, and gives out no time before another', async () => {
      const told = (n: number): NewEvent => {
        const event = eventLike('RepairReported', { n });
        return { ...event, metadata: { ...event.metadata, chain: 2, recordedAt: store.recordingTime() } };
      };
      const events = Array.from({ length: 20 }, (_, n) => told(n));
      await Promise.all(events.map((event, n) => store.append(`repair-${n % 3}`, [event], 'any')));
      const back = await scanned(store.scan());
      for (const { recordedAt, metadata } of back) expect(recordedAt).toBe(metadata.recordedAt);
      const times = events.map(({ metadata }) => metadata.recordedAt ?? '');
      expect([...times].sort()).toEqual(times);
      expect(store.recordingTime() >= (times.at(-1) ?? '')).toBe(true);
      expect(times[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    it('reads a part of a stream, forwards and backwards', async () => {
      await store.append('repair-1', several(600), 'none');
      const revisions = async (options: Parameters<EventStore['read']>[1]): Promise<number[]> => (await all(store.read('repair-1', options))).map(({ revision }) => revision);
      expect(await revisions({ from: 598 })).toEqual([598, 599]);
      expect(await revisions({ from: 2, to: 4 })).toEqual([2, 3, 4]);
      expect(await revisions({ from: 2, limit: 2 })).toEqual([2, 3]);
      expect(await revisions({ backwards: true, limit: 2 })).toEqual([599, 598]);
      expect(await revisions({ backwards: true, from: 3 })).toEqual([3, 2, 1, 0]);
      expect((await revisions({})).length).toBe(600);
    });

    it('answers a stream nobody wrote to with nothing', async () => {
      expect(await all(store.read('repair-none'))).toEqual([]);
      expect(await store.head('repair-none')).toBeNull();
    });

    it('knows the end of a stream', async () => {
      const appended = await store.append('repair-1', several(3), 'none');
      expect(await store.head('repair-1')).toEqual({ revision: 2, position: position(appended), digest: 'd'.repeat(64) });
    });

    it.each([
      ['none', 'none', 2],
      ['an earlier revision', { exact: 0 }, 2],
      ['a later revision', { exact: 7 }, 2],
    ] as const)('answers a lost race as a value with the actual revision: expected %s', async (_, expected, actual) => {
      await store.append('repair-1', several(3), 'none');
      expect(await store.append('repair-1', several(1), expected)).toEqual({ ok: false, conflict: { actual } });
      expect((await all(store.read('repair-1'))).length).toBe(3);
    });

    it('answers a lost race on a stream that is not there', async () => {
      expect(await store.append('repair-1', several(1), { exact: 0 })).toEqual({ ok: false, conflict: { actual: 'none' } });
    });

    it('appends whatever the revision when told so', async () => {
      expect(await store.append('repair-1', several(1), 'any')).toMatchObject({ ok: true, revision: 0 });
      expect(await store.append('repair-1', several(1), 'any')).toMatchObject({ ok: true, revision: 1 });
    });

    it.each([['none'], ['exact']] as const)('gives the first answer again to the same append with the same expectation (%s)', async (kind) => {
      if (kind === 'exact') await store.append('repair-1', several(1), 'none');
      const expected = kind === 'none' ? 'none' : { exact: 0 };
      const events = several(2);
      const first = await store.append('repair-1', events, expected);
      await store.append('repair-1', several(1), { exact: kind === 'none' ? 1 : 2 });
      expect(await store.append('repair-1', events, expected)).toEqual(first);
      expect((await all(store.read('repair-1'))).length).toBe(kind === 'none' ? 3 : 4);
    });

    it('takes an append of other events at the same place for a conflict', async () => {
      const events = several(2);
      await store.append('repair-1', events, 'none');
      expect((await store.append('repair-1', [events[0] ?? eventLike(), eventLike()], 'none')).ok).toBe(false);
    });

    it('lets one of many writers at the same place win', async () => {
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.append('repair-1', several(2), 'none')));
      expect(outcomes.filter(({ ok }) => ok).length).toBe(1);
      expect((await all(store.read('repair-1'))).length).toBe(2);
    });

    it('writes all events of an append or none, and a bad one harms no neighbour', async () => {
      const bad = eventLike('RepairReported', { x: 'y' }, 'not-a-uuid');
      const outcomes = await Promise.allSettled([store.append('repair-1', several(1), 'none'), store.append('repair-2', [eventLike(), bad], 'none'), store.append('repair-3', several(1), 'none')]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await all(store.read('repair-2'))).toEqual([]);
    });

    it('keeps the metadata of each event of an append, whether they differ in the digest, in more, or in how much they say', async () => {
      const { metadata } = eventLike();
      const said: readonly NewEvent['metadata'][] = [
        { ...metadata, digest: 'a'.repeat(64) },
        { ...metadata, digest: 'b'.repeat(64) },
        { ...metadata, digest: 'a'.repeat(64), correlation: `"digest":"${'b'.repeat(64)}"` },
        { ...metadata, digest: 'c'.repeat(64), correlation: `"digest":"${'b'.repeat(64)}"` },
        { ...metadata, actor: { ...metadata.actor } },
        { ...metadata, digest: 'f'.repeat(64), rule: { pack: 'linyi', version: '2017-1' } },
        { ...metadata, digest: 'a'.repeat(64) },
      ];
      await store.append('repair-1', said.map((one) => ({ ...eventLike(), metadata: one })), 'none');
      expect((await all(store.read('repair-1'))).map((event) => event.metadata)).toEqual(said);
    });

    it('gives back what it was given with its text, and no text', async () => {
      const [plain, { data, metadata }] = [eventLike(), eventLike('RepairReported', { text: '暖气片漏水 🔥 \u2028 "\\' })];
      const told = { ...plain, data, metadata, text: { data: JSON.stringify(data), metadata: JSON.stringify(metadata) } };
      await store.append('repair-1', [told, eventLike()], 'none');
      const [back] = await all(store.read('repair-1'));
      expect(back).toEqual({ id: plain.id, type: plain.type, data, metadata, stream: 'repair-1', revision: 0, position: back?.position, recordedAt: back?.recordedAt });
    });

    it('keeps many appends that were made at once, whatever their sizes', async () => {
      const sizes = [1, 100, 9, 1, 10, 11, 100, 120, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
      const given = sizes.map((size, n) => ({ stream: `repair-${n}`, events: several(size, n % 2 === 0 ? 'RepairReported' : 'RepairClosed') }));
      const moved = { stream: 'repair-moved', events: several(30).map((event, n) => ({ ...event, recordedAt: `2019-02-03T04:05:${n < 20 ? '06' : '07'}.000Z` })) };
      await Promise.all([...given, moved].map(({ stream, events }) => store.append(stream, events, 'none')));
      const more = given.map(({ stream, events }) => ({ stream, events: several(events.length) }));
      await Promise.all(more.map(({ stream, events }) => store.append(stream, events, { exact: events.length - 1 })));
      for (const [n, { stream, events }] of given.entries()) {
        const back = await all(store.read(stream));
        expect(back).toMatchObject([...events, ...(more[n]?.events ?? [])].map((event, revision) => ({ ...event, stream, revision })));
      }
      expect(await all(store.read(moved.stream))).toMatchObject(moved.events);
      const log = await scanned(store.scan());
      expect(log).toHaveLength(2 * sizes.reduce((sum, size) => sum + size, 0) + 30);
      for (let n = 1; n < log.length; n++) expect(store.compare(log[n]?.position ?? '', log[n - 1]?.position ?? '')).toBeGreaterThan(0);
    });

    it('R8: takes 1 MiB in one append, counts metadata, names and framing, and refuses more by name', async () => {
      const sized = (bytes: number, type?: string): NewEvent => {
        const rest = bytesOfEvent(`${mark}repair-1`, eventLike(type, { t: '' }));
        return eventLike(type, { t: 'x'.repeat(bytes - rest) });
      };
      expect(await store.append('repair-1', [sized(MAX_APPEND_BYTES)], 'none')).toMatchObject({ ok: true });
      const tooLarge = async (events: readonly NewEvent[]): Promise<void> => {
        const refused = store.append('repair-2', events, 'none');
        await expect(refused).rejects.toMatchObject({ code: 'too-large', message: expect.stringContaining(`repair-2, ${MAX_APPEND_BYTES + 1} bytes`) });
        expect(await store.head('repair-2')).toBeNull();
      };
      const [half, long] = [MAX_APPEND_BYTES / 2, 'R'.repeat(200)];
      await tooLarge([sized(half), sized(half + 1)]);
      await tooLarge([sized(half, long), sized(half + 1, long)]);
      const { metadata } = eventLike();
      const spoken = { ...eventLike('RepairReported', { t: '' }), metadata: { ...metadata, correlation: '热'.repeat(200_000) } };
      await tooLarge([{ ...spoken, data: { t: 'x'.repeat(MAX_APPEND_BYTES + 1 - bytesOfEvent(`${mark}repair-2`, spoken)) } }]);
    });

    it.each([
      ['no event', 'repair-1', []],
      ['a stream without category', 'repair', several(1)],
      ['a type without name', 'repair-1', [eventLike('')]],
    ])('refuses %s', async (_, stream, events) => {
      await expect(store.append(stream, events, 'none')).rejects.toMatchObject({ code: 'invalid-event' });
    });

    it('scans the whole log in one order, from any position, up to any position', async () => {
      const first = await store.append('repair-1', several(3), 'none');
      const second = await store.append('complaint-1', several(2), 'none');
      await store.append('repair-1', several(1), { exact: 2 });
      const events = await scanned(store.scan({ pageSize: 2 }));
      expect(events.map(({ stream, revision }) => `${stream}@${revision}`)).toEqual(['repair-1@0', 'repair-1@1', 'repair-1@2', 'complaint-1@0', 'complaint-1@1', 'repair-1@3']);
      for (const [i, event] of events.entries()) if (i > 0) expect(store.compare(event.position, events[i - 1]?.position ?? '')).toBeGreaterThan(0);
      expect((await scanned(store.scan({ after: position(first) }))).length).toBe(3);
      expect((await scanned(store.scan({ after: position(first), upTo: position(second) }))).length).toBe(2);
      expect(await store.position()).toBe(events.at(-1)?.position);
    });

    it('filters by type and by category, and its bookmark passes over what it skips', async () => {
      await store.append('repair-1', several(30, 'RepairReported'), 'none');
      await store.append('complaint-1', several(2, 'ComplaintReceived'), 'none');
      const last = await store.append('repair-1', several(30, 'RepairClosed'), { exact: 29 });
      expect((await scanned(store.scan({ types: ['ComplaintReceived'] }))).length).toBe(2);
      expect((await scanned(store.scan({ categories: ['repair'] }))).length).toBe(60);
      expect((await scanned(store.scan({ categories: ['repair'], types: ['RepairClosed'] }))).length).toBe(30);
      let end = '';
      for await (const page of store.scan({ types: ['Nothing'], pageSize: 7 })) end = page.position;
      expect(end).toBe(position(last));
    });

    it('refuses a position it never gave out', async () => {
      expect(() => store.compare('yesterday', '')).toThrow(EventStoreError);
      await expect(scanned(store.scan({ after: 'yesterday' }))).rejects.toMatchObject({ code: 'bad-position' });
    });

    it('follows history, then what comes: in order, without gap or duplicate, and ends with the signal', async () => {
      for (let n = 0; n < 5; n++) await store.append(`repair-${n}`, several(3), 'none');
      const stop = new AbortController();
      const seen: string[] = [];
      let caughtUp = false;
      const reading = (async () => {
        for await (const page of store.follow({ pageSize: 4 }, stop.signal)) {
          seen.push(...page.events.map(({ position: place }) => place));
          caughtUp ||= page.atEnd;
          if (seen.length === 30) stop.abort();
        }
      })();
      for (let n = 5; n < 10; n++) await store.append(`repair-${n}`, several(3), 'none');
      await reading;
      expect(caughtUp).toBe(true);
      expect(seen).toEqual((await scanned(store.scan())).map(({ position: place }) => place));
    });

    it('says that a follower has caught up even when nothing is there', async () => {
      const stop = new AbortController();
      for await (const page of store.follow({}, stop.signal)) {
        expect(page).toMatchObject({ events: [], atEnd: true });
        stop.abort();
      }
    });

    it('goes on after any bookmark without loss', async () => {
      await store.append('repair-1', several(20), 'none');
      const seen: number[] = [];
      let after = '';
      for (let round = 0; round < 4; round++) {
        const stop = new AbortController();
        for await (const page of store.follow({ after, pageSize: 5 }, stop.signal)) {
          seen.push(...page.events.map(({ revision }) => revision));
          after = page.position;
          stop.abort();
        }
      }
      expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n));
    });

    it('reads only as fast as its reader: a page is fetched when it is asked for', async () => {
      await store.append('repair-1', several(50), 'none');
      const stop = new AbortController();
      const pages = store.follow({ pageSize: 10 }, stop.signal)[Symbol.asyncIterator]();
      const first = (await pages.next()).value as Page;
      await store.append('repair-1', several(1), { exact: 49 });
      expect(first.events.length).toBe(10);
      expect(first.atEnd).toBe(false);
      stop.abort();
      await pages.return?.();
    });

    it('holds a stream of 10 000 events', async () => {
      for (let n = 0; n < 10; n++) await store.append('repair-1', several(1000), n === 0 ? 'none' : { exact: n * 1000 - 1 });
      expect((await all(store.read('repair-1'))).length).toBe(10_000);
      expect(await store.append('repair-1', several(1), { exact: 9999 })).toMatchObject({ ok: true, revision: 10_000 });
    }, 120_000);

    it('ends follows and refuses work once it is closed', async () => {
      const reading = (async () => {
        for await (const page of store.follow({}, new AbortController().signal)) expect(page.events).toEqual([]);
      })();
      await store.close();
      await reading;
      await expect(store.append('repair-1', several(1), 'none')).rejects.toMatchObject({ code: 'closed' });
    });
  });
};
