import { accept, reject, type Made, type Order } from '@heatledger/kernel';
import type { WithdrawAppraisal } from '../appraisal.commands.js';
import { AppraisalWithdrawn } from '../appraisal.events.js';
import { subjectOf, type UnitAppraisal } from '../appraisal.state.js';
import { standingVersion, type Answer } from './standing-version.js';

/** Withdrawn by somebody who published and revised none of it. */
export const withdrawAppraisal = (appraisal: UnitAppraisal, { data, meta }: Order<Made<typeof WithdrawAppraisal>>): Answer => {
  if (appraisal.phase === 'withdrawn') return accept();
  const found = standingVersion(appraisal);
  if (!found.ok) return found.refusal;
  const authors = appraisal.versions.filter(({ kind }) => kind !== 'rescored').map(({ by }) => by);
  if (authors.includes(meta.actor.id))
    return reject('appraisal/same-person', {
      field: 'actor',
      value: meta.actor.id,
      allowed: 'somebody who published and revised none of its versions',
    });
  return accept(AppraisalWithdrawn({ ...subjectOf(appraisal), version: found.standing.version, reason: data.reason }));
};
