import type { Projection, RecordedFact, Told } from '@heatledger/kernel';
import { monthIn } from '@heatledger/vocabulary';
import type { AdjustmentEvent } from '../domain/adjustment.events.js';
import { ruledInputs } from '../domain/adjustment.state.js';
import type { AdjustmentRegisterDoc, RegisteredVersion } from './adjustment-register.js';

export type * from './adjustment-register.js';

type Doc = AdjustmentRegisterDoc | null;
type Calculation = Extract<AdjustmentEvent, { type: 'AdjustmentCalculated' | 'AdjustmentRecalculated' }>;

const noted = (doc: Doc, fact: RecordedFact<AdjustmentEvent>, change: Partial<AdjustmentRegisterDoc>): Doc =>
  doc && { ...doc, ...change, lastAt: fact.meta.at, revision: fact.revision };

/** The latest version with what was just decided about it. */
const judged = (doc: Doc, change: Partial<RegisteredVersion>): Pick<AdjustmentRegisterDoc, 'versions'> => ({
  versions: (doc?.versions ?? []).map((version, index, all) => (index === all.length - 1 ? { ...version, ...change } : version)),
});

const decided = (fact: RecordedFact<AdjustmentEvent>, decision: RegisteredVersion['decision'], reason?: string): Partial<RegisteredVersion> => ({
  decision,
  decidedBy: fact.meta.actor.id,
  decidedAt: fact.meta.at,
  decisionReason: reason ?? null,
});

const undecided = {
  submittedAt: null,
  decision: null,
  decidedBy: null,
  decidedAt: null,
  decisionReason: null,
  notifiedAt: null,
  notifiedBy: null,
  objectedAt: null,
};
const versionOf = ({ data, meta, recordedAt }: RecordedFact<Calculation>): RegisteredVersion => ({
  version: data.version,
  method: data.method,
  amountFen: data.amountFen,
  days: data.days ?? null,
  band: data.band ?? null,
  grounds: data.grounds ?? null,
  inputs: Object.fromEntries(ruledInputs.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]]))),
  readings: data.readings ?? [],
  factors: data.factors ?? [],
  trace: data.trace,
  traceId: data.traceId,
  rule: meta.rule ?? null,
  at: meta.at,
  recordedAt,
  by: meta.actor.id,
  ...undecided,
});

const calculated = (doc: Doc, fact: RecordedFact<Calculation>): Doc =>
  noted(doc, fact, {
    phase: 'calculated',
    version: fact.data.version,
    amountFen: fact.data.amountFen,
    versions: [...(doc?.versions ?? []), versionOf(fact)],
  });

type Of<T extends AdjustmentEvent['type']> = RecordedFact<Extract<AdjustmentEvent, { type: T }>>;

const penaltyOwed = (doc: Doc, { data, meta }: Of<'LateRefundPenaltyOwed'>): Partial<AdjustmentRegisterDoc> => {
  const { version, amountFen, lateFen, dueOn, paidOn, trace } = data;
  const penalty = { version, amountFen, lateFen, dueOn, paidOn, trace, rule: meta.rule ?? null };
  return { penaltyFen: (doc?.penaltyFen ?? 0) + amountFen, penalties: [...(doc?.penalties ?? []), penalty] };
};

const penaltyPaid = (doc: Doc, { data, meta }: Of<'LateRefundPenaltyPaid'>): Partial<AdjustmentRegisterDoc> => {
  const { version, amountFen, reference } = data;
  const payment = { what: 'penalty' as const, version, amountFen, reference, at: meta.at };
  return { penaltyFen: (doc?.penaltyFen ?? 0) - amountFen, payments: [...(doc?.payments ?? []), payment] };
};

