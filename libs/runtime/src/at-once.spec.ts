import type { EventStore } from '@heatledger/event-store';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { describe, expect, it } from '@jest/globals';
import { verifyLog } from './index.js';
import { FeedBoiler, LightBoiler } from './testing/boiler.js';
import { MORNING, openHouse } from './testing/boiler-house.js';

const light = LightBoiler({ boilerId: 'A' });
const feed = (kilos: number) => FeedBoiler({ boilerId: 'A', kilos });
const ID = '0192f000-0000-7000-8000-00000000000a';

/** A log that says what it is asked, and whose looks wait for an append as long as they are told to. */
const watched = async (): Promise<{ store: EventStore; asked: string[]; looksWait: boolean }> => {
  const store = await openMemoryEventStore({ now: () => MORNING });
  const [read, append] = [store.read.bind(store), store.append.bind(store)];
  let told: () => void = () => undefined;
  const log = { store, asked: [] as string[], looksWait: false };
  store.read = async function* (stream, options) {
    const answered = log.looksWait ? new Promise<void>((resolve) => (told = resolve)) : undefined;
    log.asked.push('look');
    await answered;
    yield* read(stream, options);
  };
  store.append = (...given) => {
    log.asked.push('append');
    told();
    return append(...given);
  };
  return log;
};

/** Two processes over one log that know of it. */
const two = async () => {
  const log = await watched();
  const houses = [
    await openHouse({ store: log.store, shared: true }),
    await openHouse({ store: log.store, shared: true }),
  ] as const;
  return { log, houses, fault: async () => (await verifyLog(log.store, houses[0].codec)).fault };
};

describe('A command over a log that others append to as well', () => {
  it('R5: appends while it looks what came since: a look that waited for the append would else never be answered', async () => {
    const { log, houses } = await two();
    log.looksWait = true;
    expect(await houses[0].order(light)).toMatchObject({ ok: true, revision: 0, events: 1, repeated: false });
    expect(log.asked).toEqual(['look', 'append']);
    // what this process appended is read back before anything follows on it, unless a reader has seen it
    log.looksWait = false;
    for await (const { events } of log.store.scan()) houses[0].ledger.seen(events);
    log.looksWait = true;
    expect(await houses[0].order(feed(1))).toMatchObject({ ok: true, revision: 1 });
    expect(log.asked).toEqual(['look', 'append', 'look', 'append']);
  });

  it('R5: is answered as before when it came through another process first, and its key is known there', async () => {
    const { houses, fault, log } = await two();
    await houses[0].order(light);
    const first = await houses[0].order(feed(5), { id: ID, fingerprint: 'f1' });
    expect(await houses[1].order(feed(5), { id: ID, fingerprint: 'f1' })).toEqual({ ...first, repeated: true });
    expect(await houses[1].order(feed(6), { id: ID, fingerprint: 'f2' })).toMatchObject({
      rejected: 'command/key-reused',
    });
    const [lit] = await houses[0].log('BoilerLit');
    const again = { id: lit!.metadata.command };
    expect(await houses[1].order(light, again)).toMatchObject({ ok: true, repeated: true });
    expect([await fault(), (await log.store.head('boiler-A'))?.revision]).toEqual([null, 1]);
  });

  it('R5: on a stream begun with the same key elsewhere is answered as before, and what follows is chained to what stands there', async () => {
    const { houses, fault, log } = await two();
    const first = await houses[0].order(light, { id: ID, fingerprint: 'f1' });
    // this process knows nothing of the stream, and says another time
    expect(await houses[1].order(light, { id: ID, fingerprint: 'f1', at: '2026-01-05T08:01:00+08:00' })).toEqual({
      ...first,
      repeated: true,
    });
    expect(await houses[1].order(feed(5))).toMatchObject({ ok: true, revision: 1 });
    expect([await fault(), (await log.store.head('boiler-A'))?.revision]).toEqual([null, 1]);
  });

  it('R5: that is refused, or true already, on what was last seen is decided again on what stands there', async () => {
    const { houses } = await two();
    expect(await houses[1].order(feed(5))).toEqual({ ok: false, rejected: 'boiler/cold' });
    await houses[0].order(light);
    expect(await houses[1].order(feed(5))).toMatchObject({ ok: true, revision: 1 });
    expect(await houses[1].order(light)).toMatchObject({ ok: true, events: 0, revision: 1 });
  });
});

describe('Readers at the end of the log', () => {
  it('R5: let commands that are under way go first, and rest no longer once none is', async () => {
    const asked: string[] = [];
    const store = await openMemoryEventStore({ now: () => MORNING });
    const follow = store.follow.bind(store);
    store.follow = async function* (options, signal) {
      for await (const page of follow(options, signal)) {
        asked.push('page');
        yield page;
      }
    };
    const busy = [1, 1, 0];
    const underWay = (): number => {
      const now = busy.shift() ?? 0;
      asked.push(now > 0 ? 'busy' : 'idle');
      return now;
    };
    const { order, followers } = await openHouse({ store, underWay });
    await order(light);
    await followers.start();
    while (!asked.includes('idle')) await new Promise((next) => setTimeout(next, 2));
    const outcome = await order(feed(1));
    expect(outcome.ok && (await followers.waitFor('boiler-card', outcome.position, 5000))).toBe(true);
    await followers.stop();
    expect(asked.slice(0, 5)).toEqual(['page', 'busy', 'busy', 'idle', 'page']);
  });
});
