import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { openMemoryReadStore } from '@heatledger/read-store/memory';
import { afterEach, describe, expect, it } from '@jest/globals';
import { boilerCards, FeedBoiler, LightBoiler } from '../testing/boiler.js';
import { openHouse, type HouseOptions } from '../testing/boiler-house.js';

const light = (boilerId: string) => LightBoiler({ boilerId });
const feed = (boilerId: string, kilos: number) => FeedBoiler({ boilerId, kilos });
const LAPSE = 400;

describe('Processes over one log and the same views', () => {
  const running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const followers of running.splice(0)) await followers.stop();
  });

  const street = async () => {
    const store = await openMemoryEventStore();
    const reads = await openMemoryReadStore();
    const house = async (holder: string, options: HouseOptions & { readonly works?: boolean } = {}) => {
      const { works = true, ...more } = options;
      const opened = await openHouse({ store, reads, ...more, share: { holder, beatEvery: 50, lapse: LAPSE, works } });
      running.push(opened.followers);
      await opened.followers.start();
      return opened;
    };
    return { store, reads, house };
  };
  type House = Awaited<ReturnType<typeof openHouse>>;
  const worksOn = ({ followers }: House): readonly string[] => followers.status().filter(({ state }) => state !== 'elsewhere').map(({ name }) => name);
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const season = async ({ order }: House, boilers: readonly string[]): Promise<void> => {
    for (const boiler of boilers) for (const command of [light(boiler), feed(boiler, 20), feed(boiler, 120)]) await order(command);
  };

  it('share the work: each reader works in one of them, and everything is done once', async () => {
    const { house, reads, store } = await street();
    const houses = [await house('first'), await house('second')];
    const [first, second] = houses;
    if (!first || !second) throw new Error('two are needed');
    const names = first.followers.status().map(({ name }) => name);
    await until(() => worksOn(first).length > 0 && worksOn(second).length > 0 && worksOn(first).length + worksOn(second).length === names.length);
    expect([...worksOn(first), ...worksOn(second)].sort()).toEqual([...names].sort());
    await season(first, ['A', 'B']);
    await season(second, ['C', 'D']);
    for (const { followers } of houses) await followers.settle();
    expect(await Promise.all(['A', 'B', 'C', 'D'].map((id) => first.card(id)))).toEqual(Array(4).fill([20, 120]));
    expect(await first.log('BoilerInspected')).toHaveLength(4);
    expect(await reads.bookmark('boiler-card')).toBe(await store.position());
  });

  it('take over from one that went silent, and what was done before is not done again', async () => {
    const { house, reads } = await street();
    const silent = await house('silent');
    await season(silent, ['A']);
    await silent.followers.settle();
    const { leases } = reads;
    if (!leases) throw new Error('views in memory can be shared');
    const beat = leases.beat.bind(leases);
    leases.beat = (one) => (one.holder === 'silent' ? Promise.reject(new Error('the book is out of reach')) : beat(one));
    const heir = await house('heir');
    await until(() => worksOn(heir).length === heir.followers.status().length);
    expect(worksOn(silent)).toEqual([]);
    await season(heir, ['B']);
    await heir.followers.settle();
    expect([await heir.card('A'), await heir.card('B')]).toEqual([[20, 120], [20, 120]]);
    expect(await heir.log('BoilerInspected')).toHaveLength(2);
  });

  it('wait for each other: one that does no work knows when a view has taken something in', async () => {
    const { house } = await street();
    const server = await house('server', { works: false });
    const outcome = await server.order(light('A'));
    if (!outcome.ok) throw new Error('lit');
    expect(await server.followers.waitFor('boiler-card', outcome.position, 100)).toBe(false);
    await house('worker');
    expect(await server.followers.waitFor('boiler-card', outcome.position, 10_000)).toBe(true);
    expect(await server.card('A')).toEqual([]);
    expect(worksOn(server)).toEqual([]);
  });

  it('hand a reader over to one that retries, skips or rebuilds, and have it back afterwards', async () => {
    const { house } = await street();
    let most = 50;
    const projections = [boilerCards(() => most)];
    const worker = await house('worker', { projections, timers: [] });
    const operator = await house('operator', { projections, timers: [], works: false });
    for (const command of [light('A'), feed('A', 60), feed('A', 3)]) await worker.order(command);
    await worker.followers.settle();
    expect(await operator.followers.parked()).toMatchObject([{ key: 'A', facts: [{ revision: 1 }, { revision: 2 }] }]);
    most = Infinity;
    expect(await operator.followers.retry('boiler-card', 'A')).toBe(true);
    await until(() => worksOn(worker).includes('boiler-card'));
    await worker.order(feed('A', 4));
    await worker.followers.settle();
    expect(await worker.card('A')).toEqual([60, 3, 4]);
    expect(await operator.followers.rebuild('boiler-card')).toMatchObject({ finished: true });
    await worker.order(feed('A', 5));
    await worker.followers.settle();
    expect(await worker.card('A')).toEqual([60, 3, 4, 5]);
    expect(await worker.followers.parked()).toEqual([]);
  });

  it('are fenced: one that was overtaken writes nothing and goes on from where the other came to', async () => {
    const { house, reads, store } = await street();
    const worker = await house('worker');
    await season(worker, ['A']);
    await worker.followers.settle();
    const [live] = await reads.versions('boiler-card');
    if (!live) throw new Error('the view is there');
    const before = await reads.bookmark('boiler-card');
    const write = reads.write.bind(reads);
    let once = true;
    reads.write = async (build, writes, bookmark, after) => {
      if (once && build.name === 'boiler-card' && writes.length > 0) {
        once = false;
        // another process was quicker with the same page
        await write(build, writes, bookmark, after);
      }
      return write(build, writes, bookmark, after);
    };
    const outcome = await worker.order(feed('A', 7));
    expect(outcome.ok && (await worker.followers.waitFor('boiler-card', outcome.position, 5000))).toBe(true);
    expect(await worker.card('A')).toEqual([20, 120, 7]);
    expect(store.compare(await reads.bookmark('boiler-card'), before)).toBeGreaterThan(0);
    expect(worker.statusOf('boiler-card')?.restarts).toBe(1);
  });

  it('pass over nothing: one that could not be sure of its lease for a while catches up on what it was not given', async () => {
    const { house, reads } = await street();
    const worker = await house('worker', { timers: [] });
    await season(worker, ['A']);
    await worker.followers.settle();
    const { leases } = reads;
    if (!leases) throw new Error('views in memory can be shared');
    const beat = leases.beat.bind(leases);
    // no beat gets through for longer than the lapse, and nobody takes over
    let late: (() => void)[] = [];
    leases.beat = (one) => new Promise((resolve) => late.push(() => resolve(beat(one))));
    await until(() => worksOn(worker).length === 0);
    await season(worker, ['B']);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await worker.card('B')).toBeUndefined();
    leases.beat = beat;
    for (const go of late) go();
    late = [];
    await season(worker, ['C']);
    await worker.followers.settle();
    expect([await worker.card('B'), await worker.card('C')]).toEqual([[20, 120], [20, 120]]);
    expect(await worker.log('BoilerInspected')).toHaveLength(3);
  });
});
