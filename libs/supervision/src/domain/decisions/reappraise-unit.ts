import { accept, reject, stamped, type Made, type Order } from '@heatledger/kernel';
import { draftIn, draftPack } from '@heatledger/rulebook';
import type { OtherRule, ReappraiseUnit } from '../appraisal.commands.js';
import { AppraisalRescored, type AppraisalEvent } from '../appraisal.events.js';
import { subjectOf, type UnitAppraisal } from '../appraisal.state.js';
import type { AppraisalWorld } from '../policies/grounds.js';
import { rerunOf } from '../policies/rerun.js';
import { appraisalOf, isSameScore, outcomeOf, ruledDetail } from '../policies/scoring.js';
import { standingVersion, type Answer } from './standing-version.js';

type Draft = Extract<AppraisalEvent, { type: 'AppraisalRescored' }>['data']['draft'];

/** The draft as it was checked, for the fact to keep. */
const keptDraft = ({ draft }: OtherRule): { readonly draft?: Draft } => {
  const pack = draft === undefined ? undefined : draftPack(draft);
  const scheme = pack?.ok ? draftIn(pack.value) : undefined;
  return scheme ? { draft: { ...scheme, weights: { ...scheme.weights }, grades: [...scheme.grades], vetoes: [...scheme.vetoes] } } : {};
};

/** A score under another rule stands beside the published one; the same score again is nothing new. */
export const reappraiseUnit = (appraisal: UnitAppraisal, { data }: Order<Made<typeof ReappraiseUnit>>, { known }: AppraisalWorld): Answer => {
  const found = standingVersion(appraisal);
  if (!found.ok) return found.refusal;
  const { standing } = found;
  if ((data.pack === undefined) === (data.draft === undefined))
    return reject('appraisal/no-rule', { field: 'pack', value: data.pack, allowed: 'a pack or a draft scheme, one of them' });
  const run = rerunOf(appraisal, standing, data, known);
  if (!run.ok) return reject('appraisal/no-rule', ruledDetail(run));
  const { rerun, difference } = run.value;
  if (appraisal.versions.some((version) => isSameScore(appraisalOf(appraisal, version), rerun))) return accept();
  const told = { comparedWith: standing.version, ...keptDraft(data), difference: [...difference] };
  const fact = AppraisalRescored({ ...subjectOf(appraisal), version: appraisal.versions.length + 1, ...outcomeOf(rerun), ...told });
  return accept(stamped(fact, { rule: rerun.rule }));
};
