import { describe, expect, it } from '@jest/globals';
import { packFor, askRefund, rulebook, type RefundCase, type RefundReading } from './index.js';
import { at, cold, under } from './testing/under.js';

const paid = (name: string, more: Partial<RefundCase>) => rulebook.refund(under(name), cold(more));
const plain = { basis: 'cold-rooms', seasonFeeFen: 230_000, seasonDays: 131 } as const;
const test = (on: string, measuredTenths: number, by: RefundReading['by'] = 'test'): RefundReading => ({ on, measuredTenths, by });

describe('a refund', () => {
  it.each([
    ['临沂', { days: 6, measuredTenths: 152 }, 5267],
    ['徐州', { seasonFeeFen: 200_000, seasonDays: 110, measuredTenths: 171, to: at('2026-01-09') }, 1818],
    ['徐州', { seasonFeeFen: 200_000, seasonDays: 110, measuredTenths: 171, to: at('2026-01-06', '20:00') }, 0],
    ['北京', { seasonFeeFen: 300_000, seasonDays: 121, contractTenths: 180, measuredTenths: 158, billedAreaTenths: 1000, failingAreaTenths: 320, days: 4 }, 1904],
    ['黑龙江', { seasonFeeFen: 360_000, seasonDays: 183, measuredTenths: 190, days: 10 }, 1967],
    ['default', { seasonFeeFen: 360_000, seasonDays: 183, measuredTenths: 190, days: 10 }, 0],
  ])('under %s is exact and rounded once (%#)', (name, more, fen) => {
    expect(paid(name, more)).toMatchObject({ ok: true, value: { fen } });
  });

  it.each([
    ['滨州', 180, ''],
    ['滨州', 179, '16≤t<18'],
    ['滨州', 160, '16≤t<18'],
    ['滨州', 159, '14≤t<16'],
    ['滨州', 140, '14≤t<16'],
    ['菏泽', 139, 't<14'],
    ['潍坊', 160, '16≤t<18'],
    ['潍坊', 159, 't<16'],
    ['洛阳', 140, '14≤t<18'],
    ['沈阳', 130, '13≤t<18'],
    ['沈阳', 129, 't<13'],
    ['黑龙江', 180, '18≤t<20'],
    ['黑龙江', 179, '16≤t<18'],
    ['黑龙江', 200, ''],
  ])('under %s puts %d tenths into one band, %s', (name, measuredTenths, band) => {
    expect(paid(name, { measuredTenths })).toMatchObject({ ok: true, value: { band } });
  });

  it.each([
    ['北京', 0, ''],
    ['北京', 19, '<2℃ short'],
    ['北京', 20, '2–<4℃ short'],
    ['北京', 40, '≥4℃ short'],
    ['天津', 20, '≤2℃ short'],
    ['天津', 21, '>2–6℃ short'],
    ['天津', 60, '>2–6℃ short'],
    ['天津', 61, '>6℃ short'],
  ])('under %s %d tenths short of an agreed 20 °C is band %s', (name, short, band) => {
    expect(paid(name, { contractTenths: 200, measuredTenths: 200 - short, billedAreaTenths: 1000, failingAreaTenths: 300 })).toMatchObject({ ok: true, value: { band } });
  });

  it('is nothing when cured at the 48th hour, and due a minute later', () => {
    const until = (time: string) => paid('徐州', { measuredTenths: 171, to: at('2026-01-07', time) });
    expect(until('08:59')).toMatchObject({ value: { fen: 0 } });
    expect(until('09:00')).toMatchObject({ value: { fen: 0 } });
    expect(until('09:01')).toMatchObject({ value: { days: 3 } });
  });

  it('counts both ends, or begins where the grace ends', () => {
    expect(paid('泰安', { measuredTenths: 171, to: at('2026-01-05', '10:00') })).toMatchObject({ value: { days: 1 } });
    expect(paid('泰安', { measuredTenths: 171 })).toMatchObject({ value: { days: 6 } });
    expect(paid('洛阳', { measuredTenths: 171 })).toMatchObject({ value: { days: 4 } });
    expect(paid('洛阳', { measuredTenths: 171, to: at('2026-01-07') })).toMatchObject({ value: { fen: 0 } });
  });

  it('stands on stated days alone where the instants are not known; two days cannot outlast 48 h', () => {
    expect(rulebook.refund(under('徐州'), { ...plain, days: 3, measuredTenths: 171 })).toMatchObject({ value: { days: 3 } });
    expect(rulebook.refund(under('徐州'), { ...plain, days: 2, measuredTenths: 171 })).toMatchObject({ value: { fen: 0 } });
  });

  it('takes the days of the season as they are: a leap day or an early start makes each day cheaper, and no older figure changes', () => {
    const leap = askRefund('泰安', { fee: '1210', season: '2023-11-15..2024-03-15', celsius: '15', days: 1 });
    const plainYear = askRefund('泰安', { fee: '1210', season: '2024-11-15..2025-03-15', celsius: '15', days: 1 });
    expect([leap, plainYear]).toMatchObject([{ value: { fen: 496, factors: [{}, { denominator: 122 }, {}, {}] } }, { value: { fen: 500, factors: [{}, { denominator: 121 }, {}, {}] } }]);
    expect(askRefund('临沂', { fee: '2300.00', season: '2025-11-05..2026-03-20', celsius: '15.2', days: 6 })).toMatchObject({ value: { fen: 5074 } });
    expect(askRefund('临沂', { fee: '2300.00', season: '2025-11-10..2026-03-20', celsius: '15.2', days: 6 })).toMatchObject({ value: { fen: 5267 } });
  });

  it('takes the basic fee off where the bands apply to the rest, and holds only the failing rooms where the rule does', () => {
    expect(paid('西安', { measuredTenths: 150, days: 10, basicFeeFen: 69_000 })).toMatchObject({ value: { fen: 6145 } });
    expect(paid('天津', { contractTenths: 180, measuredTenths: 150, days: 10, billedAreaTenths: 1000, failingAreaTenths: 0 })).toMatchObject({ value: { fen: 0 } });
  });

  it('follows the contract of a metered user, and excludes what the user caused', () => {
    expect(paid('临沂', { measuredTenths: 150, metered: true })).toMatchObject({ ok: false, detail: { field: 'contractTenths' } });
    expect(paid('临沂', { measuredTenths: 150, metered: true, contractTenths: 200 })).toMatchObject({ value: { band: '14≤t<16' } });
    expect(paid('青岛', { measuredTenths: 150, userCaused: true })).toMatchObject({ value: { fen: 0 } });
    expect(paid('临沂', { measuredTenths: 150, userCaused: true })).toMatchObject({ value: { fen: 0, trace: [{}, { en: 'Under the pack default.' }] } });
  });

  it('is refused where a figure or a rule is missing, naming it', () => {
    expect(paid('乌鲁木齐', { measuredTenths: 150 })).toMatchObject({ ok: false, code: 'rulebook/rule-missing', detail: { field: 'refund' } });
    expect(paid('西安', { measuredTenths: 150 })).toMatchObject({ ok: false, detail: { field: 'basicFeeFen' } });
    expect(paid('北京', { measuredTenths: 150 })).toMatchObject({ ok: false, detail: { field: 'contractTenths' } });
    expect(paid('北京', { contractTenths: 180, measuredTenths: 150 })).toMatchObject({ ok: false, detail: { field: 'billedAreaTenths' } });
    expect(paid('临沂', { measuredTenths: 601 })).toMatchObject({ ok: false, detail: { field: 'measuredTenths' } });
    expect(paid('临沂', { measuredTenths: 150, days: -1 })).toMatchObject({ ok: false, detail: { field: 'days' } });
    expect(paid('临沂', { measuredTenths: 150, seasonFeeFen: 0.5 })).toMatchObject({ ok: false, detail: { field: 'seasonFeeFen' } });
    expect(paid('临沂', {})).toMatchObject({ ok: false, detail: { field: 'measuredTenths' } });
  });
});

