import { accept, reject, stamped, type Made, type Order } from '@heatledger/kernel';
import { appraisalDifference, type Appraisal } from '@heatledger/rulebook';
import type { ReviseAppraisal } from '../appraisal.commands.js';
import { AppraisalRevised, type AppraisalEvent } from '../appraisal.events.js';
import { subjectOf, type ScoredVersion, type UnitAppraisal } from '../appraisal.state.js';
import type { AppraisalWorld } from '../policies/grounds.js';
import { isRevised, itemsOf, refusalOfRevision, scoredAgain, type Revision } from '../policies/revision.js';
import { appraisalOf, outcomeOf, ruledDetail } from '../policies/scoring.js';
import { standingVersion, type Answer } from './standing-version.js';

const nothing = reject('appraisal/nothing-changed', { field: 'add', value: [], allowed: 'an item to add or to take out, or the vetoes anew' });

const revised = (appraisal: UnitAppraisal, standing: ScoredVersion, revision: Revision, reason: string, score: Appraisal): AppraisalEvent => {
  const [added, removed] = [[...revision.add], [...itemsOf(revision, standing, 'removed')]];
  const difference = [...appraisalDifference(appraisalOf(appraisal, standing), score)];
  const version = appraisal.versions.length + 1;
  return AppraisalRevised({ ...subjectOf(appraisal), version, ...outcomeOf(score), replaces: standing.version, reason, added, removed, difference });
};

/** A further version under the rule of the one that stands, so that what changed in the items explains what changed in the score. */
export const reviseAppraisal = (appraisal: UnitAppraisal, { data }: Order<Made<typeof ReviseAppraisal>>, { recorded, known }: AppraisalWorld): Answer => {
  const found = standingVersion(appraisal);
  if (!found.ok) return found.refusal;
  const { standing } = found;
  const { add, remove, reason, vetoes = standing.vetoes } = data;
  if (add.length + remove.length === 0 && data.vetoes === undefined) return nothing;
  const revision: Revision = { add, remove, vetoes };
  if (isRevised(revision, standing, appraisal.versions)) return accept();
  const refusal = refusalOfRevision(revision, standing, recorded);
  if (refusal) return refusal;
  const scored = scoredAgain(appraisal, standing, revision, known);
  if (!scored.ok) return reject('appraisal/no-rule', ruledDetail(scored));
  return accept(stamped(revised(appraisal, standing, revision, reason, scored.value), { rule: scored.value.rule }));
};
