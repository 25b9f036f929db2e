import type { Decider } from '@heatledger/kernel';
import { appraisalCommands, type AppraisalCommand } from './appraisal.commands.js';
import { appraisalKinds, type AppraisalEvent } from './appraisal.events.js';
import { appraisalRejections, type AppraisalRejection } from './appraisal.rejections.js';
import { evolveAppraisal, initialAppraisal, type UnitAppraisal } from './appraisal.state.js';
import { publishAppraisal } from './decisions/publish-appraisal.js';
import { reappraiseUnit } from './decisions/reappraise-unit.js';
import { reviseAppraisal } from './decisions/revise-appraisal.js';
import { withdrawAppraisal } from './decisions/withdraw-appraisal.js';
import type { AppraisalWorld } from './policies/grounds.js';

/** An appraisal (考核): the score of one unit over one period, version by version, each back to the facts it rests on. Clause 六(三). */
export const appraisal: Decider<AppraisalCommand, UnitAppraisal, AppraisalEvent, AppraisalRejection, AppraisalWorld> = {
  category: 'appraisal',
  kinds: appraisalKinds,
  commands: appraisalCommands,
  rejections: appraisalRejections,
  streamOf: ({ data }) => `appraisal-${data.appraisalId}`,
  initial: initialAppraisal,
  evolve: evolveAppraisal,
  keeps: {
    // who says other items is told so by the score that they come to
    PublishAppraisal: { facts: ['AppraisalPublished'], as: ({ unitKind }) => ({ unitKind }) },
    ReviseAppraisal: {
      facts: ['AppraisalRevised'],
      beside: true,
      as: ({ appraisalId, reason, add, vetoes }) => ({ appraisalId, reason, added: add, vetoes }),
    },
    WithdrawAppraisal: { facts: ['AppraisalWithdrawn'] },
  },
  decide: {
    PublishAppraisal: publishAppraisal,
    ReviseAppraisal: reviseAppraisal,
    ReappraiseUnit: reappraiseUnit,
    WithdrawAppraisal: withdrawAppraisal,
  },
};
