import { accept, reject, stamped, type Decision, type Draft, type Made, type Order, type RuleRef } from '@heatledger/kernel';
import { derivedUuid } from '@heatledger/vocabulary';
import type { CalculateAdjustment, RecalculateAdjustment } from '../adjustment.commands.js';
import { AdjustmentCalculated, AdjustmentRecalculated, type AdjustmentEvent } from '../adjustment.events.js';
import { inputsOf, type Adjustment, type KnownAdjustment } from '../adjustment.state.js';
import type { FeeWorld } from '../adjustment.world.js';
import type { FeeRejection } from '../fee.rejections.js';
import { figuresFor, type Figures } from '../policies/figures.js';
import { atStage } from '../policies/stage.js';

type Answer = Decision<AdjustmentEvent, FeeRejection>;

const asVersion = ({ about, version }: KnownAdjustment, figures: Figures) => ({
  ...about,
  ...figures,
  version: version + 1,
  traceId: derivedUuid(about.adjustmentId, 'calculation', String(version + 1)),
});

/** The trace of a calculation's rule is the id that the calculation is named by. */
const underRule = <E extends Extract<AdjustmentEvent, { data: { traceId: string } }>>(fact: E, rule: RuleRef | undefined): Draft<E> =>
  stamped(fact, rule ? { rule: { ...rule, trace: fact.data.traceId } } : {});

/** Each calculation is a new version; the same one again changes nothing. */
export const calculateAdjustment = (adjustment: Adjustment, { data, meta }: Order<Made<typeof CalculateAdjustment>>, world: FeeWorld): Answer => {
  const stage = atStage(adjustment, meta, 'requested', 'calculated', 'returned');
  if (!stage.at) return stage.refusal;
  const figured = figuresFor(stage.adjustment.about.basis, data, { ...world, householdId: stage.adjustment.about.householdId, now: meta.now });
  if (!figured.ok) return reject(figured.code, figured.detail);
  if (adjustment.phase === 'calculated' && inputsOf(figured.figures) === stage.adjustment.inputs) return accept();
  return accept(underRule(AdjustmentCalculated(asVersion(stage.adjustment, figured.figures)), figured.rule));
};

/** After an objection the figure is made anew, beside the one objected to, and needs approval again. */
export const recalculateAdjustment = (adjustment: Adjustment, { data, meta }: Order<Made<typeof RecalculateAdjustment>>, world: FeeWorld): Answer => {
  const stage = atStage(adjustment, meta, 'objected', 'calculated');
  if (!stage.at) return stage.refusal;
  const figured = figuresFor(stage.adjustment.about.basis, data, { ...world, householdId: stage.adjustment.about.householdId, now: meta.now });
  if (!figured.ok) return reject(figured.code, figured.detail);
  if (adjustment.phase === 'calculated')
    return inputsOf(figured.figures) === stage.adjustment.inputs
      ? accept()
      : reject('fee/not-now', { field: 'phase', value: 'calculated', allowed: 'objected' });
  const anew = AdjustmentRecalculated({ ...asVersion(stage.adjustment, figured.figures), formerFen: stage.adjustment.amountFen });
  return accept(underRule(anew, figured.rule));
};
