import { command, type Made } from '@heatledger/kernel';
import type { Category, Cause, Urgency } from '@heatledger/vocabulary';
import type { ClockRef } from './clock.decisions.js';
import type { LateEntryRef, LateEntryRefusal } from './late-entry.decisions.js';
import type { ClockExtension, ClockSupersession, RequestRef, RequestRefusal } from './clock-terms.decisions.js';
import type { CallBackAnswer, RepairExit, RepairOutcome, VisitFailure } from './ticket.words.js';
import type { Supplement } from './supplement.decisions.js';
import type { EscalationTarget } from './policies/escalation-level.js';
import type { Appointment, PauseRequest, Resumption } from './pause.decisions.js';
import type { Merged, Merging, Ordered, Served } from './link.decisions.js';

interface OfRepair {
  readonly ticketId: string;
}
interface Reasoned extends OfRepair {
  /** Plain words that name no person. */
  readonly reason: string;
}
interface ByCrew extends OfRepair {
  readonly crewId: string;
}
/** A request as it comes in; zone and station are those of the household at that time. */
export interface RepairRequest extends OfRepair {
  readonly caseNumber: string;
  readonly householdId?: string | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly category: Category;
  readonly urgency?: Urgency | undefined;
  readonly description: string;
  readonly place?: string | undefined;
  readonly callerName?: string | undefined;
  readonly callerPhone?: string | undefined;
}
interface Completion extends ByCrew {
  readonly cause: Cause;
  readonly outcome: RepairOutcome;
  readonly note?: string | undefined;
  readonly evidence: readonly string[];
}
interface CallBack extends OfRepair {
  readonly answer: CallBackAnswer;
  readonly fixed?: boolean | undefined;
  readonly why?: string | undefined;
}

