import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandRouter } from '@heatledger/runtime';
import * as ticket from '@heatledger/ticket';
import { EdgeService, nobody, NOON, type Said } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());
beforeEach(() => {
  service.clock.moment = NOON;
});

const at = (time: string): string => `2026-01-05T${time}:00+08:00`;
/** As it stands once the view has taken in what the given answer wrote. */
const seen = async (path: string, { body }: Said): Promise<Said['body']> => {
  const mark = `${path.includes('?') ? '&' : '?'}min-position=${encodeURIComponent(body.position)}`;
  return (await service.get(path + mark)).body;
};
const cardOf = (id: string, after: Said): Promise<Said['body']> => seen(`/tickets/${id}`, after);
const clockOf = (card: Said['body'], name: string): Said['body'] => card.clocks.find(({ clock }: { clock: string }) => clock === name);
const newLeak = async (more: object = {}): Promise<string> => {
  const { body } = await service.report({ role: 'agent' }, more);
  await service.eventually(`/tickets/${body.id}`, ({ ticketId }) => ticketId === body.id);
  return body.id;
};
const complaint = async (more: object = {}): Promise<string> => {
  const agent = await service.person('agent-1', 'agent');
  return (await agent('/complaints', { zone: 'Z1', station: 'S1', category: 'TEMP', description: '屋里冷', ...more })).body.id;
};
/** Ends it as the caller saw it last. */
const close = async (path: string, body: object, role: 'dispatcher' | 'complaint-officer' = 'dispatcher'): Promise<Said> => {
  const id = path.split('/')[1] ?? '';
  const etag = (await service.get(`/tickets/${id}`)).headers.get('etag') ?? '';
  return service.post(`/${path}/closure`, body, { role, headers: { 'if-match': etag } });
};
const merge = (id: string, survivorId: string, path = 'repairs'): Promise<Said> =>
  service.post(`/${path}/${id}/merge`, { survivorId, reason: '同一立管' }, { role: path === 'repairs' ? 'dispatcher' : 'complaint-officer' });

