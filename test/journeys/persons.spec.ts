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
const at = (time: string): string => `2026-01-05T${time}:00+08:00`;
const admin = { role: 'administrator' } as const;
const since = (path: string, { body }: Said): string => `${path}${path.includes('?') ? '&' : '?'}min-position=${encodeURIComponent(body.position)}`;
const told = ({ status, body }: Said): unknown => [status, body.code];

const crewOf = (code: string, members: readonly string[]): Promise<Said> => service.post('/crews', { code, name: `${code} 班`, members, zones: ['Z1'] }, admin);
const staffed = (account: string, roles: readonly Role[], person = account): Promise<Said> =>
  service.post('/staff', { account, person, name: account, roles }, admin);
const leakOf = async (crewId: string): Promise<string> => {
  const { id } = (await service.report()).body;
  expect((await service.post(`/repairs/${id}/assignment`, { crewId })).status).toBe(201);
  return id;
};

describe('The registers of crews and staff', () => {
  const warnings = async (): Promise<readonly string[]> => (await service.get('/health', {})).body.warnings.map(({ code }: { code: string }) => code);

  it('G3: are empty at first: any code is taken, and health warns of it', async () => {
    expect(await warnings()).toEqual(expect.arrayContaining(['crews/none', 'staff/none']));
    const id = await leakOf('any-code');
    const crew = await service.person('whoever', 'crew');
    expect((await crew(`/repairs/${id}/arrival`, { crewId: 'any-code', at: at('12:00') })).status).toBe(201);
  });

  it('G3: know a crew by its code, with members and zones; a code holds for life', async () => {
    const before = await leakOf('crew-old');
    const made = await crewOf('crew-1', ['li', 'wang']);
    expect(made.status).toBe(201);
    expect((await service.get(since('/crews/crew-1', made))).body).toMatchObject({ code: 'crew-1', members: ['li', 'wang'], zones: ['Z1'] });
    expect((await crewOf('crew-1', ['li', 'wang'])).body).toMatchObject({ events: 0 });
    expect(await warnings()).not.toContain('crews/none');
    expect(told(await crewOf('crew-1', ['zhou']))).toEqual([409, 'crew/known']);
    const changed = await service.post('/crews/crew-1/changes', { members: ['li'] }, admin);
    expect((await service.get(since('/crews', changed))).body.items).toMatchObject([{ code: 'crew-1', members: ['li'] }]);

    const old = await service.person('crew-old', 'crew');
    expect((await old(`/repairs/${before}/arrival`, { crewId: 'crew-old' })).status).toBe(201);
  });

  it('G3: take only known crews for new work, from the first entry on', async () => {
    const { id } = (await service.report()).body;
    const said = await service.post(`/repairs/${id}/assignment`, { crewId: 'crew-typo' });
    expect([told(said), said.body.detail]).toEqual([[422, 'ticket/unknown-crew'], expect.stringContaining('crew-typo')]);
    expect((await service.post(`/repairs/${id}/assignment`, { crewId: 'crew-1' })).status).toBe(201);
    expect(told(await service.post(`/repairs/${id}/reassignment`, { crewId: 'crew-typo', reason: '换班' }))).toEqual([422, 'ticket/unknown-crew']);
  });

  it('G3: let an account of a crew act only for the crew it is a member of, whatever the body says', async () => {
    await crewOf('crew-2', ['zhou']);
    const id = await leakOf('crew-1');
    const [li, zhou] = [await service.person('li', 'crew'), await service.person('zhou', 'crew')];
    expect(told(await zhou(`/repairs/${id}/arrival`, { crewId: 'crew-1' }))).toEqual([403, 'ticket/not-assigned-crew']);
    expect(told(await zhou(`/repairs/${id}/assignment-objection`, { crewId: 'crew-1', reason: '不归我班' }))).toEqual([403, 'ticket/not-assigned-crew']);
    expect((await li(`/repairs/${id}/arrival`, { crewId: 'crew-1' })).status).toBe(201);
    expect(told(await zhou(`/repairs/${id}/completion`, { crewId: 'crew-1', cause: 'operator', outcome: 'fixed' }))).toEqual([403, 'ticket/not-assigned-crew']);
    expect((await li(`/repairs/${id}/completion`, { crewId: 'crew-1', cause: 'operator', outcome: 'fixed' })).status).toBe(201);
  });

  it('G3: know who handles complaints, once they know anybody', async () => {
    const complaint = { category: 'TEMP', description: '屋里冷', zone: 'Z1', station: 'S1' };
    const { id } = (await service.post('/complaints', complaint, { role: 'agent' })).body;
    await staffed('officer-sun', ['complaint-officer']);
    const said = await service.post(`/complaints/${id}/assignment`, { handler: '不存在的人' });
    expect(told(said)).toEqual([422, 'ticket/unknown-staff']);
    expect((await service.post(`/complaints/${id}/assignment`, { handler: 'officer-sun' })).status).toBe(201);
  });

  it('G3: know that two accounts are one person, who is no second one', async () => {
    await staffed('qian', ['dispatcher'], 'P1');
    await staffed('qian-2', ['administrator'], 'P1');
    const id = await leakOf('crew-1');
    const qian = await service.person('qian', 'dispatcher');
    const asked = await qian(`/repairs/${id}/clock-extension`, { clock: 'arrive', due: at('15:00'), reason: '道路封闭' });
    const [waiting] = (await service.get(since(`/approvals?ticketId=${id}`, asked), { role: 'dispatcher' })).body.items;
    const decide = async (who: string): Promise<Said> => {
      const token = await issueToken(service.server.keyFile, { subject: who, roles: ['administrator'], dataClasses: [] });
      return service.post(`/approvals/${waiting.approvalId}/approval`, {}, { token, headers: { 'if-match': `"${waiting.revision}"` } });
    };
    expect(told(await decide('qian-2'))).toEqual([403, 'ticket/same-person']);
    expect((await decide('zhao')).status).toBe(201);
  });

  it('G3: narrow what a token says, and shut a disabled account out', async () => {
    await staffed('agent-zheng', ['agent']);
    const [agent, dispatcher] = [await service.person('agent-zheng', 'agent'), await service.person('agent-zheng', 'dispatcher')];
    const { id } = (await service.report()).body;
    expect(told(await dispatcher(`/repairs/${id}/assignment`, { crewId: 'crew-1' }))).toEqual([403, 'access/wrong-role']);
    expect((await agent(`/repairs/${id}/withdrawal`, { reason: '已恢复' })).status).toBe(201);
    const gone = await service.post('/staff/agent-zheng/disabling', { reason: '离职' }, admin);
    await service.get(since('/staff/agent-zheng', gone));
    expect(told(await agent('/repairs', { zone: 'Z1', category: 'LEAK', description: '漏水' }))).toEqual([403, 'access/account-disabled']);
  });

  it('G3: are changed of oneself by nobody', async () => {
    await staffed('zhao', ['administrator']);
    const zhao = await service.person('zhao', 'administrator');
    expect(told(await zhao('/staff/zhao/changes', { roles: ['administrator', 'fee-officer'] }))).toEqual([403, 'staff/own-entry']);
  });
});
