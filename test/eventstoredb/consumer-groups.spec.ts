import type { EventStore } from '@heatledger/event-store';
import { ConsumerGroups, EventStoreDbEventStore, openEventStoreDb, type Delivery } from '@heatledger/event-store/eventstoredb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventLike } from '../contracts/event-store.contract.js';
import { startEventStoreDb, type EventStoreDbServer } from './server.js';

describe('Consumers that share the events of the log', () => {
  let db: EventStoreDbServer;
  let store: EventStore;
  let groups: ConsumerGroups;
  let ofStream: ConsumerGroups;
  beforeEach(async () => {
    db = await startEventStoreDb();
    db.faults.hearsAnswersLate = true;
    const opened = await openEventStoreDb({ connectionString: db.connectionString, patience: 0 });
    store = opened;
    expect(opened).toBeInstanceOf(EventStoreDbEventStore);
    groups = new ConsumerGroups(opened.connection);
    ofStream = new ConsumerGroups(opened.connection, 'repair-1');
  });
  afterEach(async () => {
    await store.close();
    await db.stop();
  });

  const fill = async (stream: string, count: number): Promise<void> => {
    await store.append(
      stream,
      Array.from({ length: count }, (_, n) => eventLike('RepairReported', { n })),
      'none',
    );
  };
  const nOf = ({ event }: Delivery): number => Number(event.data['n']);
  /** Takes so many deliveries, handling each. */
  const taken = async (name: string, count: number, handle: (delivery: Delivery) => Promise<void>, of = groups): Promise<string[]> => {
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const delivery of of.connect(name, stop.signal)) {
      seen.push(`${nOf(delivery)} retry ${delivery.retry}`);
      await handle(delivery);
      if (seen.length === count) stop.abort();
    }
    return seen;
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  it('are made once, told of, and removed', async () => {
    expect(await groups.create({ name: 'billing' })).toBe(true);
    expect(await groups.create({ name: 'billing' })).toBe(false);
    expect(await groups.info('billing')).toEqual({ name: 'billing', status: 'Live', parked: 0, inFlight: 0, connections: 0 });
    await groups.remove('billing');
    await expect(groups.info('billing')).rejects.toMatchObject({ code: 'invalid-event', message: expect.stringContaining('there is no such group') });
    await expect(groups.remove('billing')).rejects.toThrow('there is no such group');
  });

  it('answer each event: done, again, aside or never mind', async () => {
    await fill('repair-1', 4);
    await groups.create({ name: 'billing', retries: 2 });
    const seen = await taken('billing', 6, (delivery) => {
      const n = nOf(delivery);
      return n === 0 ? delivery.done() : n === 1 ? delivery.skip('not ours') : n === 2 ? delivery.park('no such account') : delivery.again('busy');
    });
    expect(seen).toEqual(['0 retry 0', '1 retry 0', '2 retry 0', '3 retry 0', '3 retry 1', '3 retry 2']);
    await until(async () => (await groups.info('billing')).parked === 2);
    await groups.replayParked('billing');
    expect(await taken('billing', 2, (delivery) => delivery.done())).toEqual(['2 retry 0', '3 retry 0']);
    await until(async () => (await groups.info('billing')).inFlight === 0);
    expect(await groups.info('billing')).toMatchObject({ parked: 0, inFlight: 0 });
  });

  it('get every event once between them, and what one left unanswered goes to another', async () => {
    await fill('repair-1', 40);
    await groups.create({ name: 'billing' });
    const stop = new AbortController();
    const seen: number[][] = [[], []];
    const reading = seen.map(async (mine) => {
      for await (const delivery of groups.connect('billing', stop.signal, 5)) {
        mine.push(nOf(delivery));
        await delivery.done();
        if (seen.flat().length === 40) stop.abort();
      }
    });
    await Promise.all(reading);
    expect(seen.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    expect(seen.every(({ length }) => length > 0)).toBe(true);
    await until(async () => (await groups.info('billing')).connections === 0);
    await store.append('repair-2', [eventLike('RepairReported', { n: 99 })], 'none');
    const leaving = new AbortController();
    for await (const delivery of groups.connect('billing', leaving.signal)) {
      expect([nOf(delivery), delivery.retry]).toEqual([99, 0]);
      leaving.abort();
    }
    expect(await taken('billing', 1, (delivery) => delivery.done())).toEqual(['99 retry 1']);
  });

  it('R9: who leaves right behind an answer is heard, however it was given', async () => {
    await fill('repair-1', 9);
    await groups.create({ name: 'billing' });
    const seen: number[] = [];
    for (let n = 0; n < 3; n++) {
      const stop = new AbortController();
      for await (const delivery of groups.connect('billing', stop.signal, 1)) {
        seen.push(nOf(delivery));
        void delivery.done();
        stop.abort();
      }
    }
    for (let n = 0; n < 3; n++)
      for await (const delivery of groups.connect('billing', new AbortController().signal, 1)) {
        seen.push(nOf(delivery));
        await delivery.done();
        break;
      }
    // what comes to one who is leaving goes to the next; what was answered never comes again
    expect(seen).toEqual([...new Set(seen)]);
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    await until(async () => (await groups.info('billing')).connections === 0);
    expect(await groups.info('billing')).toMatchObject({ parked: 0, inFlight: 0 });
  });

  it('can be of some categories or types only', async () => {
    await fill('repair-1', 3);
    await fill('complaint-1', 2);
    await store.append('survey-1', [eventLike('SurveyAnswered', { n: 7 })], 'none');
    await groups.create({ name: 'complaints', categories: ['complaint'] });
    await groups.create({ name: 'surveys', types: ['SurveyAnswered'] });
    expect(await taken('complaints', 2, (delivery) => delivery.done())).toEqual(['0 retry 0', '1 retry 0']);
    expect(await taken('surveys', 1, (delivery) => delivery.done())).toEqual(['7 retry 0']);
    await expect(groups.create({ name: 'both', types: ['A'], categories: ['b'] })).rejects.toThrow('not both');
  });

  it('can be of one stream, where the same name stands for a group of its own', async () => {
    await fill('repair-1', 4);
    await fill('repair-2', 2);
    expect(await groups.create({ name: 'billing' })).toBe(true);
    expect(await ofStream.create({ name: 'billing', retries: 1 })).toBe(true);
    expect(await ofStream.create({ name: 'billing' })).toBe(false);
    const answer = (delivery: Delivery): Promise<void> => (nOf(delivery) === 1 ? delivery.park('no such account') : nOf(delivery) === 2 ? delivery.skip('not ours') : nOf(delivery) === 3 ? delivery.again('busy') : delivery.done());
    expect(await taken('billing', 5, answer, ofStream)).toEqual(['0 retry 0', '1 retry 0', '2 retry 0', '3 retry 0', '3 retry 1']);
    await until(async () => (await ofStream.info('billing')).parked === 2);
    expect(await groups.info('billing')).toMatchObject({ parked: 0 });
    await ofStream.replayParked('billing');
    expect(await taken('billing', 2, (delivery) => delivery.done(), ofStream)).toEqual(['1 retry 0', '3 retry 0']);
    await until(async () => (await ofStream.info('billing')).inFlight === 0);
    await expect(ofStream.create({ name: 'some', categories: ['repair'] })).rejects.toThrow('not for one stream');
    await ofStream.remove('billing');
    await expect(ofStream.info('billing')).rejects.toThrow('there is no such group');
    expect(await groups.info('billing')).toMatchObject({ name: 'billing' });
  });

  it('are refused by name: no such group, a name that is none', async () => {
    const connect = async (name: string): Promise<void> => {
      for await (const delivery of groups.connect(name, new AbortController().signal)) await delivery.done();
    };
    await expect(connect('nobody')).rejects.toMatchObject({ code: 'invalid-event', message: expect.stringContaining('nobody') });
    await expect(connect('a b')).rejects.toThrow('letters, digits');
  });

  it('fail in words while the server is away, and work again when it is back', async () => {
    await groups.create({ name: 'billing' });
    await db.kill();
    await expect(groups.info('billing')).rejects.toMatchObject({ code: 'unavailable' });
    await db.restart();
    expect(await groups.info('billing')).toMatchObject({ name: 'billing' });
  });
});
