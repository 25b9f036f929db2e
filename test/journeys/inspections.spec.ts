import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { issueToken, type TokenRequest } from '@heatledger/edge';
import { EdgeService, NOON, type Said } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());
beforeEach(() => {
  service.clock.moment = NOON;
});

type Role = TokenRequest['roles'][number];
type Person = (path: string, body?: object) => Promise<Said>;
const at = (time: string): string => `2026-01-05T${time}:00+08:00`;
const admin = { role: 'administrator' } as const;
const since = (path: string, { body }: Said): string => `${path}${path.includes('?') ? '&' : '?'}min-position=${encodeURIComponent(body.position)}`;
const told = ({ status, body }: Said): unknown => [status, body.code];
const person = (who: string, role: Role): Promise<Person> => service.person(who, role);

/** An inspection that zhao planned for feng, to begin by two in the afternoon. */
const planned = async (): Promise<string> => {
  const zhao = await person('zhao', 'administrator');
  const { body } = await zhao('/inspections', { site: 'S1', checklist: ['压力表', '标识'], inspector: 'feng', due: at('14:00'), zone: 'Z1' });
  return body.id;
};
const findingOf = async (id: string, after: Said): Promise<{ findingId: string; overdue: boolean }> =>
  (await service.get(since(`/inspections/${id}`, after))).body.findings[0];

const decide = async (after: Said, verdict: 'approval' | 'refusal', who = 'qian'): Promise<Said> => {
  const { items } = (await service.get(since('/approvals', after), { role: 'dispatcher' })).body;
  const waiting = items.at(-1);
  const token = await issueToken(service.server.keyFile, { subject: who, roles: ['dispatcher'], dataClasses: [] });
  const body = verdict === 'refusal' ? { reason: '无现场凭证' } : {};
  return service.post(`/approvals/${waiting.approvalId}/${verdict}`, body, { token, headers: { 'if-match': `"${waiting.revision}"` } });
};

describe('An inspection', () => {
  it('G9: closes only when every item that failed has a finding', async () => {
    const id = await planned();
    const feng = await person('feng', 'inspector');
    await feng(`/inspections/${id}/start`);
    await feng(`/inspections/${id}/items`, { item: '压力表', result: 'fail' });
    const checked = await feng(`/inspections/${id}/items`, { item: '标识', result: 'pass' });
    const close = async (after: Said): Promise<Said> => {
      const { headers } = await service.get(since(`/inspections/${id}`, after));
      const token = await issueToken(service.server.keyFile, { subject: 'feng', roles: ['inspector'], dataClasses: [] });
      return service.post(`/inspections/${id}/closure`, {}, { token, headers: { 'if-match': headers.get('etag') ?? '' } });
    };
    expect(told(await close(checked))).toEqual([409, 'inspection/failed-without-finding']);
    expect(told(await feng(`/inspections/${id}/items`, { item: '压力表', result: 'pass' }))).toEqual([422, 'inspection/why-in-order']);
    const corrected = await feng(`/inspections/${id}/items`, { item: '压力表', result: 'pass', note: '误录，现场复核合格' });
    expect((await close(corrected)).status).toBe(201);
  });

  it('G9: is begun by the one it was given to or who planned it, by nobody else', async () => {
    const id = await planned();
    const [wu, feng] = [await person('wu', 'inspector'), await person('feng', 'inspector')];
    expect(told(await wu(`/inspections/${id}/start`))).toEqual([403, 'inspection/not-inspector']);
    expect((await feng(`/inspections/${id}/start`)).status).toBe(201);
  });

  it('G9: begun in time and entered soon after, is not missed', async () => {
    const id = await planned();
    service.clock.moment = at('14:05');
    await service.eventually(`/inspections/${id}`, ({ missed }) => missed);
    const started = await (await person('feng', 'inspector'))(`/inspections/${id}/start`, { at: at('13:50') });
    expect((await service.get(since(`/inspections/${id}`, started))).body).toMatchObject({ phase: 'started', missed: false, startedAt: at('13:50') });
  });

  it('G9: begun in time and entered long after, is missed until a second person stands for the time', async () => {
    const id = await planned();
    service.clock.moment = at('18:00');
    const started = await (await person('feng', 'inspector'))(`/inspections/${id}/start`, { at: at('13:50') });
    expect([started.status, started.body.waiting]).toEqual([201, true]);
    expect((await service.get(since(`/inspections/${id}`, started))).body).toMatchObject({ phase: 'started', missed: true });
    expect(told(await decide(started, 'approval', 'feng'))).toEqual([403, 'inspection/second-person']);
    const approved = await decide(started, 'approval');
    expect((await service.get(since(`/inspections/${id}`, approved))).body).toMatchObject({ missed: false });
  });

  it('G9: refused, a start that was entered late leaves it missed', async () => {
    const id = await planned();
    service.clock.moment = at('18:00');
    const started = await (await person('feng', 'inspector'))(`/inspections/${id}/start`, { at: at('13:50') });
    const refused = await decide(started, 'refusal');
    expect((await service.get(since(`/inspections/${id}`, refused))).body).toMatchObject({ missed: true });
  });

  it('G9: begun after its time is missed, although nobody had recorded that before', async () => {
    const id = await planned();
    service.clock.moment = at('14:01');
    const started = await (await person('feng', 'inspector'))(`/inspections/${id}/start`);
    expect((await service.get(since(`/inspections/${id}`, started))).body).toMatchObject({ phase: 'started', missed: true });
  });
});

