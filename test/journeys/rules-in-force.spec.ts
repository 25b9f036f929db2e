import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService, type Said } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

const admin = { role: 'administrator' } as const;
const late = { zone: 'Z1', station: 'S1', category: 'TEMP', description: '屋里只有十五度', channel: '12345' };
const list = { year: 2027, holidays: ['01-01..01-03', '02-05..02-11'], working: ['02-13'], document: '国办发明电〔2026〕7号' };

/** Reads only what the answer before has come to. */
const since = (said: Said, path: string, role: 'auditor' | 'agent' = 'auditor') => service.get(`${path}${path.includes('?') ? '&' : '?'}min-position=${said.body.position}`, { role });

const clocksOf = (said: Said): Record<string, Record<string, unknown>> =>
  Object.fromEntries(said.body.clocks.map((clock: { clock: string }) => [clock.clock, clock]));
const waiting = async (said: Said) => (await since(said, '/statistics/compliance?by=clock')).body.total;
/** Asks again until the answer is as wanted. */
const eventually = async <T>(ask: () => Promise<T>, isThere: (found: T) => boolean): Promise<T> => {
  for (;;) {
    const found = await ask();
    if (isThere(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const until = (id: string, clock: string, isThere: (entry: Record<string, unknown>) => boolean) =>
  eventually(async () => clocksOf(await service.get(`/tickets/${id}`, { role: 'auditor' }))[clock] ?? {}, isThere);
const warned = async (): Promise<readonly { code: string; zh: string; count?: number }[]> =>
  (await service.get('/health', { role: 'auditor' })).body.warnings.filter(({ code }: { code: string }) => code.startsWith('calendar/'));

describe('Working days that were not known when the program was made', () => {
  it('T2: are warned of sixty days ahead, by health, metrics and log', async () => {
    service.clock.moment = '2026-11-01T10:00:00+08:00';
    expect(await warned()).toEqual([{ code: 'calendar/ends', zh: expect.stringContaining('2027 年工作日历尚未登记'), en: expect.any(String) }]);
    service.clock.moment = '2026-10-31T10:00:00+08:00';
    expect(await warned()).toEqual([]);
    const metrics = (await service.get('/metrics', { role: 'auditor' })).text;
    expect(metrics).toContain('heatledger_calendar_days_left 61');
    expect(metrics).toContain('heatledger_due_unknown_clocks 0');
  });

  it('T2: stop no fact: the clock waits, is counted apart, and is due and judged once their list is entered', async () => {
    service.clock.moment = '2026-12-25T10:00:00+08:00';
    const taken = await service.post('/complaints', late, { role: 'agent' });
    expect(taken.status).toBe(201);
    const card = await since(taken, `/tickets/${taken.body.id}`);
    expect(clocksOf(card)['written-answer']).toMatchObject({ due: null, awaits: 2027, phase: 'running', breached: false });
    expect(await waiting(taken)).toMatchObject({ dueUnknown: 1 });
    const story = (await service.get(`/cases/complaint-${taken.body.id}/clocks`, { role: 'auditor' })).body;
    expect(JSON.stringify(story)).toContain('期限待 2027 年工作日历公布后计算');
    const told = await eventually(warned, ({ length }) => length > 1);
    expect(told.map(({ code, count }) => [code, count])).toEqual([
      ['calendar/ends', undefined],
      ['calendar/awaited', 1],
    ]);
    const extended = { clock: 'written-answer', due: '2027-02-01T00:00:00+08:00', reason: 'x' };
    expect((await service.post(`/complaints/${taken.body.id}/clock-extension`, extended, { role: 'administrator' })).body).toMatchObject({ code: 'ticket/due-unknown' });

    service.clock.moment = '2026-12-30T10:00:00+08:00';
    const crew = { role: 'crew' } as const;
    const dispatcher = { role: 'dispatcher' } as const;
    const leak = (await service.report({ role: 'agent' }, { category: 'LEAK' })).body;
    for (const [path, body, who] of [
      ['triage', { category: 'LEAK', urgency: 'urgent' }, dispatcher],
      ['assignment', { crewId: 'crew-3' }, dispatcher],
      ['arrival', { crewId: 'crew-3' }, crew],
      ['completion', { crewId: 'crew-3', cause: 'operator', outcome: 'fixed', evidence: ['photo-1'] }, crew],
      ['call-back', { answer: 'satisfied', fixed: true }, dispatcher],
    ] as const)
      expect((await service.post(`/repairs/${leak.id}/${path}`, body, who)).status).toBe(201);
    const called = await until(leak.id, 'call-back', ({ phase }) => phase === 'done');
    expect(called).toMatchObject({ due: null, awaits: 2027, doneAt: '2026-12-30T10:00:00+08:00' });

    const announced = await service.post('/work-calendars', list, admin);
    expect(announced.status).toBe(201);
    const years = await since(announced, '/work-calendars');
    expect(years.body.items.at(-1)).toMatchObject({ year: 2027, holidays: list.holidays, source: { mark: 'V', text: list.document } });
    expect(await until(taken.body.id, 'written-answer', ({ due }) => due !== null)).toMatchObject({ due: '2027-01-05T00:00:00+08:00' });
    expect(await until(leak.id, 'call-back', ({ phase }) => phase === 'met')).toMatchObject({ due: '2027-01-05T00:00:00+08:00' });
    const waits = () => service.get('/statistics/compliance?by=clock', { role: 'auditor' });
    await eventually(waits, ({ body }) => body.total.dueUnknown === 0);
    await eventually(warned, ({ length }) => length === 0);
    const facts = (await service.get(`/cases/complaint-${taken.body.id}/history`, { role: 'auditor' })).text;
    expect(facts).toContain('工作日历已公布');
  });

  it('are explained by the same list, and an amendment counts from its first day', async () => {
    const amended = await service.post('/work-calendars/2027/amendment', { from: '2027-02-08', holidays: ['02-08'], working: [], document: '国办发明电〔2027〕1号', reason: '春节假期缩短' }, admin);
    expect(amended.status).toBe(201);
    await since(amended, '/work-calendars');
    const asked = { pack: '默认规则', category: 'TEMP', kind: 'complaint', clock: 'written-answer', channel: '12345', at: '2027-02-04T10:00:00+08:00' };
    const { body } = await service.post('/rules/explanations/clock', asked, { role: 'agent', key: null });
    expect(body.due).toBe('2027-02-16T00:00:00+08:00');
  });

  it.each([
    ['/work-calendars', { ...list, year: 2028, holidays: ['13-01'] }, 422, 'calendar/wrong-days', '#/holidays/0'],
    ['/work-calendars', { ...list, year: 2028, holidays: ['soon'] }, 400, 'request/invalid', '#/holidays/0'],
    ['/work-calendars', list, 201, undefined, undefined],
    ['/work-calendars', { ...list, working: [] }, 409, 'calendar/known', '#/year'],
    ['/work-calendars/2031/amendment', { ...list, year: undefined, from: '2031-05-01', reason: 'x' }, 409, 'calendar/unknown', undefined],
    ['/work-calendars/soon/amendment', { ...list, year: undefined, from: '2031-05-01', reason: 'x' }, 400, undefined, undefined],
  ])('are entered rightly or not at all (%#)', async (path, body, status, code, pointer) => {
    const said = await service.post(path, body, admin);
    expect(said.status).toBe(status);
    if (code !== undefined) expect(said.body).toMatchObject({ code, errors: [pointer === undefined ? { parameter: 'year' } : { pointer }] });
  });

  it('are entered by administrators only', async () => expect((await service.post('/work-calendars', { ...list, year: 2029 }, { role: 'agent' })).status).toBe(403));
});

/** Asked for by one administrator and granted by another. */
const adoptedBy = async (body: object): Promise<Said> => {
  const asked = await (await service.person('li-rules', 'administrator'))('/rule-packs', body);
  expect([asked.status, asked.body.waiting]).toEqual([201, true]);
  const { items } = (await since(asked, '/approvals')).body;
  const { approvalId, revision } = items.find(({ kind }: { kind: string }) => kind === 'rule-pack');
  return service.post(`/approvals/${approvalId}/approval`, {}, { ...admin, headers: { 'if-match': `"${revision}"` } });
};

describe('A rule pack that the company adopts', () => {
  const named = (path: string) => service.get(path, { role: 'agent' });

  it('holds from its first day on, beside the version before it, and figures go by the version of their day', async () => {
    const { body: linyi } = await named('/rules/packs/linyi');
    const pack = { ...linyi, version: '2027', effectiveFrom: '2027-01-01', refund: { ...linyi.refund, bands: linyi.refund.bands.map((band: { percent: number }) => ({ ...band, percent: Math.min(100, band.percent + 10) })) } };
    const adopted = await adoptedBy({ pack, document: '临沂市供热条例 2026' });
    expect([adopted.status, adopted.body.events]).toEqual([201, 3]);
    expect((await since(adopted, '/rule-packs/linyi')).body).toMatchObject({ packId: 'linyi', adopted: [{ version: '2027' }], superseded: { '2026-12': { lastDay: '2026-12-31', by: '2027' } } });
    expect([(await named('/rules/packs/linyi?date=2026-12-31')).body.version, (await named('/rules/packs/linyi?date=2027-01-01')).body.version]).toEqual(['2026-12', '2027']);
    const cold = { pack: '临沂', fee: '2300.00', season: '2026-11-10..2027-03-20', celsius: 15.2 };
    const paid = async (from: string, to: string) => (await service.post('/rules/explanations/refund', { ...cold, from, to }, { role: 'agent', key: null })).body;
    expect(await paid('2026-12-05T09:00:00+08:00', '2026-12-06T09:00:00+08:00')).toMatchObject({ fen: 1756, rule: { version: '2026-12' } });
    const asked = service.clock.moment;
    service.clock.moment = '2027-01-07T09:00:00+08:00';
    expect(await paid('2027-01-05T09:00:00+08:00', '2027-01-06T09:00:00+08:00')).toMatchObject({ fen: 2107, rule: { version: '2027' } });
    service.clock.moment = asked;
  });

  it('governs promises made under it, not those made before; a running one goes over by an order of its own', async () => {
    const season = { name: '2026-2027', area: '临沂', startsAt: '2026-11-10T00:00:00+08:00', endsAt: '2027-03-20T23:59:59+08:00', packId: 'linyi' };
    service.clock.moment = '2026-12-30T12:00:00+08:00';
    const declared = await service.post('/seasons', season, admin);
    await since(declared, '/seasons');
    const report = async () => (await service.report({ role: 'agent' }, { category: 'TEMP' })).body;
    const before = await report();
    const { body: linyi } = await named('/rules/packs/linyi?date=2027-01-01');
    const hour = { clock: 'arrive', kinds: ['repair'], minutes: 60, source: { mark: 'D', text: 'one hour' } };
    const pack = { ...linyi, version: '2026-b', effectiveFrom: '2026-12-31', effectiveTo: '2026-12-31', limits: [hour, ...linyi.limits] };
    const adopted = await adoptedBy({ pack });
    expect(adopted.status).toBe(201);
    await since(adopted, '/rule-packs');
    const arrival = async (said: Said, id: string) => (await since(said, `/tickets/${id}`)).body.clocks.find(({ clock }: { clock: string }) => clock === 'arrive');
    expect((await arrival(adopted, before.id)).rule).toMatchObject({ pack: 'default' });
    service.clock.moment = '2026-12-30T12:30:00+08:00';
    const early = await service.post(`/repairs/${before.id}/clock-supersession`, { clock: 'arrive', reason: '新规' }, admin);
    expect([early.status, early.body.code]).toEqual([409, 'ticket/same-rule']);
    service.clock.moment = '2026-12-31T00:10:00+08:00';
    const after = await service.report({ role: 'agent' }, { category: 'TEMP' });
    expect(await arrival(after, after.body.id)).toMatchObject({ due: '2026-12-31T01:10:00+08:00', rule: { pack: 'linyi', version: '2026-b' } });
  });

  it('is refused with every fault named, and taken back only before its first day', async () => {
    const { body: linyi } = await named('/rules/packs/linyi?date=2027-01-01');
    const wrong = await service.post('/rule-packs', { pack: { ...linyi, version: '2028', thresholdTenths: 20.5 } }, admin);
    expect([wrong.status, wrong.body]).toMatchObject([422, { code: 'pack/bad-pack', errors: [{ pointer: '#/thresholdTenths' }] }]);
    const future = await adoptedBy({ pack: { ...linyi, version: '2028', effectiveFrom: '2028-01-01' } });
    expect(future.status).toBe(201);
    const back = await service.post('/rule-packs/linyi/withdrawal', { version: '2028', reason: '条例未通过' }, admin);
    expect(back.status).toBe(201);
    expect((await service.post('/rule-packs/linyi/withdrawal', { version: '2026-b', reason: 'x' }, admin)).body).toMatchObject({ code: 'pack/in-force' });
    expect((await service.post('/rule-packs/atlantis/withdrawal', { version: '1', reason: 'x' }, admin)).status).toBe(404);
    expect((await service.post('/seasons', { name: 'x', area: 'x', startsAt: '2026-11-10T00:00:00+08:00', endsAt: '2027-03-20T00:00:00+08:00', packId: 'atlantis' }, admin)).body).toMatchObject({ code: 'season/unknown-pack' });
  });
});
