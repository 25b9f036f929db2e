import type { EvolveTable, Fact, Instant, RuleRef } from '@heatledger/kernel';
import { isAfter } from '@heatledger/vocabulary';
import type { AdjustmentEvent } from './adjustment.events.js';
import type { AdjustmentBasis, AdjustmentPhase } from './adjustment.words.js';

/** What every fact of an adjustment repeats. */
export interface About {
  readonly adjustmentId: string;
  readonly basis: AdjustmentBasis;
  readonly householdId: string;
  readonly zone: string;
  readonly station: string;
  readonly ticketId?: string | undefined;
}

/** An adjustment that was requested. */
export interface KnownAdjustment {
  readonly phase: AdjustmentPhase;
  readonly about: About;
  /** Latest calculation; 0 before the first. */
  readonly version: number;
  readonly amountFen: number;
  /** What the latest calculation was made from, to recognise a repeated one. */
  readonly inputs: string;
  /** Who asked, calculated or submitted: they may not decide. */
  readonly involved: readonly string[];
  readonly paidFen: number;
  /** References of the payments made. */
  readonly payments: readonly string[];
  readonly payBy: Instant | null;
  /** Under which rule it must be paid by then. */
  readonly payRule?: RuleRef | undefined;
  /** First failing instant of the latest calculation, where a rule computed it: whose season the sum belongs to. */
  readonly basisAt?: Instant | undefined;
  /** Penalties for late refunds that are still to be paid, fen. */
  readonly penaltyFen: number;
  /** References of the penalties paid. */
  readonly penaltyPayments: readonly string[];
  readonly overdue: boolean;
  readonly notified: boolean;
  /** When the latest act happened. */
  readonly lastAt: Instant;
}

export type Adjustment = { readonly phase: 'unknown' } | KnownAdjustment;

export const initialAdjustment: Adjustment = { phase: 'unknown' };

/** What is still to be paid of the latest figure, fen. */
export const payableFen = (adjustment: KnownAdjustment): number => Math.max(0, adjustment.amountFen - adjustment.paidFen);

/** What a figure under a rule is computed from, by its names in the facts; readings of single days aside. */
export const ruledInputs = [
  'seasonFeeFen',
  'seasonDays',
  'from',
  'to',
  'statedDays',
  'measuredTenths',
  'contractTenths',
  'billedAreaTenths',
  'failingAreaTenths',
  'basicFeeFen',
  'userCaused',
  'metered',
] as const;

const inputNames = ['amountFen', 'grounds', ...ruledInputs, 'readings'];

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** What makes two calculations the same. */
export const inputsOf = (figures: object): string =>
  inputNames.map((name) => asText((figures as Readonly<Record<string, unknown>>)[name] ?? '')).join('|');

const next = (adjustment: Adjustment, fact: Fact<AdjustmentEvent>, change: Partial<KnownAdjustment>): Adjustment =>
  adjustment.phase === 'unknown'
    ? adjustment
    : { ...adjustment, ...change, lastAt: isAfter(fact.meta.at, adjustment.lastAt) ? fact.meta.at : adjustment.lastAt };

const withPerson = (adjustment: Adjustment, fact: Fact): readonly string[] => {
  const involved = adjustment.phase === 'unknown' ? [] : adjustment.involved;
  return involved.includes(fact.meta.actor.id) ? involved : [...involved, fact.meta.actor.id];
};

type Calculation = Fact<Extract<AdjustmentEvent, { type: 'AdjustmentCalculated' | 'AdjustmentRecalculated' }>>;

const calculated = (adjustment: Adjustment, fact: Calculation): Adjustment =>
  next(adjustment, fact, {
    phase: 'calculated',
    version: fact.data.version,
    amountFen: fact.data.amountFen,
    inputs: inputsOf(fact.data),
    basisAt: fact.data.method === 'ruled' ? fact.data.from : undefined,
    involved: withPerson(adjustment, fact),
    notified: false,
  });

export const evolveAdjustment: EvolveTable<Adjustment, AdjustmentEvent> = {
  AdjustmentRequested: (adjustment, fact) => {
    const { adjustmentId, basis, householdId, zone, station, ticketId } = fact.data;
    const about = { adjustmentId, basis, householdId, zone, station, ...(ticketId === undefined ? {} : { ticketId }) };
    const nothing = { version: 0, amountFen: 0, inputs: '', paidFen: 0, penaltyFen: 0, penaltyPayments: [], payments: [], payBy: null, overdue: false, notified: false };
    return { phase: 'requested', about, ...nothing, involved: withPerson(adjustment, fact), lastAt: fact.meta.at };
  },
  AdjustmentCalculated: calculated,
  AdjustmentRecalculated: calculated,
  AdjustmentSubmitted: (adjustment, fact) => next(adjustment, fact, { phase: 'submitted', involved: withPerson(adjustment, fact) }),
  AdjustmentApproved: (adjustment, fact) => next(adjustment, fact, { phase: 'approved', payBy: fact.data.payBy, payRule: fact.meta.rule, overdue: false, notified: false }),
  AdjustmentReturned: (adjustment, fact) => next(adjustment, fact, { phase: 'returned' }),
  AdjustmentRefused: (adjustment, fact) => next(adjustment, fact, { phase: 'refused', notified: false }),
  AdjustmentNotified: (adjustment, fact) => next(adjustment, fact, { notified: true }),
  AdjustmentPaid: (adjustment, fact) =>
    adjustment.phase === 'unknown'
      ? adjustment
      : next(adjustment, fact, {
          phase: 'paid',
          paidFen: adjustment.paidFen + fact.data.amountFen,
          payments: [...adjustment.payments, fact.data.reference],
        }),
  LateRefundPenaltyOwed: (adjustment, fact) =>
    adjustment.phase === 'unknown' ? adjustment : next(adjustment, fact, { penaltyFen: adjustment.penaltyFen + fact.data.amountFen }),
  LateRefundPenaltyPaid: (adjustment, fact) =>
    adjustment.phase === 'unknown'
      ? adjustment
      : next(adjustment, fact, { penaltyFen: adjustment.penaltyFen - fact.data.amountFen, penaltyPayments: [...adjustment.penaltyPayments, fact.data.reference] }),
  AdjustmentOverdue: (adjustment) => (adjustment.phase === 'unknown' ? adjustment : { ...adjustment, overdue: true }),
  AdjustmentObjected: (adjustment, fact) => next(adjustment, fact, { phase: 'objected', payBy: null }),
  AdjustmentClosedAsNothingDue: (adjustment, fact) => next(adjustment, fact, { phase: 'nothing-due' }),
  AdjustmentSettled: (adjustment, fact) => next(adjustment, fact, { phase: 'settled' }),
  AdjustmentWithdrawn: (adjustment, fact) => next(adjustment, fact, { phase: 'withdrawn' }),
};