describe('A finding', () => {
  it('G9: is put right by the unit that is responsible, and by no other', async () => {
    for (const [code, member] of [['crew-east', 'li'], ['crew-west', 'zhou']] as const)
      await service.post('/crews', { code, name: code, members: [member] }, admin);
    const id = await planned();
    const feng = await person('feng', 'inspector');
    await feng(`/inspections/${id}/start`);
    const raised = await feng(`/inspections/${id}/findings`, { item: '压力表', severity: 'minor', clause: '二(二)1', description: '压力表过期' });
    const { findingId } = await findingOf(id, raised);
    const path = `/inspections/${id}/findings/${findingId}`;
    const demand = { due: '2026-01-06T12:00:00+08:00', reason: '当班可办' };
    expect(told(await feng(`${path}/demand`, { ...demand, responsible: 'crew-typo' }))).toEqual([422, 'inspection/unknown-unit']);
    expect((await feng(`${path}/demand`, { ...demand, responsible: 'crew-east' })).status).toBe(201);
    const [li, zhou] = [await person('li', 'crew'), await person('zhou', 'crew')];
    expect(told(await zhou(`${path}/rectification`, { evidence: ['photo'] }))).toEqual([403, 'inspection/not-responsible']);
    service.clock.moment = '2026-01-06T20:00:00+08:00';
    await service.eventually(`/inspections/${id}`, ({ findings }) => findings[0].overdue);
    const rectified = await li(`${path}/rectification`, { evidence: ['photo'], at: at('16:00') });
    expect([rectified.status, rectified.body.waiting]).toEqual([201, true]);
    expect(await findingOf(id, rectified)).toMatchObject({ overdue: true });
    expect(await findingOf(id, await decide(rectified, 'approval'))).toMatchObject({ overdue: false, phase: 'rectified' });
  });

  it('G9: is inspected by somebody who is known, once anybody is', async () => {
    await service.post('/staff', { account: 'feng', name: '冯', roles: ['inspector'] }, admin);
    const plan = { site: 'S1', checklist: ['压力表'], due: '2026-01-07T14:00:00+08:00' };
    const zhao = await person('zhao', 'administrator');
    expect(told(await zhao('/inspections', { ...plan, inspector: '不存在的人' }))).toEqual([422, 'inspection/unknown-staff']);
    expect((await zhao('/inspections', { ...plan, inspector: 'feng' })).status).toBe(201);
  });
});
