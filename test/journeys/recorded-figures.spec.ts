import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_ZONE, minutesBetween, plusMinutesIn } from '@heatledger/vocabulary';
import { EdgeService, nobody, type Said } from './edge-service.js';

let service: EdgeService;
let householdId = '';
const complaints: string[] = [];
const LONG_AGO = 300 * 24 * 60;
/** Whoever tells of another winter tells it in that winter, ten days later. */
const person: EdgeService['person'] = async (...asked) => {
  const post = await service.person(...asked);
  return async (path, body = {}) => {
    const [present, { at = present }] = [service.clock.moment, body as { at?: string }];
    if (minutesBetween(at, present) > LONG_AGO) service.clock.moment = plusMinutesIn(DEFAULT_ZONE, at, 10 * 24 * 60);
    try {
      return await post(path, body);
    } finally {
      service.clock.moment = present;
    }
  };
};
const eventually: EdgeService['eventually'] = (...asked) => service.eventually(...asked);
/** A season for each winter, each under the pack of another place. */
const winters = {
  linyiLeap: ['2019', 'linyi'],
  qingdao: ['2021', 'qingdao'],
  beijing: ['2022', 'beijing'],
  heze: ['2023', 'heze'],
  binzhou: ['2024', 'binzhou'],
  xuzhou: ['2025', 'xuzhou'],
} as const;
/** A January day of a winter. */
const january = (winter: keyof typeof winters, day: string, time = '09:00:00'): string => `${Number(winters[winter][0]) + 1}-01-${day}T${time}+08:00`;

beforeAll(async () => {
  service = await EdgeService.start();
  const admin = await person('admin-zhao', 'administrator');
  for (const [year, packId] of Object.values(winters)) {
    const season = {
      name: `${year}-${Number(year) + 1}`,
      area: packId,
      startsAt: `${year}-11-10T00:00:00+08:00`,
      endsAt: `${Number(year) + 1}-03-20T23:59:59+08:00`,
      packId,
      outdoorDesignTenths: -70,
    };
    expect((await admin('/seasons', season)).status).toBe(201);
  }
  householdId = (
    await admin('/households', { zone: '城东', station: '城东一站', areaTenths: 1000, contractTenths: 180, heating: 'on', from: '2019-10-01' })
  ).body.id;
  await eventually(`/seasons?limit=10`, ({ items }) => items.length === Object.keys(winters).length);
  await eventually(`/households/${householdId}`, (body) => body?.householdId === householdId, 'administrator');
  complaints.push(
    (await (await person('agent-zheng', 'agent'))('/complaints', { householdId, category: 'TEMP', description: '卧室一直不热' })).body.id,
  );
});
afterAll(() => service.stop());

describe('A trace', () => {
  it('leads from any fact about a figure to where it was first recorded, and to its rule', async () => {
    const { lines } = (await service.get(`/cases/complaint-${complaints[0]}/history`)).body;
    const started = lines.find(({ type, data }: { type: string; data: { clock?: string } }) => type === 'ClockStarted' && data.clock === 'resolve');
    expect(started.rule).toMatchObject({ pack: 'xuzhou', trace: started.id });
    const found = await eventually(`/rules/traces/${started.id}`, (body) => body?.traceId === started.id);
    expect(found).toMatchObject({
      case: `complaint-${complaints[0]}`,
      rule: { pack: 'xuzhou', version: '2025', clause: expect.stringContaining('§27–28 [V]') },
      figure: { type: 'ClockStarted', data: { due: '2026-01-07T12:00:00+08:00' } },
    });
    const [event] = (await service.get('/feed?types=ClockStarted&limit=1', { role: 'service' })).body;
    expect(event.ruletrace).toBe(event.id);
  });
  it('that no fact carries is unknown, and one that is no id is refused', async () => {
    const unknown = await service.get(`/rules/traces/${nobody}`);
    expect([unknown.status, unknown.body.code, unknown.body.errors[0].parameter]).toEqual([404, 'trace/unknown', 'traceId']);
    expect((await service.get('/rules/traces/7')).status).toBe(400);
    expect((await service.get(`/rules/traces/${nobody}`, { role: 'crew' })).status).toBe(403);
  });
});

