import { EventStoreError, type EventStore } from '@heatledger/event-store';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { openMemoryReadStore } from '@heatledger/read-store/memory';
import { ReadStoreError } from '@heatledger/read-store';
import { afterEach, describe, expect, it } from '@jest/globals';
import { boilerCards, FeedBoiler, LightBoiler } from '../testing/boiler.js';
import { after, MORNING, openHouse, type HouseOptions } from '../testing/boiler-house.js';
import { failingLog, type Instead } from '../testing/failing-log.js';

const light = (boilerId: string) => LightBoiler({ boilerId });
const feed = (boilerId: string, kilos: number) => FeedBoiler({ boilerId, kilos });
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((next) => setTimeout(next, 2));
};
const full = (): Error => new EventStoreError('full', '/data: no space is left; free some and try again');
const raced = { ok: false, conflict: { actual: 99 } } as const;

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const followers of running.splice(0)) await followers.stop();
});

/** A house at work on a log that does something else for a while. */
const atWork = async (options: HouseOptions = {}) => {
  const trouble = failingLog(options.store ?? (await openMemoryEventStore({ now: () => MORNING })));
  const house = await openHouse({ ...options, store: trouble.store });
  running.push(house.followers);
  return { ...house, trouble };
};

/** Writes of one view fail as long as they are told to. */
const failingViews = async () => {
  const reads = await openMemoryReadStore();
  const write = reads.write.bind(reads);
  const trouble = { reads, of: null as string | null };
  reads.write = (build, ...rest) =>
    build.name === trouble.of
      ? Promise.reject(new ReadStoreError('full', '/data: no space is left; free some and try again'))
      : write(build, ...rest);
  return trouble;
};

