import { describe, it } from '@jest/globals';
import { specFor } from '@heatledger/testing';
import {
  adjustmentId,
  about,
  by,
  says,
  grounds,
  requested,
  calculated,
  submitted,
  approved,
  notified,
  paid,
  objected,
  recalculated,
  world,
} from '../../testing/corrected-bill.js';
import {
  ApproveAdjustment,
  NotifyAdjustment,
  ObjectToAdjustment,
  PayAdjustment,
  RecalculateAdjustment,
  SettleAdjustment,
} from '../adjustment.commands.js';
import { AdjustmentSettled, AdjustmentSubmitted } from '../adjustment.events.js';
import { adjustment } from '../adjustment.js';

const { given } = specFor(adjustment, world);

describe('the customer', () => {
  const object = ObjectToAdjustment({ adjustmentId, objection: '少算了' });
  it('is told the outcome once', () => {
    given(requested, calculated, submitted, approved)
      .when(says('li', 5, NotifyAdjustment({ adjustmentId, way: 'phone' })))
      .then(notified);
    given(requested, calculated, submitted, approved, notified)
      .when(says('li', 6, NotifyAdjustment({ adjustmentId, way: 'letter' })))
      .thenNothing();
    given(requested, calculated)
      .when(says('li', 5, NotifyAdjustment({ adjustmentId, way: 'phone' })))
      .thenRejected('fee/not-now');
  });
  it('may dispute it once told, paid or not', () => {
    given(requested, calculated, submitted, approved, notified)
      .when(says('li', 7, object))
      .then(objected);
    given(requested, calculated, submitted, approved, notified, paid)
      .when(says('li', 7, object))
      .thenTypes('AdjustmentObjected');
    given(requested, calculated, submitted, approved, notified, objected)
      .when(says('li', 8, object))
      .thenNothing();
    given(requested, calculated, submitted, approved)
      .when(says('li', 7, object))
      .thenRejected('fee/not-notified');
  });
  it('gets a new calculation, approved again, and what is still owed', () => {
    const recalculate = RecalculateAdjustment({ adjustmentId, amountFen: 30_000, grounds });
    const past = [requested, calculated, submitted, approved, notified, paid, objected];
    given(...past)
      .when(says('li', 8, recalculate))
      .thenAmong('AdjustmentRecalculated', { version: 2, amountFen: 30_000, formerFen: 25_000 });
    given(...past, recalculated)
      .when(says('li', 9, recalculate))
      .thenNothing();
    given(...past, recalculated)
      .when(says('li', 9, PayAdjustment({ adjustmentId, amountFen: 5_000, reference: 'P-2' })))
      .thenRejected('fee/not-now');
    given(requested, calculated)
      .when(says('li', 9, RecalculateAdjustment({ adjustmentId, amountFen: 1, grounds })))
      .thenRejected('fee/not-now');
    const again = by('li', 9, AdjustmentSubmitted({ ...about, version: 2, amountFen: 30_000 }));
    given(...past, recalculated, again)
      .when(says('zhao', 10, ApproveAdjustment({ adjustmentId, version: 2 })))
      .thenAmong('AdjustmentApproved', { amountFen: 30_000, payFen: 5_000 });
  });
  it('sees it settled when all is paid and told', () => {
    const settle = SettleAdjustment({ adjustmentId });
    given(requested, calculated, submitted, approved, notified, paid)
      .when(says('li', 9, settle))
      .then(AdjustmentSettled({ ...about, version: 1, amountFen: 25_000 }));
    given(requested, calculated, submitted, approved, notified)
      .when(says('li', 9, settle))
      .thenRejected('fee/not-now', { owedFen: 25_000 });
    given(requested, calculated, submitted, approved, paid)
      .when(says('li', 9, settle))
      .thenRejected('fee/not-notified');
    given(requested, calculated, submitted, approved, notified, paid, by('li', 8, AdjustmentSettled({ ...about, version: 1, amountFen: 25_000 })))
      .when(says('li', 9, settle))
      .thenNothing();
  });
});