const conditions = {
  closedMinutes: 130,
  heightCentimetres: 100,
  instrument: 'T-0421',
  instrumentValidUntil: '2026-12-31',
  signedByUser: 'signed',
  signedByCompany: true,
  userCaused: false,
};
const measure = async (winter: keyof typeof winters, body: object): Promise<Said> =>
  (await person('crew-east', 'crew'))('/measurements', {
    householdId,
    basis: 'survey',
    room: 'bedroom',
    ...conditions,
    at: january(winter, '05'),
    ...body,
  });
const recordOf = (id: string): Promise<Said['body']> => eventually(`/measurements/${id}`, (body) => body?.verdict);

describe('A measurement over HTTP', () => {
  it('gives no verdict on a day colder than the design temperature of the season', async () => {
    const { body } = await measure('qingdao', { roomTenths: 152, outdoorMeanTenths: -71, outdoorSource: '市气象台' });
    expect(await recordOf(body.id)).toMatchObject({
      result: 'none',
      outdoorDesignTenths: -70,
      verdict: { valid: true, reasons: [{ en: expect.stringContaining('(市气象台)') }], rule: { pack: 'qingdao', trace: expect.any(String) } },
    });
  });
  it('judges a kitchen by the promise for kitchens', async () => {
    expect(await recordOf((await measure('qingdao', { room: 'kitchen', roomTenths: 100 })).body.id)).toMatchObject({
      result: 'qualified',
      verdict: { thresholdTenths: 100 },
    });
  });
  it('M4: records what is promised to nobody, with the reason and without a verdict, and opens no refund for it', async () => {
    const summer = { at: '2025-07-10T09:00:00+08:00', roomTenths: 150, ticketId: complaints[0], ticketKind: 'complaint', basis: 'complaint' };
    const [july, bath, kitchen, alone] = [
      await measure('binzhou', summer),
      await measure('qingdao', { room: 'bathroom', roomTenths: 150 }),
      await measure('heze', { room: 'kitchen', roomTenths: 100 }),
      await measure('qingdao', { roomTenths: 150, signedByUser: 'absent', basis: 'complaint' }),
    ];
    const said = async ({ status, body }: Said): Promise<unknown> => {
      const { result, verdict } = await recordOf(body.id);
      return [status, result, verdict.valid, verdict.reasons[0].zh];
    };
    expect(await said(july)).toEqual([201, 'none', true, '2025-07-10 不在采暖季（2024-11-10 至 2025-03-20）内，不作判定']);
    expect(await said(bath)).toEqual([201, 'none', true, '规则未对卫生间规定室温，不作判定']);
    expect(await said(kitchen)).toEqual([201, 'none', true, '规则未对厨房规定室温，不作判定']);
    expect(await said(alone)).toEqual([201, 'none', false, '用户不在场、未签字，不作判定，须另约测温']);
    expect((await service.get(`/adjustments?ticketId=${complaints[0]}`, { role: 'fee-officer' })).body.items).toEqual([]);
  });
  it('averages a series where the pack demands one, and lets no single reading count there', async () => {
    const slots = ['05', '06', '07'].flatMap((day) =>
      ['09:00:00', '15:00:00'].map((time) => ({ at: january('binzhou', day, time), roomTenths: time === '09:00:00' ? 178 : 181 })),
    );
    const series = await measure('binzhou', { slots, at: january('binzhou', '07', '15:00:00') });
    expect(await recordOf(series.body.id)).toMatchObject({
      roomTenths: 179,
      slots,
      result: 'below',
      verdict: { average: { sumTenths: 1077, count: 6 }, rule: { pack: 'binzhou' } },
    });
    expect(await recordOf((await measure('binzhou', { roomTenths: 152 })).body.id)).toMatchObject({
      result: 'none',
      verdict: { valid: false, reasons: [{ zh: expect.stringContaining('连续 3 日') }] },
    });
  });
  it('records a test that did not take place, and opens a refund where the company let it fail', async () => {
    const crew = await person('crew-east', 'crew');
    const failed = {
      householdId,
      ticketId: complaints[0],
      ticketKind: 'complaint',
      basis: 'complaint',
      failure: 'company-absent',
      evidence: ['door-photo'],
      at: january('heze', '05'),
    };
    const { body } = await crew('/measurements/failed-tests', failed);
    expect(await recordOf(body.id)).toMatchObject({ phase: 'failed', roomTenths: null, result: 'below', verdict: { rule: { pack: 'heze' } } });
    const { items } = await eventually(`/adjustments?ticketId=${complaints[0]}`, ({ items: found }) => found.length > 0, 'fee-officer');
    expect(items[0]).toMatchObject({ basis: 'cold-rooms', reason: '供热单位未到场，当日视为不达标' });
  });
  it.each([
    ['a slot that is no reading', { slots: [{ at: 'noon', roomTenths: 180 }] }, 400, 'request/invalid', '#/slots/0/at'],
    [
      'a slot with a field nobody knows',
      { slots: [{ at: january('xuzhou', '05'), roomTenths: 180, colour: 'red' }] },
      400,
      'request/invalid',
      '#/slots/0/colour',
    ],
    ['a slot after the series', { slots: [{ at: january('qingdao', '06'), roomTenths: 180 }] }, 422, 'quality/in-the-future', '#/slots/0/at'],
    ['no temperature at all', {}, 400, 'request/invalid', '#/roomTenths'],
    ['a mean from nowhere', { roomTenths: 152, outdoorMeanTenths: -71 }, 422, 'quality/input-missing', '#/outdoorSource'],
  ])('with %s is refused by its field', async (_, body, status, code, pointer) => {
    const said = await measure('qingdao', body);
    expect([said.status, said.body.code, said.body.errors[0].pointer]).toEqual([status, code, pointer]);
  });
});

