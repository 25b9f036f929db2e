import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService } from './edge-service.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const since = (position: string): string => `?min-position=${encodeURIComponent(position)}`;

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

const reported = async (): Promise<{ id: string; caseNumber: string }> => {
  const { id, position } = (await service.report()).body;
  return { id, caseNumber: (await service.get(`/tickets/${id}${since(position)}`)).body.caseNumber };
};

describe('What a person reads', () => {
  it('W: names a merged ticket by its case number, in its history, in the audit trail and among the responses', async () => {
    const [first, second] = [await reported(), await reported()];
    const dispatcher = await service.person('du', 'dispatcher');
    const merged = await dispatcher(`/repairs/${second.id}/merge`, { survivorId: first.id, reason: '同一处漏水' });
    expect(merged.status).toBe(201);
    const [zh, en] = [`并入工单 ${first.caseNumber}：同一处漏水`, `Merged into ticket ${first.caseNumber}: 同一处漏水`];
    const { lines } = (await service.get(`/cases/${second.caseNumber}/history${since(merged.body.position)}`)).body;
    expect(lines.map(({ sentence }: { sentence: object }) => sentence)).toContainEqual({ zh, en });
    const trail = (await service.get(`/audit-trail?case=repair-${second.id}&${since(merged.body.position).slice(1)}`)).body;
    expect(trail.items.map(({ sentence }: { sentence: object }) => sentence)).toContainEqual({ zh, en });
    expect(JSON.stringify(trail.items.map(({ sentence }: { sentence: object }) => sentence))).not.toMatch(UUID);
    const responses = (await service.get(`/tickets/${second.id}/responses${since(merged.body.position)}`)).body;
    expect(JSON.stringify(responses.items.map(({ content }: { content: object }) => content))).not.toMatch(UUID);
  });

  it('W: gives an inspection a number by which it is found again, and no id of a home', async () => {
    const planned = await service.post(
      '/inspections',
      { site: '0190f3a1-0000-7000-8000-00000000dead', station: '城东一站', checklist: ['室温'], inspector: 'feng', due: '2026-01-08T09:00:00+08:00' },
      { role: 'inspector' },
    );
    const { lines } = (await service.get(`/cases/inspection-${planned.body.id}/history${since(planned.body.position)}`)).body;
    const said = /^计划入户核查 (I-20260105-[0-9A-Z]{4})：城东一站某户（档案 0190f3a1），由 feng 负责。$/.exec(lines[0].sentence.zh);
    expect(said?.[1]).toBeDefined();
    const found = await service.get(`/cases/${said?.[1]}/history`);
    expect([found.status, found.body.case]).toEqual([200, `inspection-${planned.body.id}`]);
  });
});
