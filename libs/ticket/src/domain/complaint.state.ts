import type { Channel, EvolveTable, Instant } from '@heatledger/kernel';
import { type Cause } from '@heatledger/vocabulary';
import { evolveClocks, type Clocked } from './clock.state.js';
import { evolvePauses, goingOn, pausedFrom, type Pausing } from './pause.state.js';
import { evolveLinks, unmergedClocks, type Carrying } from './link.state.js';
import { evolveLateEntries, resumedEntries, type LateEntries } from './late-entry.state.js';
import { evolveRequests, type TermsRequests } from './request.state.js';
import type { ComplaintEvent } from './complaint.events.js';
import { firstTold, toldAfter, type SourceTelling } from './complaint.source.js';
import type { ComplaintExit, ComplaintVerdict } from './complaint.words.js';
import { opening } from './opening.js';
import { withSupplement } from './supplement.decisions.js';

/** Where a complaint stands. */
export type ComplaintPhase = 'unknown' | 'received' | 'investigating' | 'decided' | 'fed-back' | 'answered' | 'merged' | 'closed';

/** What decisions need to know of a complaint. */
export interface Complaint extends Clocked, Carrying, Pausing {
  readonly phase: ComplaintPhase;
  readonly lateEntries: LateEntries;
  readonly requests: TermsRequests;
  readonly caseNumber: string;
  readonly householdId?: string | undefined;
  readonly channel: Channel;
  readonly openedAt: Instant;
  readonly accused?: string | undefined;
  readonly acknowledged: boolean;
  readonly contacted: boolean;
  readonly handler?: string | undefined;
  /** Everybody who was ever responsible; none of them may record an answer. */
  readonly handlers: readonly string[];
  readonly objected: boolean;
  readonly measurements: readonly string[];
  /** When somebody first came to see, and when a reading was first put to it. */
  readonly visitedAt?: Instant | undefined;
  readonly measuredAt?: Instant | undefined;
  readonly cause?: Cause | undefined;
  readonly complainantSettled: boolean;
  readonly respondentSettled: boolean;
  /** Rounds in which it was decided. */
  readonly decidedRounds: readonly number[];
  /** Round in which the complainant last said whether they are satisfied. */
  readonly askedIn?: number | undefined;
  /** Ways outside the company that were named with the last feedback. */
  readonly recourse?: string | undefined;
  readonly verdict?: ComplaintVerdict | undefined;
  readonly decidedAt?: Instant | undefined;
  readonly remedied: boolean;
  /** In which forms the decision of this round was told. */
  readonly toldInWriting: boolean;
  readonly toldBySpeech: boolean;
  readonly supplements: readonly string[];
  readonly satisfied?: boolean | undefined;
  /** When nobody was reached in this round. */
  readonly unreachedAt: readonly Instant[];
  readonly exit?: ComplaintExit | undefined;
  readonly earlierId?: string | undefined;
  readonly survivorId?: string | undefined;
  readonly phaseBeforeMerge?: ComplaintPhase;
  readonly level: number;
  /** What the system it came from said of it last; absent for one that was taken down here. */
  readonly told?: SourceTelling | undefined;
  /** When somebody here acted for the first time on a request that came from another system. */
  readonly oursSince?: Instant | undefined;
}

/** True for a request of another system on which nobody here has acted: its past and its promises are that system's. */
export const isTheSources = ({ told, oursSince }: Pick<Complaint, 'told' | 'oursSince'>): boolean => told !== undefined && oursSince === undefined;

export const initialComplaint: Complaint = {
  ticketId: '',
  ticketKind: 'complaint',
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
  contacted: false,
  handlers: [],
  objected: false,
  measurements: [],
  complainantSettled: false,
  respondentSettled: false,
  remedied: false,
  decidedRounds: [],
  toldInWriting: false,
  toldBySpeech: false,
  supplements: [],
  unreachedAt: [],
  level: 0,
};

const also = (list: readonly string[], one: string): readonly string[] => (list.includes(one) ? list : [...list, one]);

/** What a new round begins with: nothing is decided, and both sides are heard anew. */
const nextRound = (complaint: Complaint, round: number): Complaint => ({
  ...complaint,
  phase: 'investigating',
  round,
  verdict: undefined,
  decidedAt: undefined,
  remedied: false,
  toldInWriting: false,
  toldBySpeech: false,
  satisfied: undefined,
  unreachedAt: [],
  pausedAt: undefined,
  exit: undefined,
  contacted: false,
  complainantSettled: false,
  respondentSettled: false,
});

const working = (complaint: Complaint): Complaint => (complaint.phase === 'received' ? { ...complaint, phase: 'investigating' } : complaint);

const clockSteps = evolveClocks<Complaint>();

