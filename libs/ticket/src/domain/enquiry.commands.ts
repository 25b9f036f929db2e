import { command, type Made } from '@heatledger/kernel';
import type { Category } from '@heatledger/vocabulary';
import type { ClockRef } from './clock.decisions.js';
import type { LateEntryRef, LateEntryRefusal } from './late-entry.decisions.js';
import type { ClockExtension, ClockSupersession, RequestRef, RequestRefusal } from './clock-terms.decisions.js';
import type { Supplement } from './supplement.decisions.js';
import type { EnquiryExit, TurnTarget } from './ticket.words.js';

interface OfEnquiry {
  readonly ticketId: string;
}
/** A question as it comes in; zone and station are those of the household at that time. */
export interface EnquiryRequest extends OfEnquiry {
  readonly caseNumber: string;
  readonly householdId?: string | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly category: Category;
  readonly question: string;
  readonly askerName?: string | undefined;
  readonly askerPhone?: string | undefined;
  /** A written answer was asked for. */
  readonly wantsWriting?: boolean | undefined;
}

export const AskEnquiry = command<'AskEnquiry', EnquiryRequest>('AskEnquiry', 'Record a question.');
export const SupplementEnquiry = command<'SupplementEnquiry', Supplement>('SupplementEnquiry', 'Add a note or evidence.');
export const AnswerEnquiry = command<'AnswerEnquiry', OfEnquiry & { readonly answer: string; readonly inWriting: boolean }>('AnswerEnquiry', 'Answer the question.');
export const TurnEnquiry = command<'TurnEnquiry', OfEnquiry & { readonly into: TurnTarget; readonly targetCaseNumber: string; readonly category?: Category | undefined }>(
  'TurnEnquiry',
  'Turn the question into a repair or a complaint.',
);
export const CloseEnquiry = command<'CloseEnquiry', OfEnquiry & { readonly exit: EnquiryExit }>('CloseEnquiry', 'End the enquiry by a named exit.');
export const ExtendEnquiryClock = command<'ExtendEnquiryClock', ClockExtension>('ExtendEnquiryClock', 'Ask for more time; a second person decides.');
export const SupersedeEnquiryClock = command<'SupersedeEnquiryClock', ClockSupersession>(
  'SupersedeEnquiryClock',
  'Ask that a clock go over to the rule in force; a second person decides.',
);
export const BreachEnquiryClock = command<'BreachEnquiryClock', ClockRef>('BreachEnquiryClock', 'Record that a due time passed.');
export const SetEnquiryClockDue = command<'SetEnquiryClockDue', ClockRef>('SetEnquiryClockDue', 'Compute a due time that waited for the working days of a year.');
export const ApproveEnquiryRequest = command<'ApproveEnquiryRequest', RequestRef>('ApproveEnquiryRequest', 'Grant what was asked for, as a second person.');
export const RefuseEnquiryRequest = command<'RefuseEnquiryRequest', RequestRefusal>('RefuseEnquiryRequest', 'Do not grant what was asked for, as a second person.');
export const ApproveEnquiryLateEntry = command<'ApproveEnquiryLateEntry', LateEntryRef>(
  'ApproveEnquiryLateEntry',
  'Let a late entry count as of when it happened, as a second person.',
);
export const RefuseEnquiryLateEntry = command<'RefuseEnquiryLateEntry', LateEntryRefusal>(
  'RefuseEnquiryLateEntry',
  'Let a late entry count as of when it was entered, as a second person.',
);

/** Every command of an enquiry. */
export const enquiryCommands = [AskEnquiry, SupplementEnquiry, AnswerEnquiry, TurnEnquiry, CloseEnquiry, ExtendEnquiryClock, SupersedeEnquiryClock, BreachEnquiryClock, SetEnquiryClockDue, ApproveEnquiryRequest, RefuseEnquiryRequest, ApproveEnquiryLateEntry, RefuseEnquiryLateEntry] as const;
export type EnquiryCommand = Made<(typeof enquiryCommands)[number]>;
