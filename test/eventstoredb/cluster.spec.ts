import type { EventStore } from '@heatledger/event-store';
import { openEventStoreDb } from '@heatledger/event-store/eventstoredb';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventLike } from '../contracts/event-store.contract.js';
import { EdgeService } from '../journeys/edge-service.js';
import { startCluster, type PlayedCluster } from './cluster.js';

const KEEPALIVE = '&keepAliveInterval=2000&keepAliveTimeout=2000';
const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});
const cluster = async (): Promise<PlayedCluster> => {
  const started = await startCluster();
  ended.push(() => started.stop());
  return started;
};
const opened = async (connectionString: string): Promise<EventStore> => {
  const store = await openEventStoreDb({
    connectionString,
    patience: 20_000,
    appendDeadline: 1_000,
    stall: 1_000,
    tries: 6,
  });
  ended.push(() => store.close());
  return store;
};
/**
 * The others elect once somebody has looked for the leader and was told the one that stands still, or when all is
 * over.
 */
const electedOnceAsked = async (db: PlayedCluster, all: Promise<unknown>): Promise<void> => {
  await Promise.race([db.asked(), all.catch(() => undefined)]);
  db.elect();
};

describe('A cluster of three nodes', () => {
  it('is asked who leads; a leader that was deposed says who leads now', async () => {
    const db = await cluster();
    const store = await opened(db.connectionString);
    const first = db.leader;
    expect(await store.append('repair-1', [eventLike()], 'none')).toMatchObject({ ok: true, revision: 0 });
    db.elect();
    expect(db.leader).not.toBe(first);
    expect(await store.append('repair-1', [eventLike()], { exact: 0 })).toMatchObject({ ok: true, revision: 1 });
    expect(db.log.visible('repair-1')).toHaveLength(2);
  });

  it.each([
    ['the keepalives of the client', ''],
    ['short keepalives', KEEPALIVE],
  ])(
    'R7: whose leader stands still takes appends, reads and followers over to the new one, with %s',
    async (_, more) => {
      const db = await cluster();
      const store = await opened(`${db.connectionString}${more}`);
      const events = [eventLike(), eventLike(), eventLike()];
      const stop = new AbortController();
      const seen: string[] = [];
      const following = (async () => {
        for await (const page of store.follow({}, stop.signal)) {
          seen.push(...page.events.map(({ id }) => id));
          if (seen.length === events.length) stop.abort();
        }
      })();
      const [one, two, three] = events.map((event) => [event]);
      expect(await store.append('repair-1', one ?? [], 'none')).toMatchObject({ ok: true });
      db.freezeLeader();
      const appending = Promise.all([
        store.append('repair-1', two ?? [], { exact: 0 }),
        store.append('repair-2', three ?? [], 'none'),
        store.position(),
      ]);
      await electedOnceAsked(db, appending);
      expect(await appending).toMatchObject([{ ok: true, revision: 1 }, { ok: true, revision: 0 }, expect.any(String)]);
      await following;
      expect([...seen].sort()).toEqual(events.map(({ id }) => id).sort());
      expect([db.log.visible('repair-1')?.length, db.log.visible('repair-2')?.length]).toEqual([2, 1]);
    },
  );

  it('R7: serves commands while its leader stands still, as soon as the others have elected another', async () => {
    const db = await cluster();
    const service = await EdgeService.start({ eventStore: `${db.connectionString}${KEEPALIVE}` });
    ended.push(() => service.stop());
    expect((await service.report()).status).toBe(201);
    db.freezeLeader();
    const reporting = Promise.all([service.report(), service.report()]);
    await electedOnceAsked(db, reporting);
    expect((await reporting).map(({ status }) => status)).toEqual([201, 201]);
    await service.eventually('/tickets?kind=repair', ({ items }) => items?.length === 3);
  });
});