const requested = async (winter: keyof typeof winters, basis = 'cold-rooms'): Promise<string> =>
  (
    await (
      await person('fee-zhou', 'fee-officer')
    )('/adjustments', { basis, householdId, reason: '室温不达标', at: winter === 'xuzhou' ? '2026-01-04T08:00:00+08:00' : january(winter, '20') })
  ).body.id;
const calculate = async (id: string, winter: keyof typeof winters, figures: object): Promise<Said> =>
  (await person('fee-zhou', 'fee-officer'))(`/adjustments/${id}/calculations`, { seasonFeeFen: 230_000, at: january(winter, '21'), ...figures });

/** A reading, or a test that failed, by the day of January or the instant. */
type Taken = readonly [at: string, tenthsOrFailure: number | string, basis?: string];
/** Records what was taken in a winter; the ids in order. */
const taken = async (winter: keyof typeof winters, rows: readonly Taken[], more: object = {}): Promise<string[]> => {
  const ids: string[] = [];
  for (const [when, what, basis = 'survey'] of rows) {
    const at = when.length === 2 ? january(winter, when) : when;
    const failed = { householdId, basis, failure: what, evidence: ['door-photo'], at };
    const said =
      typeof what === 'number'
        ? await measure(winter, { at, roomTenths: what, basis, ...more })
        : await (await person('crew-east', 'crew'))('/measurements/failed-tests', failed);
    expect([said.status, said.body.code]).toEqual([201, undefined]);
    ids.push(said.body.id);
  }
  return ids;
};
/** So cold from the fifth to the tenth. */
const sixDays = (tenths: number): readonly Taken[] => [
  ['05', tenths],
  ['10', tenths],
];
/** Cold on New Year's Day, warm again at an instant two days later. */
const curedAt = (time: string): readonly Taken[] => [
  ['01', 152],
  [`2026-01-03T${time}+08:00`, 185],
];

