import { accept, reject, stamped, type Made, type Order } from '@heatledger/kernel';
import type { ReappraiseUnit } from '../appraisal.commands.js';
import { AppraisalRescored } from '../appraisal.events.js';
import type { UnitAppraisal } from '../appraisal.state.js';
import { rerunOf } from '../policies/rerun.js';
import { appraisalOf, isSameScore, outcomeOf, ruledDetail } from '../policies/scoring.js';
import { standingVersion, type Answer } from './standing-version.js';

/** A score under another rule stands beside the published one; the same score again is nothing new. */
export const reappraiseUnit = (appraisal: UnitAppraisal, { data }: Order<Made<typeof ReappraiseUnit>>): Answer => {
  const found = standingVersion(appraisal);
  if (!found.ok) return found.refusal;
  const { standing } = found;
  const run = rerunOf(appraisal, standing, data.pack);
  if (!run.ok) return reject('appraisal/no-rule', ruledDetail(run));
  const { rerun, difference } = run.value;
  if (appraisal.versions.some((version) => isSameScore(appraisalOf(appraisal, version), rerun))) return accept();
  const { appraisalId, unitKind, unit, from, to } = appraisal;
  const fact = AppraisalRescored({ appraisalId, unitKind, unit, from, to, version: appraisal.versions.length + 1, ...outcomeOf(rerun), comparedWith: standing.version, difference: [...difference] });
  return accept(stamped(fact, { rule: rerun.rule }));
};
