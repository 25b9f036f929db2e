import { describe, it } from '@jest/globals';
import { specFor } from '@heatledger/testing';
import { adjustmentId, about, by, says, grounds, requested, calculated, submitted, approved, world } from '../../testing/corrected-bill.js';
import { ApproveAdjustment, CalculateAdjustment, RefuseAdjustment, ReturnAdjustment, SubmitAdjustment } from '../adjustment.commands.js';
import { AdjustmentRefused, AdjustmentReturned } from '../adjustment.events.js';
import { adjustment } from '../adjustment.js';

const { given } = specFor(adjustment, world);

describe('a second person', () => {
  const approve = ApproveAdjustment({ adjustmentId, version: 1 });
  it('is shown the latest calculation, once', () => {
    given(requested, calculated)
      .when(says('li', 3, SubmitAdjustment({ adjustmentId })))
      .then(submitted);
    given(requested, calculated, submitted)
      .when(says('li', 4, SubmitAdjustment({ adjustmentId })))
      .thenNothing();
    given(requested)
      .when(says('li', 3, SubmitAdjustment({ adjustmentId })))
      .thenRejected('fee/not-now');
  });
  it('approves, and that sets the payout term', () => {
    given(requested, calculated, submitted)
      .when(says('zhao', 4, approve))
      .then(approved);
    given(requested, calculated, submitted, approved)
      .when(says('zhao', 5, approve))
      .thenNothing();
  });
  it('returns or refuses with a reason', () => {
    const judgement = { adjustmentId, version: 1, reason: '依据不足' };
    const returned = by('zhao', 4, AdjustmentReturned({ ...about, version: 1, reason: '依据不足' }));
    const refused = by('zhao', 4, AdjustmentRefused({ ...about, version: 1, reason: '依据不足' }));
    given(requested, calculated, submitted)
      .when(says('zhao', 4, ReturnAdjustment(judgement)))
      .then(returned);
    given(requested, calculated, submitted, returned)
      .when(says('zhao', 5, ReturnAdjustment(judgement)))
      .thenNothing();
    given(requested, calculated, submitted, returned)
      .when(says('li', 5, CalculateAdjustment({ adjustmentId, amountFen: 25_000, grounds })))
      .thenAmong('AdjustmentCalculated', { version: 2 });
    given(requested, calculated, submitted)
      .when(says('zhao', 4, RefuseAdjustment(judgement)))
      .then(refused);
    given(requested, calculated, submitted, refused)
      .when(says('zhao', 5, RefuseAdjustment(judgement)))
      .thenNothing();
  });
  it('is never who requested, calculated or submitted, and never decides on a former calculation', () => {
    given(requested, calculated, submitted)
      .when(says('li', 4, approve))
      .thenRejected('fee/same-person', { value: 'li' });
    given(requested, by('wu', 2, calculated), by('qian', 3, submitted))
      .when(says('wu', 4, approve))
      .thenRejected('fee/same-person');
    given(requested, by('wu', 2, calculated), by('qian', 3, submitted))
      .when(says('qian', 4, RefuseAdjustment({ adjustmentId, version: 1, reason: 'x' })))
      .thenRejected('fee/same-person');
    given(requested, calculated, submitted)
      .when(says('zhao', 4, ApproveAdjustment({ adjustmentId, version: 2 })))
      .thenRejected('fee/other-version', { allowed: 1 });
    given(requested, calculated, submitted)
      .when(says('zhao', 2, approve))
      .thenRejected('fee/out-of-order', { field: 'at' });
    given(requested, calculated)
      .when(says('zhao', 4, approve))
      .thenRejected('fee/not-now');
  });
});
