import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EdgeService, NOON, type Said } from './edge-service.js';

let service: EdgeService;
let crew: (path: string, body?: object) => Promise<Said>;
let du: (path: string, body?: object) => Promise<Said>;
beforeAll(async () => {
  service = await EdgeService.start();
  crew = await service.person('crew-east', 'crew');
  du = await service.person('du', 'dispatcher');
});
afterAll(() => service.stop());
beforeEach(() => {
  service.clock.moment = NOON;
});

const at = (time: string, day = '05'): string => `2026-01-${day}T${time}:00+08:00`;
const clockOf = (card: Said['body'], name: string): Said['body'] => card.clocks?.find(({ clock }: { clock: string }) => clock === name);
const assigned = async (): Promise<string> => {
  const { id } = (await service.report()).body;
  await du(`/repairs/${id}/assignment`, { crewId: 'crew-east' });
  return id;
};
const pause = (id: string, body: object): Promise<Said> => crew(`/repairs/${id}/pause`, { evidence: ['photo'], ...body });

describe('A pause', () => {
  it('G2: rests on a visit in vain and ends by itself a day later', async () => {
    const id = await assigned();
    service.clock.moment = at('12:20');
    const bare = await pause(id, { reason: 'user-absent' });
    expect([bare.status, bare.body.code]).toEqual([422, 'ticket/pause-basis']);
    await crew(`/repairs/${id}/failed-visit`, { crewId: 'crew-east', failure: 'absent', evidence: ['door'] });
    expect((await pause(id, { reason: 'user-absent' })).status).toBe(201);
    const list = await service.eventually('/tickets/pauses', ({ items }) => items.some(({ ticketId }: { ticketId: string }) => ticketId === id));
    expect(list.items.find(({ ticketId }: { ticketId: string }) => ticketId === id)).toMatchObject({ reason: 'user-absent', since: at('12:20'), until: at('12:20', '06') });

    service.clock.moment = at('13:30', '06');
    const card = await service.eventually(`/tickets/${id}`, (body) => clockOf(body, 'arrive')?.breached === true);
    expect(card.paused).toBeNull();
    expect(clockOf(card, 'arrive')).toMatchObject({ phase: 'running', due: at('13:00', '06'), pausedMinutes: 1440 });
    const again = await pause(id, { reason: 'user-absent' });
    expect([again.status, again.body.code]).toEqual([422, 'ticket/pause-basis']);
    const over = await service.eventually('/tickets/pauses?state=over', ({ items }) => items.some(({ ticketId }: { ticketId: string }) => ticketId === id));
    expect(over.items[0]).toMatchObject({ minutes: 1440, pauses: 1 });
  });

  it('G2: a ground gives one pause: what rests on it again ends when the first had to', async () => {
    const id = await assigned();
    await crew(`/repairs/${id}/failed-visit`, { crewId: 'crew-east', failure: 'absent', evidence: ['door'] });
    await pause(id, { reason: 'user-absent' });
    service.clock.moment = at('20:00');
    await crew(`/repairs/${id}/resumption`);
    service.clock.moment = at('20:30');
    await pause(id, { reason: 'user-absent' });
    service.clock.moment = at('14:00', '06');
    const bothOver = (body: Said['body']): boolean => body.paused === null && clockOf(body, 'arrive').pausedMinutes > 480;
    const card = await service.eventually(`/tickets/${id}`, bothOver);
    expect(clockOf(card, 'arrive').pausedMinutes).toBe(24 * 60 - 30);
  });

  it('G2: for a later appointment needs one, and ends with it', async () => {
    const id = await assigned();
    expect((await pause(id, { reason: 'later-appointment' })).body.code).toBe('ticket/pause-basis');
    const agree = (from: string, to: string): Promise<Said> => crew(`/repairs/${id}/appointment`, { from, to, with: 'crew-east' });
    expect((await agree(at('09:00'), at('11:00'))).body.code).toBe('ticket/appointment');
    expect((await agree(at('18:00', '07'), at('20:00', '07'))).status).toBe(201);
    expect((await pause(id, { reason: 'later-appointment' })).status).toBe(201);
    service.clock.moment = at('20:30', '07');
    const card = await service.eventually(`/tickets/${id}`, ({ paused }) => paused === null);
    expect(clockOf(card, 'arrive')).toMatchObject({ phase: 'running', due: at('21:00', '07') });
  });

  it('G2: for a test or a hearing names the order or the summons, and ends after thirty days', async () => {
    const officer = await service.person('officer-1', 'complaint-officer');
    const agent = await service.person('agent-1', 'agent');
    const { id } = (await agent('/complaints', { zone: 'Z1', station: 'S1', category: 'TEMP', description: '屋里冷' })).body;
    const held = (body: object): Promise<Said> => officer(`/complaints/${id}/pause`, { evidence: ['form'], ...body });
    for (const reason of ['third-party-test', 'statutory-hearing'])
      expect([(await held({ reason })).status, (await held({ reason })).body.code]).toEqual([422, 'ticket/pause-basis']);
    expect((await held({ reason: 'third-party-test', basis: '检-2026-7' })).status).toBe(201);
    service.clock.moment = '2026-02-05T12:00:00+08:00';
    const card = await service.eventually(`/tickets/${id}`, ({ paused }) => paused === null);
    expect(clockOf(card, 'first-contact').pausedMinutes).toBe(30 * 1440);
  });

  it('G2: is not made by a crew while the repair is given to none', async () => {
    const { id } = (await service.report()).body;
    const tried = await pause(id, { reason: 'third-party-test', basis: '检-1' });
    expect([tried.status, tried.body.code]).toEqual([403, 'ticket/not-assigned-crew']);
  });
});
