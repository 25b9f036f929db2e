import { command, type Instant, type Made } from '@heatledger/kernel';
import type { ReadingOrigin, VisitOutcome } from '@heatledger/vocabulary';
import type { AdjustmentBasis, NoticeWay } from './adjustment.words.js';

/** A day's reading, or what came of the visit instead; tenths of °C. */
export interface DayReading {
  /** Local day, `2026-01-05`. */
  readonly on: string;
  readonly measuredTenths?: number | undefined;
  readonly by: ReadingOrigin;
  readonly outcome?: VisitOutcome | undefined;
  /** The measurement that it was taken from. */
  readonly measurementId?: string | undefined;
}

export interface RequestAdjustmentData {
  readonly adjustmentId: string;
  readonly basis: AdjustmentBasis;
  readonly householdId: string;
  readonly ticketId?: string | undefined;
  readonly caseNumber?: string | undefined;
  /** Where the home hangs on the network, when the archive does not know it. */
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly reason: string;
  readonly evidence?: string[] | undefined;
}

/** What a figure is made from; a ruled basis needs fee and span, a stated one the sum and its grounds. */
export interface CalculateAdjustmentData {
  readonly adjustmentId: string;
  readonly seasonFeeFen?: number | undefined;
  /** Those of the season in force at `from`, when absent. */
  readonly seasonDays?: number | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly days?: number | undefined;
  readonly measuredTenths?: number | undefined;
  /** That of the archive on the day of `from`, when absent. */
  readonly contractTenths?: number | undefined;
  /** That of the archive on the day of `from`, when absent. */
  readonly billedAreaTenths?: number | undefined;
  readonly failingAreaTenths?: number | undefined;
  /** Basic part of the season fee. */
  readonly basicFeeFen?: number | undefined;
  /** The user was found to be the cause. */
  readonly userCaused?: boolean | undefined;
  /** Heat is billed by meter. */
  readonly metered?: boolean | undefined;
  /** Readings of single days in place of one temperature for all of them. */
  readonly readings?: readonly DayReading[] | undefined;
  /** Measurements that the days of cold rooms rest on, by id, in place of readings; over HTTP nothing else is taken. */
  readonly measurements?: readonly string[] | undefined;
  readonly amountFen?: number | undefined;
  readonly grounds?: string | undefined;
  readonly evidence?: string[] | undefined;
}

export interface JudgeAdjustmentData {
  readonly adjustmentId: string;
  /** The calculation judged; another one than the latest is refused. */
  readonly version: number;
  readonly reason: string;
}

export type ApproveAdjustmentData = Pick<JudgeAdjustmentData, 'adjustmentId' | 'version'> & { readonly note?: string | undefined };

export interface PayAdjustmentData {
  readonly adjustmentId: string;
  readonly amountFen: number;
  readonly reference: string;
}

export interface ObjectToAdjustmentData {
  readonly adjustmentId: string;
  readonly objection: string;
  readonly evidence?: string[] | undefined;
}

type Id = { readonly adjustmentId: string };

/** Ask for an adjustment of a bill. */
export const RequestAdjustment = command<'RequestAdjustment', RequestAdjustmentData>('RequestAdjustment', 'Ask for an adjustment of a bill.');
/** Calculate the figure; a new one stands beside the former. */
export const CalculateAdjustment = command<'CalculateAdjustment', CalculateAdjustmentData>('CalculateAdjustment', 'Calculate the figure.');
/** Lay the latest calculation before a second person. */
export const SubmitAdjustment = command<'SubmitAdjustment', Id>('SubmitAdjustment', 'Lay the calculation before a second person.');
/** Approve the latest calculation, as a second person. */
export const ApproveAdjustment = command<'ApproveAdjustment', ApproveAdjustmentData>(
  'ApproveAdjustment',
  'Approve the calculation as a second person.',
);
/** Have it calculated again, as a second person. */
export const ReturnAdjustment = command<'ReturnAdjustment', JudgeAdjustmentData>('ReturnAdjustment', 'Return the calculation as a second person.');
/** Refuse the adjustment, as a second person. */
export const RefuseAdjustment = command<'RefuseAdjustment', JudgeAdjustmentData>('RefuseAdjustment', 'Refuse the adjustment as a second person.');
/** Record that the customer was told. */
export const NotifyAdjustment = command<'NotifyAdjustment', Id & { readonly way: NoticeWay }>(
  'NotifyAdjustment',
  'Record that the customer was told the outcome.',
);
/** Record the payment of the approved sum. */
export const PayAdjustment = command<'PayAdjustment', PayAdjustmentData>('PayAdjustment', 'Record the payment of the approved sum.');
/** Record the payment of what a late refund bore. */
export const PayLateRefundPenalty = command<'PayLateRefundPenalty', PayAdjustmentData>('PayLateRefundPenalty', 'Record the payment of a late-refund penalty.');
/** Record that the payout term passed; ordered by the clock. */
export const MarkAdjustmentOverdue = command<'MarkAdjustmentOverdue', Id & { readonly payBy: Instant }>(
  'MarkAdjustmentOverdue',
  'Record that the payout term passed.',
);
/** Record what the customer says against the outcome. */
export const ObjectToAdjustment = command<'ObjectToAdjustment', ObjectToAdjustmentData>('ObjectToAdjustment', 'Record an objection of the customer.');
/** Calculate anew after an objection. */
export const RecalculateAdjustment = command<'RecalculateAdjustment', CalculateAdjustmentData>(
  'RecalculateAdjustment',
  'Calculate anew after an objection.',
);
/** End it: all is paid and the customer knows. */
export const SettleAdjustment = command<'SettleAdjustment', Id>('SettleAdjustment', 'Settle the adjustment.');
/** Take the request back before it is decided. */
export const WithdrawAdjustment = command<'WithdrawAdjustment', Id & { readonly reason: string }>('WithdrawAdjustment', 'Take the request back.');

/** Every command of a fee adjustment. */
export const adjustmentCommands = [
  RequestAdjustment,
  CalculateAdjustment,
  SubmitAdjustment,
  ApproveAdjustment,
  ReturnAdjustment,
  RefuseAdjustment,
  NotifyAdjustment,
  PayAdjustment,
  PayLateRefundPenalty,
  MarkAdjustmentOverdue,
  ObjectToAdjustment,
  RecalculateAdjustment,
  SettleAdjustment,
  WithdrawAdjustment,
] as const;
export type AdjustmentCommand = Made<(typeof adjustmentCommands)[number]>;
