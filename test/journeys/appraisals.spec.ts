import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issueToken } from '@heatledger/edge';
import { EdgeService, nobody, type Said } from './edge-service.js';

let service: EdgeService;
let second: string;
let repair: string;
const facts: Record<string, string> = {};
const appraiser = { role: 'inspector' } as const;
const item = (eventId: string | undefined, pointsTenths: number, group = '服务响应'): object => ({
  group,
  eventId,
  pointsTenths,
  reason: '到场超时',
});
const zone = { unitKind: 'zone', unit: '城东', from: '2025-11-10', to: '2026-01-31' } as const;
const history = (stream: string): Promise<Said> => service.get(`/cases/${stream}/history`);
const one = (id: string): Promise<Said> => service.get(`/appraisals/${id}`, { role: 'regulator' });

/** Asks until the view holds what was told. */
const eventually = async (ask: () => Promise<Said>, ready: (body: Said['body']) => boolean): Promise<Said> => {
  for (let attempt = 0; attempt < 400; attempt++) {
    const said = await ask();
    if (said.status === 200 && ready(said.body)) return said;
    await new Promise((next) => setTimeout(next, 25));
  }
  throw new Error('it never got there');
};
const known = (eventId: string): Promise<Said> =>
  eventually(
    () => service.get(`/audit-trail?case=${repair}`),
    ({ items }) => items.length > 0 && eventId !== undefined,
  );

beforeAll(async () => {
  service = await EdgeService.start();
  second = await issueToken(service.server.keyFile, { subject: 'inspector-2', roles: ['inspector'] });
  const admin = { role: 'administrator' } as const;
  await service.post(
    '/seasons',
    { name: '2025-2026', area: '临沂', startsAt: '2025-11-10T00:00:00+08:00', endsAt: '2026-03-20T23:59:59+08:00', packId: 'linyi' },
    admin,
  );
  const home = await service.post(
    '/households',
    { zone: '城东', station: '城东一站', areaTenths: 895, contractTenths: 180, heating: 'on', from: '2025-10-01' },
    admin,
  );
  const reported = await service.post('/repairs', { householdId: home.body.id, category: 'LEAK', description: '暖气片漏水' }, { role: 'agent' });
  repair = String(reported.body.stream);
  service.clock.moment = '2026-02-10T12:00:00+08:00';
  const { body } = await eventually(
    () => history(repair),
    ({ lines }) => lines.some(({ type }: { type: string }) => type === 'ClockBreached'),
  );
  for (const { id, type } of body.lines) facts[type] ??= id;
  await known(facts['ClockBreached'] ?? '');
}, 60_000);
afterAll(() => service.stop());

