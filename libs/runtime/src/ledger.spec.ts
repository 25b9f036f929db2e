import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { describe, expect, it } from '@jest/globals';
import { boiler, BurnOutBoiler, FeedBoiler, InspectBoiler, LightBoiler } from './testing/boiler.js';
import { openHouse } from './testing/boiler-house.js';
import { eventIdOf, isChained, Ledger, verifyLog } from './index.js';

const A = { boilerId: 'A' };
const ID = '0192f000-0000-7000-8000-00000000000a';


describe('A command', () => {
  it('becomes events with ids of its own, chained to the one before, and says where they stand', async () => {
    const { order, log } = await openHouse();
    expect(await order(LightBoiler(A), { id: ID })).toMatchObject({ ok: true, stream: 'boiler-A', revision: 0, events: 1, repeated: false });
    expect(await order(FeedBoiler({ ...A, kilos: 5 }))).toMatchObject({ ok: true, revision: 1 });
    const [first, second] = await log();
    expect(first).toMatchObject({ id: eventIdOf(ID, 0), metadata: { v: 1, command: ID, correlation: 'boiler-A', channel: 'field', actor: { id: 'wang', role: 'agent' } } });
    expect([isChained(first!, 'boiler-A'), isChained(second!, first!.metadata.digest), isChained(first!, 'boiler-B')]).toEqual([true, true, false]);
  });

  it('given twice is carried out once and answers the same, in this process and in the next', async () => {
    const house = await openHouse();
    await house.order(LightBoiler(A));
    const first = await house.order(FeedBoiler({ ...A, kilos: 5 }), { id: ID, fingerprint: 'f1' });
    await house.order(FeedBoiler({ ...A, kilos: 7 }));
    for (const { order, log } of [house, await openHouse({ store: house.store })]) {
      expect(await order(FeedBoiler({ ...A, kilos: 5 }), { id: ID, fingerprint: 'f1' })).toEqual({ ...first, repeated: true });
      expect(await log('BoilerFed')).toHaveLength(2);
    }
  });

  it('with a key that another request used is refused', async () => {
    const { order, log } = await openHouse();
    await order(LightBoiler(A), { id: ID, fingerprint: 'f1' });
    expect(await order(FeedBoiler({ ...A, kilos: 5 }), { id: ID, fingerprint: 'f2' })).toMatchObject({ ok: false, rejected: 'command/key-reused' });
    expect(await log()).toHaveLength(1);
  });

  it('G8: that had nothing to do leaves its answer, which its key is given again, here, after a restart and by another process', async () => {
    const house = await openHouse();
    const other = await openHouse({ store: house.store, shared: true });
    await house.order(LightBoiler(A));
    const asked = [FeedBoiler({ ...A, kilos: 0 }), { id: ID, fingerprint: 'f1' }] as const;
    const first = await house.order(...asked);
    expect(first).toMatchObject({ ok: true, stream: 'boiler-A', revision: 0, events: 0, repeated: false });
    await house.order(FeedBoiler({ ...A, kilos: 9 }));
    for (const { order } of [house, other, await openHouse({ store: house.store })]) {
      expect(await order(...asked)).toEqual({ ...first, repeated: true });
      expect(await order(FeedBoiler({ ...A, kilos: 3 }), { id: ID, fingerprint: 'f2' })).toMatchObject({ rejected: 'command/key-reused' });
    }
    expect((await house.log()).map(({ stream }) => stream)).toEqual(['boiler-A', `command-${ID}`, 'boiler-A']);
    expect(await verifyLog(house.store, house.codec)).toMatchObject({ streams: 2, events: 3, fault: null });
  });

  it('G8: that had nothing to do and is carried out by a retry would undo later work: it is not', async () => {
    const { order, store } = await openHouse();
    await order(LightBoiler(A));
    const again = [LightBoiler(A), { id: ID, fingerprint: 'f1' }] as const;
    expect(await order(...again)).toMatchObject({ events: 0 });
    await order(BurnOutBoiler(A));
    const next = await openHouse({ store });
    expect(await next.order(...again)).toMatchObject({ ok: true, events: 0, revision: 0, repeated: true });
    expect(await next.order(FeedBoiler({ ...A, kilos: 1 }))).toEqual({ ok: false, rejected: 'boiler/cold' });
  });

  it('G8: leaves no answer where nobody asks again: without a request, or ordered by the program', async () => {
    const { order, log } = await openHouse();
    await order(LightBoiler(A));
    await order(LightBoiler(A));
    await order(LightBoiler(A), { fingerprint: 'f1', actor: { id: 'burn-outs', role: 'system' } });
    expect(await order(FeedBoiler({ boilerId: 'B', kilos: 1 }), { id: ID, fingerprint: 'f1' })).toMatchObject({ ok: false });
    expect(await log()).toHaveLength(1);
  });

  it('that is refused writes nothing', async () => {
    const { order, log } = await openHouse();
    expect(await order(FeedBoiler({ ...A, kilos: 5 }))).toEqual({ ok: false, rejected: 'boiler/cold' });
    expect(await log()).toEqual([]);
  });

  it('whose content does not fit its kind writes nothing and names the field', async () => {
    const { order, log } = await openHouse();
    await order(LightBoiler(A));
    const outcome = await order(FeedBoiler({ ...A, kilos: 1.5 }));
    expect(outcome).toMatchObject({ ok: false, rejected: 'fact/invalid', detail: { fact: 'BoilerFed', faults: [{ field: 'kilos' }] } });
    expect(await log()).toHaveLength(1);
  });

  it('that expects another revision is a conflict with the actual one', async () => {
    const { order } = await openHouse();
    expect(await order(LightBoiler(A), { expected: 3 })).toEqual({ ok: false, conflict: { actual: 'none' } });
    await order(LightBoiler(A), { expected: 'none' });
    expect(await order(InspectBoiler(A), { expected: 'none' })).toEqual({ ok: false, conflict: { actual: 0 } });
    expect(await order(InspectBoiler(A), { expected: 0 })).toMatchObject({ ok: true, revision: 1 });
  });
});

