import type { Bilingual, Instant, RuleRef } from '@heatledger/kernel';
import type { DayReading } from '../domain/adjustment.commands.js';
import type { AdjustmentBasis, AdjustmentPhase, CalculationMethod, NoticeWay } from '../domain/adjustment.words.js';

/** One calculation as it was made and what became of it; nothing here is ever overwritten by a later one. */
export interface RegisteredVersion {
  readonly version: number;
  readonly method: CalculationMethod;
  readonly amountFen: number;
  readonly days: number | null;
  readonly band: string | null;
  readonly grounds: string | null;
  /** Frozen inputs, by name. */
  readonly inputs: Readonly<Record<string, number | string | boolean>>;
  /** Readings of single days, where the figure rests on them. */
  readonly readings: readonly DayReading[];
  readonly factors: readonly { readonly name: string; readonly numerator: number; readonly denominator: number }[];
  readonly trace: readonly Bilingual[];
  readonly traceId: string;
  readonly rule: RuleRef | null;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly by: string;
  readonly submittedAt: Instant | null;
  readonly decision: 'approved' | 'returned' | 'refused' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly decisionReason: string | null;
  readonly notifiedAt: Instant | null;
  readonly notifiedBy: NoticeWay | null;
  readonly objectedAt: Instant | null;
}

/** What a late refund bore. */
export interface RegisteredPenalty {
  readonly version: number;
  readonly amountFen: number;
  readonly lateFen: number;
  readonly dueOn: string;
  readonly paidOn: string;
  readonly trace: readonly Bilingual[];
  readonly rule: RuleRef | null;
}

export interface RegisteredPayment {
  readonly what: 'refund' | 'penalty';
  readonly version: number;
  readonly amountFen: number;
  readonly reference: string;
  readonly at: Instant;
}

/** One adjustment with all its versions, without what the customer said. */
export interface AdjustmentRegisterDoc {
  readonly adjustmentId: string;
  readonly caseNumber: string | null;
  readonly ticketId: string | null;
  readonly householdId: string;
  readonly zone: string;
  readonly station: string;
  readonly basis: AdjustmentBasis;
  readonly reason: string;
  readonly phase: AdjustmentPhase;
  readonly requestedAt: Instant;
  /** Month of the request, `2026-01`. */
  readonly month: string;
  readonly version: number;
  readonly amountFen: number;
  readonly paidFen: number;
  readonly payBy: Instant | null;
  /** Under which rule it must be paid by then. */
  readonly payRule: RuleRef | null;
  /** Penalties for late payment that are still to be paid, fen. */
  readonly penaltyFen: number;
  readonly penalties: readonly RegisteredPenalty[];
  readonly overdueSince: Instant | null;
  readonly objections: number;
  readonly lastAt: Instant;
  readonly revision: number;
  readonly versions: readonly RegisteredVersion[];
  readonly payments: readonly RegisteredPayment[];
}
