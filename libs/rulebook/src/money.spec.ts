import { describe, expect, it } from '@jest/globals';
import { deemedHeating, lateFee, lateRefundPenalty, meteredBill, stopCharge } from './index.js';
import { under } from './testing/under.js';

describe('a late fee', () => {
  const late = { owedFen: 230_000, dueOn: '2025-12-31', paidOn: '2026-01-10', seasonFeeFen: 230_000 };
  it('runs from the day after the due day, and says which pack gave the rate', () => {
    expect(lateFee(under('default'), late)).toMatchObject({ value: { fen: 2300 } });
    expect(lateFee(under('临沂'), late)).toMatchObject({ value: { fen: 2300, rule: { pack: 'default' }, trace: [{}, { en: expect.stringContaining('default') }] } });
    expect(lateFee(under('default'), { ...late, paidOn: '2025-12-31' })).toMatchObject({ value: { fen: 0 } });
  });
  it('never passes its cap: the 300th day reaches it, the 301st adds nothing', () => {
    expect(lateFee(under('default'), { ...late, paidOn: '2026-10-27' })).toMatchObject({ value: { fen: 69_000 } });
    expect(lateFee(under('default'), { ...late, paidOn: '2026-10-28' })).toMatchObject({ value: { fen: 69_000, trace: [{}, { en: expect.stringContaining('Capped') }] } });
    expect(lateFee(under('default'), { owedFen: 1, dueOn: late.dueOn, paidOn: late.paidOn })).toMatchObject({ detail: { field: 'seasonFeeFen' } });
  });
  it('needs the contract where the place only sets a ceiling, and refuses a rate above it', () => {
    expect(lateFee(under('天津'), late)).toMatchObject({ detail: { field: 'permillePerDay' } });
    expect(lateFee(under('天津'), { ...late, permillePerDay: 2 })).toMatchObject({ value: { fen: 4600 } });
    expect(lateFee(under('天津'), { ...late, permillePerDay: 3 })).toMatchObject({ detail: { field: 'permillePerDay' } });
  });
  it('is borne by a late refund in Heze and nowhere else', () => {
    expect(lateRefundPenalty(under('菏泽'), { owedFen: 10_000, dueOn: '2026-05-31', paidOn: '2026-06-10' })).toMatchObject({ value: { fen: 100 } });
    expect(lateRefundPenalty(under('临沂'), { owedFen: 10_000, dueOn: '2026-05-31', paidOn: '2026-06-10' })).toMatchObject({ code: 'rulebook/rule-missing' });
  });
});

describe('a stop of heating', () => {
  const stop = { seasonFeeFen: 230_000, appliedOn: '2025-10-11', seasonFrom: '2025-11-10', canShutOff: true };
  it('is free in Shandong when applied for thirty days ahead and the home can be shut off', () => {
    expect(stopCharge(under('临沂'), stop)).toMatchObject({ value: { fen: 0, rule: { pack: 'shandong' } } });
    expect(stopCharge(under('临沂'), { ...stop, appliedOn: '2025-10-12' })).toMatchObject({ value: { fen: 230_000 } });
    expect(stopCharge(under('临沂'), { ...stop, canShutOff: false })).toMatchObject({ value: { fen: 230_000 } });
    expect(stopCharge(under('滨州'), { ...stop, appliedOn: '2025-10-15' })).toMatchObject({ value: { fen: 0, rule: { pack: 'binzhou' } } });
  });
  it('costs in Beijing what the contract of its date says', () => {
    expect(stopCharge(under('北京'), stop)).toMatchObject({ value: { fen: 69_000 } });
    expect(stopCharge(under('北京@2020-01-01'), stop)).toMatchObject({ value: { fen: 138_000 } });
    expect(stopCharge(under('洛阳'), stop)).toMatchObject({ code: 'rulebook/rule-missing' });
  });
  it('is deemed in Heze by who had paid by 10 November', () => {
    expect(deemedHeating(under('菏泽'), { season: '2025-11-15', paidInFullOn: '2025-11-10' })).toMatchObject({ value: { heating: 'on' } });
    expect(deemedHeating(under('菏泽'), { season: '2025-11-15', paidInFullOn: '2025-11-11' })).toMatchObject({ value: { heating: 'stopped' } });
    expect(deemedHeating(under('菏泽'), { season: '2025-11-15' })).toMatchObject({ value: { heating: 'stopped' } });
    expect(deemedHeating(under('临沂'), { season: '2025-11-15' })).toMatchObject({ code: 'rulebook/rule-missing' });
  });
});

describe('a metered bill', () => {
  const bill = { areaFeeFen: 200_000, basicFeeFen: 60_000, heatFeeFen: 150_000 };
  it('never passes the bill by area in Linyi, nor a tenth more in Binzhou', () => {
    expect(meteredBill(under('临沂'), bill)).toMatchObject({ value: { fen: 200_000 } });
    expect(meteredBill(under('滨州'), bill)).toMatchObject({ value: { fen: 210_000 } });
    expect(meteredBill(under('滨州'), { ...bill, heatFeeFen: 170_000 })).toMatchObject({ value: { fen: 220_000 } });
    expect(meteredBill(under('青岛'), bill)).toMatchObject({ code: 'rulebook/rule-missing' });
  });
  it('has a basic part of at most thirty percent', () => {
    expect(meteredBill(under('临沂'), { ...bill, basicFeeFen: 60_001 })).toMatchObject({ detail: { field: 'basicFeeFen' } });
  });
});
