import { accept, reject, stamped, type Decision, type Made, type Order } from '@heatledger/kernel';
import { compareInstants, isBefore } from '@heatledger/vocabulary';
import type { MarkAdjustmentOverdue, PayAdjustment, SettleAdjustment } from '../adjustment.commands.js';
import { AdjustmentOverdue, AdjustmentPaid, AdjustmentSettled, type AdjustmentEvent } from '../adjustment.events.js';
import { payableFen, type Adjustment } from '../adjustment.state.js';
import type { FeeWorld } from '../adjustment.world.js';
import type { FeeRejection } from '../fee.rejections.js';
import { penaltyFor } from '../policies/late-refund.js';
import { atStage } from '../policies/stage.js';

type Answer = Decision<AdjustmentEvent, FeeRejection>;

/** Never before it is approved, and exactly what was approved, less what was paid of an earlier version; a late one may bear a penalty. */
export const payAdjustment = (adjustment: Adjustment, { data, meta }: Order<Made<typeof PayAdjustment>>, { rules }: FeeWorld): Answer => {
  if (adjustment.phase !== 'unknown' && adjustment.payments.includes(data.reference)) return accept();
  const stage = atStage(adjustment, meta, 'approved');
  if (!stage.at) return stage.refusal;
  const payable = payableFen(stage.adjustment);
  if (payable === 0 || data.amountFen !== payable)
    return reject('fee/amount-differs', { field: 'amountFen', value: data.amountFen, allowed: payable });
  const { about, version } = stage.adjustment;
  const penalty = penaltyFor(stage.adjustment, meta.at, rules);
  if (!penalty.ok) return reject('fee/no-rule', { ...penalty.detail, rulebook: penalty.code });
  return accept<AdjustmentEvent>(AdjustmentPaid({ ...about, version, amountFen: data.amountFen, reference: data.reference }), ...penalty.value);
};

/** Recorded once, at the end of the term, whenever the company comes to know of it. */
export const markAdjustmentOverdue = (adjustment: Adjustment, { data, meta }: Order<Made<typeof MarkAdjustmentOverdue>>): Answer => {
  if (adjustment.phase === 'unknown') return reject('fee/unknown');
  const { phase, overdue, payBy, payRule, about, version } = adjustment;
  const payable = payableFen(adjustment);
  if (phase !== 'approved' || overdue || payable === 0 || payBy === null || compareInstants(payBy, data.payBy) !== 0) return accept();
  if (isBefore(meta.now, payBy)) return reject('fee/not-due', { field: 'payBy', value: payBy, allowed: `from ${payBy}` });
  return accept(stamped(AdjustmentOverdue({ ...about, version, amountFen: payable, payBy }), { at: payBy, ...(payRule ? { rule: payRule } : {}) }));
};

/** Settled when nothing is owed any more and the customer knows. */
export const settleAdjustment = (adjustment: Adjustment, { meta }: Order<Made<typeof SettleAdjustment>>): Answer => {
  if (adjustment.phase === 'settled' || adjustment.phase === 'nothing-due') return accept();
  const stage = atStage(adjustment, meta, 'approved', 'paid');
  if (!stage.at) return stage.refusal;
  const owed = payableFen(stage.adjustment);
  if (owed > 0) return reject('fee/not-now', { field: 'phase', value: stage.adjustment.phase, allowed: 'paid', owedFen: owed });
  const { penaltyFen } = stage.adjustment;
  if (penaltyFen > 0) return reject('fee/penalty-unpaid', { field: 'penaltyFen', value: penaltyFen, allowed: 0 });
  if (!stage.adjustment.notified) return reject('fee/not-notified');
  const { about, version, amountFen } = stage.adjustment;
  return accept(AdjustmentSettled({ ...about, version, amountFen }));
};
