import { describe, expect, it } from '@jest/globals';
import { FeedBoiler, LightBoiler } from '../testing/boiler.js';
import { openHouse } from '../testing/boiler-house.js';

const light = (boilerId: string) => LightBoiler({ boilerId });
const feed = (boilerId: string, kilos: number) => FeedBoiler({ boilerId, kilos });

describe('A rebuild', () => {
  const filled = async () => {
    const house = await openHouse({ timers: [] });
    await house.order(light('A'));
    for (let kilos = 1; kilos <= 30; kilos++) await house.order(feed('A', kilos));
    await house.followers.settle();
    return house;
  };

  it('works beside the live view, replaces it at once, takes along what came meanwhile, and orders nothing', async () => {
    const { followers, card, order, log, reads } = await filled();
    await order(feed('A', 200));
    await followers.settle();
    const [before, seen] = [await card('A'), [] as (readonly number[] | undefined)[]];
    const events = (await log()).length;
    const rebuilt = followers.rebuild('boiler-card', { onProgress: (done, total) => void seen.push([done, total]) });
    expect(await card('A')).toEqual(before);
    const late = order(feed('A', 31));
    expect(await rebuilt).toMatchObject({ finished: true });
    await late;
    await followers.settle();
    expect(await card('A')).toEqual([...before!, 31]);
    expect((await log()).length).toBe(events + 2);
    expect(await log('BoilerInspected')).toHaveLength(1);
    expect(await log('ViewRebuilt')).toHaveLength(1);
    expect(seen.every((step) => step![0]! <= step![1]! + 1)).toBe(true);
    expect(await reads.versions('boiler-card')).toMatchObject([{ live: true }]);
  });

  it('that is broken off leaves the live view alone and is continued, not begun again, by the next one', async () => {
    const { followers, card, order, reads, log } = await filled();
    const breaking = new AbortController();
    expect(await followers.rebuild('boiler-card', { signal: breaking.signal, onProgress: () => breaking.abort() })).toMatchObject({ finished: false });
    expect(await log('ViewRebuilt')).toEqual([]);
    const left = (await reads.versions('boiler-card')).find(({ live }) => !live);
    expect(left?.bookmark).not.toBe('');
    await order(feed('A', 31));
    await followers.settle();
    expect((await card('A'))?.length).toBe(31);
    expect(await followers.rebuild('boiler-card')).toEqual({ finished: true, events: 1 });
    expect((await card('A'))?.length).toBe(31);
    expect(await reads.versions('boiler-card')).toMatchObject([{ live: true, build: left?.build }]);
  });

  it('asked for twice at once is done twice, one after the other', async () => {
    const { followers, card, log, reads } = await filled();
    const before = await card('A');
    expect(await Promise.all([followers.rebuild('boiler-card'), followers.rebuild('boiler-card')])).toMatchObject([{ finished: true }, { finished: true }]);
    expect(await card('A')).toEqual(before);
    expect(await log('ViewRebuilt')).toHaveLength(2);
    expect(await reads.versions('boiler-card')).toMatchObject([{ live: true }]);
  });

  it('that was broken off does not disturb the next process', async () => {
    const { followers, store, reads, order } = await filled();
    const breaking = new AbortController();
    await followers.rebuild('boiler-card', { signal: breaking.signal, onProgress: () => breaking.abort() });
    await order(feed('A', 31));
    const next = await openHouse({ store, reads, timers: [] });
    await next.followers.settle();
    expect((await next.card('A'))?.length).toBe(31);
    expect(await next.followers.rebuild('boiler-card')).toMatchObject({ finished: true });
    expect((await next.card('A'))?.length).toBe(31);
  });

  it('of a view that is not there names those that are', async () => {
    const { followers } = await filled();
    await expect(followers.rebuild('nobody')).rejects.toThrow('nobody: no such view; there are boiler-card');
  });
});
