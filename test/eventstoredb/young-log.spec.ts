import type { Filter } from '@heatledger/event-store';
import { openEventStoreDb } from '@heatledger/event-store/eventstoredb';
import { openEmbeddedReadStore } from '@heatledger/read-store/embedded';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventLike } from '../contracts/event-store.contract.js';
import { EdgeService } from '../journeys/edge-service.js';
import { startEventStoreDb, type EventStoreDbServer } from './server.js';

const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

const server = async (): Promise<EventStoreDbServer> => {
  const started = await startEventStoreDb();
  ended.push(() => started.stop());
  return started;
};

interface Health {
  readonly body: {
    readonly followers: readonly { readonly name: string; readonly behind: number; readonly position: string }[];
  };
}

/** −1 in a field that knows no sign, as a bookmark. */
const NOWHERE = '18446744073709551615=';
const AFTER_BREACH = '2026-01-08T12:00:00+08:00';

const reported = async (service: EdgeService, key: string): Promise<string> => {
  const { status, body } = await service.report({ role: 'agent', key });
  expect(status).toBe(201);
  return (body as { id: string }).id;
};
const listed = async (service: EdgeService, count: number): Promise<void> => {
  await service.eventually('/tickets?kind=repair', ({ items }) => items?.length === count);
};

describe('A server that nobody has written to', () => {
  it('R1: is served from the first event on: views, timers and reactions, also after the second start', async () => {
    const db = await server();
    const service = await EdgeService.start({ eventStore: db.connectionString });
    const id = await reported(service, 'first');
    await listed(service, 1);
    service.clock.moment = AFTER_BREACH;
    await service.eventually(`/cases/repair-${id}/history`, (body) =>
      JSON.stringify(body ?? '').includes('ClockBreached'),
    );
    const health = (await service.get('/health', {})) as Health;
    expect(health.body.followers.filter(({ position }) => position === NOWHERE)).toEqual([]);
    await service.stop({ keep: true });
    const again = await EdgeService.start({ eventStore: db.connectionString, data: service.directory });
    await reported(again, 'second');
    await listed(again, 2);
    await again.stop();
  });

  it('R1: bookmarks that were set beyond every place are begun again from the start', async () => {
    const db = await server();
    const service = await EdgeService.start({ eventStore: db.connectionString });
    await service.stop({ keep: true });
    const views = await openEmbeddedReadStore({ directory: service.directory, thread: null });
    const versions = await views.versions();
    expect(versions.length).toBeGreaterThan(20);
    for (const version of versions) await views.write(version, [], NOWHERE, version.bookmark);
    await views.close();
    const other = await EdgeService.start({ eventStore: db.connectionString });
    await reported(other, 'first');
    await other.stop();
    const again = await EdgeService.start({ eventStore: db.connectionString, data: service.directory });
    await listed(again, 1);
    const moved = ({ followers }: Health['body']): boolean =>
      followers.every(({ behind, position }) => behind === 0 && position !== NOWHERE);
    await again.eventually('/health', moved);
    await again.stop();
  });

  it('R1: what the server writes about itself behind the last event does not make the log look put back', async () => {
    const db = await server();
    const service = await EdgeService.start({ eventStore: db.connectionString });
    await reported(service, 'first');
    for (let n = 0; n < 1_100; n++) db.log.setMetadata(`other-${n}`, {});
    await listed(service, 1);
    await service.stop({ keep: true });
    const again = await EdgeService.start({ eventStore: db.connectionString, data: service.directory });
    await listed(again, 1);
    await again.stop();
  });

  it('R1: whatever stands in the log, a follower meets every event once and never stands beyond the last one', async () => {
    const kinds = fc.constantFrom('RepairReported', 'ComplaintReceived', 'the server’s own');
    const runs = fc.array(fc.record({ kind: kinds, count: fc.integer({ min: 1, max: 700 }) }), { maxLength: 4 });
    const filter = fc.constantFrom<Filter>(
      {},
      { types: ['RepairReported'] },
      { types: ['Nothing'] },
      { categories: ['complaint'] },
    );
    await fc.assert(
      fc.asyncProperty(runs, runs, filter, async (before, after, asked) => {
        const db = await startEventStoreDb();
        const store = await openEventStoreDb({ connectionString: db.connectionString, patience: 0 });
        let streams = 0;
        const due: string[] = [];
        const write = async (list: typeof before): Promise<void> => {
          for (const { kind, count } of list) {
            if (kind === 'the server’s own') for (let n = 0; n < count; n++) db.log.setMetadata(`other-${n}`, {});
            else {
              const category = kind === 'RepairReported' ? 'repair' : 'complaint';
              const events = Array.from({ length: count }, () => eventLike(kind));
              await store.append(`${category}-${++streams}`, events, 'none');
              const wanted = (asked.types?.includes(kind) ?? true) && (asked.categories?.includes(category) ?? true);
              if (wanted) due.push(...events.map(({ id }) => id));
            }
          }
        };
        try {
          await write(before);
          const stop = new AbortController();
          const seen: string[] = [];
          let wrote = false;
          for await (const { events, position, atEnd } of store.follow(asked, stop.signal)) {
            seen.push(...events.map(({ id }) => id));
            expect(store.compare(position, await store.position())).toBeLessThanOrEqual(0);
            if (atEnd && !wrote) {
              wrote = true;
              await write([...after, { kind: 'RepairReported', count: 1 }, { kind: 'ComplaintReceived', count: 1 }]);
            }
            if (wrote && seen.length >= due.length) stop.abort();
          }
          expect(seen).toEqual(due);
        } finally {
          await store.close();
          await db.stop();
        }
      }),
      { numRuns: 12 },
    );
  });
});
