import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

const leak = { category: 'LEAK', urgency: 'urgent' } as const;
const cold = { category: 'TEMP', urgency: 'ordinary' } as const;

describe('A command that was true already', () => {
  it('G8: leaves its answer in no history, trail or feed', async () => {
    const { body: repair } = await service.report();
    await service.post(`/repairs/${repair.id}/triage`, leak);
    const { body: idle } = await service.post(`/repairs/${repair.id}/triage`, leak);
    const { body: last } = await service.report();
    const there = `min-position=${encodeURIComponent(last.position)}`;
    expect(idle.events).toBe(0);
    const { body: file } = await service.get(`/cases/${repair.id}/history?${there}`);
    expect(file.lines.map(({ type }: { type: string }) => type)).not.toContain('CommandAnswered');
    for (const path of ['/feed?limit=500', `/audit-trail?limit=200&${there}`])
      expect((await service.get(path)).text).not.toContain('CommandAnswered');
    const named = await service.get('/feed?types=CommandAnswered');
    expect(named.status).toBe(400);
  });

  it('G8: is answered as before when it is asked again after a restart, and undoes nothing', async () => {
    const { body: repair } = await service.report();
    const triage = `/repairs/${repair.id}/triage`;
    await service.post(triage, leak);
    const asking = { role: 'dispatcher', key: 'true-already' } as const;
    const first = await service.post(triage, leak, asking);
    expect([first.status, first.body.events, first.body.repeated]).toEqual([201, 0, false]);
    await service.post(triage, cold);
    await service.stop({ keep: true });
    service = await EdgeService.start({ data: service.directory });
    const again = await service.post(triage, leak, asking);
    expect([again.status, again.body]).toEqual([201, { ...first.body, repeated: true }]);
    const { body: card } = await service.get(`/tickets/${repair.id}`);
    expect(card.category).toBe('TEMP');
    const other = await service.post(triage, cold, asking);
    expect([other.status, other.body.code]).toEqual([422, 'command/key-reused']);
  });
});
