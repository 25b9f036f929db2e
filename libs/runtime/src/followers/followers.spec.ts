import { afterEach, describe, expect, it } from '@jest/globals';
import { boilerCards, FeedBoiler, InspectBoiler, LightBoiler } from '../testing/boiler.js';
import { after, openHouse, type HouseOptions } from '../testing/boiler-house.js';

const light = (boilerId: string) => LightBoiler({ boilerId });
const feed = (boilerId: string, kilos: number) => FeedBoiler({ boilerId, kilos });

describe('Followers at work', () => {
  const running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const followers of running.splice(0)) await followers.stop();
  });
  const atWork = async (options: HouseOptions = {}) => {
    const house = await openHouse(options);
    running.push(house.followers);
    return house;
  };

  it('follow what is appended, react to it, and say when they have taken it in', async () => {
    const { order, followers, card, log, store } = await atWork();
    await order(light('A'));
    await followers.start();
    const outcome = await order(feed('A', 120));
    expect(outcome.ok && (await followers.waitFor('boiler-card', outcome.position, 5000))).toBe(true);
    expect(await card('A')).toEqual([120]);
    expect(await followers.waitFor('inspect-heavy-feeds', await store.position(), 5000)).toBe(true);
    expect(await log('BoilerInspected')).toHaveLength(1);
    expect(await followers.waitFor('boiler-card', '99999999999999', 20)).toBe(false);
    await followers.stop();
    expect(followers.status().every(({ state }) => state === 'stopped')).toBe(true);
  });

  it('I7: order nothing because of what another system told of its past, and let go of what it says has ended', async () => {
    const imported = { actor: { id: 'import:old-desk', role: 'system' }, channel: 'import' } as const;
    const { order, followers, log, clock, store } = await atWork();
    await followers.start();
    await order(light('A'), imported);
    await order(feed('A', 120), imported);
    await order(light('B'));
    await followers.settle();
    clock.set(after(60 * 24 * 365));
    await followers.tick(clock.now());
    expect((await log('BoilerInspected')).map(({ stream }) => stream)).toEqual([]);
    expect((await log('BoilerBurnedOut')).map(({ stream }) => stream)).toEqual(['boiler-B']);
    expect(await store.head('boiler-A')).toMatchObject({ revision: 1 });
  });

  it('who want a fact that cannot be read fall with its name as the reason; the others go on, and nothing is skipped', async () => {
    const { store, order, reads } = await openHouse({ timers: [] });
    await order(light('A'));
    const { digest } = (await store.head('boiler-A'))!;
    const metadata = { v: 9, at: after(0), actor: { id: 'wang', role: 'crew' }, channel: 'field' as const, command: 'c', correlation: 'boiler-A', digest };
    await store.append('boiler-A', [{ id: '0192f000-0000-7000-8000-0000000000ff', type: 'BoilerInspected', data: { boilerId: 'A' }, metadata }], { exact: 0 });
    const looks = { ...boilerCards(), name: 'looks', evolve: { BoilerInspected: (card: object | null) => card } };
    const faults: string[] = [];
    const { followers, card, statusOf, order: again } = await atWork({ store, reads, timers: [], projections: [boilerCards(), looks], onFault: (name) => void faults.push(name) });
    await followers.start();
    await followers.waitFor('boiler-card', await store.position(), 5000);
    const outcome = await again(feed('B', 1)).then(() => again(light('B')));
    expect(outcome.ok && (await followers.waitFor('boiler-card', outcome.position, 5000))).toBe(true);
    expect(await card('B')).toEqual([]);
    expect(statusOf('looks')).toMatchObject({ state: 'dropped', position: '', reason: 'BoilerInspected v9 was written by a newer program; this one knows v1' });
    expect(statusOf('boiler-card')?.state).toBe('live');
    expect(faults).toContain('looks');
  });

  it('that fell are caught up on their own, in order, and are live again without a new event', async () => {
    const { reads, order, followers, card, statusOf, store } = await atWork({ timers: [] });
    await followers.start();
    const write = reads.write.bind(reads);
    let broken = true;
    reads.write = (build, writes, bookmark) => (broken && build.name === 'boiler-card' ? Promise.reject(new Error('the disk is away')) : write(build, writes, bookmark));
    await order(light('A'));
    const last = await order(feed('A', 120));
    await followers.waitFor('inspect-heavy-feeds', await store.position(), 5000);
    expect(statusOf('boiler-card')).toMatchObject({ state: 'dropped', reason: 'the disk is away' });
    broken = false;
    expect(last.ok && (await followers.waitFor('boiler-card', last.position, 5000))).toBe(true);
    expect(await card('A')).toEqual([120]);
    expect(statusOf('boiler-card')?.restarts).toBeGreaterThan(0);
  });

  it('are not made to wait for what befell them long ago: each fall after they kept up is a first one', async () => {
    const { reads, order, followers, card, statusOf } = await atWork({ timers: [] });
    await followers.start();
    await order(light('A'));
    const write = reads.write.bind(reads);
    let broken = false;
    reads.write = (build, writes, bookmark) => (broken && build.name === 'boiler-card' ? Promise.reject(new Error('the disk is away')) : write(build, writes, bookmark));
    // by the sum of all falls it would be left alone for half a minute in the end
    for (let fall = 1; fall <= 12; fall++) {
      broken = true;
      const outcome = await order(feed('A', fall));
      while (statusOf('boiler-card')?.state !== 'dropped') await new Promise((next) => setTimeout(next, 5));
      broken = false;
      expect(outcome.ok && (await followers.waitFor('boiler-card', outcome.position, 5000))).toBe(true);
    }
    expect((await card('A'))?.length).toBe(12);
    expect(statusOf('boiler-card')?.restarts).toBeGreaterThanOrEqual(12);
  });

  it('end when they are told to, and begin again where they stood', async () => {
    const { order, followers, card } = await atWork();
    await order(light('A'));
    await followers.start();
    await followers.stop();
    await order(InspectBoiler({ boilerId: 'A' }));
    const outcome = await order(feed('A', 3));
    await followers.start();
    expect(outcome.ok && (await followers.waitFor('boiler-card', outcome.position, 5000))).toBe(true);
    expect(await card('A')).toEqual([3]);
  });
});
