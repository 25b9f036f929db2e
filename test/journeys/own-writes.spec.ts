import { routesOf, OwnWrites } from '@heatledger/edge/nest';
import { EventStore } from '@heatledger/event-store';
import { WrittenHere } from '@heatledger/runtime';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLeak, EdgeService, nobody, type Said } from './edge-service.js';

const aHome = { zone: '城东', station: '城东一站', areaTenths: 900, contractTenths: 180, heating: 'on', from: '2025-10-20' } as const;

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

const administrator = { role: 'administrator' } as const;
/** A position that the log will not come to in this test. */
const beyond = async (): Promise<string> => {
  const store = service.server.app.get(EventStore);
  const position = await store.position();
  return String(BigInt(position) + 1_000_000n).padStart(position.length, '0');
};

describe('Directly after 201', () => {
  it('H10: the caller can read what was written and act on it', async () => {
    // others write meanwhile, so that views come after
    const others = Array.from({ length: 300 }, () => service.report());
    const told: (readonly number[])[] = [];
    for (let n = 0; n < 10; n++) {
      const home = await service.post('/households', aHome, { role: 'agent' });
      const repair = await service.post('/repairs', { ...aLeak, householdId: home.body.id }, { role: 'agent' });
      const card = await service.get(`/tickets/${repair.body.id}`, { role: 'agent' });
      const list = await service.get(`/households/${home.body.id}`, { role: 'agent' });
      told.push([home, repair, card, list].map(({ status }: Said) => status));
    }
    expect(told).toEqual(told.map(() => [201, 201, 200, 200]));
    await Promise.all(others);
  });

  it('H10: a season that was just declared gives the rules of the next command', async () => {
    const season = { name: '2025-2026', area: '天津', startsAt: '2025-11-10T00:00:00+08:00', endsAt: '2026-03-20T00:00:00+08:00', packId: 'tianjin' };
    const declared = await service.post('/seasons', season, administrator);
    expect(declared.status).toBe(201);
    const repair = await service.report();
    expect(repair.status).toBe(201);
    const { body } = await service.get(`/feed?types=ClockStarted&after=${declared.body.position}`, administrator);
    const rules = (body as { subject: string; rule?: string }[]).filter(({ subject }) => subject === repair.body.stream).map(({ rule }) => rule?.split(' ')[0]);
    expect(rules).toContain('tianjin');
  });

  it('H10: a command says which position its decision has to know', async () => {
    const home = await service.post('/households', aHome, { role: 'agent' });
    const path = `/repairs?min-position=${encodeURIComponent(home.body.position)}`;
    expect((await service.post(path, { ...aLeak, householdId: home.body.id })).status).toBe(201);
    expect((await service.post(`/repairs?min-position=${await beyond()}`, aLeak)).body.code).toBe('view/behind');
  });

  it('H10: whoever is refused by a view that is behind what was written is told so, and told when to come back', async () => {
    const far = await beyond();
    service.server.app.get(OwnWrites).note('crew-1', far);
    const read = await service.get(`/tickets/${nobody}`, { role: 'crew' });
    expect([read.status, read.body.code, read.body.refused, read.headers.get('retry-after')]).toEqual([503, 'view/behind', 'ticket/unknown', '1']);
    service.server.app.get(WrittenHere).note(['HouseholdRegistered'], far);
    const refused = await service.post('/repairs', { ...aLeak, householdId: nobody });
    expect([refused.status, refused.body.code, refused.body.refused]).toEqual([503, 'view/behind', 'ticket/unknown-household']);
    // what does not rest on it goes on, without waiting for it again
    expect((await service.report()).status).toBe(201);
  });

  it('H10: every question that is answered from views waits', () => {
    const FROM_ELSEWHERE = /^\/(feed|health|metrics|openapi|projections|rules|$)/;
    const deaf = routesOf(service.server.app).filter(({ method, path, reads }) => method === 'GET' && reads.length === 0 && !FROM_ELSEWHERE.test(path));
    expect(deaf.map(({ path }) => path)).toEqual([]);
  });
});
