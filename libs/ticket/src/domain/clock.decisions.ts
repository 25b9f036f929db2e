import { accept, reject, type Channel, type Decision, type Draft, type Instant, type RuleRef } from '@heatledger/kernel';
import { rulebook, type Ruled, type RulesInForce } from '@heatledger/rulebook';
import { isAfter, isBefore, millis, minutesBetween, type Category, type ClockName, type PauseReason, type TicketKind } from '@heatledger/vocabulary';
import {
  ClockBreached,
  ClockBreachRetracted,
  ClockFinishedLate,
  ClockMet,
  ClockPaused,
  ClockResumed,
  ClockStarted,
  ClockStopped,
  type ClockEvent,
  type StopReason,
} from './clock.kinds.js';
import { clockKey, clocksOf, isOpenClock, latestClock, type Clocked, type ClockState } from './clock.state.js';

type Drafts = readonly Draft<ClockEvent>[];

/** Content of `BreachRepairClock`, `BreachComplaintClock` and `BreachEnquiryClock`. */
export interface ClockRef {
  readonly ticketId: string;
  readonly clock: ClockName;
  readonly round: number;
}

/** What the start of clocks needs to know of a ticket; a `Clocked` state fits. */
export type ClockOwner = Pick<Clocked, 'ticketId' | 'ticketKind' | 'category' | 'urgency' | 'zone' | 'station' | 'crewId' | 'round'> & {
  readonly ticketKind: TicketKind;
  readonly category: Category;
  readonly channel: Channel;
};

type Subject = ClockRef & { ticketKind: TicketKind; due: Instant; category: Category; zone?: string | undefined; station?: string | undefined };

/** What every fact about a clock says of it. */
export const aboutClock = ({ ticketId, ticketKind, zone, station, category }: Omit<Clocked, 'clocks'>, { clock, round, due }: Pick<ClockState, 'clock' | 'round' | 'due'>): Subject => ({
  ticketId,
  ticketKind,
  clock,
  round,
  due,
  zone,
  station,
  category,
});

export const put = (event: ClockEvent, at: Instant, rule: RuleRef | undefined): Draft<ClockEvent> => (rule ? { ...event, at, rule } : { ...event, at });

/** Starts the named clocks at `at`, each due as the rules in force say; clocks the rules do not know do not start. Source: 三(二)2. */
export const startClocks = (owner: ClockOwner, names: readonly ClockName[], rules: RulesInForce, at: Instant): Decision<ClockEvent, 'ticket/no-rule'> => {
  const { ticketKind: kind, category, urgency, channel, round, crewId } = owner;
  const ruled = rulebook.dueTimes(rules, { kind, category, channel, at, ...(urgency ? { urgency } : {}) }, names);
  if (!ruled.ok) return reject('ticket/no-rule', { ...ruled.detail, reason: ruled.code });
  return accept(...ruled.value.map(({ clock, due, calendar, timeZone, rule }) => put(ClockStarted({ ...aboutClock(owner, { clock, round, due }), startsAt: at, calendar, timeZone, crewId }), at, rule)));
};

const retracted = (ticket: Clocked, entry: ClockState, at: Instant): Drafts => (entry.breached ? [put(ClockBreachRetracted(aboutClock(ticket, entry)), at, entry.rule)] : []);

const breached = (ticket: Clocked, entry: ClockState): Drafts => (entry.breached ? [] : [put(ClockBreached(aboutClock(ticket, entry)), entry.due, entry.rule)]);

/** Minutes begun between two instants. */
const minutesBegun = (from: Instant, to: Instant): number => Math.ceil((millis(to) - millis(from)) / 60_000);

/** When a paused clock that runs on at `at` falls due; a late entry before the pause ends it where it began. */
const resumption = ({ startsAt, due, pausedAt = due, calendar, timeZone }: ClockState, at: Instant, rules: RulesInForce): { readonly resumedAt: Instant; readonly ruled: Ruled<Instant> } => {
  const resumedAt = isBefore(at, pausedAt) ? pausedAt : at;
  return { resumedAt, ruled: rulebook.dueAfterPause({ startsAt, due, pausedAt, resumedAt, calendar, timeZone }, rules) };
};

const resumed = (ticket: Clocked, entry: ClockState, at: Instant, rules: RulesInForce): { drafts: Drafts; entry: ClockState } => {
  if (entry.phase !== 'paused' || entry.pausedAt === undefined) return { drafts: [], entry };
  const { resumedAt, ruled } = resumption(entry, at, rules);
  // a clock that ends at this very moment is not late, whatever working days of years to come remained to it
  const due = ruled.ok ? ruled.value : isBefore(entry.due, resumedAt) ? resumedAt : entry.due;
  const pausedMinutes = minutesBetween(entry.pausedAt, resumedAt);
  return { drafts: [put(ClockResumed({ ...aboutClock(ticket, { ...entry, due }), pausedMinutes }), resumedAt, entry.rule)], entry: { ...entry, due } };
};

