import { EventStore } from '@heatledger/event-store';
import { plusMillis } from '@heatledger/vocabulary';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService, type Said } from '../journeys/edge-service.js';
import { roundsOf, seededChance } from './rounds.js';
import { keptIn } from './oracles.js';

const ROUNDS = roundsOf(12);
const VIEWS = ['ticket-card', 'ticket-queue'] as const;

interface Item {
  readonly ticketId: string;
}

describe('Views that are built again under load', () => {
  let service: EdgeService;
  beforeAll(async () => {
    service = await EdgeService.start();
  });
  afterAll(() => service.stop());

  it(`over HTTP are never seen half built: nothing once seen is gone or older, over ${ROUNDS} rebuilds, some broken off`, async () => {
    const chance = seededChance('rebuilds under load');
    const reported: string[] = [];
    const revisions = new Map<string, number>();
    const under = { load: true };
    const reportedLater = (): Promise<Said> => {
      service.clock.moment = plusMillis(service.clock.moment, 1000);
      return service.report();
    };
    for (let wave = 0; wave < 20; wave++) for (const { body } of await Promise.all(Array.from({ length: 20 }, reportedLater))) reported.push(body.id);
    await service.get(`/tickets/${reported.at(-1)}?min-position=${encodeURIComponent(await service.server.app.get(EventStore).position())}`);
    const writing = Array.from({ length: 2 }, async () => {
      while (under.load) {
        const { status, body } = await reportedLater();
        expect(status).toBe(201);
        const shown = await service.get(`/tickets/${body.id}?min-position=${encodeURIComponent(body.position)}`);
        expect([body.id, shown.status]).toEqual([body.id, 200]);
        revisions.set(body.id, Number(shown.body.revision ?? body.revision));
        reported.push(body.id);
        const assigned = await service.post(`/repairs/${body.id}/assignment`, { crewId: 'crew-3' });
        expect(assigned.status).toBe(201);
      }
    });
    let looks = 0;
    const reading = async (): Promise<void> => {
      while (under.load) {
        const known = [...reported];
        const one = known[Math.floor(chance() * known.length)];
        if (one !== undefined) {
          const { status, headers } = await service.get(`/tickets/${one}`);
          const revision = Number(headers.get('etag')?.replaceAll('"', ''));
          expect({ one, status }).toEqual({ one, status: 200 });
          expect(revision).toBeGreaterThanOrEqual(revisions.get(one) ?? 0);
          revisions.set(one, Math.max(revision, revisions.get(one) ?? 0));
        }
        const { body } = await service.get('/tickets?kind=repair&limit=200');
        const listed = new Set((body.items as readonly Item[]).map(({ ticketId }) => ticketId));
        // the newest come first, and some come while it is asked
        expect(known.slice(-100).filter((id) => !listed.has(id))).toEqual([]);
        looks++;
      }
    };
    const readers = [reading(), reading()];
    const { followers } = service.server;
    const finished = { yes: 0, no: 0 };
    const rebuilding = async (): Promise<void> => {
      for (let round = 0; round < ROUNDS; round++) {
        const stop = new AbortController();
        const after = Math.floor(chance() * 4);
        let seen = 0;
        const onProgress = (): void => void (seen++ >= after && stop.abort());
        const view = VIEWS[round % VIEWS.length] ?? 'ticket-card';
        const outcome = await followers.rebuild(view, round % 3 === 2 ? {} : { signal: stop.signal, onProgress });
        finished[outcome.finished ? 'yes' : 'no']++;
        await new Promise((next) => setTimeout(next, 30));
      }
    };
    await rebuilding().finally(() => (under.load = false));
    await Promise.all([...writing, ...readers]);
    expect(finished.yes).toBeGreaterThan(0);
    expect(finished.no).toBeGreaterThan(0);
    expect(looks).toBeGreaterThan(ROUNDS);
    await service.stop({ keep: true });
    const { fault, grown, anew } = await keptIn(service.directory);
    expect(fault).toBeNull();
    expect(grown).toEqual(anew);
    process.stdout.write(`rebuilds under load: ${finished.yes} finished, ${finished.no} broken off, ${reported.length} reports, ${looks} looks\n`);
  }, 3_600_000);
});
