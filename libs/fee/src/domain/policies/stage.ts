import { reject, type CommandMeta, type Decision } from '@heatledger/kernel';
import { isBefore } from '@heatledger/vocabulary';
import type { FeeRejection } from '../fee.rejections.js';
import type { Adjustment, KnownAdjustment } from '../adjustment.state.js';
import type { AdjustmentPhase } from '../adjustment.words.js';

type Refusal = Decision<never, FeeRejection>;
type Staged = { readonly at: true; readonly adjustment: KnownAdjustment } | { readonly at: false; readonly refusal: Refusal };

const no = (refusal: Refusal): Staged => ({ at: false, refusal });

/** The adjustment when it stands at one of the phases and the act does not come before the latest one; else the refusal. */
export const atStage = (adjustment: Adjustment, meta: CommandMeta, ...phases: readonly AdjustmentPhase[]): Staged => {
  if (adjustment.phase === 'unknown') return no(reject('fee/unknown'));
  if (!phases.includes(adjustment.phase)) return no(reject('fee/not-now', { field: 'phase', value: adjustment.phase, allowed: phases.join(', ') }));
  if (isBefore(meta.at, adjustment.lastAt))
    return no(reject('fee/out-of-order', { field: 'at', value: meta.at, allowed: `from ${adjustment.lastAt}` }));
  return { at: true, adjustment };
};