const requested = (fact: RecordedFact<Extract<AdjustmentEvent, { type: 'AdjustmentRequested' }>>, told: Told): AdjustmentRegisterDoc => {
  const { adjustmentId, caseNumber = null, ticketId = null, householdId, zone, station, basis, reason } = fact.data;
  const { at } = fact.meta;
  const empty = { version: 0, amountFen: 0, paidFen: 0, payBy: null, payRule: null, penaltyFen: 0, penalties: [], overdueSince: null, objections: 0, versions: [], payments: [] };
  const about = { adjustmentId, caseNumber, ticketId, householdId, zone, station, basis, reason };
  return { ...about, ...empty, phase: 'requested', requestedAt: at, month: monthIn(told.zone, at), lastAt: at, revision: fact.revision };
};

/** Every adjustment with all its calculations, decisions and payments (clause 三(三)2: reconcile). */
export const adjustmentRegister: Projection<AdjustmentRegisterDoc, AdjustmentEvent> = {
  name: 'adjustment-register',
  version: 3,
  doc: 'Fee adjustments with every calculation, decision and payment.',
  key: ({ data }) => data.adjustmentId,
  evolve: {
    AdjustmentRequested: (_, fact, _key, told) => requested(fact, told),
    AdjustmentCalculated: calculated,
    AdjustmentRecalculated: calculated,
    AdjustmentSubmitted: (doc, fact) => noted(doc, fact, { phase: 'submitted', ...judged(doc, { submittedAt: fact.meta.at }) }),
    AdjustmentApproved: (doc, fact) =>
      noted(doc, fact, {
        phase: 'approved',
        payBy: fact.data.payBy,
        payRule: fact.meta.rule ?? null,
        overdueSince: null,
        ...judged(doc, decided(fact, 'approved', fact.data.note)),
      }),
    AdjustmentReturned: (doc, fact) => noted(doc, fact, { phase: 'returned', ...judged(doc, decided(fact, 'returned', fact.data.reason)) }),
    AdjustmentRefused: (doc, fact) => noted(doc, fact, { phase: 'refused', ...judged(doc, decided(fact, 'refused', fact.data.reason)) }),
    AdjustmentNotified: (doc, fact) => noted(doc, fact, judged(doc, { notifiedAt: fact.meta.at, notifiedBy: fact.data.way })),
    AdjustmentPaid: (doc, fact) => {
      const { version, amountFen, reference } = fact.data;
      return noted(doc, fact, {
        phase: 'paid',
        paidFen: (doc?.paidFen ?? 0) + amountFen,
        overdueSince: null,
        payments: [...(doc?.payments ?? []), { what: 'refund', version, amountFen, reference, at: fact.meta.at }],
      });
    },
    LateRefundPenaltyOwed: (doc, fact) => noted(doc, fact, penaltyOwed(doc, fact)),
    LateRefundPenaltyPaid: (doc, fact) => noted(doc, fact, penaltyPaid(doc, fact)),
    AdjustmentOverdue: (doc, fact) => noted(doc, fact, { overdueSince: fact.data.payBy }),
    AdjustmentObjected: (doc, fact) =>
      noted(doc, fact, {
        phase: 'objected',
        payBy: null,
        overdueSince: null,
        objections: (doc?.objections ?? 0) + 1,
        ...judged(doc, { objectedAt: fact.meta.at }),
      }),
    AdjustmentClosedAsNothingDue: (doc, fact) => noted(doc, fact, { phase: 'nothing-due' }),
    AdjustmentSettled: (doc, fact) => noted(doc, fact, { phase: 'settled' }),
    AdjustmentWithdrawn: (doc, fact) => noted(doc, fact, { phase: 'withdrawn' }),
  },
  indexes: {
    'by-phase': ['phase', 'requestedAt'],
    'by-household': ['householdId', 'requestedAt'],
    'by-zone-month': ['zone', 'month', 'requestedAt'],
    'by-month': ['month', 'requestedAt'],
    'by-ticket': ['ticketId', 'requestedAt'],
    'by-payout': ['phase', 'payBy'],
    'by-request': ['requestedAt'],
    'by-case-number': ['caseNumber'],
  },
};