describe('A store that fails for a moment', () => {
  it.each<[string, string, Instead]>([
    ['a disk that is full', 'full', full],
    [
      'a server that is not there',
      'unavailable',
      () => new EventStoreError('unavailable', 'the event store does not answer (ECONNREFUSED)'),
    ],
    ['races lost again and again', 'race', () => raced],
    [
      'a broken connection that nobody translated',
      'ECONNRESET',
      () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
    ],
  ])(
    'S1: parks no timer and no reaction: %s is waited for, the state says so, and everything is ordered afterwards',
    async (_, why, instead) => {
      const { order, followers, clock, trouble, statusOf, log } = await atWork();
      for (const boilerId of ['A', 'B', 'C']) await order(light(boilerId));
      await followers.start();
      await order(feed('A', 120));
      await until(async () => (await log('BoilerInspected')).length === 1);

      for (const boilerId of ['A', 'B', 'C']) await order(feed(boilerId, 150));
      trouble.instead = instead;
      clock.set(after(100));
      await until(() => statusOf('timers')?.state === 'waiting');
      expect(statusOf('timers')).toMatchObject({ waiting: { why, since: after(100) }, parked: 0 });
      expect((await log('BoilerBurnedOut')).length).toBe(0);
      trouble.instead = () => undefined;
      await until(
        async () => (await log('BoilerBurnedOut')).length === 3 && (await log('BoilerInspected')).length === 4,
      );
      await until(() => followers.status().every(({ state }) => state === 'live'));
      expect((await log('BoilerBurnedOut')).every(({ metadata }) => metadata.at === after(60))).toBe(true);
      expect(await followers.parked()).toEqual([]);
    },
  );

  it('S1: keeps a reaction at the fact it was to react to, and every fact is reacted to once', async () => {
    const { order, followers, trouble, statusOf, log } = await atWork({ timers: [] });
    for (const boilerId of ['A', 'B', 'C', 'D']) await order(light(boilerId));
    for (const boilerId of ['A', 'B', 'C', 'D']) await order(feed(boilerId, 150));
    trouble.instead = (stream) => (stream === 'boiler-A' || stream === 'boiler-D' ? undefined : full());
    await followers.start();
    await until(() => statusOf('inspect-heavy-feeds')?.state === 'waiting');
    expect(statusOf('inspect-heavy-feeds')).toMatchObject({
      waiting: { why: 'full' },
      reason: '/data: no space is left; free some and try again',
      parked: 0,
    });
    // the views are not held up by it
    await until(() => statusOf('boiler-card')?.state === 'live');
    trouble.instead = () => undefined;
    await until(() => statusOf('inspect-heavy-feeds')?.state === 'live');
    expect((await log('BoilerInspected')).map(({ stream }) => stream).sort()).toEqual([
      'boiler-A',
      'boiler-B',
      'boiler-C',
      'boiler-D',
    ]);
    expect(await followers.parked()).toEqual([]);
  });

  it('S1: does not keep others waiting for a timer that loses its race', async () => {
    const { order, followers, clock, trouble, log } = await atWork();
    for (const boilerId of ['A', 'B']) await order(light(boilerId));
    trouble.instead = (stream) => (stream === 'boiler-A' ? raced : undefined);
    await followers.start();
    await until(() => followers.status().every(({ state }) => state === 'live'));
    clock.set(after(61));
    await until(async () => (await log('BoilerBurnedOut')).some(({ stream }) => stream === 'boiler-B'));
    trouble.instead = () => undefined;
    await until(async () => (await log('BoilerBurnedOut')).length === 2);
    expect(await followers.parked()).toEqual([]);
  });

  it('S1: that cannot keep a view is waited for as well', async () => {
    const views = await failingViews();
    const { order, followers, statusOf, card } = await atWork({ reads: views.reads, timers: [] });
    await order(light('A'));
    await followers.start();
    await until(() => statusOf('boiler-card')?.state === 'live');
    views.of = 'boiler-card';
    await order(feed('A', 1));
    await until(() => statusOf('boiler-card')?.state === 'waiting');
    expect(statusOf('boiler-card')).toMatchObject({ waiting: { why: 'full' } });
    expect(statusOf('inspect-heavy-feeds')?.state).toBe('live');
    views.of = null;
    await until(() => statusOf('boiler-card')?.state === 'live');
    expect([await card('A'), statusOf('boiler-card')?.waiting, statusOf('boiler-card')?.reason]).toEqual([
      [1],
      undefined,
      undefined,
    ]);
  });

  it('S1: that cannot keep what is parked loses none of it', async () => {
    const views = await failingViews();
    const { order, followers, statusOf, store } = await atWork({
      reads: views.reads,
      timers: [],
      projections: [boilerCards(() => 50)],
    });
    await order(light('A'));
    await followers.start();
    await until(() => statusOf('boiler-card')?.state === 'live');
    views.of = 'parked';
    await order(feed('A', 60));
    await until(() => statusOf('boiler-card')?.state === 'waiting');
    views.of = null;
    await until(() => statusOf('boiler-card')?.state === 'parked');
    const next = await openHouse({ store, reads: views.reads, timers: [], projections: [boilerCards(() => 50)] });
    expect(await next.followers.parked()).toMatchObject([
      { follower: 'boiler-card', key: 'A', facts: [{ revision: 1 }] },
    ]);
  });

  it('S1: that does not give its pages keeps all readers waiting, and they say so', async () => {
    const { order, followers, trouble, card } = await atWork();
    await order(light('A'));
    await followers.start();
    await until(() => followers.status().every(({ state }) => state === 'live'));
    trouble.away = true;
    await order(feed('A', 1));
    await until(() =>
      followers.status().every(({ state, waiting }) => state === 'waiting' && waiting?.why === 'unavailable'),
    );
    trouble.away = false;
    await until(() => followers.status().every(({ state }) => state === 'live'));
    expect(await card('A')).toEqual([1]);
  });

  it('S1: is asked again by a run to the end of the log, and in the end named as the reason', async () => {
    const { order, followers, trouble, log } = await atWork({ timers: [] });
    await order(light('A'));
    await order(feed('A', 150));
    let asked = 0;
    trouble.instead = () => (++asked < 3 ? full() : undefined);
    await followers.settle();
    expect([(await log('BoilerInspected')).length, await followers.parked()]).toEqual([1, []]);
    await order(feed('A', 200));
    trouble.instead = full;
    await expect(followers.settle()).rejects.toThrow('no space is left');
  });

  it('S1: is not held against what somebody wants to have tried again', async () => {
    const { order, followers, trouble } = await parkedByFault();
    await order(light('Z'));
    trouble.instead = full;
    await expect(followers.retry('inspect-heavy-feeds', (await followers.parked())[0]!.key)).rejects.toThrow(
      'no space is left',
    );
    trouble.instead = () => undefined;
    expect(await followers.retry('inspect-heavy-feeds', (await followers.parked())[0]!.key)).toBe(true);
  });
});

