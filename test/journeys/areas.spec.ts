import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService, type Said } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

const admin = { role: 'administrator' } as const;
const since = (said: Said, path: string) => service.get(`${path}?min-position=${said.body.position}`, { role: 'auditor' });
const area = (code: string, name: string, pack: string, zones: readonly string[], more: object = {}) =>
  service.post('/areas', { code, name, pack, zones, ...more }, admin);
const season = (name: string, at: string, from: string, to: string, packId: string) =>
  service.post('/seasons', { name, area: at, startsAt: `${from}T00:00:00+08:00`, endsAt: `${to}T23:59:59+08:00`, packId }, admin);
/** A complaint about a cold room, and the clocks that it starts. */
const measureOf = async (zone: string): Promise<{ due: string; rule: { pack: string } }> => {
  const taken = await service.post('/complaints', { zone, station: 'S', category: 'TEMP', description: '屋里冷' }, { role: 'agent' });
  const { clocks } = (await since(taken, `/tickets/${taken.body.id}`)).body;
  return clocks.find(({ clock }: { clock: string }) => clock === 'measure');
};

describe('A company that supplies in several jurisdictions', () => {
  it('T3: counts in each area by its own pack and season, and in none by another one’s', async () => {
    service.clock.moment = '2026-01-05T20:00:00+08:00';
    const first = await area('LY', '临沂', 'linyi', ['Z1'], { default: true });
    expect(first.status).toBe(201);
    await since(first, '/areas');
    const second = await area('SY', '沈阳', 'shenyang', ['浑南'], { stations: ['SY-1'] });
    expect(second.status).toBe(201);
    await since(second, '/areas');
    const declared = await season('2025-2026', 'SY', '2025-11-01', '2026-03-31', 'shenyang');
    expect(declared.status).toBe(201);
    await since(declared, '/seasons');
    const night = await measureOf('浑南');
    expect(night.rule.pack).toBe('shenyang');
    for (const zone of ['Z1', 'nowhere']) {
      const { rule, due } = await measureOf(zone);
      expect([zone, rule.pack, due]).toEqual([zone, 'linyi', '2026-01-06T20:00:00+08:00']);
    }
  });

  it('T3: has exactly one default area, and each place in one area only', async () => {
    expect((await area('X', '另一', 'linyi', [], { default: true })).body).toMatchObject({ code: 'area/default', errors: [{ pointer: expect.any(String) }] });
    expect((await area('X', '另一', 'linyi', ['Z1'])).body).toMatchObject({ code: 'area/place-taken' });
    expect((await area('X', '临沂', 'linyi', [])).body).toMatchObject({ code: 'area/name-taken' });
    expect((await area('X', '另一', 'atlantis', [])).body).toMatchObject({ code: 'area/unknown-pack' });
    expect((await service.post('/areas', { code: 'X' }, admin)).status).toBe(400);
    expect((await service.post('/areas', { code: 'X', name: 'x', pack: 'linyi' }, { role: 'agent' })).status).toBe(403);
  });

  it('T3: declares no season of an unknown area, and no two of one area that overlap', async () => {
    const unknown = await season('2025-2026', '铁岭', '2025-11-01', '2026-03-31', 'shenyang');
    expect([unknown.status, unknown.body]).toMatchObject([422, { code: 'season/unknown-area', errors: [{ pointer: '#/area' }] }]);
    const twice = await season('2025-2026', '沈阳', '2025-11-15', '2026-03-20', 'shenyang');
    expect([twice.status, twice.body]).toMatchObject([422, { code: 'season/overlap', errors: [{ pointer: '#/startsAt' }] }]);
    expect((await season('2025-2026', 'LY', '2025-11-10', '2026-03-20', 'linyi')).status).toBe(201);
  });

  it('T3: records a stop before the declared end as what it is, with the days lost', async () => {
    service.clock.moment = '2026-03-20T10:00:00+08:00';
    const [{ seasonId }] = (await service.get('/seasons?area=SY', { role: 'auditor' })).body.items;
    const lateStart = { heatedFrom: '2025-11-04T09:00:00+08:00', reason: '管网抢修' };
    expect((await service.post(`/seasons/${seasonId}/late-start`, lateStart, admin)).status).toBe(201);
    const ended = await service.post(`/seasons/${seasonId}/end`, { endsAt: '2026-03-15T23:59:59+08:00' }, admin);
    expect(ended.status).toBe(201);
    expect((await since(ended, `/seasons/${seasonId}`)).body).toMatchObject({
      ...{ phase: 'ended', days: 151, daysLost: 19 },
      ...{ endsAt: '2026-03-31T23:59:59+08:00', stoppedAt: '2026-03-15T23:59:59+08:00' },
    });
    const history = (await service.get(`/cases/season-${seasonId}/history`, { role: 'auditor' })).text;
    expect(history).toContain('少供 3 天');
    expect(history).toContain('提前停止供热');
  });
});
