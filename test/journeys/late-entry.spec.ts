import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issueToken } from '@heatledger/edge';
import { EdgeService, NOON, type Said } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

const at = (time: string): string => `2026-01-05T${time}:00+08:00`;

interface CardClock {
  readonly clock: string;
  readonly phase: string;
  readonly breached: boolean;
}

const arriveOf = ({ body }: Said): CardClock => body.clocks.find(({ clock }: CardClock) => clock === 'arrive');
const cardOf = (id: string, position: string): Promise<Said> =>
  service.get(`/tickets/${id}?min-position=${encodeURIComponent(position)}`);

/** A leak reported at noon, whose crew enters at ten in the evening that it came within the hour. */
const backdated = async (): Promise<{ id: string; entered: Said }> => {
  service.clock.moment = NOON;
  const crew = await service.person('crew-east', 'crew');
  const dispatcher = await service.person('du', 'dispatcher');
  const { id } = (await service.report()).body;
  await dispatcher(`/repairs/${id}/assignment`, { crewId: 'crew-east' });
  service.clock.moment = at('22:00');
  await service.eventually(`/tickets/${id}`, (body) => body.clocks.find(({ clock }: CardClock) => clock === 'arrive').breached);
  return { id, entered: await crew(`/repairs/${id}/arrival`, { crewId: 'crew-east', at: at('12:50') }) };
};

describe('An arrival entered nine hours later', () => {
  it('T5: is recorded, waits for a second person, and counts once that person approves', async () => {
    const { id, entered } = await backdated();
    expect([entered.status, entered.body.waiting]).toEqual([201, true]);
    const before = await cardOf(id, entered.body.position);
    expect(before.body.phase).toBe('on-site');
    expect(arriveOf(before)).toMatchObject({ phase: 'running', breached: true });

    const list = await service.get(`/approvals?min-position=${encodeURIComponent(entered.body.position)}`, { role: 'dispatcher' });
    const waiting = list.body.items.find(({ ticketId }: { ticketId: string }) => ticketId === id);
    expect(waiting).toMatchObject({ kind: 'late-entry', state: 'waiting', askedBy: 'crew-east', happenedAt: at('12:50') });

    const token = await issueToken(service.server.keyFile, { subject: 'wang', roles: ['dispatcher'], dataClasses: [] });
    const decide = (headers: Record<string, string>, key?: string): Promise<Said> =>
      service.post(`/approvals/${waiting.approvalId}/approval`, {}, { token, headers, ...(key ? { key } : {}) });
    expect((await decide({})).status).toBe(428);
    expect((await decide({ 'if-match': '"0"' })).status).toBe(412);
    const seen = await service.get(`/approvals/${waiting.approvalId}`, { token });
    const etag = seen.headers.get('etag') ?? '';
    const approved = await decide({ 'if-match': etag }, 'approve-1');
    expect(approved.status).toBe(201);
    expect(arriveOf(await cardOf(id, approved.body.position))).toMatchObject({ phase: 'met', breached: false });
    expect((await decide({ 'if-match': etag }, 'approve-1')).body).toMatchObject({ repeated: true });

    const story = await service.get(`/cases/repair-${id}/history?min-position=${encodeURIComponent(approved.body.position)}`);
    const types = story.body.lines.map(({ type }: { type: string }) => type);
    expect(types.slice(-5)).toEqual(['CrewArrived', 'LateEntryRequested', 'LateEntryApproved', 'ClockBreachRetracted', 'ClockMet']);
  });

  it('G2: refused, counts not as an arrival at the time at which it was entered', async () => {
    const { id, entered } = await backdated();
    const path = `/approvals?ticketId=${id}&min-position=${encodeURIComponent(entered.body.position)}`;
    const [waiting] = (await service.get(path, { role: 'dispatcher' })).body.items;
    const headers = { 'if-match': `"${waiting.revision}"` };
    const refused = await service.post(`/approvals/${waiting.approvalId}/refusal`, { reason: '无凭据' }, { role: 'administrator', headers });
    expect(refused.status).toBe(201);
    const card = await cardOf(id, refused.body.position);
    expect([card.body.phase, arriveOf(card)]).toMatchObject(['assigned', { phase: 'running', breached: true }]);
    const after = `/approvals?state=refused&min-position=${encodeURIComponent(refused.body.position)}`;
    expect((await service.get(after, { role: 'dispatcher' })).body.items[0]).toMatchObject({ decidedBy: 'administrator-1', reason: '无凭据' });
  });

  it('T5: is not approved by whoever entered it', async () => {
    service.clock.moment = NOON;
    const du = await service.person('du', 'dispatcher');
    const { id } = (await service.report()).body;
    await du(`/repairs/${id}/assignment`, { crewId: 'crew-east' });
    service.clock.moment = at('22:00');
    const { body } = await du(`/repairs/${id}/arrival`, { crewId: 'crew-east', at: at('12:50') });
    const path = `/approvals?ticketId=${id}&min-position=${encodeURIComponent(body.position)}`;
    const [waiting] = (await service.get(path, { role: 'dispatcher' })).body.items;
    const token = await issueToken(service.server.keyFile, { subject: 'du', roles: ['dispatcher'], dataClasses: [] });
    const headers = { 'if-match': `"${waiting.revision}"` };
    const answer = await service.post(`/approvals/${waiting.approvalId}/approval`, {}, { token, headers });
    expect([answer.status, answer.body.code]).toEqual([403, 'ticket/same-person']);
  });
});

describe('What is said to have happened', () => {
  it.each([
    ['0001-01-01T00:00:00Z', 'request/at-too-old'],
    ['2024-01-01T00:00:00+08:00', 'request/at-too-old'],
    ['2099-01-01T00:00:00+08:00', 'request/at-in-future'],
    ['9999-12-31T23:59:59Z', 'request/at-in-future'],
  ])('T5: lies neither in the future nor more than 400 days back: %s', async (moment, code) => {
    const { status, body } = await service.report({ role: 'agent' }, { at: moment });
    expect([status, body.code, body.errors[0].pointer]).toEqual([422, code, '#/at']);
  });

  it('T5: does not lie before the thing it is about began, whatever the thing', async () => {
    service.clock.moment = NOON;
    const { id } = (await service.report()).body;
    const early = { at: at('11:00') };
    const triage = await service.post(`/repairs/${id}/triage`, { category: 'LEAK', urgency: 'urgent', ...early });
    expect([triage.status, triage.body.code]).toEqual([422, 'command/before-beginning']);
    const inspector = await service.person('feng', 'inspector');
    const planned = await inspector('/inspections', {
      site: '城东一站',
      checklist: ['室温'],
      inspector: 'feng',
      due: at('18:00'),
      zone: '城东',
    });
    const started = await inspector(`/inspections/${planned.body.id}/start`, early);
    expect([planned.status, started.status, started.body.code]).toEqual([201, 422, 'command/before-beginning']);
  });

  it('T5: holds for every instant in a body that says so', async () => {
    service.clock.moment = NOON;
    const admin = await service.person('admin', 'administrator');
    const season = { name: '2025-2026', area: '全市', startsAt: '2025-11-10T00:00:00+08:00', endsAt: '2026-03-20T23:59:59+08:00', packId: 'default' };
    const { body } = await admin('/seasons', season);
    const ended = await admin(`/seasons/${body.id}/end`, { endsAt: '2026-03-20T23:59:59+08:00' });
    expect([ended.status, ended.body.code, ended.body.errors?.[0].pointer]).toEqual([422, 'request/at-in-future', '#/endsAt']);
  });
});
