import type { ApprovalKind, AskedFor, Message, Verdict } from '@heatledger/kernel';
import type { TicketKind } from '@heatledger/vocabulary';
import type { RequestRef, RequestRefusal } from './clock-terms.decisions.js';
import * as complaint from './complaint.commands.js';
import * as enquiry from './enquiry.commands.js';
import type { LateEntryEvent } from './late-entry.kinds.js';
import * as repair from './repair.commands.js';
import type { RequestEvent } from './request.kinds.js';

type Subject = Omit<AskedFor, 'terms' | 'askedAt'>;
type Decide = (data: RequestRefusal) => Message;

const decidesTickets = ({ ticketKind }: AskedFor): readonly string[] =>
  ticketKind === 'complaint' ? ['complaint-officer', 'administrator'] : ['dispatcher', 'administrator'];

const about = ({ approvalId, ticketKind, ticketId, zone, station, crewId }: Subject): Subject => ({ approvalId, ticketKind, ticketId, zone, station, crewId });

const ended =
  (verdict: Verdict) =>
  ({ data: { approvalId } }: { readonly data: { readonly approvalId: string } }) => ({ approvalId, verdict });

const ref = ({ approvalId, ticketId = '' }: AskedFor): RequestRef => ({ approvalId, ticketId });

/** The command of the ticket's kind. */
const by =
  (commands: Readonly<Record<TicketKind, Decide>>) =>
  (asked: AskedFor, reason = ''): Message =>
    commands[asked.ticketKind as TicketKind]({ ...ref(asked), reason });

const bare =
  (approve: (data: RequestRef) => Message): Decide =>
  ({ ticketId, approvalId }) =>
    approve({ ticketId, approvalId });

/** Who decides on what somebody asks of a ticket, and by which commands. */
const ofTickets: Pick<ApprovalKind<RequestEvent>, 'decides' | 'approve' | 'refuse'> = {
  decides: decidesTickets,
  approve: by({
    repair: bare(repair.ApproveRepairRequest),
    complaint: bare(complaint.ApproveComplaintRequest),
    enquiry: bare(enquiry.ApproveEnquiryRequest),
  }),
  refuse: by({
    repair: repair.RefuseRepairRequest,
    complaint: complaint.RefuseComplaintRequest,
    enquiry: enquiry.RefuseEnquiryRequest,
  }),
};

const lateEntry: ApprovalKind<LateEntryEvent> = {
  kind: 'late-entry',
  title: { zh: '补录对时限的影响', en: 'what a late entry does to promises of time' },
  decides: () => ['dispatcher', 'administrator'],
  asked: { LateEntryRequested: ({ data }) => ({ ...about(data), askedAt: data.enteredAt, terms: { effects: data.effects } }) },
  decided: { LateEntryApproved: ended('approved'), LateEntryRefused: ended('refused') },
  approve: by({ repair: bare(repair.ApproveRepairLateEntry), complaint: bare(complaint.ApproveComplaintLateEntry), enquiry: bare(enquiry.ApproveEnquiryLateEntry) }),
  refuse: by({ repair: repair.RefuseRepairLateEntry, complaint: complaint.RefuseComplaintLateEntry, enquiry: enquiry.RefuseEnquiryLateEntry }),
};

const extension: ApprovalKind<RequestEvent> = {
  ...ofTickets,
  kind: 'extension',
  title: { zh: '时限延期', en: 'more time on a promise' },
  asked: {
    ExtensionRequested: ({ data, recordedAt }) => {
      const { clock, round, due, wanted, reason } = data;
      return { ...about(data), askedAt: recordedAt, terms: { clock, round, due, wanted, reason } };
    },
  },
  decided: { ExtensionApproved: ended('approved'), ExtensionRefused: ended('refused') },
};

const supersession: ApprovalKind<RequestEvent> = {
  ...ofTickets,
  kind: 'supersession',
  title: { zh: '时限改按现行规则', en: 'a promise that goes over to the rule in force' },
  asked: {
    SupersessionRequested: ({ data, recordedAt }) => {
      const { clock, round, due, reason } = data;
      return { ...about(data), askedAt: recordedAt, terms: { clock, round, due, reason } };
    },
  },
  decided: { SupersessionApproved: ended('approved'), SupersessionRefused: ended('refused') },
};

const exhaustion: ApprovalKind<RequestEvent> = {
  ...ofTickets,
  kind: 'exhaustion',
  title: { zh: '以“内部处理程序已用尽”办结投诉', en: 'the end of a complaint as exhausted' },
  asked: {
    ExhaustionRequested: ({ data, recordedAt }) => {
      const { round, reason } = data;
      return { ...about(data), askedAt: recordedAt, terms: { round, reason } };
    },
  },
  decided: { ExhaustionApproved: ended('approved'), ExhaustionRefused: ended('refused') },
};

/** What of a ticket waits for a second person. */
export const ticketApprovals = [lateEntry, extension, supersession, exhaustion] as const;
