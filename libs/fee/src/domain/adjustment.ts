import type { Decider, Keeping } from '@heatledger/kernel';
import { adjustmentCommands, type AdjustmentCommand } from './adjustment.commands.js';
import { adjustmentKinds, type AdjustmentEvent } from './adjustment.events.js';
import { evolveAdjustment, initialAdjustment, type Adjustment } from './adjustment.state.js';
import type { FeeWorld } from './adjustment.world.js';
import { approveAdjustment, refuseAdjustment, returnAdjustment, submitAdjustment } from './decisions/approve-adjustment.js';
import { calculateAdjustment, recalculateAdjustment } from './decisions/calculate-adjustment.js';
import { notifyAdjustment, objectToAdjustment } from './decisions/object-to-adjustment.js';
import { payLateRefundPenalty } from './decisions/pay-late-refund-penalty.js';
import { markAdjustmentOverdue, payAdjustment, settleAdjustment } from './decisions/pay-adjustment.js';
import { requestAdjustment, withdrawAdjustment } from './decisions/request-adjustment.js';
import { feeRejections, type FeeRejection } from './fee.rejections.js';

/** Other figures are another calculation; what is said of the same ones is kept with them. */
const calculation: Keeping<AdjustmentEvent> = {
  facts: ['AdjustmentCalculated', 'AdjustmentRecalculated'],
  as: ({ grounds, evidence }) => ({ grounds, evidence }),
};

/** A fee adjustment: from its request over a second person's approval to settlement. */
export const adjustment: Decider<AdjustmentCommand, Adjustment, AdjustmentEvent, FeeRejection, FeeWorld> = {
  category: 'feeAdjustment',
  kinds: adjustmentKinds,
  commands: adjustmentCommands,
  rejections: feeRejections,
  streamOf: ({ data }) => `feeAdjustment-${data.adjustmentId}`,
  initial: initialAdjustment,
  evolve: evolveAdjustment,
  keeps: {
    RequestAdjustment: { facts: ['AdjustmentRequested'] },
    CalculateAdjustment: calculation,
    RecalculateAdjustment: calculation,
    ApproveAdjustment: { facts: ['AdjustmentApproved'] },
    ReturnAdjustment: { facts: ['AdjustmentReturned'] },
    RefuseAdjustment: { facts: ['AdjustmentRefused'] },
    NotifyAdjustment: { facts: ['AdjustmentNotified'] },
    PayAdjustment: { facts: ['AdjustmentPaid'], of: ['reference'] },
    PayLateRefundPenalty: { facts: ['LateRefundPenaltyPaid'], of: ['reference'] },
    ObjectToAdjustment: { facts: ['AdjustmentObjected'] },
    WithdrawAdjustment: { facts: ['AdjustmentWithdrawn'] },
  },
  decide: {
    RequestAdjustment: requestAdjustment,
    CalculateAdjustment: calculateAdjustment,
    SubmitAdjustment: submitAdjustment,
    ApproveAdjustment: approveAdjustment,
    ReturnAdjustment: returnAdjustment,
    RefuseAdjustment: refuseAdjustment,
    NotifyAdjustment: notifyAdjustment,
    PayAdjustment: payAdjustment,
    PayLateRefundPenalty: payLateRefundPenalty,
    MarkAdjustmentOverdue: markAdjustmentOverdue,
    ObjectToAdjustment: objectToAdjustment,
    RecalculateAdjustment: recalculateAdjustment,
    SettleAdjustment: settleAdjustment,
    WithdrawAdjustment: withdrawAdjustment,
  },
};
