import type { ApprovalKind, Verdict } from '@heatledger/kernel';
import { ApproveInspectionLateEntry, RefuseInspectionLateEntry } from './inspection.commands.js';
import type { LateEntryEvent } from './late-entry.events.js';

const ended =
  (verdict: Verdict) =>
  ({ data: { approvalId } }: { readonly data: { readonly approvalId: string } }) => ({ approvalId, verdict });

const lateEntry: ApprovalKind<LateEntryEvent> = {
  kind: 'inspection-late-entry',
  title: { zh: '检查或整改的补录是否按期', en: 'whether something of an inspection that was entered late was in time' },
  decides: () => ['dispatcher', 'administrator'],
  asked: {
    InspectionLateEntryRequested: ({ data }) => {
      const { approvalId, zone, station, enteredAt, inspectionId, act, findingId, due } = data;
      return { approvalId, zone, station, askedAt: enteredAt, terms: { inspectionId, act, findingId, due } };
    },
  },
  decided: { InspectionLateEntryApproved: ended('approved'), InspectionLateEntryRefused: ended('refused') },
  approve: ({ approvalId, terms }) => ApproveInspectionLateEntry({ inspectionId: String(terms['inspectionId']), approvalId }),
  refuse: ({ approvalId, terms }, reason) => RefuseInspectionLateEntry({ inspectionId: String(terms['inspectionId']), approvalId, reason }),
};

/** What of an inspection waits for a second person. */
export const inspectionApprovals = [lateEntry] as const;