describe('Two processes on one log', () => {
  it('look again when they lose a race, and none of their commands is lost', async () => {
    const store = await openMemoryEventStore();
    const [one, two] = [await openHouse({ store }), await openHouse({ store })];
    await one.order(LightBoiler(A));
    for (let round = 0; round < 10; round++) {
      const outcomes = await Promise.all([one.order(FeedBoiler({ ...A, kilos: 1 })), two.order(FeedBoiler({ ...A, kilos: 2 }))]);
      expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
    }
    expect(await one.log('BoilerFed')).toHaveLength(20);
    expect(await verifyLog(store, one.codec)).toEqual({ streams: 1, events: 21, fault: null });
  });

  it('that expects what it saw does not look again but hears of the conflict', async () => {
    const store = await openMemoryEventStore();
    const [one, two] = [await openHouse({ store }), await openHouse({ store })];
    await one.order(LightBoiler(A));
    await two.order(InspectBoiler(A));
    await one.order(InspectBoiler(A));
    expect(await two.order(InspectBoiler(A), { expected: 1 })).toEqual({ ok: false, conflict: { actual: 2 } });
  });
});

describe('A stream of many events', () => {
  it('takes commands at once one after another, in the order they came', async () => {
    const { order, log } = await openHouse();
    await order(LightBoiler(A));
    await Promise.all(Array.from({ length: 100 }, (_, kilos) => order(FeedBoiler({ ...A, kilos: kilos + 1 }))));
    expect((await log('BoilerFed')).map(({ data }) => data['kilos'])).toEqual(Array.from({ length: 100 }, (_, kilos) => kilos + 1));
  });

  it('is folded again from the log when its state has left the memory', async () => {
    const { store, codec, order, ids } = await openHouse();
    await order(LightBoiler(A));
    const small = new Ledger(store, codec, { cachedStreams: 1 }).decideOn(boiler, () => undefined);
    for (const boilerId of ['A', 'B', 'A', 'B'])
      await small({ ...InspectBoiler({ boilerId }), meta: { id: ids.next(), at: '2026-01-05T08:00:00+08:00', now: '2026-01-05T08:00:00+08:00', actor: { id: 'wang', role: 'agent' }, channel: 'field' } });
    expect(await verifyLog(store, codec)).toEqual({ streams: 2, events: 5, fault: null });
  });
});
