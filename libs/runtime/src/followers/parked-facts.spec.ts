import { describe, expect, it } from '@jest/globals';
import { boilerCards, FeedBoiler, inspectHeavyFeeds, LightBoiler } from '../testing/boiler.js';
import { openHouse, type HouseOptions } from '../testing/boiler-house.js';

const light = (boilerId: string) => LightBoiler({ boilerId });
const feed = (boilerId: string, kilos: number) => FeedBoiler({ boilerId, kilos });
const fail = (why: string): never => {
  throw new Error(why);
};

describe('A fact that a view cannot handle', () => {
  /** A house whose cards cannot take 50 kg or more, until `mend`. */
  const narrow = async (more: HouseOptions = {}) => {
    let most = 50;
    const house = await openHouse({ ...more, projections: [boilerCards(() => most)], timers: [] });
    return { ...house, mend: () => void (most = Infinity) };
  };
  const parkedOne = async () => {
    const house = await narrow();
    for (const command of [light('A'), light('B'), feed('A', 1), feed('A', 60), feed('B', 2), feed('A', 3)]) await house.order(command);
    await house.followers.settle();
    return house;
  };

  it('stops its own document only, with what comes after it; others go on, and the state says so', async () => {
    const { card, followers, statusOf } = await parkedOne();
    expect([await card('A'), await card('B')]).toEqual([[1], [2]]);
    expect(await followers.parked()).toMatchObject([{ follower: 'boiler-card', key: 'A', error: '60 kg do not fit on the card', facts: [{ type: 'BoilerFed', revision: 2 }, { type: 'BoilerFed', revision: 3 }] }]);
    expect(statusOf('boiler-card')).toMatchObject({ state: 'parked', parked: 1, behind: 0 });
    expect(statusOf('inspect-heavy-feeds')).toMatchObject({ state: 'live', parked: 0 });
  });

  it('is handled with all that waited behind it when retried after the handler was mended', async () => {
    const { card, followers, mend, log } = await parkedOne();
    expect(await followers.retry('boiler-card', 'A')).toBe(false);
    expect(await card('A')).toEqual([1]);
    mend();
    expect(await followers.retry('boiler-card', 'A', { id: 'ops', role: 'administrator' })).toBe(true);
    expect([await card('A'), await followers.parked()]).toEqual([[1, 60, 3], []]);
    expect(await log('ParkedFactRetried')).toMatchObject([{ data: { follower: 'boiler-card', key: 'A' }, metadata: { actor: { id: 'ops' } } }]);
  });

  it('is skipped with a reason that is a fact, also by later rebuilds and later processes', async () => {
    const { card, followers, log, store, mend } = await parkedOne();
    await followers.skip('boiler-card', 'A', '称重有误', { id: 'ops', role: 'administrator' });
    expect([await card('A'), await followers.parked()]).toEqual([[1, 3], []]);
    expect(await log('ParkedFactSkipped')).toMatchObject([{ data: { key: 'A', reason: '称重有误' } }]);
    mend();
    await followers.rebuild('boiler-card');
    expect(await card('A')).toEqual([1, 3]);
    const later = await openHouse({ store });
    await later.followers.settle();
    expect(await later.card('A')).toEqual([1, 3]);
  });

  it('stays parked across a restart and is handled by a rebuild once it can be, and then only once', async () => {
    const { store, reads } = await parkedOne();
    const restarted = await narrow({ store, reads });
    await restarted.order(feed('A', 4));
    await restarted.followers.settle();
    expect([await restarted.card('A'), await restarted.followers.parked()]).toMatchObject([[1], [{ facts: { length: 3 } }]]);
    await restarted.followers.rebuild('boiler-card');
    expect(await restarted.followers.parked()).toMatchObject([{ follower: 'boiler-card', key: 'A', facts: { length: 3 } }]);
    restarted.mend();
    await restarted.followers.rebuild('boiler-card');
    expect([await restarted.card('A'), await restarted.followers.parked()]).toEqual([[1, 60, 3, 4], []]);
    await restarted.order(feed('A', 5));
    await restarted.followers.settle();
    expect(await restarted.card('A')).toEqual([1, 60, 3, 4, 5]);
  });

  it('does not hold up the next version of the view, which can handle it', async () => {
    const { store, reads } = await parkedOne();
    const upgraded = await openHouse({ store, reads, projections: [boilerCards(undefined, 2)] });
    await upgraded.followers.settle();
    expect([await upgraded.card('A'), await upgraded.followers.parked()]).toEqual([[1, 60, 3], []]);
    expect(await reads.versions('boiler-card')).toMatchObject([{ version: 2, live: true }]);
  });

  it('nobody parked cannot be retried', async () => {
    const { followers } = await parkedOne();
    await expect(followers.retry('boiler-card', 'Z')).rejects.toThrow('nothing is parked');
  });
});

describe('A fact that a reaction cannot handle', () => {
  const clumsy = async () => {
    let hands = 0;
    const looks = { ...inspectHeavyFeeds, on: { BoilerFed: (fact: Parameters<(typeof inspectHeavyFeeds.on)['BoilerFed']>[0]) => (fact.data.kilos === 150 && hands++ < 2 ? fail('dropped it') : inspectHeavyFeeds.on.BoilerFed(fact)) } };
    const house = await openHouse({ reactions: [looks], timers: [] });
    for (const command of [light('A'), feed('A', 150), feed('A', 200)]) await house.order(command);
    await house.followers.settle();
    return house;
  };

  it('stops nothing but itself: later facts are reacted to, and it waits for a retry', async () => {
    const { followers, log, statusOf } = await clumsy();
    expect(await log('BoilerInspected')).toHaveLength(1);
    const [parked] = await followers.parked();
    expect([parked, statusOf('inspect-heavy-feeds')]).toMatchObject([{ follower: 'inspect-heavy-feeds', error: 'dropped it' }, { state: 'parked', parked: 1, behind: 0 }]);
    expect(await followers.retry('inspect-heavy-feeds', parked!.key)).toBe(false);
    expect(await followers.retry('inspect-heavy-feeds', parked!.key)).toBe(true);
    expect([await log('BoilerInspected'), await followers.parked()]).toMatchObject([{ length: 2 }, []]);
  });

  it('is let go with a reason', async () => {
    const { followers, log } = await clumsy();
    const [parked] = await followers.parked();
    await followers.skip('inspect-heavy-feeds', parked!.key, '已现场检查');
    await followers.settle();
    expect([await log('BoilerInspected'), await log('ParkedFactSkipped'), await followers.parked()]).toMatchObject([{ length: 1 }, { length: 1 }, []]);
  });
});