/** A reaction that could not handle its first fact. */
const parkedByFault = async () => {
  let faults = 0;
  const clumsy = {
    name: 'inspect-heavy-feeds',
    doc: 'Drops the first.',
    on: {
      BoilerFed: ({ data }: { readonly data: { readonly boilerId: string } }) => {
        if (faults++ === 0) throw new Error('dropped it');
        return [LightBoiler({ boilerId: `${data.boilerId}-spare` })];
      },
    },
  };
  const trouble = failingLog(await openMemoryEventStore({ now: () => MORNING }));
  const house = await openHouse({ store: trouble.store, timers: [], reactions: [clumsy] });
  await house.order(light('A'));
  await house.order(feed('A', 150));
  await house.followers.settle();
  return { ...house, trouble };
};

describe('What a program that did not wait had parked', () => {
  /** As such a program left it: parked with what the store said. */
  const leftBehind = async (store: EventStore) => {
    const house = await openHouse({ store });
    for (const boilerId of ['A', 'B']) await house.order(light(boilerId));
    for (const boilerId of ['A', 'B']) await house.order(feed(boilerId, 150));
    const [submit, reasons] = [
      house.router.submit.bind(house.router),
      ['the event store does not answer (the connection broke)', 'a decision threw'],
    ];
    const failed = new Map<string, string>();
    house.router.submit = (command) => {
      const key = `${command.type} ${JSON.stringify(command.data)}`;
      if (command.type !== 'InspectBoiler' && command.type !== 'BurnOutBoiler') return submit(command);
      if (!failed.has(key)) failed.set(key, reasons[key.includes('"A"') ? 0 : 1]!);
      return Promise.reject(new Error(failed.get(key)));
    };
    await house.followers.tick(after(200));
    expect((await house.followers.parked()).length).toBe(4);
    return house.reads;
  };

  it('R2: is taken up again at the start where the store was the reason, and a fact says so; the rest stays parked', async () => {
    const store = await openMemoryEventStore({ now: () => MORNING });
    const reads = await leftBehind(store);
    const { followers, log, clock, trouble } = await atWork({ store, reads });
    clock.set(after(300));
    trouble.instead = full;
    await followers.start();
    await until(() => followers.status().every(({ position }) => position !== ''));
    expect((await followers.parked()).length).toBe(4);
    trouble.instead = () => undefined;
    await until(async () => (await followers.parked()).length === 2);
    await until(async () => (await log('ParkedFactRetried')).length === 2);
    expect((await log('BoilerInspected')).map(({ stream }) => stream)).toEqual(['boiler-A']);
    expect((await log('BoilerBurnedOut')).map(({ stream, metadata }) => [stream, metadata.at])).toEqual([
      ['boiler-A', after(60)],
    ]);
    expect((await log('ParkedFactRetried')).map(({ metadata }) => metadata.actor)).toEqual(
      expect.arrayContaining([{ id: 'timers', role: 'system' }]),
    );
    expect((await followers.parked()).map(({ error }) => error)).toEqual(['a decision threw', 'a decision threw']);
  });
});