describe('a refund over days that were read one by one', () => {
  it('pays each day by its own band and rounds once', () => {
    const readings = [test('2026-01-05', 171), test('2026-01-08', 152)];
    expect(paid('泰安', { readings })).toMatchObject({ value: { days: 6, band: '16≤t<18 ×3 + 14≤t<16 ×3', fen: 4214 } });
  });
  it('lets a reading stand until the next, the first for the days before it, and a pass end the case on a day that still counts', () => {
    expect(paid('泰安', { readings: [test('2026-01-07', 171), test('2026-01-10', 185)] })).toMatchObject({ value: { days: 6, band: '16≤t<18' } });
    expect(paid('泰安', { readings: [test('2026-01-05', 171), test('2026-01-07', 185), test('2026-01-09', 171)] })).toMatchObject({ value: { days: 4 } });
  });
  it('deems a day as the place says when one side fails its part', () => {
    const refused: RefundReading = { on: '2026-01-06', by: 'test', outcome: 'user-refused' };
    const failed: RefundReading = { on: '2026-01-06', by: 'test', outcome: 'company-failed' };
    const readings = (row: RefundReading) => [test('2026-01-05', 171), row];
    expect(paid('滨州', { readings: readings(refused) })).toMatchObject({ value: { days: 5, band: '16≤t<18' } });
    expect(paid('滨州', { readings: readings(failed) })).toMatchObject({ value: { days: 6, band: '16≤t<18' } });
    expect(paid('滨州', { readings: [failed] })).toMatchObject({ ok: false, detail: { field: 'readings' } });
    expect(paid('临沂', { readings: readings(failed) })).toMatchObject({ value: { days: 6, band: '16≤t<18 ×5 + t<14 ×1' } });
    expect(paid('潍坊', { readings: readings(refused) })).toMatchObject({ code: 'rulebook/rule-missing', detail: { field: 'measurement.userRefusal' } });
  });
  it('goes by the lowest reading in Linyi when the retest still fails, elsewhere by each day', () => {
    const readings = [test('2026-01-05', 165), test('2026-01-08', 155, 'retest')];
    expect(paid('临沂', { readings })).toMatchObject({ value: { band: '14≤t<16', days: 6 } });
    expect(paid('滨州', { readings })).toMatchObject({ value: { band: '16≤t<18 ×3 + 14≤t<16 ×3' } });
    expect(paid('临沂', { readings: [test('2026-01-05', 165), test('2026-01-10', 182, 'retest')] })).toMatchObject({ value: { band: '16≤t<18', days: 6 } });
  });
  it('puts a third-party result in place of what the parties measured before', () => {
    const readings = [test('2026-01-05', 150), test('2026-01-07', 172, 'third-party')];
    expect(paid('泰安', { readings })).toMatchObject({ value: { band: '16≤t<18', days: 6 } });
    expect(paid('泰安', { readings: [test('2026-01-05', 150), test('2026-01-07', 181, 'third-party')] })).toMatchObject({ value: { fen: 0 } });
  });
});

