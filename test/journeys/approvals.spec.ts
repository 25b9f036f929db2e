import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issueToken, type TokenRequest } from '@heatledger/edge';
import { EdgeService, NOON, type Said } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

type Role = TokenRequest['roles'][number];
const at = (time: string): string => `2026-01-05T${time}:00+08:00`;
const since = (path: string, { body }: Said): string => `${path}${path.includes('?') ? '&' : '?'}min-position=${encodeURIComponent(body.position)}`;

const clockOf = async (id: string, clock: string, after: Said): Promise<Record<string, unknown>> => {
  const { body } = await service.get(since(`/tickets/${id}`, after));
  return body.clocks.find((one: { clock: string }) => one.clock === clock);
};

/** What waits on a ticket. */
const waitingOn = async (id: string, after: Said): Promise<{ approvalId: string; revision: number; kind: string; askedBy: string; terms: object }> =>
  (await service.get(since(`/approvals?ticketId=${id}`, after), { role: 'dispatcher' })).body.items[0];

/** What waits of a kind. */
const waitingOf = async (kind: string, after: Said): Promise<{ approvalId: string; revision: number; terms: object }> =>
  (await service.get(since('/approvals', after), { role: 'dispatcher' })).body.items.find((one: { kind: string }) => one.kind === kind);

const decide = async (who: string, role: Role, { approvalId, revision }: { approvalId: string; revision: number }, refusal?: string): Promise<Said> => {
  const token = await issueToken(service.server.keyFile, { subject: who, roles: [role], dataClasses: [] });
  const [path, body] = refusal === undefined ? ['approval', {}] : ['refusal', { reason: refusal }];
  return service.post(`/approvals/${approvalId}/${path}`, body, { token, headers: { 'if-match': `"${revision}"` } });
};

/** A leak reported at noon; its arrival is due at one o'clock. */
const leak = async (): Promise<string> => {
  service.clock.moment = NOON;
  const { body } = await service.report();
  return body.id;
};
const extension = { clock: 'arrive', due: at('15:00'), reason: '道路封闭' };

describe('More time on a promise', () => {
  it('G3: is asked for by one person and granted by another with a token of their own', async () => {
    const id = await leak();
    const qian = await service.person('qian', 'dispatcher');
    const asked = await qian(`/repairs/${id}/clock-extension`, extension);
    expect([asked.status, asked.body.waiting]).toEqual([201, true]);
    expect(await clockOf(id, 'arrive', asked)).toMatchObject({ due: at('13:00') });
    const waiting = await waitingOn(id, asked);
    expect(waiting).toMatchObject({ kind: 'extension', askedBy: 'qian', terms: { clock: 'arrive', due: at('13:00'), wanted: at('15:00') } });

    const own = await decide('qian', 'dispatcher', waiting);
    expect([own.status, own.body.code]).toEqual([403, 'ticket/same-person']);
    const officer = await decide('sun', 'complaint-officer', waiting);
    expect([officer.status, officer.body.code]).toEqual([403, 'access/wrong-role']);
    const granted = await decide('zhao', 'administrator', waiting);
    expect(granted.status).toBe(201);
    expect(await clockOf(id, 'arrive', granted)).toMatchObject({ due: at('15:00') });
    expect((await service.get(since(`/approvals/${waiting.approvalId}`, granted))).body).toMatchObject({ state: 'approved', decidedBy: 'zhao' });
  });

  it('G3: asked for in time and granted within a day after, takes the breach back', async () => {
    const id = await leak();
    const qian = await service.person('qian', 'dispatcher');
    const asked = await qian(`/repairs/${id}/clock-extension`, extension);
    service.clock.moment = at('14:00');
    await service.eventually(`/tickets/${id}`, (card) => card.clocks.some((one: { clock: string; breached: boolean }) => one.clock === 'arrive' && one.breached));
    const granted = await decide('zhao', 'administrator', await waitingOn(id, asked));
    expect(await clockOf(id, 'arrive', granted)).toMatchObject({ due: at('15:00'), breached: false, phase: 'running' });
    const { lines } = (await service.get(since(`/cases/repair-${id}/history`, granted))).body;
    const types = lines.map(({ type }: { type: string }) => type);
    expect(types.slice(-3)).toEqual(['ExtensionApproved', 'ClockBreachRetracted', 'ClockExtended']);
  });

  it('G3: is not granted later than that, nor asked for once the time ran out', async () => {
    const id = await leak();
    const qian = await service.person('qian', 'dispatcher');
    const asked = await qian(`/repairs/${id}/clock-extension`, extension);
    const waiting = await waitingOn(id, asked);
    service.clock.moment = '2026-01-06T13:01:00+08:00';
    const late = await decide('zhao', 'administrator', waiting);
    expect([late.status, late.body.code]).toEqual([409, 'ticket/extension-too-late']);
    const again = await qian(`/repairs/${id}/clock-extension`, { ...extension, due: '2026-01-07T12:00:00+08:00' });
    expect([again.status, again.body.code]).toEqual([409, 'ticket/extension-too-late']);
  });

  it('G3: refused, leaves the promise as it was', async () => {
    const id = await leak();
    const qian = await service.person('qian', 'dispatcher');
    const waiting = await waitingOn(id, await qian(`/repairs/${id}/clock-extension`, extension));
    const refused = await decide('zhao', 'administrator', waiting, '道路已通');
    expect(await clockOf(id, 'arrive', refused)).toMatchObject({ due: at('13:00') });
    expect((await service.get(since(`/approvals/${waiting.approvalId}`, refused))).body).toMatchObject({ state: 'refused', reason: '道路已通' });
  });
});

