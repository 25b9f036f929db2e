import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService, type Said } from './edge-service.js';

let service: EdgeService;
const later = (instant: string): void => void (service.clock.moment = instant);
const asked = (query: string, role: 'regulator' | 'auditor' = 'regulator'): Promise<Said> => service.get(`/statistics/${query}`, { role });

const eventually = (query: string, ready: (body: Said['body']) => boolean): Promise<Said['body']> => service.eventually(`/statistics/${query}`, ready, 'regulator');
const totalOf = (body: Said['body'], kpi: string, basis: string | null = null): Said['body'] => body.total.find((row: { kpi: string; basis: string | null }) => row.kpi === kpi && row.basis === basis);

beforeAll(async () => {
  service = await EdgeService.start();
  const admin = { role: 'administrator' } as const;
  await service.post('/seasons', { name: '2025-2026', area: '临沂', startsAt: '2025-11-10T00:00:00+08:00', endsAt: '2026-03-20T23:59:59+08:00', packId: 'linyi' }, admin);
  const home = await service.post('/households', { zone: '城东', station: '城东一站', areaTenths: 895, contractTenths: 180, heating: 'on', from: '2025-10-01' }, admin);
  await service.post('/households', { zone: '城西', station: '城西一站', areaTenths: 1105, contractTenths: 180, heating: 'on', from: '2025-10-01' }, admin);
  const householdId = String(home.body.id);
  await service.post('/repairs', { householdId, category: 'LEAK', description: '暖气片漏水' }, { role: 'agent' });
  await service.post('/complaints', { householdId, category: 'TEMP', description: '卧室一直不热' }, { role: 'agent' });
  const reading = { householdId, basis: 'survey', room: 'bedroom', roomTenths: 200, closedMinutes: 120, heightCentimetres: 100, instrument: 'T-0421', instrumentValidUntil: '2026-12-31', signedByUser: 'signed', signedByCompany: true, userCaused: false };
  await service.post('/measurements', reading, { role: 'crew' });
  await service.post('/measurements', { ...reading, basis: 'complaint', roomTenths: 152 }, { role: 'crew' });
  later('2026-01-20T12:00:00+08:00');
});
afterAll(() => service.stop());

describe('The rates of the service over HTTP', () => {
  it('keep both counts, name the rule that counted, and are judged by the pack of the season', async () => {
    const body = await eventually('kpis?by=season&season=2025-2026', (answer) => totalOf(answer, 'room-temperature-pass', 'complaint') !== undefined && totalOf(answer, 'complaint-handling') !== undefined);
    expect(body).toMatchObject({ from: '2025-11-10', to: '2026-03-20', by: 'season' });
    expect(totalOf(body, 'room-temperature-pass', 'survey')).toMatchObject({ numerator: 1, denominator: 1, tenths: 1000, target: { met: true, permille: 980, sense: 'at-least' } });
    expect(totalOf(body, 'room-temperature-pass', 'complaint')).toMatchObject({ numerator: 0, denominator: 1, target: null });
    expect(totalOf(body, 'repair-handling')).toMatchObject({ numerator: 0, denominator: 1, target: { met: false } });
    expect(totalOf(body, 'area-complaint')).toMatchObject({ numerator: 1, denominator: 2000 });
    for (const row of body.rows) expect(row.rules.every(({ rule }: { rule: string }) => /^[a-z-]+@/.test(rule))).toBe(true);
    expect(totalOf(body, 'room-temperature-pass', 'survey').rules).toEqual([{ rule: 'linyi@2017', counted: 1 }]);
  });

  it('say which rates no fact tells of, and why', async () => {
    const { body } = await asked('kpis?by=month');
    expect(body.notRecorded).toEqual(['operation-accident', 'incident-arrival', 'incident-restoration', 'hotline-answered']);
    for (const kpi of body.notRecorded) expect(body.definitions[kpi].notRecorded).toMatchObject({ zh: expect.stringMatching(/[一-鿿]/), en: expect.any(String) });
  });

  it('drill down to the cases, page by page', async () => {
    const { body } = await asked('kpis/cases?by=zone&group=城东&kpi=complaint-handling&standing=out');
    expect(body.items).toMatchObject([{ kpi: 'complaint-handling', standing: 'out', zone: '城东', stream: expect.stringMatching(/^complaint-/) }]);
    expect((await asked(`../cases/${body.items[0].stream}/history`, 'auditor')).body.lines[0].type).toBe('ComplaintReceived');
    const first = (await asked('kpis/cases?by=zone&limit=2')).body;
    const rest = (await asked(`kpis/cases?by=zone&limit=1000&cursor=${first.next}`)).body;
    const all = (await asked('kpis/cases?by=zone&limit=1000')).body;
    expect([...first.items, ...rest.items]).toEqual(all.items);
    expect(all.next).toBeUndefined();
  });

  it('stand as they stood on a date and as they were known on it', async () => {
    const early = (await asked(`kpis?by=zone&kpi=repair-handling&at=${encodeURIComponent('2026-01-05T13:00:00+08:00')}`)).body;
    expect(totalOf(early, 'repair-handling')).toMatchObject({ denominator: 0, beside: { running: 1 } });
    const unknown = (await asked(`kpis?by=zone&kpi=repair-handling&asOf=${encodeURIComponent('2026-01-01T00:00:00+08:00')}`)).body;
    expect(unknown.total).toEqual([]);
  });

  it.each([
    ['kpis', 400, 'request/invalid', 'by'],
    ['kpis?by=colour', 400, 'request/invalid', 'by'],
    ['kpis?by=month&kpi=luck', 400, 'request/invalid', 'kpi'],
    ['kpis?by=month&from=2026-02-30', 400, 'request/invalid', 'from'],
    ['kpis?by=month&from=2026-02-03&to=2026-02-01', 400, 'request/invalid', 'to'],
    ['kpis?by=month&season=1999', 404, 'season/unknown', 'season'],
    ['kpis/cases?by=month&cursor=soon', 400, 'request/invalid', 'cursor'],
  ])('refuse %s, naming the parameter', async (query, status, code, parameter) => {
    const said = await asked(query);
    expect([said.status, said.body.code, said.body.errors?.[0]?.parameter]).toEqual([status, code, parameter]);
  });
});

