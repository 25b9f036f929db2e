import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService, type Said } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

type Person = Awaited<ReturnType<EdgeService['person']>>;
const done = (said: Said): Said => {
  expect([said.status, said.status === 201 ? '' : said.text]).toEqual([201, '']);
  return said;
};
const later = (minutes: number): void => {
  service.clock.moment = new Date(Date.parse(service.clock.moment) + minutes * 60_000).toISOString();
};

/** A complaint of somebody's conduct, and who acts on it. */
const begun = async () => {
  const said = done(await service.post('/complaints', { category: 'CONDUCT', zone: 'Z1', description: '态度差', accused: 'staff-hu' }, { role: 'agent' }));
  const [sun, li, hu] = [await service.person('officer-sun', 'complaint-officer'), await service.person('officer-li', 'complaint-officer'), await service.person('staff-hu', 'complaint-officer')];
  const id = String(said.body.id);
  const by = (person: Person) => (path: string, body: object = {}) => person(`/complaints/${id}/${path}`, body);
  done(await by(sun)('assignment', { handler: 'officer-sun' }));
  return { id, sun: by(sun), li: by(li), hu: by(hu), agent: by(await service.person('agent-wang', 'agent')) };
};
type Complaint = Awaited<ReturnType<typeof begun>>;
const verdict = { verdict: 'upheld', grounds: '录音', clause: '四(三)2' } as const;

const hear = async ({ sun }: Complaint): Promise<void> => {
  done(await sun('complainant-hearing', { statement: '很不耐烦' }));
  done(await sun('hearing-refusal', { side: 'respondent', attempts: 2, evidence: ['call-1', 'call-2'] }));
};
/** One round up to an answer "not satisfied". */
const round = async (complaint: Complaint): Promise<void> => {
  await hear(complaint);
  done(await complaint.sun('decision', verdict));
  done(await complaint.sun('feedback', { written: true, recourse: '可向市城管局反映' }));
  later(60);
  done(await complaint.agent('answer', { satisfied: false, why: '不接受' }));
};

describe('The gates of a complaint', () => {
  it('G5: the accused does none of it, and only the handler decides, by a clause that there is', async () => {
    const complaint = await begun();
    const { sun, li, hu } = complaint;
    for (const [path, body] of [['complainant-hearing', { statement: '没什么' }], ['respondent-hearing', { statement: '一切正常' }], ['reassignment', { handler: 'officer-li', reason: '换人' }], ['supplement', { note: '我没有' }]] as const)
      expect([path, (await hu(path, body)).body.code]).toEqual([path, 'complaint/accused']);
    await hear(complaint);
    expect((await li('decision', verdict)).body.code).toBe('complaint/not-handler');
    const invented = await sun('decision', { ...verdict, clause: '不存在的条款' });
    expect(invented).toMatchObject({ status: 422, body: { code: 'complaint/unknown-clause', errors: [{ pointer: '#/clause' }] } });
    done(await sun('decision', verdict));
  });

  it('G5: each round hears both sides anew, and two decided rounds end as exhausted only by a second person with a token', async () => {
    const complaint = await begun();
    const { id, sun } = complaint;
    const exhausted = { exit: 'exhausted', reason: '两轮复核完毕' };
    await round(complaint);
    expect((await sun('closure', exhausted)).body).toMatchObject({ code: 'ticket/exit-not-open', context: { allowed: '2 decided rounds' } });
    expect((await sun('decision', verdict)).body.code).toBe('complaint/not-heard');
    await round(complaint);
    expect((await sun('closure', { ...exhausted, approvedBy: '不存在的人' })).status).toBe(400);
    const asked = done(await sun('closure', exhausted));
    expect(asked.body).toMatchObject({ waiting: true });
    const there = `min-position=${encodeURIComponent(asked.body.position)}`;
    expect((await service.get(`/tickets/${id}?${there}`)).body.open).toBe(true);
    const [waiting] = (await service.get(`/approvals?ticketId=${id}&${there}`, { role: 'dispatcher' })).body.items;
    expect(waiting).toMatchObject({ kind: 'exhaustion', askedBy: 'officer-sun', terms: { reason: '两轮复核完毕' } });
    const decide = async (who: string): Promise<Said> => (await service.person(who, 'complaint-officer'))(`/approvals/${waiting.approvalId}/approval`);
    expect((await decide('officer-sun')).body.code).toBe('ticket/same-person');
    const approved = done(await decide('officer-li'));
    const { body: card } = await service.get(`/tickets/${id}?min-position=${encodeURIComponent(approved.body.position)}`);
    expect(card).toMatchObject({ open: false, exit: 'exhausted' });
  });
});