describe('A calculation of a fee', () => {
  it('G3: stands in the list, and is decided there by another person as on its own route', async () => {
    service.clock.moment = NOON;
    const zhou = await service.person('zhou', 'fee-officer');
    const home = await zhou('/households', { zone: 'Z1', station: 'S1', areaTenths: 900, contractTenths: 180, heating: 'on', from: '2025-11-01' });
    const { body } = await zhou('/adjustments', { basis: 'billing-error', householdId: home.body.id, reason: '面积误登' });
    await zhou(`/adjustments/${body.id}/calculations`, { amountFen: 12_300, grounds: '多计 10 平方米' });
    const submitted = await zhou(`/adjustments/${body.id}/submission`);
    const waiting = await waitingOf('fee-adjustment', submitted);
    expect(waiting).toMatchObject({ approvalId: body.id, terms: { basis: 'billing-error', version: 1, amountFen: 12_300 } });
    expect((await decide('zhou', 'fee-officer', waiting)).body.code).toBe('fee/same-person');
    const granted = await decide('wu', 'fee-officer', waiting);
    expect(granted.status).toBe(201);
    expect((await service.get(since(`/approvals/${body.id}`, granted))).body).toMatchObject({ state: 'approved', decidedBy: 'wu' });
  });
});

describe('A second person', () => {
  it.each([
    ['repairs', 'clock-extension', 'dispatcher', { ...extension, askedBy: '不存在的人' }, 'askedBy'],
    ['complaints', 'closure', 'complaint-officer', { exit: 'exhausted', reason: '各级复核完毕', approvedBy: '不存在的人' }, 'approvedBy'],
    ['repairs', 'clock-supersession', 'dispatcher', { clock: 'arrive', reason: '新规定施行', askedBy: '不存在的人' }, 'askedBy'],
  ] as const)('G3: is not a name in a body: POST /%s/…/%s', async (kind, act, role, body, field) => {
    const id = await leak();
    const said = await service.post(`/${kind}/${id}/${act}`, body, { role });
    expect([said.status, said.body.code, said.body.errors]).toEqual([
      400,
      'request/invalid',
      [expect.objectContaining({ pointer: `#/${field}`, detail: expect.stringContaining('GET /approvals') })],
    ]);
  });
});