describe('a refund for an outage', () => {
  const outage = (name: string, to: string, more: Partial<RefundCase> = {}) => paid(name, { basis: 'outage', to, ...more });
  it('begins where the place says, or where its province does', () => {
    expect(outage('洛阳', at('2026-01-05', '20:59'))).toMatchObject({ value: { fen: 0 } });
    expect(outage('洛阳', at('2026-01-05', '21:00'))).toMatchObject({ value: { days: 1 } });
    expect(outage('泰安', at('2026-01-06'))).toMatchObject({ value: { days: 1, rule: { pack: 'shandong' } } });
    expect(outage('青岛', at('2026-01-06', '08:59'))).toMatchObject({ value: { fen: 0, rule: { pack: 'qingdao' }, trace: [{}, { en: expect.stringContaining('shandong') }] } });
  });
  it('M3: counts each 24 h begun as a day, told in the words of the pack', () => {
    const said = (name: string, to: string) => outage(name, to, { measuredTenths: 0 });
    expect(said('临沂', at('2026-01-06'))).toMatchObject({ value: { days: 1, fen: 1756, on: ['2026-01-05'] } });
    expect(said('临沂', at('2026-01-06', '09:01'))).toMatchObject({ value: { days: 2, fen: 3511, on: ['2026-01-05', '2026-01-06'] } });
    expect(said('泰安', at('2026-01-06')).ok && JSON.stringify(said('泰安', at('2026-01-06')))).toContain('停热每满 24 小时计 1 天');
    expect(packFor('临沂', ['2026-12-01'])).toMatchObject({ value: { outage: { days: { source: { mark: 'D' } } } } });
    expect(packFor('临沂', ['2026-11-30'])).toMatchObject({ value: { version: '2017', outage: { afterHours: { hours: 24 } } } });
  });
  it('begins in Heze beyond 24 h, or beyond seven days in all', () => {
    expect(outage('菏泽', at('2026-01-06'))).toMatchObject({ value: { fen: 0 } });
    expect(outage('菏泽', at('2026-01-06', '09:01'))).toMatchObject({ value: { days: 2 } });
    expect(outage('菏泽', at('2026-01-05', '10:00'), { days: 7 })).toMatchObject({ value: { fen: 0 } });
    expect(outage('菏泽', at('2026-01-05', '10:00'), { days: 8 })).toMatchObject({ value: { days: 8 } });
  });
  it('gives a metered home the basic fee in Weifang, and is refused where the place does not say', () => {
    expect(outage('潍坊', at('2026-01-07'), { metered: true, basicFeeFen: 69_000 })).toMatchObject({ value: { days: 2, fen: 1053 } });
    expect(outage('潍坊', at('2026-01-07'), { metered: true })).toMatchObject({ detail: { field: 'basicFeeFen' } });
    expect(outage('青岛', at('2026-01-07'), { metered: true, basicFeeFen: 1 })).toMatchObject({ code: 'rulebook/rule-missing', detail: { field: 'outage.metered' } });
  });
});
