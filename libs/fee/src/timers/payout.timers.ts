import type { Made, TimerPlan } from '@heatledger/kernel';
import { MarkAdjustmentOverdue } from '../domain/adjustment.commands.js';
import type { AdjustmentEvent } from '../domain/adjustment.events.js';

type Watched = Extract<AdjustmentEvent, { type: 'AdjustmentApproved' | 'AdjustmentPaid' | 'AdjustmentObjected' | 'AdjustmentSettled' }>;

const keyOf = (adjustmentId: string): string => `payout:${adjustmentId}`;

/** Watches the payout term of every approved sum. */
export const payoutTimers: TimerPlan<Watched, Made<typeof MarkAdjustmentOverdue>> = {
  name: 'adjustment-payout',
  doc: 'Records a payment as overdue when its term ends.',
  on: {
    AdjustmentApproved: ({ data: { adjustmentId, payBy, payFen } }) =>
      payFen === 0 ? [] : [{ set: keyOf(adjustmentId), due: payBy, command: MarkAdjustmentOverdue({ adjustmentId, payBy }) }],
    AdjustmentPaid: ({ data }) => [{ clear: keyOf(data.adjustmentId) }],
    AdjustmentObjected: ({ data }) => [{ clear: keyOf(data.adjustmentId) }],
    AdjustmentSettled: ({ data }) => [{ clear: keyOf(data.adjustmentId) }],
  },
};
