import type { Channel, EvolveTable, Instant } from '@heatledger/kernel';
import { evolveClocks, type Clocked } from './clock.state.js';
import { evolvePauses, goingOn, pausedFrom, type Pausing } from './pause.state.js';
import { evolveLinks, unmergedClocks, type Carrying } from './link.state.js';
import { evolveLateEntries, resumedEntries, type LateEntries } from './late-entry.state.js';
import { opening } from './opening.js';
import { evolveRequests, type TermsRequests } from './request.state.js';
import { isToldAtOnce } from './policies/told-at-once.js';
import type { RepairEvent } from './repair.events.js';
import { withSupplement } from './supplement.decisions.js';
import type { CallBackAnswer, RepairExit, RepairOutcome } from './ticket.words.js';

/** Where a repair stands. */
export type RepairPhase = 'unknown' | 'reported' | 'triaged' | 'assigned' | 'on-site' | 'completed' | 'merged' | 'closed';

/** What decisions need to know of a repair. */
export interface Repair extends Clocked, Carrying, Pausing {
  readonly phase: RepairPhase;
  readonly lateEntries: LateEntries;
  readonly requests: TermsRequests;
  readonly caseNumber: string;
  readonly householdId?: string | undefined;
  readonly channel: Channel;
  readonly openedAt: Instant;
  /** When the crew that has it was given it. */
  readonly assignedAt?: Instant;
  /** True once the requester was told: at the report by telephone or at the counter, or later. */
  readonly acknowledged: boolean;
  readonly supplements: readonly string[];
  readonly arrivedAt?: Instant;
  readonly completedAt?: Instant;
  /** True while the crew's objection is undecided. */
  readonly objected: boolean;
  /** Crews and staff who worked on it; none of them may call back. */
  readonly hands: readonly string[];
  readonly failedVisits: number;
  readonly outcome?: RepairOutcome;
  /** The latest answer of this round. */
  readonly answer?: CallBackAnswer | undefined;
  /** When nobody was reached in this round. */
  readonly unreachedAt: readonly Instant[];
  readonly earlierId?: string;
  readonly survivorId?: string | undefined;
  readonly phaseBeforeMerge?: RepairPhase;
  readonly level: number;
  /** How it ended, while it is closed. */
  readonly exit?: RepairExit | undefined;
}

export const initialRepair: Repair = {
  ticketId: '',
  ticketKind: 'repair',
  category: 'OTHER',
  round: 1,
  clocks: {},
  carried: [],
  lateEntries: {},
  requests: {},
  phase: 'unknown',
  caseNumber: '',
  channel: 'hotline',
  openedAt: '',
  acknowledged: false,
  supplements: [],
  objected: false,
  hands: [],
  failedVisits: 0,
  unreachedAt: [],
  level: 0,
};

const lateSteps = evolveLateEntries<Repair>();
const withAlso = (hands: readonly string[], ...more: readonly string[]): readonly string[] => [...new Set([...hands, ...more])];

export const evolveRepair: EvolveTable<Repair, RepairEvent> = {
  ...evolveClocks<Repair>(),
  ...lateSteps,
  // nobody stands for it that the crew came, so it is still to come
  LateEntryRefused: (repair, fact) => ({
    ...lateSteps.LateEntryRefused(repair, fact),
    ...(fact.data.arrivalUndone && repair.phase === 'on-site' ? { phase: 'assigned' } : {}),
  }),
  ...evolveRequests<Repair>(),
  ...evolveLinks<Repair>(),
  ...evolvePauses<Repair>(),
  RepairReported: (repair, fact) => ({ ...repair, ...opening(fact), phase: 'reported', acknowledged: isToldAtOnce(fact.meta.channel), urgency: fact.data.urgency }),
  RepairAcknowledged: (repair) => ({ ...repair, acknowledged: true }),
  RepairSupplemented: (repair, { data }) => ({ ...repair, supplements: withSupplement(repair.supplements, data) }),
  RepairTriaged: (repair, { data }) => ({ ...repair, phase: repair.phase === 'reported' ? 'triaged' : repair.phase, category: data.category, urgency: data.urgency }),
  RepairAssigned: (repair, { data, meta }) => ({ ...repair, phase: 'assigned', crewId: data.crewId, assignedAt: meta.at, objected: false }),
  RepairAssignmentObjected: (repair) => ({ ...repair, objected: true }),
  RepairReassigned: (repair, { data, meta }) => ({ ...repair, phase: 'assigned', crewId: data.crewId, assignedAt: meta.at, objected: false }),
  CrewArrived: (repair, { data, meta }) => ({ ...repair, phase: 'on-site', arrivedAt: meta.at, hands: withAlso(repair.hands, data.crewId, meta.actor.id) }),
  VisitFailed: (repair, { data, meta }) => ({
    ...repair,
    failedVisits: repair.failedVisits + 1,
    visitedInVain: data.failure === 'wrong-address' ? repair.visitedInVain : meta.at,
    hands: withAlso(repair.hands, data.crewId, meta.actor.id),
  }),
  WorkPaused: (repair, { data, meta }) => pausedFrom(repair, meta.at, data),
  WorkResumed: (repair, { meta }) => ({ ...goingOn(repair), lateEntries: resumedEntries(repair.lateEntries, meta.at) }),
  RepairCompleted: (repair, { data, meta }) => ({
    ...repair,
    phase: 'completed',
    completedAt: meta.at,
    outcome: data.outcome,
    pausedAt: undefined,
    hands: withAlso(repair.hands, data.crewId, meta.actor.id),
  }),
  RepairSentBack: (repair, { data }) => ({ ...repair, phase: 'assigned', round: data.round, answer: undefined, unreachedAt: [], exit: undefined }),
  RepairCalledBack: (repair, { data, meta }) => ({
    ...repair,
    answer: data.answer === 'unreached' ? (repair.answer ?? 'unreached') : data.answer,
    unreachedAt: data.answer === 'unreached' ? withAlso(repair.unreachedAt, meta.at) : repair.unreachedAt,
  }),
  RepairClosed: (repair, { data }) => ({ ...repair, phase: 'closed', pausedAt: undefined, exit: data.exit }),
  RepairWithdrawn: (repair) => repair,
  RepairLinkedAsRepeat: (repair, { data }) => ({ ...repair, earlierId: data.earlierId }),
  RepairMerged: (repair, { data }) => ({ ...repair, phase: 'merged', phaseBeforeMerge: repair.phase, survivorId: data.survivorId, pausedAt: undefined }),
  RepairUnmerged: (repair) => ({ ...unmergedClocks(repair), phase: repair.phaseBeforeMerge ?? 'reported', survivorId: undefined }),
  RepairEscalated: (repair, { data }) => ({ ...repair, level: data.level }),
};
