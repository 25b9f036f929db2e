import { describe, expect, it } from '@jest/globals';
import { happened, ordered, specFor } from '@heatledger/testing';
import { adjustmentId, about, says, payBy, requested, calculated, submitted, approved, paid, world } from '../../testing/corrected-bill.js';
import { MarkAdjustmentOverdue, PayAdjustment } from '../adjustment.commands.js';
import { AdjustmentOverdue } from '../adjustment.events.js';
import { adjustment } from '../adjustment.js';

const { given } = specFor(adjustment, world);

describe('a payment', () => {
  const pay = PayAdjustment({ adjustmentId, amountFen: 25_000, reference: 'P-1' });
  it('is the approved sum, recorded once', () => {
    given(requested, calculated, submitted, approved)
      .when(says('li', 6, pay))
      .then(paid);
    given(requested, calculated, submitted, approved, paid)
      .when(says('li', 7, pay))
      .thenNothing();
    given(requested, calculated, submitted, approved)
      .when(says('li', 6, PayAdjustment({ adjustmentId, amountFen: 24_999, reference: 'P-2' })))
      .thenRejected('fee/amount-differs', { allowed: 25_000 });
  });
  it('never comes before the approval', () => {
    given(requested, calculated, submitted)
      .when(says('li', 6, pay))
      .thenRejected('fee/not-now', { allowed: 'approved' });
    given(requested, calculated, submitted, approved)
      .when(says('li', 3, pay))
      .thenRejected('fee/out-of-order');
  });
  it('is overdue once, at the end of its term, however late that is noticed', () => {
    const overdue = MarkAdjustmentOverdue({ adjustmentId, payBy });
    const late = ordered(overdue, { at: '2026-03-20T00:00:00+08:00', by: 'system', role: 'system' });
    const answer = given(requested, calculated, submitted, approved).when(late);
    answer.then(AdjustmentOverdue({ ...about, version: 1, amountFen: 25_000, payBy }));
    expect(answer.events[0]?.at).toBe(payBy);
    const recordedOnce = happened(AdjustmentOverdue({ ...about, version: 1, amountFen: 25_000, payBy }), { at: payBy });
    given(requested, calculated, submitted, approved, recordedOnce).when(late).thenNothing();
    given(requested, calculated, submitted, approved, paid).when(late).thenNothing();
    given(requested, calculated, submitted, approved)
      .when(says('system', 5, overdue))
      .thenRejected('fee/not-due');
    given().when(late).thenRejected('fee/unknown');
  });
});
