import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EdgeService, type Said } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

const at = (time: string): string => `2026-01-05T${time}:00+08:00`;
beforeEach(() => {
  service.clock.moment = at('18:00');
});
const clockOf = ({ clocks }: Said['body'], name: string): Said['body'] => clocks.find(({ clock }: { clock: string }) => clock === name);
const cardAfter = async (id: string, { body }: Said): Promise<Said['body']> =>
  (await service.get(`/tickets/${id}?min-position=${encodeURIComponent(body.position)}`)).body;
const judge = (id: string, category: string): Promise<Said> => service.post(`/repairs/${id}/triage`, { category, urgency: 'urgent' });

describe('A ticket that is judged to be of another category', () => {
  it('G4: a repair OTHER that is a leak is due as a leak, from its report on', async () => {
    const reported = await service.report({ role: 'agent' }, { category: 'OTHER' });
    const { id } = reported.body;
    expect(clockOf(await cardAfter(id, reported), 'arrive').due).toBe(at('20:00'));
    service.clock.moment = at('18:02');
    expect(clockOf(await cardAfter(id, await judge(id, 'LEAK')), 'arrive')).toMatchObject({ due: at('19:00'), phase: 'running', breached: false });
    service.clock.moment = at('19:10');
    await service.eventually(`/tickets/${id}`, (card) => card.clocks !== undefined && clockOf(card, 'arrive').breached === true);
  });

  it('G4: a due time that has passed by then was missed at that time', async () => {
    const { id } = (await service.report({ role: 'agent' }, { category: 'OTHER' })).body;
    service.clock.moment = at('19:30');
    const judged = await judge(id, 'LEAK');
    expect(clockOf(await cardAfter(id, judged), 'arrive')).toMatchObject({ due: at('19:00'), breached: true });
    const { lines } = (await service.get(`/cases/repair-${id}/history?min-position=${encodeURIComponent(judged.body.position)}`)).body;
    expect(lines.find(({ type, data }: Said['body']) => type === 'ClockBreached' && data.clock === 'arrive')?.at).toBe(at('19:00'));
  });

  it('G4: a complaint OTHER that is of a cold room promises an arrival and a test', async () => {
    const agent = await service.person('agent-1', 'agent');
    const { id } = (await agent('/complaints', { zone: 'Z1', station: 'S1', category: 'OTHER', description: '屋里冷' })).body;
    service.clock.moment = at('18:30');
    const card = await cardAfter(id, await agent(`/complaints/${id}/classification`, { category: 'TEMP', urgency: 'urgent' }));
    expect(clockOf(card, 'arrive')).toMatchObject({ startsAt: at('18:00'), due: at('20:00'), phase: 'running' });
    expect(clockOf(card, 'measure')).toMatchObject({ startsAt: at('18:00'), due: '2026-01-06T18:00:00+08:00', phase: 'running' });
  });

  it('G4: what would be due later stands until a second person lets it go over, and a breach stays', async () => {
    const { id } = (await service.report({ role: 'agent' })).body;
    service.clock.moment = at('18:10');
    const judged = await judge(id, 'NOISE');
    expect(clockOf(await cardAfter(id, judged), 'arrive').due).toBe(at('19:00'));
    const asked = await service.post(`/repairs/${id}/clock-supersession`, { clock: 'arrive', reason: '改判为异响' });
    expect(asked.body.waiting).toBe(true);
    const [waiting] = (await service.get(`/approvals?ticketId=${id}&min-position=${encodeURIComponent(asked.body.position)}`)).body.items;
    const headers = { 'if-match': `"${waiting.revision}"` };
    const approved = await service.post(`/approvals/${waiting.approvalId}/approval`, {}, { role: 'administrator', headers });
    expect(clockOf(await cardAfter(id, approved), 'arrive').due).toBe(at('20:00'));
    const late = (await service.report({ role: 'agent' })).body;
    service.clock.moment = at('19:20');
    await service.eventually(`/tickets/${late.id}`, (card) => card.clocks !== undefined && clockOf(card, 'arrive').breached === true);
    expect(clockOf(await cardAfter(late.id, await judge(late.id, 'NOISE')), 'arrive').breached).toBe(true);
  });
});
