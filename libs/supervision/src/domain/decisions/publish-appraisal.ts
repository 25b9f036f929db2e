import { accept, reject, stamped, type Made, type Order } from '@heatledger/kernel';
import { appraise, dayFrom } from '@heatledger/rulebook';
import type { AppraisalInputs, PublishAppraisal } from '../appraisal.commands.js';
import { AppraisalPublished } from '../appraisal.events.js';
import { standingOf, subjectOf, type UnitAppraisal } from '../appraisal.state.js';
import { countedTwice, unfounded, type AppraisalWorld } from '../policies/grounds.js';
import { appraisalOf, caseOf, isSameScore, outcomeOf, ruledDetail } from '../policies/scoring.js';
import type { Answer } from './standing-version.js';

const refusalOf = ({ items, vetoes, to }: AppraisalInputs, today: string, recorded: ReadonlySet<string>): Answer | null => {
  if (to > today) return reject('appraisal/period-open', { field: 'to', value: to, allowed: `a day not after ${today}` });
  const unknown = unfounded(recorded, { items, vetoes });
  if (unknown) return reject('appraisal/fact-unknown', unknown);
  const twice = countedTwice('items', items, vetoes);
  return twice && reject('appraisal/item-twice', twice);
};

/** Published once for a unit and a period; after a withdrawal, again as a further version. */
export const publishAppraisal = (
  appraisal: UnitAppraisal,
  { data, meta }: Order<Made<typeof PublishAppraisal>>,
  { rules, recorded }: AppraisalWorld,
): Answer => {
  const refusal = refusalOf(data, dayFrom(rules, meta.at), recorded);
  if (refusal) return refusal;
  const scored = appraise(rules, caseOf(data, data));
  if (!scored.ok) return reject('appraisal/no-rule', ruledDetail(scored));
  const standing = standingOf(appraisal.versions);
  if (appraisal.phase === 'published' && standing)
    return isSameScore(appraisalOf(appraisal, standing), scored.value)
      ? accept()
      : reject('appraisal/known', { field: 'unit', value: data.unit, allowed: 'a revision of what is published, or its withdrawal first' });
  const fact = AppraisalPublished({ ...subjectOf(data), version: appraisal.versions.length + 1, ...outcomeOf(scored.value) });
  return accept(stamped(fact, { rule: scored.value.rule }));
};