export const finishClock = (ticket: Clocked, open: ClockState, at: Instant, rules: RulesInForce): Drafts => {
  const { drafts, entry } = resumed(ticket, open, at, rules);
  if (!isAfter(at, entry.due)) return [...drafts, ...retracted(ticket, entry, at), put(ClockMet(aboutClock(ticket, entry)), at, entry.rule)];
  const late = ClockFinishedLate({ ...aboutClock(ticket, entry), minutesLate: minutesBegun(entry.due, at) });
  return [...drafts, ...breached(ticket, entry), put(late, at, entry.rule)];
};

/**
 * What the clock says now that the promised thing was done at `at`: met on or before its due time, else breached (once, at its due time) and finished late.
 * A breach on record that a late entry disproves is retracted. Nothing when no such clock is open.
 */
export const meetClock = (ticket: Clocked, clock: ClockName, at: Instant, rules: RulesInForce): Drafts => {
  const entry = latestClock(ticket.clocks, clock);
  return entry && isOpenClock(entry) ? finishClock(ticket, entry, at, rules) : [];
};

/** Records the breach of a clock that is open past its due time, at that time; nothing when met, stopped, paused, extended beyond `now` or recorded already. */
export const breachClock = (ticket: Clocked, { clock, round }: Pick<ClockRef, 'clock' | 'round'>, now: Instant): Drafts => {
  const entry = ticket.clocks[clockKey(clock, round)];
  return entry && entry.phase === 'running' && !isAfter(entry.due, now) ? breached(ticket, entry) : [];
};

/** A span for which a clock stands still, why, and what shows it; `to` once it is over. */
export interface PauseOfWork {
  readonly reason: PauseReason;
  readonly evidence: readonly string[];
  readonly from: Instant;
  readonly to?: Instant | undefined;
}

/** One clock stands still from `from`, where it runs and had not run out by then, and runs on at `to`; a breach that this disproves is retracted. */
export const pauseClock = (ticket: Clocked, entry: ClockState, { reason, evidence, from, to }: PauseOfWork, rules: RulesInForce): Drafts => {
  if (entry.phase !== 'running' || !isBefore(from, entry.due)) return [];
  const paused = put(ClockPaused({ ...aboutClock(ticket, entry), reason, evidence: [...evidence] }), from, entry.rule);
  const over = to === undefined ? [] : resumed(ticket, { ...entry, phase: 'paused', pausedAt: from }, to, rules).drafts;
  return [...retracted(ticket, entry, from), paused, ...over];
};

/** Lets every clock stand still that runs and had not run out at `at`. Source: domain notes §3.5 [D]. */
export const pauseClocks = (ticket: Clocked, reason: PauseReason, evidence: readonly string[], at: Instant, rules: RulesInForce): Drafts =>
  clocksOf(ticket.clocks).flatMap((entry) => pauseClock(ticket, entry, { reason, evidence, from: at }, rules));

/** Lets every paused clock run on with exactly the counted time that remained; refused where the working days of the years it needs are not known. */
export const resumeClocks = (ticket: Clocked, at: Instant, rules: RulesInForce): Decision<ClockEvent, 'ticket/no-rule'> => {
  const paused = clocksOf(ticket.clocks).filter(({ phase }) => phase === 'paused');
  for (const entry of paused) {
    const { ruled } = resumption(entry, at, rules);
    if (!ruled.ok) return reject('ticket/no-rule', { ...ruled.detail, reason: ruled.code });
  }
  return accept(...paused.flatMap((entry) => resumed(ticket, entry, at, rules).drafts));
};

export const stopClock = (ticket: Clocked, open: ClockState, reason: StopReason, at: Instant, rules: RulesInForce): Drafts => {
  const { drafts, entry } = resumed(ticket, open, at, rules);
  const corrected = isAfter(at, entry.due) ? breached(ticket, entry) : retracted(ticket, entry, at);
  return [...drafts, ...corrected, put(ClockStopped({ ...aboutClock(ticket, entry), reason }), at, entry.rule)];
};

/** Ends every open clock, since nobody waits any more; one that had run out before is recorded as breached first. */
export const stopClocks = (ticket: Clocked, reason: StopReason, at: Instant, rules: RulesInForce): Drafts =>
  clocksOf(ticket.clocks)
    .filter(isOpenClock)
    .flatMap((entry) => stopClock(ticket, entry, reason, at, rules));

/** After an unmerge: the clocks that the merge stopped, or that another ticket ended (by their keys), run again, due as first promised. */
export const restartClocks = (ticket: Clocked, at: Instant, endedElsewhere: ReadonlySet<string> = new Set()): Drafts =>
  clocksOf(ticket.clocks)
    .filter(({ clock, round, phase, stopReason }) => (phase === 'stopped' && stopReason === 'merged') || (!isOpenClock({ phase }) && endedElsewhere.has(clockKey(clock, round))))
    .map((entry) => put(ClockStarted({ ...aboutClock(ticket, entry), startsAt: entry.startsAt, calendar: entry.calendar, timeZone: entry.timeZone, crewId: ticket.crewId }), at, entry.rule));