describe('A link between two tickets', () => {
  it('G1: two merges at once, each into the other: one is made and the other is refused', async () => {
    const [a, b] = [await newLeak(), await newLeak()];
    const answers = await Promise.all([merge(a, b), merge(b, a)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('ticket/merge-ring');
    const made = answers.find(({ status }) => status === 201) as Said;
    const cards = [await cardOf(a, made), await cardOf(b, made)];
    expect(cards.map(({ open }) => open).sort()).toEqual([false, true]);
  });

  it('G1: no ring closes through others, nor over complaints', async () => {
    const [a, b, c] = [await complaint(), await complaint(), await complaint()];
    expect((await merge(a, b, 'complaints')).status).toBe(201);
    expect((await merge(b, c, 'complaints')).status).toBe(201);
    expect((await merge(c, a, 'complaints')).body.code).toBe('ticket/merge-ring');
    expect((await merge(c, a, 'complaints')).status).toBe(409);
  });

  it('G1: the other ticket exists, is of the same kind and is worked on', async () => {
    const id = await newLeak();
    const officer = await service.person('officer-1', 'complaint-officer');
    const other = await complaint();
    for (const survivorId of [nobody, other]) {
      const { status, body } = await merge(id, survivorId);
      expect([status, body.code, body.errors?.[0].pointer]).toEqual([422, 'ticket/link-unknown', '#/survivorId']);
    }
    const withdrawn = await newLeak();
    await service.post(`/repairs/${withdrawn}/withdrawal`, { reason: '用户撤回' });
    expect((await merge(id, withdrawn)).body.code).toBe('ticket/link-ended');
    expect((await service.post(`/repairs/${id}/repeat-of`, { earlierId: nobody })).body.code).toBe('ticket/link-unknown');
    expect((await officer(`/complaints/${other}/repeat-of`, { earlierId: id })).body.code).toBe('ticket/link-unknown');
    expect((await close(`complaints/${other}`, { exit: 'repeat-without-new-facts', earlierId: nobody }, 'complaint-officer')).body.code).toBe('ticket/link-unknown');
  });

  it('G1: a repeat is of the same home or zone, and not of a later ticket', async () => {
    const elsewhere = await newLeak({ zone: 'Z9' });
    service.clock.moment = at('12:10');
    const later = await newLeak();
    const repeat = (earlierId: string): Promise<Said> => service.post(`/repairs/${later}/repeat-of`, { earlierId });
    expect((await repeat(elsewhere)).body.code).toBe('ticket/link-elsewhere');
    service.clock.moment = at('12:20');
    expect((await repeat(await newLeak())).body.code).toBe('ticket/link-later');
    expect((await close(`repairs/${later}`, { exit: 'duplicate' })).status).toBe(409);
  });

  it('G1: a leak is not closed as the duplicate of one that is over', async () => {
    const first = await newLeak();
    service.clock.moment = at('12:10');
    const second = await newLeak();
    const linked = await service.post(`/repairs/${second}/repeat-of`, { earlierId: first });
    expect([linked.status, (await cardOf(second, linked)).earlierId]).toEqual([201, first]);
    await service.post(`/repairs/${first}/withdrawal`, { reason: '用户撤回' });
    expect((await close(`repairs/${second}`, { exit: 'duplicate' })).body.code).toBe('ticket/link-ended');
    expect((await service.get(`/tickets/${second}`)).body.open).toBe(true);
  });
});

describe('A merged ticket', () => {
  it('G1: is reached from its survivor, and what is done there counts for it', async () => {
    const du = await service.person('du', 'dispatcher');
    const crew = await service.person('crew-east', 'crew');
    const merged = await newLeak();
    service.clock.moment = at('12:50');
    const survivor = await newLeak();
    const answer = await merge(merged, survivor);
    expect(answer.body).toMatchObject({ id: merged, stream: `repair-${merged}`, repeated: false });
    expect((await cardOf(survivor, answer)).merged).toMatchObject([{ ticketId: merged }]);
    const list = await seen(`/tickets/merges?survivorId=${survivor}`, answer);
    expect(list.items).toMatchObject([{ ticketId: merged, ring: false }]);
    const story = (await seen(`/cases/repair-${survivor}/history`, answer)).lines;
    expect(story.find(({ type }: { type: string }) => type === 'CaseTakenIn')?.data).toMatchObject({ mergedId: merged });
    const own = (await seen(`/cases/repair-${merged}/history`, answer)).lines;
    expect(own.find(({ type }: { type: string }) => type === 'RepairMerged')?.data).toMatchObject({ orderedBy: 'dispatcher-1' });

    // promised for 13:00, kept at 13:20 by the crew that came for the other ticket
    await du(`/repairs/${survivor}/assignment`, { crewId: 'crew-east' });
    service.clock.moment = at('13:20');
    const arrived = await crew(`/repairs/${survivor}/arrival`, { crewId: 'crew-east' });
    const late = await service.eventually(`/tickets/${merged}`, (card) => clockOf(card, 'arrive').phase === 'late');
    expect(clockOf(late, 'arrive')).toMatchObject({ breached: true, minutesLate: 20 });
    expect(clockOf(await cardOf(survivor, arrived), 'arrive').phase).toBe('met');

    service.clock.moment = at('14:00');
    await crew(`/repairs/${survivor}/completion`, { crewId: 'crew-east', cause: 'operator', outcome: 'fixed', evidence: ['photo'] });
    const ended = await service.eventually(`/tickets/${merged}`, (card) => clockOf(card, 'call-back') !== undefined);
    expect([ended.open, ended.survivorId, clockOf(ended, 'resolve').phase, clockOf(ended, 'call-back').phase]).toEqual([true, survivor, 'met', 'running']);
    const called = await service.post(`/repairs/${merged}/call-back`, { answer: 'satisfied' }, { role: 'agent' });
    expect(called.status).toBe(201);
    expect(await cardOf(merged, called)).toMatchObject({ open: false, answer: 'satisfied' });
  });

  it('G1: its time runs on, and an unmerge gives the clocks back as first promised', async () => {
    const crew = await service.person('crew-east', 'crew');
    const du = await service.person('du', 'dispatcher');
    const [merged, survivor] = [await newLeak(), await newLeak()];
    const answer = await merge(merged, survivor);
    const { due } = clockOf(await cardOf(merged, answer), 'arrive');
    await du(`/repairs/${survivor}/assignment`, { crewId: 'crew-east' });
    service.clock.moment = at('12:30');
    await crew(`/repairs/${survivor}/arrival`, { crewId: 'crew-east' });
    await service.eventually(`/tickets/${merged}`, (card) => clockOf(card, 'arrive').phase === 'met');
    const back = await service.post(`/repairs/${merged}/unmerge`, { reason: '另一处漏水' });
    expect(back.status).toBe(201);
    expect(clockOf(await cardOf(merged, back), 'arrive')).toMatchObject({ phase: 'running', due, breached: false });
    expect((await cardOf(survivor, back)).merged).toEqual([]);
    service.clock.moment = at('15:00');
    await service.eventually(`/tickets/${merged}`, (card) => clockOf(card, 'arrive').breached === true);
  });

  it('G1: does not vanish with a survivor that ends before its work did', async () => {
    const [merged, survivor] = [await newLeak(), await newLeak()];
    await merge(merged, survivor);
    const refused = await service.post(`/repairs/${survivor}/withdrawal`, { reason: '用户撤回' });
    expect([refused.status, refused.body.code]).toEqual([409, 'ticket/carries-others']);
  });

  it('G1: answers a repeated request as before, and a stale one with the revision that stands', async () => {
    const [merged, survivor] = [await newLeak(), await newLeak()];
    const etag = (await service.get(`/tickets/${merged}`)).headers.get('etag') ?? '';
    const again = (key: string, tag: string): Promise<Said> =>
      service.post(`/repairs/${merged}/merge`, { survivorId: survivor, reason: '同一立管' }, { role: 'dispatcher', key, headers: { 'if-match': tag } });
    expect((await again('stale', '"77"')).status).toBe(412);
    expect((await again('merge-once', etag)).body).toMatchObject({ repeated: false });
    expect((await again('merge-once', etag)).body).toMatchObject({ repeated: true, stream: `repair-${merged}` });
  });
});

describe('Merges of an older log', () => {
  it('G1: are taken in; a ring among them is told and can be unmerged', async () => {
    const [a, b] = [await newLeak(), await newLeak()];
    const router = service.server.app.get(CommandRouter);
    const before = { at: NOON, now: NOON, actor: { id: 'du', role: 'dispatcher' }, channel: 'web' } as const;
    for (const [ticketId, survivorId, id] of [[a, b, '0190f3a1-0000-7000-8000-0000000000a1'], [b, a, '0190f3a1-0000-7000-8000-0000000000b1']] as const)
      await router.submit({ ...ticket.MergeRepair({ ticketId, survivorId, reason: '旧' }), meta: { ...before, id } });
    const rings = await service.eventually('/tickets/merges?ring=true', ({ items }) => items.length > 0);
    expect([a, b]).toContain(rings.items[0].ticketId);
    const back = await service.post(`/repairs/${a}/unmerge`, { reason: '循环' });
    expect([back.status, (await cardOf(a, back)).open]).toEqual([201, true]);
    await service.eventually('/tickets/merges?ring=true', ({ items }) => items.length === 0);
  });
});
