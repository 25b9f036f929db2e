import { accept, reject, type Made, type Order } from '@heatledger/kernel';
import { isAmong } from '@heatledger/vocabulary';
import type { WithdrawAppraisal } from '../appraisal.commands.js';
import { AppraisalWithdrawn } from '../appraisal.events.js';
import { subjectOf, type UnitAppraisal } from '../appraisal.state.js';
import type { AppraisalWorld } from '../policies/grounds.js';
import { standingVersion, type Answer } from './standing-version.js';

/** Withdrawn by somebody who published and revised none of it. */
export const withdrawAppraisal = (appraisal: UnitAppraisal, { data, meta }: Order<Made<typeof WithdrawAppraisal>>, { people }: AppraisalWorld): Answer => {
  if (appraisal.phase === 'withdrawn') return accept();
  const found = standingVersion(appraisal);
  if (!found.ok) return found.refusal;
  const authors = appraisal.versions.filter(({ kind }) => kind !== 'rescored').map(({ by }) => by);
  if (isAmong(people, meta.actor.id, authors))
    return reject('appraisal/same-person', {
      field: 'actor',
      value: meta.actor.id,
      allowed: 'somebody who published and revised none of its versions',
    });
  return accept(AppraisalWithdrawn({ ...subjectOf(appraisal), version: found.standing.version, reason: data.reason }));
};
