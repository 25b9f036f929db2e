import type { BuildRef, CollectionSpec, FindQuery, ReadStore, Write } from '@heatledger/read-store';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

/** Opens a fresh, empty store; `remove` ends it and whatever it left behind. */
export type ReadStoreFactory = () => Promise<{ readonly store: ReadStore; readonly remove: () => Promise<void> }>;

export const queue: CollectionSpec = { name: 'ticket-queue', version: 1, indexes: { byCrew: ['open', 'crew', 'due'], byDue: ['due'] } };

interface Ticket {
  readonly open: boolean;
  readonly crew: string | null;
  readonly due: number | null;
}

const ticket = (key: string, crew: string | null, due: number | null, open = true): Write => ({ key, doc: { open, crew, due } satisfies Ticket, position: '1' });

/** Everything that every read store must hold. */
export const readStoreContract = (name: string, open: ReadStoreFactory): void => {
  describe(`The read store: ${name}`, () => {
    let store: ReadStore;
    let remove: () => Promise<void>;
    let build: BuildRef;
    beforeEach(async () => {
      ({ store, remove } = await open());
      build = await store.ensure(queue);
    });
    afterEach(() => remove());

    const keys = async (query: FindQuery): Promise<string[]> => (await store.find('ticket-queue', query)).docs.map(({ key }) => key);

    it('keeps documents by key with the position they were written at', async () => {
      await store.write(build, [ticket('a', '一班', 5)], '7');
      expect(await store.get('ticket-queue', 'a')).toEqual({ key: 'a', doc: { open: true, crew: '一班', due: 5 }, position: '1' });
      expect(await store.get('ticket-queue', 'b')).toBeNull();
      expect(await store.bookmark('ticket-queue')).toBe('7');
    });

    it('replaces and removes documents', async () => {
      await store.write(build, [ticket('a', 'x', 5), ticket('b', 'x', 6)]);
      await store.write(build, [ticket('a', 'y', 1), { key: 'b', doc: null, position: '2' }]);
      expect(await keys({ index: 'key' })).toEqual(['a']);
      expect(await keys({ index: 'byCrew', equals: { open: true, crew: 'x' } })).toEqual([]);
    });

    it('gets many at once, each once, and leaves out those that are not there', async () => {
      await store.write(build, [ticket('a', 'x', 1), ticket('b', 'x', 2)]);
      const found = await store.getMany('ticket-queue', ['b', 'nobody', 'a', 'b']);
      expect(found.map(({ key }) => key).sort()).toEqual(['a', 'b']);
      expect(await store.getMany('ticket-queue', [])).toEqual([]);
    });

    it('finds by the leading fields of an index in the order of what follows, ties by key', async () => {
      await store.write(build, [ticket('d', 'x', 9), ticket('c', 'x', 1), ticket('b', 'x', 9), ticket('a', 'y', 3), ticket('e', 'x', 4, false)]);
      expect(await keys({ index: 'byCrew', equals: { open: true, crew: 'x' } })).toEqual(['c', 'b', 'd']);
      expect(await keys({ index: 'byCrew', equals: { open: true, crew: 'x' }, order: 'descending' })).toEqual(['d', 'b', 'c']);
      expect(await keys({ index: 'byCrew', equals: { open: true } })).toEqual(['c', 'b', 'd', 'a']);
      expect(await store.count('ticket-queue', { index: 'byCrew', equals: { open: true, crew: 'x' } })).toBe(3);
    });

    it('finds within bounds, which "nothing" is never within', async () => {
      await store.write(build, [ticket('a', 'x', 1), ticket('b', 'x', 2), ticket('c', 'x', 3), ticket('d', 'x', null)]);
      expect(await keys({ index: 'byDue', range: { gte: 2 } })).toEqual(['b', 'c']);
      expect(await keys({ index: 'byDue', range: { gt: 1, lt: 3 } })).toEqual(['b']);
      expect(await keys({ index: 'byDue', range: { lte: 2 } })).toEqual(['a', 'b']);
      expect(await keys({ index: 'byDue' })).toEqual(['d', 'a', 'b', 'c']);
      expect(await keys({ index: 'byDue', equals: { due: null } })).toEqual(['d']);
    });

    it('turns pages without loss or repetition, also when documents change between them', async () => {
      await store.write(build, Array.from({ length: 25 }, (_, n) => ticket(`t${String(n).padStart(2, '0')}`, 'x', n % 5)));
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.find('ticket-queue', { index: 'byCrew', equals: { open: true, crew: 'x' }, limit: 7, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.docs.map(({ key }) => key));
        cursor = page.cursor;
        await store.write(build, [ticket('aa', 'x', 0)]);
      } while (cursor !== undefined);
      expect(seen.filter((key) => key !== 'aa').length).toBe(25);
      expect(new Set(seen).size).toBe(seen.length);
    });

    it('refuses a cursor of another question, or one nobody gave out', async () => {
      await store.write(build, [ticket('a', 'x', 1), ticket('b', 'x', 2)]);
      const { cursor = '' } = await store.find('ticket-queue', { index: 'byDue', limit: 1 });
      await expect(store.find('ticket-queue', { index: 'key', limit: 1, cursor })).rejects.toMatchObject({ code: 'bad-cursor' });
      await expect(store.find('ticket-queue', { index: 'byDue', cursor: 'rubbish' })).rejects.toMatchObject({ code: 'bad-cursor' });
    });

    it.each([
      ['an index nobody declared', { index: 'byZone' }, 'no-index'],
      ['a prototype name', { index: 'constructor' }, 'no-index'],
      ['equality that skips a field', { index: 'byCrew', equals: { crew: 'x' } }, 'bad-query'],
      ['a field outside the index', { index: 'byDue', equals: { crew: 'x' } }, 'bad-query'],
      ['a limit of nothing', { index: 'byDue', limit: 0 }, 'bad-query'],
      ['a limit without end', { index: 'byDue', limit: 1001 }, 'bad-query'],
    ] as const)('refuses %s: no hidden scans', async (_, query, code) => {
      await expect(store.find('ticket-queue', query as FindQuery)).rejects.toMatchObject({ code });
    });

    it('refuses a collection nobody declared', async () => {
      await expect(store.get('nothing', 'a')).rejects.toMatchObject({ code: 'no-collection' });
    });

    it('keeps the live build of a spec, and continues it', async () => {
      await store.write(build, [ticket('a', 'x', 1)], '3');
      expect(await store.ensure(queue)).toMatchObject({ build: build.build, live: true, bookmark: '3' });
    });

    it('builds a new version beside the live one and switches at once', async () => {
      await store.write(build, [ticket('old', 'x', 1)], '3');
      const next = await store.ensure({ ...queue, version: 2 });
      expect(next).toMatchObject({ live: false, bookmark: '' });
      await store.write(next, [ticket('new', 'x', 1)], '3');
      expect(await keys({ index: 'key' })).toEqual(['old']);
      await store.switch(next);
      expect(await keys({ index: 'key' })).toEqual(['new']);
      await expect(store.drop(next)).rejects.toMatchObject({ code: 'bad-query' });
      await store.drop(build);
      expect((await store.versions('ticket-queue')).map(({ version }) => version)).toEqual([2]);
    });

    it('answers by every index before a build is complete, after it, and once more', async () => {
      const fresh = await store.create({ ...queue, version: 2 });
      await store.write(fresh, [ticket('b', 'x', 2), ticket('a', 'x', 3)], '1');
      await store.complete(fresh);
      await store.complete(fresh);
      await store.write(fresh, [ticket('c', 'x', 1)], '2', '1');
      expect((await store.find(fresh, { index: 'byDue' })).docs.map(({ key }) => key)).toEqual(['c', 'b', 'a']);
      const another = await store.create({ ...queue, version: 3 });
      await store.write(another, [ticket('b', 'x', 2), ticket('a', 'x', 3)], '1');
      expect((await store.find(another, { index: 'byDue', order: 'descending' })).docs.map(({ key }) => key)).toEqual(['a', 'b']);
      await store.write(another, [ticket('c', 'x', 5)], '2', '1');
      expect(await store.count(another, { index: 'byCrew', equals: { open: true, crew: 'x' }, range: { gt: 2 } })).toBe(2);
      await expect(store.complete({ ...another, build: 99 })).rejects.toMatchObject({ code: 'no-collection' });
    });

    it('gives each build its own documents', async () => {
      const beside = await store.create(queue);
      await store.write(beside, [ticket('a', 'x', 1)], '1');
      expect(await store.get('ticket-queue', 'a')).toBeNull();
      expect(await store.get(beside, 'a')).not.toBeNull();
    });

    it('moves nothing for a writer who was overtaken', async () => {
      await store.write(build, [ticket('a', 'x', 1)], '3', '');
      await expect(store.write(build, [ticket('a', 'x', 2), ticket('b', 'x', 1)], '4', '')).rejects.toMatchObject({ code: 'overtaken', message: expect.stringContaining('ticket-queue') });
      expect(await store.bookmark('ticket-queue')).toBe('3');
      await store.write(build, [ticket('a', 'x', 3)], '4', '3');
      expect(await store.bookmark(build)).toBe('4');
    });

    it('lets one of two who share the views take a lease, and the holder keep it', async () => {
      const { leases } = store;
      if (!leases) return expect(leases).toBeNull();
      expect(await leases.latest()).toEqual([]);
      const takers = await Promise.all(['a', 'b', 'c', 'd'].map(async (holder) => ((await leases.beat({ name: 'view', holder, number: 1 })) ? holder : '')));
      const [winner = ''] = takers.filter(Boolean);
      expect(takers.filter(Boolean)).toHaveLength(1);
      expect(await leases.beat({ name: 'view', holder: winner, number: 2 })).toBe(true);
      expect(await leases.beat({ name: 'view', holder: 'late', number: 2 })).toBe(false);
      expect(await leases.latest()).toEqual([{ name: 'view', holder: winner, number: 2 }]);
      await leases.forget('view');
      expect(await leases.latest()).toEqual([]);
    });

    it('refuses work once it is closed', async () => {
      await store.close();
      await expect(store.get('ticket-queue', 'a')).rejects.toMatchObject({ code: 'closed' });
    });
  });
};