describe('The promises of time, counted over HTTP', () => {
  it('tell what fell due from what was promised, say what each count says, and drill down to the clocks', async () => {
    const body = await eventually('compliance?by=kind', ({ total }) => total.fellDue > 0);
    const { total, rows, counts } = body;
    expect([total.promised, total.fellDue]).toEqual([total.met + total.breached + total.running + total.paused, total.metInTime + total.breached]);
    expect(rows.map(({ group }: { group: string }) => group)).toEqual(['complaint', 'repair']);
    expect(counts.fellDue).toEqual({ zh: expect.stringContaining('已到'), en: expect.stringContaining('due time had come') });
    expect(Object.keys(counts).sort()).toEqual(Object.keys(total).filter((name) => name !== 'group').sort());
    const { items } = (await asked('compliance/cases?by=kind&standing=openOverdue')).body;
    expect(items).toHaveLength(total.openOverdue);
    expect(items[0]).toMatchObject({ standing: 'breached', outcome: 'openOverdue' });
    expect((await asked('compliance/cases?by=kind&standing=breached')).body.items).toHaveLength(total.breached);
  });

  it('T1: count what falls due from one day on and before another, in one zone, over HTTP', async () => {
    const whole = (await asked('compliance?by=month')).body;
    const dues: string[] = [...new Set<string>(whole.rows.map(({ group }: { group: string }) => group))].sort();
    const [first = ''] = dues;
    const next = new Date(Date.UTC(Number(first.slice(0, 4)), Number(first.slice(5)), 1)).toISOString().slice(0, 10);
    const month = (await asked(`compliance?by=month&from=${first}-01&to=${next}`)).body;
    expect(month).toMatchObject({ from: `${first}-01`, to: next, zone: null, rows: [whole.rows.find(({ group }: { group: string }) => group === first)] });
    const instants = (await asked(`compliance?by=month&from=${first}-01T00:00:00%2B08:00&to=${next}T00:00:00%2B08:00`)).body;
    expect(instants.total).toEqual(month.total);
    expect((await asked(`compliance?by=month&to=${first}-01`)).body.total.promised).toBe(0);
    const zones = (await asked('compliance?by=zone')).body.rows as { group: string }[];
    for (const row of zones.filter(({ group }) => group !== '')) expect((await asked(`compliance?by=zone&zone=${encodeURIComponent(row.group)}`)).body.rows).toEqual([row]);
    expect((await asked(`satisfaction?by=month&to=1990-01-01`)).body).toMatchObject({ to: '1990-01-01', rows: [] });
    expect((await asked('compliance?by=month&from=2026-02-01&to=2026-01-01')).status).toBe(400);
    expect((await asked('compliance?by=month&from=soon')).body.errors).toMatchObject([{ parameter: 'from' }]);
  });

  it('S3: are told page by page, each once', async () => {
    const { items } = (await asked('compliance/cases?by=kind&limit=1000')).body;
    const told: object[] = [];
    for (let cursor = ''; ; ) {
      const { body, headers } = await asked(`compliance/cases?by=kind&limit=2${cursor}`);
      told.push(...body.items);
      expect(headers.get('link') === null).toBe(body.next === undefined);
      if (body.next === undefined) break;
      cursor = `&cursor=${encodeURIComponent(body.next)}`;
    }
    expect(told).toEqual(items);
    expect(items.length).toBeGreaterThan(2);
  });

  it('are refused where the standing is none, naming the field', async () => {
    expect(await asked('compliance/cases?by=kind&standing=early')).toMatchObject({ status: 400, body: { code: 'request/invalid', errors: [{ parameter: 'standing' }] } });
  });
});

