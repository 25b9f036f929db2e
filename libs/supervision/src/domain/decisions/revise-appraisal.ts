import { accept, reject, stamped, type Made, type Order } from '@heatledger/kernel';
import { appraisalDifference } from '@heatledger/rulebook';
import type { ReviseAppraisal } from '../appraisal.commands.js';
import { AppraisalRevised } from '../appraisal.events.js';
import type { ScoredVersion, UnitAppraisal } from '../appraisal.state.js';
import { countedTwice, unfounded, type AppraisalWorld } from '../policies/grounds.js';
import { isRevised, itemsOf, notThere, scoredAgain, type Revision } from '../policies/revision.js';
import { appraisalOf, outcomeOf, ruledDetail } from '../policies/scoring.js';
import { standingVersion, type Answer } from './standing-version.js';

const refusalOf = (revision: Revision, standing: ScoredVersion, recorded: ReadonlySet<string>): Answer | null => {
  const missing = notThere(revision, standing);
  if (missing) return reject('appraisal/no-such-item', missing);
  const { add, vetoes } = revision;
  const unknown = unfounded(recorded, vetoes === standing.vetoes ? { add } : { add, vetoes });
  if (unknown) return reject('appraisal/fact-unknown', unknown);
  const twice = countedTwice('add', add, vetoes, itemsOf(revision, standing, 'kept'));
  return twice && reject('appraisal/item-twice', twice);
};

/** A further version under the rule of the one that stands, so that what changed in the items explains what changed in the score. */
export const reviseAppraisal = (appraisal: UnitAppraisal, { data }: Order<Made<typeof ReviseAppraisal>>, { recorded }: AppraisalWorld): Answer => {
  const found = standingVersion(appraisal);
  if (!found.ok) return found.refusal;
  const { standing } = found;
  const { add, remove, reason, vetoes = standing.vetoes } = data;
  if (add.length + remove.length === 0 && data.vetoes === undefined) return reject('appraisal/nothing-changed', { field: 'add', value: [], allowed: 'an item to add or to take out, or the vetoes anew' });
  const revision: Revision = { add, remove, vetoes };
  if (isRevised(revision, standing, appraisal.versions)) return accept();
  const refusal = refusalOf(revision, standing, recorded);
  if (refusal) return refusal;
  const scored = scoredAgain(appraisal, standing, revision);
  if (!scored.ok) return reject('appraisal/no-rule', ruledDetail(scored));
  const { appraisalId, unitKind, unit, from, to } = appraisal;
  const changes = { replaces: standing.version, reason, added: [...add], removed: [...itemsOf(revision, standing, 'removed')], difference: [...appraisalDifference(appraisalOf(appraisal, standing), scored.value)] };
  const fact = AppraisalRevised({ appraisalId, unitKind, unit, from, to, version: appraisal.versions.length + 1, ...outcomeOf(scored.value), ...changes });
  return accept(stamped(fact, { rule: scored.value.rule }));
};
