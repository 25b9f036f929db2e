import { accept, reject, stamped, type CommandMeta, type Decision, type Made, type Order } from '@heatledger/kernel';
import { payOut } from '@heatledger/rulebook';
import type { ApproveAdjustment, RefuseAdjustment, ReturnAdjustment, SubmitAdjustment } from '../adjustment.commands.js';
import { AdjustmentApproved, AdjustmentRefused, AdjustmentReturned, AdjustmentSubmitted, type AdjustmentEvent } from '../adjustment.events.js';
import { payableFen, type Adjustment, type KnownAdjustment } from '../adjustment.state.js';
import type { FeeWorld } from '../adjustment.world.js';
import type { FeeRejection } from '../fee.rejections.js';
import { isSecondPerson } from '../policies/second-person.js';
import { atStage } from '../policies/stage.js';

type Answer = Decision<AdjustmentEvent, FeeRejection>;

/** The latest calculation goes to a second person. */
export const submitAdjustment = (adjustment: Adjustment, { meta }: Order<Made<typeof SubmitAdjustment>>): Answer => {
  if (adjustment.phase === 'submitted') return accept();
  const stage = atStage(adjustment, meta, 'calculated');
  if (!stage.at) return stage.refusal;
  const { about, version, amountFen } = stage.adjustment;
  return accept(AdjustmentSubmitted({ ...about, version, amountFen }));
};

type Judged = { readonly may: true; readonly adjustment: KnownAdjustment } | { readonly may: false; readonly answer: Answer };

/** A decision is about the latest calculation, by somebody who had no hand in it. */
const judged = (adjustment: Adjustment, version: number, meta: CommandMeta, { people }: FeeWorld): Judged => {
  const stage = atStage(adjustment, meta, 'submitted');
  if (!stage.at) return { may: false, answer: stage.refusal };
  if (version !== stage.adjustment.version)
    return { may: false, answer: reject('fee/other-version', { field: 'version', value: version, allowed: stage.adjustment.version }) };
  if (!isSecondPerson(stage.adjustment, meta.actor.id, people))
    return {
      may: false,
      answer: reject('fee/same-person', { field: 'actor', value: meta.actor.id, allowed: 'somebody who did not request, calculate or submit it' }),
    };
  return { may: true, adjustment: stage.adjustment };
};

const decidedAlready = (adjustment: Adjustment, phase: 'approved' | 'returned' | 'refused', version: number): boolean =>
  adjustment.phase === phase && adjustment.version === version;

/** Approval by a second person sets the payout term, under the rules of the season that the sum belongs to. */
export const approveAdjustment = (adjustment: Adjustment, { data, meta }: Order<Made<typeof ApproveAdjustment>>, world: FeeWorld): Answer => {
  const { rules } = world;
  if (decidedAlready(adjustment, 'approved', data.version)) return accept();
  const judgement = judged(adjustment, data.version, meta, world);
  if (!judgement.may) return judgement.answer;
  const { about, version, amountFen, basisAt } = judgement.adjustment;
  const term = payOut(rules, { approvedAt: meta.at, ...(basisAt === undefined ? {} : { basisAt }) });
  if (!term.ok) return reject('fee/no-rule', { ...term.detail, rulebook: term.code });
  const { due: payBy, rule, why } = term.value;
  const reasons = why.map(({ zh, en }) => ({ zh, en }));
  const payFen = payableFen(judgement.adjustment);
  return accept(stamped(AdjustmentApproved({ ...about, version, amountFen, payFen, payBy, reasons, note: data.note }), { rule }));
};

/** A returned calculation has to be made again. */
export const returnAdjustment = (adjustment: Adjustment, { data, meta }: Order<Made<typeof ReturnAdjustment>>, world: FeeWorld): Answer => {
  if (decidedAlready(adjustment, 'returned', data.version)) return accept();
  const judgement = judged(adjustment, data.version, meta, world);
  if (!judgement.may) return judgement.answer;
  const { about, version } = judgement.adjustment;
  return accept(AdjustmentReturned({ ...about, version, reason: data.reason }));
};

/** A refusal needs its reason; the customer may object to it. */
export const refuseAdjustment = (adjustment: Adjustment, { data, meta }: Order<Made<typeof RefuseAdjustment>>, world: FeeWorld): Answer => {
  if (decidedAlready(adjustment, 'refused', data.version)) return accept();
  const judgement = judged(adjustment, data.version, meta, world);
  if (!judgement.may) return judgement.answer;
  const { about, version } = judgement.adjustment;
  return accept(AdjustmentRefused({ ...about, version, reason: data.reason }));
};