describe('Promises that explain themselves, and history under other rules', () => {
  const ticket = async (kind: string): Promise<string> => (await service.get(`/tickets?kind=${kind}`, { role: 'agent' })).body.items[0].ticketId;

  it('tells every promise of a case to whoever works on it, on both axes of time', async () => {
    const stream = `complaint-${await ticket('complaint')}`;
    const { status, body } = await service.get(`/cases/${stream}/clocks`, { role: 'agent' });
    expect(status).toBe(200);
    const test = body.items.find(({ clock }: { clock: string }) => clock === 'measure');
    expect(test).toMatchObject({ state: 'breached', due: '2026-01-06T12:00:00+08:00', rule: { pack: 'linyi', version: '2017', clause: expect.stringContaining('§30') }, segments: [{ state: 'running', minutes: 1440 }], say: { zh: expect.stringContaining('超时'), en: expect.stringContaining('breached') } });
    const then = (await service.get(`/cases/${stream}/clocks?at=2026-01-05T18:00:00%2B08:00`, { role: 'agent' })).body;
    expect(then.items.find(({ clock }: { clock: string }) => clock === 'measure')).toMatchObject({ state: 'running', remainingMinutes: 18 * 60 });
    expect((await service.get(`/cases/${stream}/clocks?asOf=2026-01-05T11:00:00%2B08:00`, { role: 'agent' })).body.items).toEqual([]);
    expect((await service.get(`/cases/${stream}/history`, { role: 'auditor' })).body.clocks).toEqual(body.items);
    expect((await service.get('/cases/nobody/clocks', { role: 'agent' })).status).toBe(404);
  });

  it('runs another pack over history and writes nothing', async () => {
    const before = await service.get('/feed?after=&limit=1000', { role: 'auditor' });
    const { status, body } = await asked(`what-if?pack=${encodeURIComponent('洛阳')}`);
    expect(status).toBe(200);
    const [moved] = body.clocks.rows.filter(({ clock }: { clock: string }) => clock === 'measure');
    expect(moved).toMatchObject({ due: '2026-01-06T12:00:00+08:00', dueThen: '2026-01-06T00:00:00+08:00', rule: 'linyi@2017', ruleThen: { pack: 'luoyang' } });
    expect((await asked('what-if?pack=linyi')).body.clocks).toMatchObject({ moved: 0, changes: {} });
    const after = await service.get('/feed?after=&limit=1000', { role: 'auditor' });
    expect(after.body).toEqual(before.body);
  });

  it.each([
    ['what-if', 400, 'request/invalid'],
    ['what-if?pack=atlantis', 404, 'rulebook/unknown-pack'],
    ['what-if?pack=linyi&from=yesterday', 400, 'request/invalid'],
    ['what-if?pack=linyi@1999-01-01', 422, 'rulebook/wrong-date'],
  ])('refuses %s', async (query, status, code) => expect(await asked(query)).toMatchObject({ status, body: { code } }));
});
