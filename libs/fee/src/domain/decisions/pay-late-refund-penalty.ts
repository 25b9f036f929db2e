import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { PayLateRefundPenalty } from '../adjustment.commands.js';
import type { AdjustmentEvent } from '../adjustment.events.js';
import type { Adjustment } from '../adjustment.state.js';
import type { FeeRejection } from '../fee.rejections.js';
import { LateRefundPenaltyPaid } from '../payment.events.js';
import { atStage } from '../policies/stage.js';

/** Exactly what late refunds bore and was not paid yet; a dispute about the refund itself does not hold it up. */
export const payLateRefundPenalty = (
  adjustment: Adjustment,
  { data, meta }: Order<Made<typeof PayLateRefundPenalty>>,
): Decision<AdjustmentEvent, FeeRejection> => {
  if (adjustment.phase !== 'unknown' && adjustment.penaltyPayments.includes(data.reference)) return accept();
  const stage = atStage(adjustment, meta, 'paid', 'objected', 'calculated', 'submitted', 'returned', 'approved', 'refused');
  if (!stage.at) return stage.refusal;
  const { about, version, penaltyFen } = stage.adjustment;
  if (penaltyFen === 0 || data.amountFen !== penaltyFen)
    return reject('fee/amount-differs', { field: 'amountFen', value: data.amountFen, allowed: penaltyFen });
  return accept(LateRefundPenaltyPaid({ ...about, version, amountFen: data.amountFen, reference: data.reference }));
};