describe('A refund over HTTP', () => {
  // six days of 2300.00 over the 131 days of the season, 132 in a leap winter
  it.each([
    ['exactly 18.0 °C', 'qingdao', [['05', 180]], {}, 0],
    ['exactly 16.0 °C', 'qingdao', sixDays(160), {}, 2107],
    ['exactly 14.0 °C', 'qingdao', sixDays(140), {}, 5267],
    ['just below 14 °C', 'qingdao', sixDays(139), {}, 10_534],
    ['a leap winter', 'linyiLeap', sixDays(152), {}, 5227],
    ['an agreed 20 °C, one short', 'qingdao', sixDays(179), { contractTenths: 200 }, 2107],
    ['2 °C short of the agreed, failing rooms only', 'beijing', sixDays(160), { failingAreaTenths: 320 }, 2023],
    ['just less than 2 °C short', 'beijing', sixDays(161), { failingAreaTenths: 320 }, 1348],
    ['cured in 47 h 59 min', 'xuzhou', curedAt('08:59:00'), {}, 0],
    ['cured in 48 h to the second', 'xuzhou', curedAt('09:00:00'), {}, 0],
    ['a second beyond 48 h, both ends counted', 'xuzhou', curedAt('09:00:01'), {}, 2634],
    ['the user as the cause', 'qingdao', sixDays(152), { userCaused: true }, 0],
    ['partly measured days', 'qingdao', [['05', 170], ['08', 139], ['10', 139]], {}, 6321],
    ['a refused test', 'heze', [['05', 170], ['06', 'user-refused'], ['10', 170]], {}, 2614],
    ['a company that did not come', 'heze', [['05', 170], ['06', 'company-absent'], ['10', 170]], {}, 3136],
    ['a retest that is lower', 'linyiLeap', [['05', 170], ['08', 150, 'retest'], ['10', 150, 'retest']], {}, 5227],
    ['a third party in place of the parties', 'qingdao', [['05', 139], ['08', 170, 'third-party'], ['10', 170, 'third-party']], {}, 2107],
    ['part of what was measured', 'qingdao', sixDays(152), { to: '2022-01-07T09:00:00+08:00' }, 2634],
  ] as const)('M2: for %s comes to the fen under the pack of its winter, from measurements, with every input frozen', async (_, winter, rows, more, fen) => {
    const id = await requested(winter);
    const readings = await taken(winter, rows, 'contractTenths' in more ? more : {});
    const said = await calculate(id, winter, { readings, ...(winter === 'xuzhou' ? { at: '2026-01-04T09:00:00+08:00' } : {}), ...more });
    expect([said.status, said.body.code, said.body.errors]).toEqual([201, undefined, undefined]);
    const { versions } = await eventually(`/adjustments/${id}`, (body) => body?.version === 1, 'fee-officer');
    expect([versions[0].amountFen, versions[0].rule.pack, versions[0].rule.trace]).toEqual([fen, winters[winter][1], versions[0].traceId]);
    expect(versions[0].readings.map(({ measurementId }: { measurementId: string }) => measurementId)).toEqual(readings);
    const trace = (await service.get(`/rules/traces/${versions[0].traceId}`, { role: 'fee-officer' })).body;
    expect(trace).toMatchObject({ figure: { type: 'AdjustmentCalculated', data: { amountFen: fen } }, explanation: versions[0].trace });
  });

  it('M1: leaves out the days before the season, and is refused where none of it remains', async () => {
    const officer = await person('fee-zhou', 'fee-officer');
    const request = async (basis: string, at: string) => (await officer('/adjustments', { basis, householdId, reason: '室温不达标', at })).body.id;
    const early = await request('cold-rooms', '2021-11-05T09:00:00+08:00');
    const readings = await taken('qingdao', [
      ['2021-11-11T09:00:00+08:00', 170],
      ['2021-11-12T09:00:00+08:00', 170],
    ]);
    expect((await calculate(early, 'qingdao', { readings })).status).toBe(201);
    const { versions } = await eventually(`/adjustments/${early}`, (body) => body?.version === 1, 'fee-officer');
    expect(versions[0]).toMatchObject({ amountFen: 1053, days: 3, inputs: { from: '2021-11-10T00:00:00+08:00' } });
    const summer = await request('outage', '2022-07-06T09:00:00+08:00');
    const july = { from: '2022-07-01T09:00:00+08:00', to: '2022-07-05T09:00:00+08:00', at: '2022-07-06T10:00:00+08:00' };
    const refused = await calculate(summer, 'qingdao', july);
    expect([refused.status, refused.body.code, refused.body.errors[0].pointer]).toEqual([422, 'fee/no-rule', '#/from']);
    const day = { from: january('qingdao', '05'), to: january('qingdao', '06') };
    expect((await calculate(summer, 'qingdao', { ...day, at: '2022-07-06T11:00:00+08:00' })).status).toBe(201);
    expect((await eventually(`/adjustments/${summer}`, (body) => body?.version === 1, 'fee-officer')).versions[0]).toMatchObject({ amountFen: 1756, days: 1 });
  });

  it.each([
    ['typed degrees', { measuredTenths: 139 }, 400, 'request/invalid', '#/measuredTenths'],
    ['stated days', { days: 3 }, 400, 'request/invalid', '#/days'],
    ['a reading that is no id', { readings: ['13.9'] }, 400, 'request/invalid', '#/readings/0'],
    ['a typed reading', { readings: [{ on: '2022-01-05', by: 'test', measuredTenths: 150 }] }, 400, 'request/invalid', '#/readings/0'],
    ['a measurement that nobody took', { readings: [nobody] }, 422, 'fee/reading-unfit', '#/readings/0'],
    ['no measurement at all', {}, 422, 'fee/input-missing', '#/readings'],
  ] as const)('M2: with %s is refused by its field', async (_, figures, status, code, pointer) => {
    const said = await calculate(await requested('qingdao'), 'qingdao', figures);
    expect([said.status, said.body.code, said.body.errors[0].pointer]).toEqual([status, code, pointer]);
  });

  it('M2: is refused for a measurement without a verdict, of another home, void, after the room passed, or for days that none tells of', async () => {
    const officer = await person('fee-zhou', 'fee-officer');
    const id = await requested('qingdao');
    const refusal = async (figures: object): Promise<unknown[]> => {
      const { status, body } = await calculate(id, 'qingdao', figures);
      return [status, body.code, body.errors[0].pointer];
    };
    const unfit = [422, 'fee/reading-unfit', '#/readings/0'];
    const [cold = '', warm = '', again = ''] = await taken('qingdao', [
      ['05', 150],
      ['07', 190],
      ['09', 150],
    ]);
    expect(await refusal({ readings: await taken('qingdao', [['05', 'user-refused']]) })).toEqual(unfit);
    expect(await refusal({ readings: await taken('qingdao', [['05', 150]], { room: 'bathroom' }) })).toEqual(unfit);
    expect(await refusal({ readings: [again, cold, warm] })).toEqual(unfit);
    expect(await refusal({ readings: [cold, cold] })).toEqual([422, 'fee/reading-unfit', '#/readings/1']);
    expect(await refusal({ readings: [cold], to: january('qingdao', '08') })).toEqual([422, 'fee/input-unfit', '#/to']);
    const neighbour = { zone: '城东', station: '城东一站', areaTenths: 800, contractTenths: 180, heating: 'on', from: '2019-10-01' };
    const other = (await (await person('admin-zhao', 'administrator'))('/households', neighbour)).body.id;
    const theirs = await (await person('crew-east', 'crew'))('/measurements', { householdId: other, basis: 'survey', room: 'bedroom', ...conditions, at: january('qingdao', '05'), roomTenths: 150 });
    expect(await refusal({ readings: [theirs.body.id] })).toEqual(unfit);
    await (await person('inspect-feng', 'inspector'))(`/measurements/${again}/invalidation`, { reason: '仪器故障', at: january('qingdao', '10') });
    expect(await refusal({ readings: [again] })).toEqual(unfit);
    expect((await officer(`/adjustments/${id}/calculations`, { seasonFeeFen: 230_000, readings: [cold, warm], at: january('qingdao', '21') })).status).toBe(201);
  });

  it.each([
    ['a basic fee above the whole', 'qingdao', { basicFeeFen: 230_001 }, '#/basicFeeFen'],
    ['no failing rooms where only they count', 'beijing', {}, '#/failingAreaTenths'],
  ] as const)('with %s is refused by its field', async (_, winter, figures, pointer) => {
    const said = await calculate(await requested(winter), winter, { readings: await taken(winter, sixDays(152)), ...figures });
    expect([said.status, said.body.code, said.body.errors[0].pointer]).toEqual([422, 'fee/no-rule', pointer]);
  });

  it('M2: of nothing closes as nothing due once the customer knows, and can still be disputed', async () => {
    const id = await requested('qingdao');
    const [first, second] = [await person('fee-zhou', 'fee-officer'), await person('fee-wu', 'fee-officer')];
    expect((await calculate(id, 'qingdao', { readings: await taken('qingdao', [['05', 185]]) })).status).toBe(201);
    await first(`/adjustments/${id}/submission`, { at: january('qingdao', '22') });
    expect((await second(`/adjustments/${id}/approval`, { version: 1, at: january('qingdao', '23') })).status).toBe(201);
    expect((await first(`/adjustments/${id}/notification`, { way: 'phone', at: january('qingdao', '24') })).status).toBe(201);
    await eventually(`/adjustments/${id}`, (body) => body?.phase === 'nothing-due', 'fee-officer');
    const { lines } = (await service.get(`/cases/feeAdjustment-${id}/history`)).body;
    expect(lines.at(-1).sentence.zh).toContain('无应退款项，已告知用户，办结');
    expect((await first(`/adjustments/${id}/objections`, { objection: '当天很冷', at: january('qingdao', '25') })).status).toBe(201);
  });

  it('M2: of relief states the fee of the season and never exceeds it', async () => {
    const id = await requested('qingdao', 'relief');
    const grounds = { grounds: '特困减免' };
    const said = async (figures: object) => {
      const { status, body } = await calculate(id, 'qingdao', { seasonFeeFen: undefined, ...grounds, ...figures });
      return [status, body.code, body.errors?.[0].pointer];
    };
    expect(await said({ amountFen: 99_999_999 })).toEqual([422, 'fee/input-missing', '#/seasonFeeFen']);
    expect(await said({ amountFen: 99_999_999, seasonFeeFen: 230_000 })).toEqual([422, 'fee/beyond-season-fee', '#/amountFen']);
    expect(await said({ amountFen: 230_000, seasonFeeFen: 230_000 })).toEqual([201, undefined, undefined]);
  });

  it('is due on the day of its winter, bears the penalty when paid later, and is settled when that is paid too', async () => {
    const id = await requested('heze');
    expect((await calculate(id, 'heze', { readings: await taken('heze', sixDays(152)) })).status).toBe(201);
    const [first, second] = [await person('fee-zhou', 'fee-officer'), await person('fee-wu', 'fee-officer')];
    expect((await first(`/adjustments/${id}/submission`, { at: '2024-02-01T09:00:00+08:00' })).status).toBe(201);
    expect((await second(`/adjustments/${id}/approval`, { version: 1, at: '2024-02-02T09:00:00+08:00' })).status).toBe(201);
    const approved = await eventually(`/adjustments/${id}`, (body) => body?.phase === 'approved', 'fee-officer');
    expect(approved).toMatchObject({ payBy: '2024-05-31T23:59:59+08:00', payRule: { pack: 'heze', clause: expect.stringContaining('§44, 46 [V]') } });
    const { amountFen } = approved;
    expect((await first(`/adjustments/${id}/notification`, { way: 'phone', at: '2024-06-09T09:00:00+08:00' })).status).toBe(201);
    expect((await first(`/adjustments/${id}/payments`, { amountFen, reference: 'P-1', at: '2024-06-10T09:00:00+08:00' })).status).toBe(201);
    const late = await eventually(`/adjustments/${id}`, (body) => body?.phase === 'paid', 'fee-officer');
    expect(late).toMatchObject({
      penaltyFen: Math.round(amountFen / 100),
      penalties: [{ dueOn: '2024-05-31', paidOn: '2024-06-10', lateFen: amountFen, rule: { pack: 'default', trace: expect.any(String) } }],
    });
    const held = await first(`/adjustments/${id}/settlement`, { at: '2024-06-11T09:00:00+08:00' });
    expect([held.status, held.body.code]).toEqual([409, 'fee/penalty-unpaid']);
    expect(
      (await first(`/adjustments/${id}/penalty-payments`, { amountFen: late.penaltyFen, reference: 'P-2', at: '2024-06-11T09:00:00+08:00' })).status,
    ).toBe(201);
    expect((await first(`/adjustments/${id}/settlement`, { at: '2024-06-12T09:00:00+08:00' })).status).toBe(201);
    const { lines } = (await service.get(`/cases/feeAdjustment-${id}/history`)).body;
    expect(lines.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['LateRefundPenaltyOwed', 'LateRefundPenaltyPaid', 'AdjustmentSettled']),
    );
    const fed = (await service.get('/feed?types=LateRefundPenaltyOwed', { role: 'service' })).body;
    expect(fed).toMatchObject([{ subject: `feeAdjustment-${id}`, rule: expect.stringContaining('default'), data: { amountFen: late.penaltyFen } }]);
  });
});

