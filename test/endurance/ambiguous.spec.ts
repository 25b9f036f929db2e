import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEventStoreDb, type EventStoreDbServer } from '../eventstoredb/server.js';
import { aLeak, EdgeService, type Said } from '../journeys/edge-service.js';
import { roundsOf, seededChance } from './rounds.js';

const ROUNDS = roundsOf(12);
const TRIES = 5;

/** What an answer says, but for whether it was said before. */
const told = ({ status, body }: Said): object => ({ status, ...(body as object), repeated: undefined });

describe('A command whose answer got lost', () => {
  let db: EventStoreDbServer;
  let service: EdgeService;
  beforeAll(async () => {
    db = await startEventStoreDb();
    service = await EdgeService.start({ eventStore: db.connectionString, stores: 'memory' });
  });
  afterAll(async () => {
    await service.stop();
    await db.stop();
  });
  const eventsOf = (id: string): number => db.log.visible(`repair-${id}`)?.filter(({ type }) => type === 'RepairReported').length ?? 0;

  it(`between log and service is answered as if nothing had been, once, ${ROUNDS} times`, async () => {
    const chance = seededChance('lost answers');
    for (let round = 0; round < ROUNDS; round++) {
      const asking = { role: 'agent', key: `lost-${round}` } as const;
      db.faults.next('Append', { kind: 'answer-lost' }, 1 + Math.floor(chance() * 2));
      const first = await service.report(asking);
      const again = await service.report(asking);
      expect(first.status).toBe(201);
      expect(told(again)).toEqual(told(first));
      expect(eventsOf(first.body.id)).toBe(1);
    }
  }, 600_000);

  it('until the service gave up is 503, and the same command again tells what was done, once', async () => {
    const asking = { role: 'agent', key: 'given-up' } as const;
    db.faults.next('Append', { kind: 'answer-lost' }, TRIES);
    const gaveUp = await service.report(asking);
    expect([gaveUp.status, gaveUp.body.code, gaveUp.body.reason]).toEqual([503, 'server/store-unavailable', 'unavailable']);
    expect(gaveUp.text).not.toContain('nothing was written');
    const again = await service.report(asking);
    expect([again.status, again.body.repeated]).toEqual([201, true]);
    expect(eventsOf(again.body.id)).toBe(1);
    expect(told(await service.report(asking))).toEqual(told(again));
  }, 60_000);

  it('between service and caller is told again, whether the caller comes back while it is under way or later', async () => {
    for (const pause of [0, 400]) {
      const asking = { role: 'agent', key: `hung-up-${pause}` } as const;
      const headers = { authorization: `Bearer ${await service.token('agent')}`, 'content-type': 'application/json', 'idempotency-key': asking.key };
      db.faults.next('Append', { kind: 'answer-late', ms: 300 });
      const stored = db.log.records.length;
      const hangUp = new AbortController();
      const first = fetch(`${service.server.url}/repairs`, { method: 'POST', headers, body: JSON.stringify(aLeak), signal: hangUp.signal });
      while (db.log.records.length === stored) await new Promise((next) => setTimeout(next, 5));
      hangUp.abort();
      await expect(first).rejects.toThrow('aborted');
      await new Promise((next) => setTimeout(next, pause));
      const again = await service.report(asking);
      expect([again.status, eventsOf(again.body.id)]).toEqual([201, 1]);
      expect(told(await service.report(asking))).toEqual(told(again));
    }
  }, 60_000);
});