export const ReportRepair = command<'ReportRepair', RepairRequest>('ReportRepair', 'Record that something is out of order.');
export const AcknowledgeRepair = command<'AcknowledgeRepair', OfRepair>('AcknowledgeRepair', 'Tell who reported it that it was taken down.');
export const SupplementRepair = command<'SupplementRepair', Supplement>('SupplementRepair', 'Add a note or evidence.');
export const TriageRepair = command<'TriageRepair', OfRepair & { readonly category: Category; readonly urgency: Urgency }>('TriageRepair', 'Judge category and urgency.');
export const AssignRepair = command<'AssignRepair', ByCrew>('AssignRepair', 'Give the repair to a crew.');
export const ObjectToRepairAssignment = command<'ObjectToRepairAssignment', ByCrew & Reasoned>('ObjectToRepairAssignment', 'Object to the assignment, as the assigned crew.');
export const ReassignRepair = command<'ReassignRepair', ByCrew & Reasoned>('ReassignRepair', 'Give the repair to another crew.');
export const RecordCrewArrival = command<'RecordCrewArrival', ByCrew>('RecordCrewArrival', 'Record that the assigned crew arrived.');
export const RecordFailedVisit = command<'RecordFailedVisit', ByCrew & { readonly failure: VisitFailure; readonly evidence: readonly string[] }>(
  'RecordFailedVisit',
  'Record that the crew came in vain, with what shows it.',
);
export const PauseRepair = command<'PauseRepair', PauseRequest>('PauseRepair', 'Let the clocks stand still for a named reason.');
export const ResumeRepair = command<'ResumeRepair', Resumption>('ResumeRepair', 'Let the clocks run on.');
export const AgreeRepairAppointment = command<'AgreeRepairAppointment', Appointment>('AgreeRepairAppointment', 'Record a later time that was agreed with the user.');
export const CompleteRepair = command<'CompleteRepair', Completion>('CompleteRepair', 'End the work with cause and outcome.');
export const SendBackRepair = command<'SendBackRepair', Reasoned>('SendBackRepair', 'Do not accept the work; begin the next round.');
export const CallBackRepair = command<'CallBackRepair', CallBack>('CallBackRepair', 'Record what the requester said, as somebody other than the crew.');
export const CloseRepair = command<'CloseRepair', OfRepair & { readonly exit: RepairExit; readonly complaintId?: string | undefined }>('CloseRepair', 'End the repair by a named exit.');
export const WithdrawRepair = command<'WithdrawRepair', Reasoned>('WithdrawRepair', 'Record that the requester took the report back.');
export const LinkRepairAsRepeat = command<'LinkRepairAsRepeat', OfRepair & { readonly earlierId: string }>('LinkRepairAsRepeat', 'Point at the earlier repair this one repeats.');
export const MergeRepair = command<'MergeRepair', Reasoned & Merging>('MergeRepair', 'Let another ticket go on for this one.');
export const UnmergeRepair = command<'UnmergeRepair', Reasoned & Ordered>('UnmergeRepair', 'Undo a merge.');
export const TakeInMergedRepair = command<'TakeInMergedRepair', Merged>('TakeInMergedRepair', 'Go on for another repair that was merged into this one.');
export const GiveBackMergedRepair = command<'GiveBackMergedRepair', Merged>('GiveBackMergedRepair', 'Let a merged repair go on by itself again.');
export const ServeMergedRepair = command<'ServeMergedRepair', Served>(
  'ServeMergedRepair',
  'Let what was done on the repair that goes on count for one that is merged into it.',
);
export const EscalateRepair = command<'EscalateRepair', Reasoned & EscalationTarget>('EscalateRepair', 'Bring the repair to a higher level.');
export const ExtendRepairClock = command<'ExtendRepairClock', ClockExtension>('ExtendRepairClock', 'Ask for more time; a second person decides.');
export const SupersedeRepairClock = command<'SupersedeRepairClock', ClockSupersession>(
  'SupersedeRepairClock',
  'Ask that a clock go over to the rule in force; a second person decides.',
);
export const BreachRepairClock = command<'BreachRepairClock', ClockRef>('BreachRepairClock', 'Record that a due time passed.');
export const SetRepairClockDue = command<'SetRepairClockDue', ClockRef>('SetRepairClockDue', 'Compute a due time that waited for the working days of a year.');
export const ApproveRepairRequest = command<'ApproveRepairRequest', RequestRef>('ApproveRepairRequest', 'Grant what was asked for, as a second person.');
export const RefuseRepairRequest = command<'RefuseRepairRequest', RequestRefusal>('RefuseRepairRequest', 'Do not grant what was asked for, as a second person.');
export const ApproveRepairLateEntry = command<'ApproveRepairLateEntry', LateEntryRef>(
  'ApproveRepairLateEntry',
  'Let a late entry count as of when it happened, as a second person.',
);
export const RefuseRepairLateEntry = command<'RefuseRepairLateEntry', LateEntryRefusal>(
  'RefuseRepairLateEntry',
  'Let a late entry count as of when it was entered, as a second person.',
);

/** Every command of a repair. */
export const repairCommands = [
  ReportRepair, AcknowledgeRepair, SupplementRepair, TriageRepair, AssignRepair, ObjectToRepairAssignment, ReassignRepair, RecordCrewArrival, RecordFailedVisit, PauseRepair, ResumeRepair, AgreeRepairAppointment, CompleteRepair,
  SendBackRepair, CallBackRepair, CloseRepair, WithdrawRepair, LinkRepairAsRepeat, MergeRepair, UnmergeRepair, TakeInMergedRepair, GiveBackMergedRepair, ServeMergedRepair, EscalateRepair, ExtendRepairClock, SupersedeRepairClock, BreachRepairClock, SetRepairClockDue, ApproveRepairRequest, RefuseRepairRequest, ApproveRepairLateEntry, RefuseRepairLateEntry,
] as const;
export type RepairCommand = Made<(typeof repairCommands)[number]>;
