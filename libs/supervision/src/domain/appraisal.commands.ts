import { command, type Made } from '@heatledger/kernel';
import type { AppraisalItem, AppraisalVeto } from '@heatledger/rulebook';
import type { UnitKind } from './appraisal.events.js';

interface OfAppraisal {
  readonly appraisalId: string;
}

/** What is published of a unit: points and vetoes, each resting on a recorded fact; the score follows from the rules. */
export interface AppraisalInputs extends OfAppraisal {
  readonly unitKind: UnitKind;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly items: readonly AppraisalItem[];
  readonly vetoes: readonly AppraisalVeto[];
}

/** What a revision changes. An item is named by its group and the fact it rests on; vetoes are given anew where they change. */
export interface AppraisalRevision extends OfAppraisal {
  readonly reason: string;
  readonly add: readonly AppraisalItem[];
  readonly remove: readonly Pick<AppraisalItem, 'group' | 'eventId'>[];
  readonly vetoes?: readonly AppraisalVeto[] | undefined;
}

/** The rule of a what-if: a pack (`PACK[@DATE]`) or a draft scheme as data, checked like a pack. */
export interface OtherRule {
  readonly pack?: string | undefined;
  readonly draft?: unknown;
}

export const PublishAppraisal = command<'PublishAppraisal', AppraisalInputs>('PublishAppraisal', 'Publish the score of a unit over a period.');
export const ReviseAppraisal = command<'ReviseAppraisal', AppraisalRevision>(
  'ReviseAppraisal',
  'Add or take out items, as a new version beside the old one.',
);
export const ReappraiseUnit = command<'ReappraiseUnit', OfAppraisal & OtherRule>(
  'ReappraiseUnit',
  'Record the score of the same items under another pack or a draft scheme, beside the one that stands.',
);
export const WithdrawAppraisal = command<'WithdrawAppraisal', OfAppraisal & { readonly reason: string }>(
  'WithdrawAppraisal',
  'Withdraw a published appraisal, as a second person.',
);

/** Every command of an appraisal. */
export const appraisalCommands = [PublishAppraisal, ReviseAppraisal, ReappraiseUnit, WithdrawAppraisal] as const;
export type AppraisalCommand = Made<(typeof appraisalCommands)[number]>;
