import { describe, expect, it } from '@jest/globals';
import { burnOuts, FeedBoiler, LightBoiler } from '../testing/boiler.js';
import { after, openHouse } from '../testing/boiler-house.js';

const light = (boilerId: string) => LightBoiler({ boilerId });
const feed = (boilerId: string, kilos: number) => FeedBoiler({ boilerId, kilos });

describe('After a restart', () => {
  it('a view goes on at its bookmark and counts nothing twice', async () => {
    const { store, reads, order, followers } = await openHouse({ timers: [] });
    for (const command of [light('A'), feed('A', 1)]) await order(command);
    await followers.settle();
    await order(feed('A', 2));
    const next = await openHouse({ store, reads, timers: [] });
    await next.followers.settle();
    await next.followers.settle();
    expect(await next.card('A')).toEqual([1, 2]);
    expect(next.statusOf('boiler-card')).toMatchObject({ state: 'live', behind: 0, position: await store.position() });
  });

  it('what a reaction had ordered before its bookmark was written is not ordered again', async () => {
    const { store, reads, order, followers, log } = await openHouse({ timers: [] });
    await order(light('A'));
    await followers.settle();
    const [state] = await reads.versions('reaction-inspect-heavy-feeds');
    await order(feed('A', 100));
    await followers.settle();
    expect(await log('BoilerInspected')).toHaveLength(1);
    await reads.write(state!, [], state!.bookmark);
    const next = await openHouse({ store, reads, timers: [] });
    await next.order(feed('A', 150));
    await next.followers.settle();
    expect(await log('BoilerInspected')).toMatchObject([{ metadata: { causation: expect.any(String), correlation: 'boiler-A', actor: { id: 'inspect-heavy-feeds', role: 'system' } } }, {}]);
  });

  it('what fell due meanwhile is recorded once, at the instant it fell due', async () => {
    const { store, reads, order, followers, log } = await openHouse();
    await order(light('A'), { at: after(0) });
    await order(light('B'), { at: after(5) });
    await followers.settle();
    const next = await openHouse({ store, reads });
    next.clock.set(after(3000));
    expect(await next.followers.nextDue()).toBe(after(60));
    expect(await next.followers.tick(after(3000))).toBe(2);
    expect(await next.followers.tick(after(6000))).toBe(0);
    expect((await log('BoilerBurnedOut')).map(({ stream, metadata }) => [stream, metadata.at, metadata.actor.role])).toEqual([['boiler-A', after(60), 'system'], ['boiler-B', after(65), 'system']]);
    const third = await openHouse({ store });
    third.clock.set(after(9000));
    await third.followers.tick(after(9000));
    expect(await log('BoilerBurnedOut')).toHaveLength(2);
  });
});

describe('A timer', () => {
  it('that is set anew or cleared before it is due orders nothing', async () => {
    const { order, followers, log, clock } = await openHouse();
    await order(light('A'), { at: after(0) });
    clock.set(after(30));
    await order(feed('A', 1));
    expect(await followers.tick(after(60))).toBe(0);
    clock.set(after(90));
    expect(await followers.tick(after(90))).toBe(1);
    expect(await log('BoilerBurnedOut')).toMatchObject([{ metadata: { at: after(90) } }]);
    expect(await followers.nextDue()).toBeNull();
  });

  it('that could not be ordered waits for a retry and is not lost', async () => {
    const { order, followers, router, statusOf, store, reads, log } = await openHouse();
    await order(light('A'), { at: after(0) });
    await followers.settle();
    const submit = router.submit.bind(router);
    router.submit = (command) => (command.type === 'BurnOutBoiler' ? Promise.reject(new Error('the log is away')) : submit(command));
    await followers.tick(after(100));
    expect(await followers.parked()).toMatchObject([{ follower: 'timers', key: 'burn-outs/A', error: 'the log is away' }]);
    expect([statusOf('timers')?.state, await followers.nextDue(), await followers.retry('timers', 'burn-outs/A')]).toEqual(['parked', null, false]);
    const next = await openHouse({ store, reads });
    expect(await next.followers.retry('timers', 'burn-outs/A')).toBe(true);
    expect(await log('BoilerBurnedOut')).toMatchObject([{ metadata: { at: after(60) } }]);
    expect([await next.followers.parked(), await next.followers.tick(after(200))]).toEqual([[], 0]);
  });

  it('that a fact could not be planned into stops no other and is planned on a retry', async () => {
    let strange: string | undefined = 'A';
    const { order, followers, log } = await openHouse({ timers: [burnOuts(() => strange)] });
    for (const boilerId of ['A', 'B']) await order(light(boilerId), { at: after(0) });
    await followers.tick(after(60));
    expect((await log('BoilerBurnedOut')).map(({ stream }) => stream)).toEqual(['boiler-B']);
    const [parked] = await followers.parked();
    expect(parked).toMatchObject({ follower: 'timers', error: 'nobody knows how long A burns' });
    strange = undefined;
    expect(await followers.retry('timers', parked!.key)).toBe(true);
    await followers.tick(after(60));
    expect((await log('BoilerBurnedOut')).map(({ stream }) => stream)).toEqual(['boiler-B', 'boiler-A']);
  });
});