export const evolveComplaint: EvolveTable<Complaint, ComplaintEvent> = {
  ...clockSteps,
  ...evolveLateEntries<Complaint>(),
  ...evolveRequests<Complaint>(),
  ...evolveLinks<Complaint>(),
  ...evolvePauses<Complaint>(),
  ClockStarted: (complaint, fact) => toldAfter(clockSteps.ClockStarted(complaint, fact), fact, { dueAt: fact.data.due }),
  ClockDueChanged: (complaint, fact) => toldAfter(clockSteps.ClockDueChanged(complaint, fact), fact, { dueAt: fact.data.due }),
  ComplaintReceived: (complaint, fact) => ({ ...complaint, ...opening(fact), phase: 'received', accused: fact.data.accused, told: firstTold(fact) }),
  ComplaintTakenOver: (complaint, { meta }) => ({ ...complaint, oursSince: meta.at }),
  ComplaintSourceChanged: (complaint, fact) => {
    const { zone, station, category, subject, handledBy } = fact.data;
    return toldAfter({ ...complaint, zone, station, category }, fact, { zone, station, category, subject, handledBy });
  },
  ComplaintAcknowledged: (complaint) => ({ ...complaint, acknowledged: true }),
  ComplaintClassified: (complaint, { data }) => ({ ...complaint, category: data.category, urgency: data.urgency }),
  ComplaintAssigned: (complaint, { data }) => ({ ...working(complaint), handler: data.handler, handlers: also(complaint.handlers, data.handler), objected: false }),
  ComplaintAssignmentObjected: (complaint) => ({ ...complaint, objected: true }),
  ComplaintReassigned: (complaint, { data }) => ({ ...complaint, handler: data.handler, handlers: also(complaint.handlers, data.handler), objected: false }),
  FirstContactMade: (complaint) => ({ ...complaint, contacted: true }),
  ComplaintVisited: (complaint, { meta }) => ({ ...complaint, visitedAt: complaint.visitedAt ?? meta.at }),
  MeasurementAttached: (complaint, { data, meta }) => ({ ...complaint, measurements: also(complaint.measurements, data.measurementId), measuredAt: complaint.measuredAt ?? meta.at }),
  CauseDetermined: (complaint, { data }) => ({ ...complaint, cause: data.cause }),
  ComplainantHeard: (complaint) => ({ ...complaint, complainantSettled: true }),
  RespondentHeard: (complaint) => ({ ...complaint, respondentSettled: true }),
  HearingRefused: (complaint, { data }) => (data.side === 'complainant' ? { ...complaint, complainantSettled: true } : { ...complaint, respondentSettled: true }),
  ComplaintDecided: (complaint, { data, meta }) => ({ ...complaint, phase: 'decided', verdict: data.verdict, decidedAt: meta.at, decidedRounds: [...new Set([...complaint.decidedRounds, data.round])] }),
  RemedyExecuted: (complaint) => ({ ...complaint, remedied: true }),
  ComplaintSupplemented: (complaint, { data }) => ({ ...complaint, supplements: withSupplement(complaint.supplements, data) }),
  ComplaintFedBack: (complaint, { data: { written, recourse } }) => ({
    ...complaint,
    phase: complaint.phase === 'answered' ? 'answered' : 'fed-back',
    recourse: recourse ?? complaint.recourse,
    toldInWriting: complaint.toldInWriting || written,
    toldBySpeech: complaint.toldBySpeech || !written,
  }),
  FollowUpAttempted: (complaint, { meta }) => ({ ...complaint, unreachedAt: also(complaint.unreachedAt, meta.at) }),
  ComplaintAnswerRecorded: (complaint, { data }) => ({ ...complaint, phase: complaint.phase === 'merged' ? 'merged' : 'answered', satisfied: data.satisfied, askedIn: data.round }),
  ComplaintRoundOpened: (complaint, { data }) => nextRound(complaint, data.round),
  ComplaintClosed: (complaint, fact) => {
    const { exit, reason: closureReason } = fact.data;
    return toldAfter({ ...complaint, phase: 'closed', exit, pausedAt: undefined }, fact, { closedAt: fact.meta.at, closureReason });
  },
  ComplaintReopened: (complaint, fact) => toldAfter(nextRound(complaint, fact.data.round), fact, { closedAt: undefined, closureReason: undefined }),
  ComplaintVisitFailed: (complaint, { data, meta }) => (data.failure === 'wrong-address' ? complaint : { ...complaint, visitedInVain: meta.at }),
  ComplaintPaused: (complaint, { data, meta }) => pausedFrom(complaint, meta.at, data),
  ComplaintResumed: (complaint, { meta }) => ({ ...goingOn(complaint), lateEntries: resumedEntries(complaint.lateEntries, meta.at) }),
  ComplaintLinkedAsRepeat: (complaint, { data }) => ({ ...complaint, earlierId: data.earlierId }),
  ComplaintMerged: (complaint, { data }) => ({ ...complaint, phase: 'merged', phaseBeforeMerge: complaint.phase, survivorId: data.survivorId, pausedAt: undefined }),
  ComplaintUnmerged: (complaint) => ({ ...unmergedClocks(complaint), phase: complaint.phaseBeforeMerge ?? 'received', survivorId: undefined }),
  ComplaintEscalated: (complaint, { data }) => ({ ...complaint, level: data.level }),
};