describe('An appraisal over HTTP', () => {
  let id: string;

  it('starts from what missed its target, with the facts behind it and no points, and writes nothing', async () => {
    const { status, body } = await service.get(
      `/appraisals/proposal?unitKind=zone&unit=${encodeURIComponent('城东')}&from=2025-11-10&to=2026-01-31`,
      { role: 'inspector' },
    );
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      {
        kpi: 'repair-handling',
        numerator: 0,
        denominator: 1,
        target: { met: false, permille: 980 },
        group: null,
        pointsTenths: null,
        missed: 1,
        cases: [
          {
            stream: repair,
            zone: '城东',
            facts: [{ type: 'RepairReported', eventId: facts['RepairReported'], sentence: { zh: expect.any(String) } }],
          },
        ],
      },
    ]);
    expect(body.scheme).toMatchObject({ total: 100, weights: { 供热质量: 30 }, rule: { pack: 'default', version: '2025-1' } });
    expect(body.say).toMatchObject([{ zh: expect.stringContaining('未给出逐项扣分表'), en: expect.stringContaining('without points') }]);
    expect((await service.get('/audit-trail?actor=inspector-1')).body.items).toEqual([]);
    const elsewhere = await service.get(`/appraisals/proposal?unitKind=zone&unit=${encodeURIComponent('城西')}&from=2025-11-10&to=2026-01-31`, {
      role: 'auditor',
    });
    expect(elsewhere.body.items).toEqual([]);
  });

  it('is published under the scheme of the season, and is read item by item back to its facts', async () => {
    const said = await service.post(
      '/appraisals',
      { ...zone, items: [item(facts['ClockBreached'], -15), item(facts['RepairReported'], -5, '供热质量')] },
      { ...appraiser, key: 'appraise-1' },
    );
    expect(said).toMatchObject({ status: 201, body: { stream: expect.stringMatching(/^appraisal-/), revision: 0 } });
    id = said.body.id;
    const { body, headers } = await service.get(`/appraisals/${id}?min-position=${said.body.position}`, { role: 'auditor' });
    expect(headers.get('etag')).toMatch(/^"0\.[\w-]+"$/);
    expect(body).toMatchObject({ unit: '城东', phase: 'published', standing: 1, scoreTenths: 980, totalTenths: 1000, grade: 'A' });
    const [version] = body.versions;
    expect(version).toMatchObject({ version: 1, kind: 'published', by: 'inspector-1', rule: { pack: 'default', version: '2025-1' } });
    const breach = version.items.find(({ eventId }: { eventId: string }) => eventId === facts['ClockBreached']);
    expect(breach).toMatchObject({ pointsTenths: -15, fact: { stream: repair, sentence: { zh: expect.any(String), en: expect.any(String) } } });
    expect((await service.get(breach.fact.history)).body.lines.map((line: { id: string }) => line.id)).toContain(facts['ClockBreached']);
    expect((await history(`appraisal-${id}`)).body.lines).toMatchObject([
      { type: 'AppraisalPublished', rule: { pack: 'default', version: '2025-1' } },
    ]);
  });

  it('given twice is published once, and a second one of the same unit and period is refused', async () => {
    const body = { ...zone, items: [item(facts['ClockBreached'], -15), item(facts['RepairReported'], -5, '供热质量')] };
    expect((await service.post('/appraisals', body, { ...appraiser, key: 'appraise-1' })).body).toMatchObject({ id, events: 1, repeated: true });
    expect((await service.post('/appraisals', body, appraiser)).body).toMatchObject({ id, events: 0 });
    expect(await service.post('/appraisals', { ...body, items: [] }, appraiser)).toMatchObject({ status: 409, body: { code: 'appraisal/known' } });
  });

  it('runs again bit for bit, and under another rule tells the difference; nothing is recorded', async () => {
    const { status, body } = await service.post(`/appraisals/${id}/rerun`, {}, { role: 'regulator', key: null });
    expect([status, body.identical, body.difference, body.rerun]).toEqual([200, true, [], body.published]);
    const draft = {
      id: 'draft-next',
      version: '1',
      total: 100,
      weights: { 供热质量: 20, 服务响应: 35, 投诉处理与满意: 20, 安全与应急: 15, 收费与信息: 10 },
      grades: [
        { grade: 'A', name: { zh: '优', en: 'good' }, atLeast: 99 },
        { grade: 'B', name: { zh: '良', en: 'fair' }, atLeast: 0 },
      ],
      vetoes: [],
      source: '征求意见稿',
    };
    const other = await service.post(`/appraisals/${id}/rerun`, { draft }, { role: 'auditor', key: null });
    expect(other.body).toMatchObject({
      identical: false,
      rerun: { grade: 'B', rule: { pack: 'draft-next' } },
      difference: expect.arrayContaining([{ zh: '等级 A → B', en: 'grade A → B' }]),
    });
    expect((await one(id)).body.versions).toHaveLength(1);
    const kept = await service.post(`/appraisals/${id}/scores`, { draft }, appraiser);
    expect(kept).toMatchObject({ status: 201, body: { revision: 1 } });
    expect(
      (
        await eventually(
          () => one(id),
          ({ revision }) => revision === 1,
        )
      ).body,
    ).toMatchObject({
      standing: 1,
      grade: 'A',
      versions: [{ grade: 'A' }, { version: 2, kind: 'rescored', grade: 'B', beside: 1, rule: { pack: 'draft-next' } }],
    });
    expect((await service.post(`/appraisals/${id}/rerun`, { version: 2 }, { role: 'regulator', key: null })).body).toMatchObject({
      version: 2,
      identical: true,
    });
  });

  it('is revised beside the old version, by who saw the latest', async () => {
    const change = { reason: '复核：该项系用户原因', remove: [{ group: '供热质量', eventId: facts['RepairReported'] }] };
    const stale = await service.post(`/appraisals/${id}/revisions`, change, { ...appraiser, headers: { 'if-match': '"0"' } });
    expect(stale).toMatchObject({ status: 412, body: { code: 'command/revision-mismatch' } });
    expect(await service.post(`/appraisals/${id}/revisions`, change, { ...appraiser, headers: { 'if-match': '"1"' } })).toMatchObject({
      status: 201,
    });
    const { body } = await eventually(
      () => one(id),
      ({ revision }) => revision === 2,
    );
    expect(body).toMatchObject({
      standing: 3,
      scoreTenths: 985,
      versions: [
        { scoreTenths: 980 },
        {},
        { kind: 'revised', reason: change.reason, beside: 1, difference: [{ zh: '供热质量：29.5 → 30.0' }, { zh: '总分 98.0/100.0 → 98.5/100.0' }] },
      ],
    });
  });

  it('is found by unit, by grade and by the end of its period, page by page', async () => {
    const other = await service.post(
      '/appraisals',
      { ...zone, unit: '城西', items: [], vetoes: [{ veto: 'no-licence', eventId: facts['RepairReported'] }] },
      appraiser,
    );
    const list = (query: string): Promise<Said> => service.get(`/appraisals?min-position=${other.body.position}${query}`, { role: 'regulator' });
    const units = async (query: string): Promise<readonly string[]> =>
      (await list(query)).body.items.map(({ unit, grade }: { unit: string; grade: string }) => `${unit} ${grade}`);
    expect((await units('')).toSorted()).toEqual(['城东 A', '城西 D'].toSorted());
    expect(await units(`&unit=${encodeURIComponent('城东')}`)).toEqual(['城东 A']);
    expect(await units('&grade=D')).toEqual(['城西 D']);
    expect(await units(`&unit=${encodeURIComponent('城东')}&grade=D`)).toEqual([]);
    expect(await units('&from=2026-02-01')).toEqual([]);
    expect(await units('&to=2026-01-31&from=2026-01-31')).toHaveLength(2);
    const first = await list('&limit=1');
    expect(first.headers.get('link')).toContain('rel="next"');
    expect((await list(`&limit=1&cursor=${encodeURIComponent(first.body.next)}`)).body.items[0].unit).not.toBe(first.body.items[0].unit);
  });

  it('is withdrawn by a second person, and can be published again', async () => {
    const body = { reason: '单位有误' };
    expect(await service.post(`/appraisals/${id}/withdrawal`, body, appraiser)).toMatchObject({
      status: 403,
      body: { code: 'appraisal/same-person' },
    });
    expect(await service.post(`/appraisals/${id}/withdrawal`, body, { token: second })).toMatchObject({ status: 201 });
    expect(
      (
        await eventually(
          () => one(id),
          ({ phase }) => phase === 'withdrawn',
        )
      ).body,
    ).toMatchObject({ withdrawn: { by: 'inspector-2', reason: '单位有误' }, versions: { length: 3 } });
    expect(
      await service.post(
        `/appraisals/${id}/revisions`,
        { reason: '再改', remove: [{ group: '服务响应', eventId: facts['ClockBreached'] }] },
        appraiser,
      ),
    ).toMatchObject({ status: 409, body: { code: 'appraisal/withdrawn' } });
    expect((await service.post('/appraisals', { ...zone, items: [] }, appraiser)).body).toMatchObject({ id, events: 1 });
    expect(
      (
        await eventually(
          () => one(id),
          ({ phase }) => phase === 'published',
        )
      ).body,
    ).toMatchObject({ standing: 4, withdrawn: null, scoreTenths: 1000 });
  });

  it.each([
    ['an item on nothing', { items: [item(nobody, -5)] }, 422, 'appraisal/fact-unknown', '#/items/0/eventId'],
    ['an id that is none', { items: [item('breach', -5)] }, 400, 'request/invalid', '#/items/0/eventId'],
    ['half a tenth', { items: [item(nobody, -0.5)] }, 400, 'request/invalid', '#/items/0/pointsTenths'],
    ['a field nobody knows', { items: [{ ...item(nobody, -5), colour: 'red' }] }, 400, 'request/invalid', '#/items/0/colour'],
    ['items that are none', { items: 'all' }, 400, 'request/invalid', '#/items'],
    ['an item that is a number', { items: [7] }, 400, 'request/invalid', '#/items/0'],
    ['no items', {}, 400, 'request/invalid', '#/items'],
    ['a period turned round', { from: '2026-02-01', items: [] }, 422, 'appraisal/no-rule', '#/to'],
    ['a period that is not over', { to: '2026-02-11', items: [] }, 422, 'appraisal/period-open', '#/to'],
    ['a day that is none', { to: '2026-02-30', items: [] }, 400, 'request/invalid', '#/to'],
    ['a unit of another kind', { unitKind: 'street', items: [] }, 400, 'request/invalid', '#/unitKind'],
  ])('is refused for %s, naming the field', async (_, more, status, code, pointer) => {
    const said = await service.post('/appraisals', { ...zone, unit: '新区', ...more }, appraiser);
    expect([said.status, said.body.code]).toEqual([status, code]);
    expect(said.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('refuses a group the scheme has not, a pack nobody knows, a version nobody published, a unit nobody named', async () => {
    expect(await service.post('/appraisals', { ...zone, unit: '新区', items: [item(facts['ClockBreached'], -5, '午餐')] }, appraiser)).toMatchObject({
      status: 422,
      body: { code: 'appraisal/no-rule', errors: [{ pointer: '#/items/0/group' }] },
    });
    expect(await service.post(`/appraisals/${id}/rerun`, { pack: '巴黎' }, { role: 'auditor', key: null })).toMatchObject({
      status: 422,
      body: { code: 'appraisal/no-rule', errors: [{ pointer: '#/pack' }] },
    });
    expect(await service.post(`/appraisals/${id}/rerun`, { version: 99 }, { role: 'auditor', key: null })).toMatchObject({
      status: 404,
      body: { code: 'appraisal/no-such-version' },
    });
    expect(await service.post(`/appraisals/${nobody}/rerun`, {}, { role: 'auditor', key: null })).toMatchObject({
      status: 404,
      body: { code: 'appraisal/unknown' },
    });
    expect(await service.get('/appraisals/proposal?unitKind=zone&from=2025-11-10&to=2026-01-31')).toMatchObject({
      status: 400,
      body: { errors: [{ parameter: 'unit' }] },
    });
    expect(await service.get('/appraisals/proposal?unitKind=company&from=2025-11-10&to=2025-11-09')).toMatchObject({
      status: 400,
      body: { errors: [{ parameter: 'to' }] },
    });
  });
});
