import type { ApprovalKind, Verdict } from '@heatledger/kernel';
import { ApproveAdjustment, RefuseAdjustment } from './adjustment.commands.js';
import type { AdjustmentEvent } from './adjustment.events.js';

/** A calculation waits under the id of its adjustment: there is only ever one. */
const ended =
  (verdict: Verdict) =>
  ({ data }: { readonly data: { readonly adjustmentId: string } }) => ({ approvalId: data.adjustmentId, verdict });

const calculation: ApprovalKind<AdjustmentEvent> = {
  kind: 'fee-adjustment',
  title: { zh: '费用调整核算', en: 'a calculation of a fee adjustment' },
  decides: () => ['fee-officer', 'administrator'],
  asked: {
    AdjustmentSubmitted: ({ data, recordedAt }) => {
      const { adjustmentId, zone, station, ticketId, basis, version, amountFen } = data;
      return { approvalId: adjustmentId, askedAt: recordedAt, zone, station, ticketId, terms: { adjustmentId, basis, version, amountFen } };
    },
  },
  decided: {
    AdjustmentApproved: ended('approved'),
    AdjustmentRefused: ended('refused'),
    AdjustmentReturned: ended('ended'),
    AdjustmentWithdrawn: ended('ended'),
  },
  approve: ({ approvalId, terms }) => ApproveAdjustment({ adjustmentId: approvalId, version: Number(terms['version']) }),
  refuse: ({ approvalId, terms }, reason) => RefuseAdjustment({ adjustmentId: approvalId, version: Number(terms['version']), reason }),
};

/** What of a fee adjustment waits for a second person. */
export const feeApprovals = [calculation] as const;
