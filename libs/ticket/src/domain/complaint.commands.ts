import { command, type Instant, type Made } from '@heatledger/kernel';
import type { Category, Cause, Urgency } from '@heatledger/vocabulary';
import type { ClockRef } from './clock.decisions.js';
import type { LateEntryRef, LateEntryRefusal } from './late-entry.decisions.js';
import type { ClockExtension, ClockSupersession, RequestRef, RequestRefusal } from './clock-terms.decisions.js';
import type { ComplaintExit, ComplaintVerdict, HearingSide } from './complaint.words.js';
import type { SourceField } from './complaint.source.js';
import type { Supplement } from './supplement.decisions.js';
import type { VisitFailure } from './ticket.words.js';
import type { EscalationTarget } from './policies/escalation-level.js';
import type { Appointment, PauseRequest, Resumption } from './pause.decisions.js';
import type { Merged, Merging, Ordered, Served } from './link.decisions.js';

interface OfComplaint {
  readonly ticketId: string;
}
interface Reasoned extends OfComplaint {
  /** Plain words that name no person. */
  readonly reason: string;
}
/** A complaint as it comes in; zone and station are those of the household at that time. */
export interface ComplaintRequest extends OfComplaint {
  readonly caseNumber: string;
  readonly householdId?: string | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly category: Category;
  readonly description?: string | undefined;
  readonly remedySought?: string | undefined;
  readonly complainantName?: string | undefined;
  readonly complainantPhone?: string | undefined;
  readonly accused?: string | undefined;
}
interface Noted extends OfComplaint {
  readonly note?: string | undefined;
}
interface Stated extends OfComplaint {
  readonly statement: string;
}
interface Closing extends OfComplaint {
  readonly exit: ComplaintExit;
  readonly reason?: string | undefined;
  readonly earlierId?: string | undefined;
  readonly legalChannel?: string | undefined;
}
/** A request of another system as that system tells it; what it does not say is absent. */
export interface ForeignComplaint extends OfComplaint {
  /** Fields that its source tells of every request, so that an absent one says that there is none; those present when absent. */
  readonly says?: readonly SourceField[] | undefined;
  /** Differences that were told already and are let be. */
  readonly leave?: readonly SourceField[] | undefined;
  /** True when the same file told of this request before. */
  readonly again?: boolean | undefined;
  /** When its source changed it last, where it says so. */
  readonly changedAt?: Instant | undefined;
  /** Who handles it there, by that system's code. */
  readonly handledBy?: string | undefined;
  readonly externalId: string;
  readonly source: string;
  readonly category: Category;
  readonly receivedAt: Instant;
  readonly dueAt?: Instant | undefined;
  readonly closedAt?: Instant | undefined;
  readonly closureReason?: string | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly subject?: string | undefined;
}