describe('A finding over HTTP', () => {
  it('is put right by the term of its weight, or by another date for a reason', async () => {
    const inspector = await person('inspect-feng', 'inspector');
    const { body } = await inspector('/inspections', {
      site: '城东一站',
      checklist: ['压力表'],
      inspector: 'inspect-feng',
      due: '2026-01-06T12:00:00+08:00',
    });
    await inspector(`/inspections/${body.id}/start`);
    await inspector(`/inspections/${body.id}/findings`, { severity: 'major', clause: '二(二)1', description: '压力表过期' });
    const { findings } = await eventually(`/inspections/${body.id}`, (entry) => entry?.findings?.length === 1);
    const demand = `/inspections/${body.id}/findings/${findings[0].findingId}/demand`;
    const refused = await inspector(demand, { responsible: '城东维修班', due: '2026-01-12T12:00:00+08:00' });
    expect([refused.status, refused.body.code, refused.body.errors[0].pointer]).toEqual([422, 'inspection/reason-missing', '#/reason']);
    expect((await inspector(demand, { responsible: '城东维修班' })).status).toBe(201);
    const ruled = await eventually(`/inspections/${body.id}`, (entry) => entry?.findings?.[0]?.due !== null);
    expect(ruled).toMatchObject({
      dueStatedBy: 'inspect-feng',
      rule: null,
      findings: [{ due: '2026-01-08T12:00:00+08:00', dueStatedBy: null, rule: { pack: 'default', clause: expect.stringContaining('[D]') } }],
    });
    expect((await inspector(demand, { responsible: '城东维修班', due: '2026-01-12T12:00:00+08:00', reason: '备件到货' })).status).toBe(201);
    const moved = await eventually(`/inspections/${body.id}`, (entry) => entry?.findings?.[0]?.dueReason !== null);
    expect(moved.findings[0]).toMatchObject({
      due: '2026-01-12T12:00:00+08:00',
      ruledDue: '2026-01-08T12:00:00+08:00',
      dueStatedBy: 'inspect-feng',
      dueReason: '备件到货',
    });
  });
});

describe('A promise broken', () => {
  it('goes to the level that the rules name, and the escalation says which rule', async () => {
    service.clock.moment = '2026-01-05T13:30:00+08:00';
    const { id } = (await service.report({ role: 'agent' }, { householdId })).body;
    service.clock.moment = '2026-01-05T16:00:00+08:00';
    const { lines } = await eventually(`/cases/repair-${id}/history`, (body) =>
      (body?.lines ?? []).some(({ type }: { type: string }) => type === 'RepairEscalated'),
    );
    expect(lines.find(({ type }: { type: string }) => type === 'RepairEscalated')).toMatchObject({
      data: { level: 1 },
      rule: { pack: 'default', clause: expect.stringContaining('[D]') },
    });
  });
});
