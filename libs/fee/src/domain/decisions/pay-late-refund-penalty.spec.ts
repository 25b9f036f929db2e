import { describe, expect, it } from '@jest/globals';
import { happened, ordered, specFor } from '@heatledger/testing';
import { adjustmentId } from '../../testing/corrected-bill.js';
import { about, approved, calculated, payBy, requested, submitted, underPack } from '../../testing/cold-rooms.js';
import { ApproveAdjustment, MarkAdjustmentOverdue, PayAdjustment, PayLateRefundPenalty, SettleAdjustment } from '../adjustment.commands.js';
import { AdjustmentNotified, AdjustmentPaid, LateRefundPenaltyOwed, LateRefundPenaltyPaid } from '../adjustment.events.js';
import { adjustment } from '../adjustment.js';

const { given } = specFor(adjustment, underPack('菏泽'));
const payOn = (at: string) => ordered(PayAdjustment({ adjustmentId, amountFen: 5267, reference: 'P-1' }), { at, by: 'li' });
const late = '2026-06-10T09:00:00+08:00';
const story = [requested, calculated, submitted, approved];

describe('the pay-out term', () => {
  const approveOn = (at: string) => ordered(ApproveAdjustment({ adjustmentId, version: 1 }), { at, by: 'zhao' });
  it('is that of the pack and of the season the refund belongs to, recorded with its rule', () => {
    const answer = given(requested, calculated, submitted).when(approveOn('2026-02-04T10:00:00+08:00'));
    answer.thenAmong('AdjustmentApproved', { payBy, reasons: [{ zh: '支付期限：5月31日前。', en: 'To be paid by 31 May.' }] });
    expect(answer.events[0]?.rule).toMatchObject({ pack: 'heze', clause: expect.stringContaining('§44, 46 [V]') });
  });
  it('past at the approval is thirty days from it', () => {
    const answer = given(requested, calculated, submitted).in(underPack('临沂')).when(approveOn('2026-07-02T10:00:00+08:00'));
    answer.thenAmong('AdjustmentApproved', { payBy: '2026-08-01T10:00:00+08:00' });
    expect(answer.events[0]?.rule).toMatchObject({ pack: 'linyi' });
  });
  it('stands beside the overdue payment as it stood beside the approval', () => {
    const rule = { pack: 'heze', version: '2017', clause: '§44', trace: '018f0000-0000-5000-8000-000000000001' };
    const approvedUnder = { ...approved, meta: { ...approved.meta, rule } };
    const answer = given(requested, calculated, submitted, approvedUnder).when(ordered(MarkAdjustmentOverdue({ adjustmentId, payBy }), { at: late }));
    expect(answer.events[0]).toMatchObject({ type: 'AdjustmentOverdue', rule });
  });
});

describe('a refund paid late', () => {
  it('bears the penalty of the pack from the day after its last day, computed and recorded with the payment', () => {
    const answer = given(...story).when(payOn(late));
    answer.thenTypes('AdjustmentPaid', 'LateRefundPenaltyOwed');
    answer.thenAmong('LateRefundPenaltyOwed', { amountFen: 53, lateFen: 5267, dueOn: '2026-05-31', paidOn: '2026-06-10' });
    expect(answer.events[1]?.rule).toMatchObject({ pack: 'default', clause: expect.stringContaining('1 ‰ a day') });
  });
  it('on its last day bears none, by the calendar of the term', () => {
    given(...story)
      .when(payOn('2026-05-31T23:59:59+08:00'))
      .thenTypes('AdjustmentPaid');
    given(...story)
      .when(payOn('2026-05-31T15:00:00Z'))
      .thenTypes('AdjustmentPaid');
    given(...story)
      .when(payOn('2026-05-31T16:00:00Z'))
      .thenAmong('LateRefundPenaltyOwed', { paidOn: '2026-06-01', amountFen: 5 });
  });
  it('bears none under a pack that demands none', () =>
    given(...story)
      .in(underPack('临沂'))
      .when(payOn(late))
      .thenTypes('AdjustmentPaid'));
});

describe('a late-refund penalty', () => {
  const paid = happened(AdjustmentPaid({ ...about, version: 1, amountFen: 5267, reference: 'P-1' }), { at: late, by: 'li' });
  const factors = [{ name: 'owedFen', numerator: 5267, denominator: 1 }];
  const owedFact = LateRefundPenaltyOwed({
    ...about,
    version: 1,
    amountFen: 53,
    lateFen: 5267,
    dueOn: '2026-05-31',
    paidOn: '2026-06-10',
    factors,
    trace: [],
  });
  const owed = happened(owedFact, { at: late, by: 'li' });
  const notified = happened(AdjustmentNotified({ ...about, version: 1, amountFen: 5267, way: 'phone' }), { at: late, by: 'li' });
  const pay = (amountFen: number, reference = 'P-1') =>
    ordered(PayLateRefundPenalty({ adjustmentId, amountFen, reference }), { at: '2026-06-11T09:00:00+08:00', by: 'li' });
  const settle = ordered(SettleAdjustment({ adjustmentId }), { at: '2026-06-12T09:00:00+08:00', by: 'li' });
  const settled = LateRefundPenaltyPaid({ ...about, version: 1, amountFen: 53, reference: 'P-1' });

  it('is paid in full and once, also by the transfer that paid the refund', () => {
    given(...story, paid, owed)
      .when(pay(53))
      .then(settled);
    given(...story, paid, owed, happened(settled, { at: late }))
      .when(pay(53))
      .thenNothing();
    given(...story, paid, owed)
      .when(pay(52))
      .thenRejected('fee/amount-differs', { allowed: 53 });
    given(...story, paid)
      .when(pay(53))
      .thenRejected('fee/amount-differs', { allowed: 0 });
  });
  it('holds up the settlement until it is paid', () => {
    given(...story, paid, owed, notified)
      .when(settle)
      .thenRejected('fee/penalty-unpaid', { field: 'penaltyFen', value: 53 });
    given(...story, paid, owed, notified, happened(settled, { at: late }))
      .when(settle)
      .thenTypes('AdjustmentSettled');
  });
});
