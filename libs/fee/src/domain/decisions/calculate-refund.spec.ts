import { describe, expect, it } from '@jest/globals';
import { happened, specFor } from '@heatledger/testing';
import { adjustmentId, by, says } from '../../testing/corrected-bill.js';
import { about, inputs, requested, underPack } from '../../testing/cold-rooms.js';
import { CalculateAdjustment, type CalculateAdjustmentData, type DayReading } from '../adjustment.commands.js';
import { AdjustmentCalculated, AdjustmentRequested } from '../adjustment.events.js';
import { adjustment } from '../adjustment.js';

const { given } = specFor(adjustment, underPack('临沂'));
const { measuredTenths: _, ...span } = inputs;
const calculate = (change: Partial<CalculateAdjustmentData>, base: CalculateAdjustmentData = inputs) =>
  says('li', 2, CalculateAdjustment({ ...base, ...change }));
const readings = (...rows: readonly DayReading[]) => calculate({ readings: rows }, span);
const cold = (on: string, measuredTenths: number, by: DayReading['by'] = 'test'): DayReading => ({ on, measuredTenths, by });

describe('a refund from readings of single days', () => {
  it('freezes them, and each day is paid by its own', () => {
    const answer = given(requested)
      .in(underPack('青岛'))
      .when(readings(cold('2026-01-05', 170), cold('2026-01-08', 139)));
    // 3 days at 20 %, 3 days at 100 %: 2300.00 / 131 × 3.6
    answer.thenAmong('AdjustmentCalculated', { amountFen: 6321, days: 6, readings: [cold('2026-01-05', 170), cold('2026-01-08', 139)] });
  });
  it('goes by the lowest where a retest still fails in Linyi, and by each in Qingdao', () => {
    const order = readings(cold('2026-01-05', 170), cold('2026-01-08', 150, 'retest'));
    given(requested).when(order).thenAmong('AdjustmentCalculated', { band: '14≤t<16', amountFen: 5267 });
    given(requested).in(underPack('青岛')).when(order).thenAmong('AdjustmentCalculated', { amountFen: 3687 });
  });
  it('follows the pack for a refused test and for a company that failed', () => {
    const refused: DayReading = { on: '2026-01-06', by: 'test', outcome: 'user-refused' };
    const failed: DayReading = { on: '2026-01-06', by: 'test', outcome: 'company-failed' };
    given(requested)
      .when(readings(cold('2026-01-05', 170), refused))
      .thenAmong('AdjustmentCalculated', { days: 5 });
    given(requested)
      .when(readings(cold('2026-01-05', 170), failed))
      .thenAmong('AdjustmentCalculated', { days: 6, band: '16≤t<18 ×5 + t<14 ×1' });
    given(requested)
      .in(underPack('青岛'))
      .when(readings(cold('2026-01-05', 170), refused))
      .thenRejected('fee/no-rule', { field: 'measurement.userRefusal', rulebook: 'rulebook/rule-missing' });
  });
  it('takes the third party in place of what the parties measured', () =>
    given(requested)
      .when(readings(cold('2026-01-05', 139), cold('2026-01-08', 170, 'third-party')))
      .thenAmong('AdjustmentCalculated', { band: '16≤t<18', days: 6 }));
  it('needs a temperature or an outcome for each, and no stated days beside them', () => {
    given(requested)
      .when(readings({ on: '2026-01-05', by: 'test' }))
      .thenRejected('fee/no-rule', { field: 'readings[0].measuredTenths' });
    given(requested)
      .when(calculate({ readings: [cold('2026-01-05', 170)], days: 6 }, span))
      .thenRejected('fee/no-rule', { field: 'days' });
  });
  it('is another calculation when a reading changes, and none when it is the same', () => {
    const rows = [cold('2026-01-05', 170)];
    const first = given(requested).when(readings(...rows));
    const [fact] = first.events;
    expect(fact?.type).toBe('AdjustmentCalculated');
    const calculated = by('li', 2, AdjustmentCalculated((fact as ReturnType<typeof AdjustmentCalculated>).data));
    given(requested, calculated)
      .when(readings(...rows))
      .thenNothing();
    given(requested, calculated)
      .when(readings(cold('2026-01-05', 150)))
      .thenAmong('AdjustmentCalculated', { version: 2 });
  });
});

describe('a refund', () => {
  it('is none where the user was the cause and the pack excludes it', () => {
    given(requested)
      .in(underPack('青岛'))
      .when(calculate({ userCaused: true }))
      .thenAmong('AdjustmentCalculated', { amountFen: 0, userCaused: true });
    given(requested)
      .in(underPack('青岛'))
      .when(calculate({ userCaused: false }))
      .thenAmong('AdjustmentCalculated', { amountFen: 5267, userCaused: false });
  });
  it('of nothing is a figure too, with the sentences that say why', () => {
    for (const change of [{ measuredTenths: 180 }, { measuredTenths: 195 }])
      given(requested).when(calculate(change)).thenAmong('AdjustmentCalculated', { amountFen: 0, days: 0 });
    given(requested)
      .in(underPack('徐州'))
      .when(calculate({ to: '2026-01-07T09:00:00+08:00' }))
      .thenAmong('AdjustmentCalculated', {
        amountFen: 0,
        trace: [{ zh: '48 小时内（含）已恢复达标，不退费。', en: 'Cured within 48 h, the last included: nothing to refund.' }],
      });
    given(requested)
      .in(underPack('徐州'))
      .when(calculate({ to: '2026-01-07T09:00:01+08:00' }))
      .thenAmong('AdjustmentCalculated', { days: 3 });
  });
  it("leaves the basic fee out in Xi'an, and needs to know it", () => {
    given(requested).in(underPack('西安')).when(calculate({})).thenRejected('fee/no-rule', { field: 'basicFeeFen' });
    given(requested)
      .in(underPack('西安'))
      .when(calculate({ basicFeeFen: 69_000 }))
      .thenAmong('AdjustmentCalculated', { amountFen: 3687, basicFeeFen: 69_000 });
    given(requested)
      .in(underPack('西安'))
      .when(calculate({ basicFeeFen: 230_001 }))
      .thenRejected('fee/no-rule', { field: 'basicFeeFen', value: 230_001 });
  });
  it('for an outage gives a metered user of Weifang the basic part only', () => {
    const outage = happened(AdjustmentRequested({ ...about, basis: 'outage', reason: '停热' }), { at: '2026-02-01T10:00:00+08:00', by: 'li' });
    const order = { adjustmentId, seasonFeeFen: 230_000, from: span.from, to: span.to, metered: true };
    given(outage)
      .in(underPack('潍坊'))
      .when(says('li', 2, CalculateAdjustment(order)))
      .thenRejected('fee/no-rule', { field: 'basicFeeFen' });
    given(outage)
      .in(underPack('潍坊'))
      .when(says('li', 2, CalculateAdjustment({ ...order, basicFeeFen: 69_000 })))
      .thenAmong('AdjustmentCalculated', { amountFen: 2634, metered: true, days: 5 });
    given(outage)
      .in(underPack('临沂'))
      .when(says('li', 2, CalculateAdjustment({ ...order, basicFeeFen: 69_000 })))
      .thenRejected('fee/no-rule', { field: 'outage.metered' });
  });
});
