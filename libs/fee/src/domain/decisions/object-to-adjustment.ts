import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { NotifyAdjustment, ObjectToAdjustment } from '../adjustment.commands.js';
import { AdjustmentClosedAsNothingDue, AdjustmentNotified, AdjustmentObjected, type AdjustmentEvent } from '../adjustment.events.js';
import type { Adjustment } from '../adjustment.state.js';
import type { FeeRejection } from '../fee.rejections.js';
import { atStage } from '../policies/stage.js';

type Answer = Decision<AdjustmentEvent, FeeRejection>;

/** The customer is told each outcome once; who was told that nothing is due has nothing to wait for. */
export const notifyAdjustment = (adjustment: Adjustment, { data, meta }: Order<Made<typeof NotifyAdjustment>>): Answer => {
  const stage = atStage(adjustment, meta, 'approved', 'refused', 'paid', 'nothing-due');
  if (!stage.at) return stage.refusal;
  if (stage.adjustment.notified) return accept();
  const { about, version, amountFen, phase, paidFen, penaltyFen } = stage.adjustment;
  const told = AdjustmentNotified({ ...about, version, amountFen: phase === 'refused' ? 0 : amountFen, way: data.way });
  if (phase !== 'approved' || amountFen > 0 || paidFen > 0 || penaltyFen > 0) return accept(told);
  return accept<AdjustmentEvent>(told, AdjustmentClosedAsNothingDue({ ...about, version }));
};

/** An outcome that was told can be disputed, paid or not (clause 三(三)3). */
export const objectToAdjustment = (adjustment: Adjustment, { data, meta }: Order<Made<typeof ObjectToAdjustment>>): Answer => {
  if (adjustment.phase === 'objected') return accept();
  const stage = atStage(adjustment, meta, 'approved', 'refused', 'paid', 'nothing-due');
  if (!stage.at) return stage.refusal;
  if (!stage.adjustment.notified) return reject('fee/not-notified');
  const { about, version } = stage.adjustment;
  return accept(AdjustmentObjected({ ...about, version, objection: data.objection, evidence: data.evidence }));
};
