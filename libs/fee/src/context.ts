import type { BoundedContext } from '@heatledger/kernel';
import { feeApprovals } from './domain/adjustment.approvals.js';
import { adjustment } from './domain/adjustment.js';
import { adjustmentRegister } from './projections/adjustment-register.projection.js';
import { payoutTimers } from './timers/payout.timers.js';

/** Fee adjustments. */
export const feeContext: BoundedContext = {
  name: 'fee',
  title: { zh: '费用调整', en: 'Fee adjustments' },
  purpose:
    'Gives back what a home should not have paid: computed under the rule of its day, approved by a second person, paid in time, open to dispute.',
  clauses: ['三(三)2', '三(三)3'],
  terms: [
    {
      term: 'adjustment',
      zh: '费用调整',
      meaning: 'A sum in favour of a customer and its way to payment.',
      notToBeConfusedWith: 'the bill, which stays as it was',
    },
    { term: 'basis', zh: '调整依据', meaning: 'Why: cold rooms, outage, billing error, stop/resume, relief.' },
    { term: 'band', zh: '退费档位', meaning: 'Share of the daily fee that a temperature calls for.' },
    { term: 'daily fee', zh: '日热费', meaning: 'Season fee divided by the days of the season; never rounded by itself.' },
    { term: 'version', zh: '核算版本', meaning: 'One calculation; a later one stands beside it.' },
    { term: 'second person', zh: '复核人', meaning: 'Who decides without having requested, calculated or submitted.' },
    { term: 'objection', zh: '异议', meaning: 'The customer disputes an outcome.', notToBeConfusedWith: 'a complaint' },
  ],
  deciders: [adjustment],
  projections: [adjustmentRegister],
  timers: [payoutTimers],
  approvals: feeApprovals,
};