export const ReceiveComplaint = command<'ReceiveComplaint', ComplaintRequest>('ReceiveComplaint', 'Take a complaint down.');
export const AcknowledgeComplaint = command<'AcknowledgeComplaint', OfComplaint>('AcknowledgeComplaint', 'Tell the complainant that it was taken down.');
export const SupplementComplaint = command<'SupplementComplaint', Supplement>('SupplementComplaint', 'Add a note or evidence.');
export const ClassifyComplaint = command<'ClassifyComplaint', OfComplaint & { readonly category: Category; readonly urgency: Urgency }>('ClassifyComplaint', 'Judge category and urgency.');
export const AssignComplaint = command<'AssignComplaint', OfComplaint & { readonly handler: string }>('AssignComplaint', 'Make somebody responsible; never the accused.');
export const ObjectToComplaintAssignment = command<'ObjectToComplaintAssignment', Reasoned>('ObjectToComplaintAssignment', 'Object to the assignment, as the handler.');
export const ReassignComplaint = command<'ReassignComplaint', Reasoned & { readonly handler: string }>('ReassignComplaint', 'Make somebody else responsible.');
export const MakeFirstContact = command<'MakeFirstContact', Noted>('MakeFirstContact', 'Record the first talk with the complainant.');
export const VisitComplainant = command<'VisitComplainant', Noted & { readonly evidence: readonly string[] }>('VisitComplainant', 'Record a visit.');
export const AttachMeasurement = command<'AttachMeasurement', OfComplaint & { readonly measurementId: string; readonly roomTenths?: number | undefined }>('AttachMeasurement', 'Attach a room measurement.');
export const DetermineCause = command<'DetermineCause', OfComplaint & { readonly cause: Cause; readonly grounds?: string | undefined }>('DetermineCause', 'Record who was found to be the cause.');
export const HearComplainant = command<'HearComplainant', Stated>('HearComplainant', 'Record what the complainant said.');
export const HearRespondent = command<'HearRespondent', Stated>('HearRespondent', 'Record what the respondent said.');
export const RecordHearingRefusal = command<'RecordHearingRefusal', OfComplaint & { readonly side: HearingSide; readonly attempts: number; readonly evidence: readonly string[] }>(
  'RecordHearingRefusal',
  'Record that one side did not want to be heard.',
);
export const DecideComplaint = command<'DecideComplaint', OfComplaint & { readonly verdict: ComplaintVerdict; readonly grounds: string; readonly clause: string }>('DecideComplaint', 'Decide, with grounds and clause, after both sides were heard or refused.');
export const ExecuteRemedy = command<'ExecuteRemedy', OfComplaint & { readonly remedy: string; readonly evidence: readonly string[] }>('ExecuteRemedy', 'Record that the decision was carried out.');
export const FeedBackComplaint = command<'FeedBackComplaint', OfComplaint & { readonly written: boolean; readonly recourse?: string | undefined }>('FeedBackComplaint', 'Tell the complainant the decision.');
export const AttemptFollowUp = command<'AttemptFollowUp', OfComplaint>('AttemptFollowUp', 'Record that the complainant was not reached.');
export const RecordComplaintAnswer = command<'RecordComplaintAnswer', OfComplaint & { readonly satisfied: boolean; readonly fixed?: boolean | undefined; readonly why?: string | undefined }>(
  'RecordComplaintAnswer',
  'Record whether the complainant is satisfied, as somebody other than the handler.',
);
export const OpenComplaintRound = command<'OpenComplaintRound', Reasoned>('OpenComplaintRound', 'Begin the next round.');
export const CloseComplaint = command<'CloseComplaint', Closing>('CloseComplaint', 'End the complaint by a named exit.');
export const ReopenComplaint = command<'ReopenComplaint', Reasoned>('ReopenComplaint', 'Open a closed complaint again.');
export const PauseComplaint = command<'PauseComplaint', PauseRequest>('PauseComplaint', 'Let the clocks stand still for a named reason.');
export const ResumeComplaint = command<'ResumeComplaint', Resumption>('ResumeComplaint', 'Let the clocks run on.');
export const AgreeComplaintAppointment = command<'AgreeComplaintAppointment', Appointment>('AgreeComplaintAppointment', 'Record a later time that was agreed with the user.');
export const RecordFailedComplaintVisit = command<'RecordFailedComplaintVisit', OfComplaint & { readonly failure: VisitFailure; readonly evidence: readonly string[] }>(
  'RecordFailedComplaintVisit',
  'Record that nobody was met, with what shows it.',
);
export const LinkComplaintAsRepeat = command<'LinkComplaintAsRepeat', OfComplaint & { readonly earlierId: string }>('LinkComplaintAsRepeat', 'Point at the earlier complaint.');
export const MergeComplaint = command<'MergeComplaint', Reasoned & Merging>('MergeComplaint', 'Let another complaint go on for this one.');
export const UnmergeComplaint = command<'UnmergeComplaint', Reasoned & Ordered>('UnmergeComplaint', 'Undo a merge.');
export const TakeInMergedComplaint = command<'TakeInMergedComplaint', Merged>('TakeInMergedComplaint', 'Go on for another complaint that was merged into this one.');
export const GiveBackMergedComplaint = command<'GiveBackMergedComplaint', Merged>('GiveBackMergedComplaint', 'Let a merged complaint go on by itself again.');
export const ServeMergedComplaint = command<'ServeMergedComplaint', Served>(
  'ServeMergedComplaint',
  'Let what was done on the complaint that goes on count for one that is merged into it.',
);
export const EscalateComplaint = command<'EscalateComplaint', Reasoned & EscalationTarget>('EscalateComplaint', 'Bring the complaint to a higher level.');
export const ExtendComplaintClock = command<'ExtendComplaintClock', ClockExtension>('ExtendComplaintClock', 'Ask for more time; a second person decides.');
export const SupersedeComplaintClock = command<'SupersedeComplaintClock', ClockSupersession>(
  'SupersedeComplaintClock',
  'Ask that a clock go over to the rule in force; a second person decides.',
);
export const BreachComplaintClock = command<'BreachComplaintClock', ClockRef>('BreachComplaintClock', 'Record that a due time passed.');
export const SetComplaintClockDue = command<'SetComplaintClockDue', ClockRef>('SetComplaintClockDue', 'Compute a due time that waited for the working days of a year.');
export const ImportComplaint = command<'ImportComplaint', ForeignComplaint & { readonly caseNumber: string }>('ImportComplaint', 'Take over a request of another system, as that system tells it.');
export const ApproveComplaintRequest = command<'ApproveComplaintRequest', RequestRef>('ApproveComplaintRequest', 'Grant what was asked for, as a second person.');
export const RefuseComplaintRequest = command<'RefuseComplaintRequest', RequestRefusal>('RefuseComplaintRequest', 'Do not grant what was asked for, as a second person.');
export const ApproveComplaintLateEntry = command<'ApproveComplaintLateEntry', LateEntryRef>(
  'ApproveComplaintLateEntry',
  'Let a late entry count as of when it happened, as a second person.',
);
export const RefuseComplaintLateEntry = command<'RefuseComplaintLateEntry', LateEntryRefusal>(
  'RefuseComplaintLateEntry',
  'Let a late entry count as of when it was entered, as a second person.',
);

/** Every command of a complaint. */
export const complaintCommands = [
  ReceiveComplaint, AcknowledgeComplaint, SupplementComplaint, ClassifyComplaint, AssignComplaint, ObjectToComplaintAssignment, ReassignComplaint, MakeFirstContact, VisitComplainant,
  AttachMeasurement, DetermineCause, HearComplainant, HearRespondent, RecordHearingRefusal, DecideComplaint, ExecuteRemedy, FeedBackComplaint, AttemptFollowUp,
  RecordComplaintAnswer, OpenComplaintRound, CloseComplaint, ReopenComplaint, PauseComplaint, ResumeComplaint, AgreeComplaintAppointment, RecordFailedComplaintVisit, LinkComplaintAsRepeat, MergeComplaint, UnmergeComplaint, TakeInMergedComplaint, GiveBackMergedComplaint, ServeMergedComplaint,
  EscalateComplaint, ExtendComplaintClock, SupersedeComplaintClock, BreachComplaintClock, SetComplaintClockDue, ApproveComplaintRequest, RefuseComplaintRequest, ApproveComplaintLateEntry, RefuseComplaintLateEntry, ImportComplaint,
] as const;
export type ComplaintCommand = Made<(typeof complaintCommands)[number]>;
