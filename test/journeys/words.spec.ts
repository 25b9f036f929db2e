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

const inEnglish = { role: 'dispatcher', headers: { 'accept-language': 'en' } } as const;

describe('A refusal at the door', () => {
  it('W: of a second assignment points to the reassignment, in both languages', async () => {
    const { id } = await reported();
    await service.post(`/repairs/${id}/assignment`, { crewId: 'crew-1' });
    const again = await service.post(`/repairs/${id}/assignment`, { crewId: 'crew-2' });
    expect([again.status, again.body.code]).toEqual([409, 'ticket/not-now']);
    expect(again.body.detail).toBe('工单当前状态不允许此操作。工单已派单，不能再次派单；如需换人请用“改派”。');
    const en = await service.post(`/repairs/${id}/assignment`, { crewId: 'crew-2' }, inEnglish);
    expect(en.body.detail).toBe('The ticket is not at the stage for this. The ticket is assigned and cannot be assigned again; reassign it to change the crew.');
    // what a program reads stays as it was
    expect(again.body.errors[0]).toMatchObject({ pointer: '#/phase', allowed: ['reported', 'triaged'] });
    expect(again.body.context).toMatchObject({ field: 'phase', value: 'assigned' });
  });

  it('W: of a closure, of scores and of a missing fee says what is missing, without field names', async () => {
    const { id } = await reported();
    const [dispatcher, agent] = [await service.person('dispatcher-1', 'dispatcher'), await service.person('agent-1', 'agent')];
    const closed = await dispatcher(`/repairs/${id}/closure`, { exit: 'done' });
    expect(closed.body.detail).toBe('该办结方式的条件不具备。须处理完毕且回访满意后方可办结。');
    const asked = await service.post('/enquiries', { category: 'BILLING', question: '怎么缴费？' }, { role: 'agent' });
    const enquiry = await agent(`/enquiries/${asked.body.id}/closure`, { exit: 'answered' });
    expect(enquiry.body.detail).toBe('该办结方式的条件不具备。尚未登记答复，不能按“已答复”办结。');
  });

  it('W: of a form names the fields as people call them', async () => {
    const long = await service.report({ role: 'agent' }, { description: '漏'.repeat(4001) });
    expect(long.body.detail).toBe('请求中有不符合要求的内容。描述不能超过 4000 个字。');
    const phone = await service.report({ role: 'agent' }, { callerPhone: '打给我' });
    expect(phone.body.detail).toBe('请求中有不符合要求的内容。报修人电话格式不正确：3 至 24 个字符，只含数字、+ * ( ) - 和空格。');
  });

  it('W: of an If-Match where nothing stands yet says so in words', async () => {
    const said = await service.post(`/repairs/0190f3a1-0000-7000-8000-00000000dead/triage`, { category: 'LEAK', urgency: 'urgent' }, { role: 'dispatcher', headers: { 'if-match': '"3"' } });
    expect(said.text).not.toMatch(/\bnone\b(?=。)/);
  });
});
