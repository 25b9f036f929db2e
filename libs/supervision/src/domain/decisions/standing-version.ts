import { reject, type Decision } from '@heatledger/kernel';
import type { AppraisalEvent } from '../appraisal.events.js';
import type { AppraisalRejection } from '../appraisal.rejections.js';
import { standingOf, type ScoredVersion, type UnitAppraisal } from '../appraisal.state.js';

export type Answer = Decision<AppraisalEvent, AppraisalRejection>;

/** The version that stands, or the "no" of an appraisal that nobody published or that was withdrawn. */
export const standingVersion = ({
  phase,
  versions,
  appraisalId,
}: UnitAppraisal): { readonly ok: true; readonly standing: ScoredVersion } | { readonly ok: false; readonly refusal: Answer } => {
  const standing = standingOf(versions);
  if (phase === 'unknown' || !standing) return { ok: false, refusal: reject('appraisal/unknown') };
  return phase === 'published'
    ? { ok: true, standing }
    : { ok: false, refusal: reject('appraisal/withdrawn', { field: 'appraisalId', value: appraisalId }) };
};
