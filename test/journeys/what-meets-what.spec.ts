import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService, NOON, type Said } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

type Role = NonNullable<Parameters<EdgeService['get']>[1]>['role'];

const later = (minutes: number): void => {
  service.clock.moment = new Date(Date.parse(service.clock.moment) + minutes * 60_000).toISOString();
};
const done = (said: Said): Said => {
  expect([said.text, said.status]).toEqual([said.text, 201]);
  return said;
};
const phaseOf = async (id: string, clock: string, { body }: Said): Promise<string> => {
  const card = await service.get(`/tickets/${id}?min-position=${encodeURIComponent(body.position)}`);
  return card.body.clocks.find((one: { clock: string }) => one.clock === clock)?.phase;
};
const begun = async (path: string, body: object, role: Role = 'agent'): Promise<string> => {
  service.clock.moment = NOON;
  return String(done(await service.post(path, body, { role })).body.id);
};

describe('What keeps which promise', () => {
  const leak = { zone: 'Z1', category: 'LEAK', description: '漏水' };

  it('G6: a repair reported by telephone or at the counter is acknowledged by that, one by the web only by telling the requester', async () => {
    for (const channel of ['hotline', 'counter'] as const) {
      const said = await service.post('/repairs', { ...leak, channel }, { role: 'agent' });
      expect(await phaseOf(said.body.id, 'acknowledge', said)).toBe('met');
    }
    const id = await begun('/repairs', { ...leak, channel: 'web' });
    done(await service.post(`/repairs/${id}/triage`, { category: 'LEAK', urgency: 'urgent' }));
    const assigned = done(await service.post(`/repairs/${id}/assignment`, { crewId: 'crew-1' }));
    expect(await phaseOf(id, 'acknowledge', assigned)).toBe('running');
    later(10);
    const told = done(await service.post(`/repairs/${id}/acknowledgement`, {}, { role: 'agent' }));
    expect(await phaseOf(id, 'acknowledge', told)).toBe('met');
    const again = await service.post(`/repairs/${id}/acknowledgement`, {}, { role: 'dispatcher' });
    expect([again.status, again.body.events]).toEqual([201, 0]);
  });

  it('G6: work that leaves it unfixed does not resolve a repair', async () => {
    const ends = async (outcome: string): Promise<string> => {
      const id = await begun('/repairs', leak);
      done(await service.post(`/repairs/${id}/assignment`, { crewId: 'crew-1' }));
      done(await service.post(`/repairs/${id}/arrival`, { crewId: 'crew-1' }, { role: 'dispatcher' }));
      const crew = await service.person('crew-1', 'crew');
      const work = { crewId: 'crew-1', cause: 'operator', outcome, evidence: ['photo'] };
      return phaseOf(id, 'resolve', done(await crew(`/repairs/${id}/completion`, work)));
    };
    expect([await ends('not-fixed'), await ends('fixed')]).toEqual(['running', 'met']);
  });

  it('G6: the written answer of a complaint is given in writing only, also after it was said', async () => {
    const id = await begun('/complaints', { zone: 'Z1', category: 'CONDUCT', description: '态度差' });
    const officer = await service.person('officer-sun', 'complaint-officer');
    const act = async (path: string, body: object): Promise<Said> => done(await officer(`/complaints/${id}/${path}`, body));
    await act('assignment', { handler: 'officer-sun' });
    await act('complainant-hearing', { statement: '很不耐烦' });
    await act('hearing-refusal', { side: 'respondent', attempts: 2, evidence: ['call-1'] });
    await act('decision', { verdict: 'upheld', grounds: '录音', clause: '四(三)2' });
    expect(await phaseOf(id, 'written-answer', await act('feedback', { written: false }))).toBe('running');
    later(60);
    const written = await act('feedback', { written: true, recourse: '可向 12345 反映' });
    expect([written.body.events > 0, await phaseOf(id, 'written-answer', written)]).toEqual([true, 'met']);
    const { lines } = (await service.get(`/cases/complaint-${id}/history`)).body;
    expect(lines.filter(({ type }: { type: string }) => type === 'ComplaintFedBack')).toHaveLength(2);
  });

  it.each([
    ['hotline', {}, 'met'],
    ['12345', {}, 'running'],
    ['hotline', { wantsWriting: true }, 'running'],
  ] as const)('G6: an enquiry by %s %j, answered by word: its written answer is %s', async (channel, more, phase) => {
    const id = await begun('/enquiries', { category: 'BILLING', question: '热费怎么算？', channel, ...more });
    const answer = { answer: '按面积。', inWriting: false };
    expect(await phaseOf(id, 'written-answer', done(await service.post(`/enquiries/${id}/answer`, answer, { role: 'agent' })))).toBe(phase);
    const written = done(await service.post(`/enquiries/${id}/answer`, { ...answer, inWriting: true }, { role: 'agent' }));
    expect(await phaseOf(id, 'written-answer', written)).toBe('met');
  });
});

describe('A supplement', () => {
  it.each([
    ['repairs', { zone: 'Z1', category: 'LEAK', description: '漏水' }],
    ['complaints', { zone: 'Z1', category: 'CONDUCT', description: '态度差' }],
    ['enquiries', { category: 'BILLING', question: '热费怎么算？' }],
  ] as const)('G7: adds a note and evidence to one of the %s, once, and needs one of them', async (kind, body) => {
    const id = await begun(`/${kind}`, body);
    const add = (more: object): Promise<Said> => service.post(`/${kind}/${id}/supplement`, more, { role: 'agent' });
    expect((await add({ note: '邻居也听到了' })).body.events).toBe(1);
    expect((await add({ note: '邻居也听到了', evidence: ['photo-2'] })).body.events).toBe(1);
    expect((await add({ note: '邻居也听到了' })).body.events).toBe(0);
    expect((await add({})).body.code).toBe('ticket/nothing-added');
  });
});

describe('An enquiry that turns into something else', () => {
  it.each(['complaint', 'repair'] as const)('G10: keeps the way it came as a %s', async (into) => {
    const id = await begun('/enquiries', { category: 'BILLING', question: '热费怎么算？', zone: 'Z1', channel: '12345' });
    done(await service.post(`/enquiries/${id}/turn`, { into, channel: 'web' }, { role: 'agent' }));
    const { targetId } = await service.eventually(`/tickets/${id}`, (card) => card.targetId !== null);
    const card = await service.eventually(`/tickets/${targetId}`, (one) => one?.ticketId === targetId);
    expect(card.channel).toBe('12345');
    const owed = card.clocks.find((one: { clock: string }) => one.clock === 'written-answer');
    // five working days of an order of 12345, not three calendar days
    if (into === 'complaint') expect(owed.due).toBe('2026-01-13T00:00:00+08:00');
  });
});
