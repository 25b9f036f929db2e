import { describe, it } from '@jest/globals';
import { specFor } from '@heatledger/testing';
import { adjustmentId, householdId, about, world, by, says, requested, calculated, submitted, approved } from '../../testing/corrected-bill.js';
import { RequestAdjustment, WithdrawAdjustment } from '../adjustment.commands.js';
import { AdjustmentRequested, AdjustmentWithdrawn } from '../adjustment.events.js';
import { adjustment } from '../adjustment.js';

const { given } = specFor(adjustment, world);

describe('an adjustment is requested', () => {
  const request = { adjustmentId, basis: 'billing-error' as const, householdId, reason: '账单面积有误' };
  it('for a home of the archive, once', () => {
    given()
      .when(RequestAdjustment(request))
      .then(AdjustmentRequested({ ...about, reason: '账单面积有误' }));
    given(requested).when(RequestAdjustment(request)).thenNothing();
    given(requested)
      .when(RequestAdjustment({ ...request, basis: 'relief' }))
      .thenRejected('fee/known');
  });
  it('for a home the archive does not know only with its place on the network', () => {
    given()
      .in({ ...world, household: null })
      .when(RequestAdjustment(request))
      .thenRejected('fee/household-unknown', { field: 'householdId' });
    given()
      .in({ ...world, household: null })
      .when(RequestAdjustment({ ...request, zone: '西城', station: 'S-09' }))
      .thenAmong('AdjustmentRequested', { zone: '西城' });
  });
  it('and taken back until it is decided', () => {
    given(requested, calculated)
      .when(says('li', 3, WithdrawAdjustment({ adjustmentId, reason: '用户撤回' })))
      .then(AdjustmentWithdrawn({ ...about, reason: '用户撤回' }));
    given(requested, by('li', 2, AdjustmentWithdrawn({ ...about, reason: 'x' })))
      .when(says('li', 3, WithdrawAdjustment({ adjustmentId, reason: 'x' })))
      .thenNothing();
    given(requested, calculated, submitted, approved)
      .when(says('li', 5, WithdrawAdjustment({ adjustmentId, reason: 'x' })))
      .thenRejected('fee/not-now');
    given()
      .when(says('li', 5, WithdrawAdjustment({ adjustmentId, reason: 'x' })))
      .thenRejected('fee/unknown');
  });
});
