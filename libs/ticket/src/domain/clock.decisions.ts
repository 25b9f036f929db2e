import { accept, reject, type Channel, type Decision, type Draft, type Instant } from '@heatledger/kernel';
import { rulebook, yearAwaited, type Ruled, type RulesInForce } from '@heatledger/rulebook';
import { isAfter, isBefore, millis, minutesBetween, type Category, type ClockName, type PauseReason, type TicketKind } from '@heatledger/vocabulary';
import {
  ClockBreached,
  ClockBreachRetracted,
  ClockDone,
  ClockDueSet,
  ClockFinishedLate,
  ClockMet,
  ClockPaused,
  ClockResumed,
  ClockStarted,
  ClockStopped,
  type ClockEvent,
  type StopReason,
} from './clock.kinds.js';
import { aboutClock, hasDue, put, type ClockRef, type DueClock } from './clock.subject.js';
import { clockKey, clocksOf, isOpenClock, latestClock, type Clocked, type ClockState } from './clock.state.js';

export { aboutClock, hasDue, put, type ClockRef } from './clock.subject.js';

type Drafts = readonly Draft<ClockEvent>[];

/** What the start of clocks needs to know of a ticket; a `Clocked` state fits. */
export type ClockOwner = Pick<Clocked, 'ticketId' | 'ticketKind' | 'category' | 'urgency' | 'zone' | 'station' | 'crewId' | 'round'> & {
  readonly ticketKind: TicketKind;
  readonly category: Category;
  readonly channel: Channel;
};

/** Starts the named clocks at `at`, each due as the rules in force say, or once a year's working days are announced; clocks the rules do not know do not start. Source: 三(二)2. */
export const startClocks = (owner: ClockOwner, names: readonly ClockName[], rules: RulesInForce, at: Instant): Decision<ClockEvent, 'ticket/no-rule'> => {
  const { ticketKind: kind, category, urgency, channel, round, crewId } = owner;
  const ruled = rulebook.dueTimes(rules, { kind, category, channel, at, ...(urgency ? { urgency } : {}) }, names);
  if (!ruled.ok) return reject('ticket/no-rule', { ...ruled.detail, reason: ruled.code });
  return accept(
    ...ruled.value.map(({ clock, due, awaits, minutes, calendar, timeZone, rule }) => {
      const waits = due === undefined ? { awaits, minutes } : {};
      return put(ClockStarted({ ...aboutClock(owner, { clock, round, due }), startsAt: at, calendar, timeZone, crewId, ...waits }), at, rule);
    }),
  );
};

const retracted = (ticket: Clocked, entry: DueClock, at: Instant): Drafts =>
  entry.breached ? [put(ClockBreachRetracted(aboutClock(ticket, entry)), at, entry.rule)] : [];

const breached = (ticket: Clocked, entry: DueClock): Drafts =>
  entry.breached ? [] : [put(ClockBreached(aboutClock(ticket, entry)), entry.due, entry.rule)];

/** Minutes begun between two instants. */
const minutesBegun = (from: Instant, to: Instant): number => Math.ceil((millis(to) - millis(from)) / 60_000);

/** A clock with what happened to it first. */
interface Step {
  readonly drafts: Drafts;
  readonly entry: ClockState;
}

/** A clock whose due time waited, with that time where the working days are known by now. */
export const dueKnown = (ticket: Clocked, entry: ClockState, at: Instant, rules: RulesInForce): Step => {
  const { waits, ...rest } = entry;
  const ruled = waits && rulebook.dueOnceKnown({ ...entry, ...waits, due: waits.due }, rules);
  if (!ruled?.ok) return { drafts: [], entry };
  const known: DueClock = { ...rest, due: ruled.value };
  return { drafts: [put(ClockDueSet(aboutClock(ticket, known)), at, entry.rule)], entry: known };
};

/** When a paused clock that runs on at `at` falls due; a late entry before the pause ends it where it began. */
const resumption = (entry: ClockState, at: Instant, rules: RulesInForce): { readonly pausedAt: Instant; readonly resumedAt: Instant; readonly ruled: Ruled<Instant> } => {
  const { startsAt, due, waits, pausedAt = startsAt, pausedUntil, calendar, timeZone } = entry;
  const by = pausedUntil !== undefined && isBefore(pausedUntil, at) ? pausedUntil : at;
  const resumedAt = isBefore(by, pausedAt) ? pausedAt : by;
  const { pauses, ...before } = waits ?? { due, pauses: [] };
  const over = [...pauses, { from: pausedAt, to: resumedAt }];
  return { pausedAt, resumedAt, ruled: rulebook.dueOnceKnown({ startsAt, calendar, timeZone, ...before, pauses: over }, rules) };
};

/** Runs on, where it stood still; a clock that `ends` at that very moment and was in time before the pause is not late, whatever working days remained to it. */
const resumed = (ticket: Clocked, entry: ClockState, at: Instant, rules: RulesInForce, ends = false): Step => {
  if (entry.phase !== 'paused' || entry.pausedAt === undefined) return { drafts: [], entry };
  const { pausedAt, resumedAt, ruled } = resumption(entry, at, rules);
  const pausedMinutes = minutesBetween(pausedAt, resumedAt);
  const least = ends && entry.due !== undefined ? (isBefore(entry.due, resumedAt) ? resumedAt : entry.due) : undefined;
  const { due: _due, waits: _waits, ...rest } = entry;
  const due = ruled.ok ? ruled.value : least;
  const awaits = due === undefined ? yearAwaited(ruled) : undefined;
  const now: ClockState = due === undefined ? { ...rest, waits: { year: awaits ?? 0, pauses: [] } } : { ...rest, due };
  const onward = ClockResumed({ ...aboutClock(ticket, now), pausedMinutes, ...(awaits === undefined ? {} : { awaits }) });
  return { drafts: [put(onward, resumedAt, entry.rule)], entry: now };
};

/** A clock as it stands at an instant at which it ends: run on, and due where that can be told. */
const atItsEnd = (ticket: Clocked, open: ClockState, at: Instant, rules: RulesInForce): Step => {
  const first = dueKnown(ticket, open, at, rules);
  const then = resumed(ticket, first.entry, at, rules, true);
  return { drafts: [...first.drafts, ...then.drafts], entry: then.entry };
};

/** What is said of a clock whose promised thing was done at `at`, once it is known when it was due. */
const judged = (ticket: Clocked, entry: DueClock, at: Instant): Drafts => {
  if (!isAfter(at, entry.due)) return [...retracted(ticket, entry, at), put(ClockMet(aboutClock(ticket, entry)), at, entry.rule)];
  const late = ClockFinishedLate({ ...aboutClock(ticket, entry), minutesLate: minutesBegun(entry.due, at) });
  return [...breached(ticket, entry), put(late, at, entry.rule)];
};

export const finishClock = (ticket: Clocked, open: ClockState, at: Instant, rules: RulesInForce): Drafts => {
  const { drafts, entry } = atItsEnd(ticket, open, at, rules);
  if (hasDue(entry)) return [...drafts, ...judged(ticket, entry, at)];
  const { due: _due, ...about } = aboutClock(ticket, entry);
  return [...drafts, put(ClockDone({ ...about, awaits: entry.waits?.year ?? 0 }), at, entry.rule)];
};

/** The due time of a clock that waited for it, ordered once the working days are known; what ended meanwhile is judged. */
export const setClockDue = (ticket: Clocked, { clock, round }: Pick<ClockRef, 'clock' | 'round'>, at: Instant, rules: RulesInForce): Drafts => {
  const before = ticket.clocks[clockKey(clock, round)];
  if (!before) return [];
  const { drafts, entry } = dueKnown(ticket, before, at, rules);
  const { phase, endedAt } = entry;
  if (drafts.length === 0 || !hasDue(entry) || endedAt === undefined) return drafts;
  if (phase === 'done') return [...drafts, ...judged(ticket, entry, endedAt)];
  return phase === 'stopped' && isAfter(endedAt, entry.due) ? [...drafts, ...breached(ticket, entry)] : drafts;
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
  return entry && hasDue(entry) && entry.phase === 'running' && !isAfter(entry.due, now) ? breached(ticket, entry) : [];
};

/** A span for which a clock stands still, why, and what shows it; `to` once it is over. */
export interface PauseOfWork {
  readonly reason: PauseReason;
  readonly evidence: readonly string[];
  readonly from: Instant;
  readonly to?: Instant | undefined;
  /** When it ends by itself at the latest. */
  readonly until?: Instant | undefined;
}

/** One clock stands still from `from`, where it runs and had not run out by then, and runs on at `to`; a breach that this disproves is retracted. */
export const pauseClock = (ticket: Clocked, entry: ClockState, { reason, evidence, from, to, until }: PauseOfWork, rules: RulesInForce): Drafts => {
  if (entry.phase !== 'running' || (hasDue(entry) && !isBefore(from, entry.due))) return [];
  const paused = put(ClockPaused({ ...aboutClock(ticket, entry), reason, evidence: [...evidence], until }), from, entry.rule);
  const standing: ClockState = { ...entry, phase: 'paused', pausedAt: from, ...(until === undefined ? {} : { pausedUntil: until }) };
  const over = to === undefined ? [] : resumed(ticket, standing, to, rules).drafts;
  return [...(hasDue(entry) ? retracted(ticket, entry, from) : []), paused, ...over];
};

/** Lets every clock stand still that runs and had not run out at `at`. Source: domain notes §3.5 [D]. */
export const pauseClocks = (ticket: Clocked, pause: PauseOfWork, rules: RulesInForce): Drafts =>
  clocksOf(ticket.clocks).flatMap((entry) => pauseClock(ticket, entry, pause, rules));

/** Lets every paused clock run on with exactly the counted time that remained; where years it needs are not announced, its due time waits for them. */
export const resumeClocks = (ticket: Clocked, at: Instant, rules: RulesInForce): Drafts =>
  clocksOf(ticket.clocks).flatMap((entry) => resumed(ticket, entry, at, rules).drafts);

export const stopClock = (ticket: Clocked, open: ClockState, reason: StopReason, at: Instant, rules: RulesInForce): Drafts => {
  const { drafts, entry } = atItsEnd(ticket, open, at, rules);
  const corrected = !hasDue(entry) ? [] : isAfter(at, entry.due) ? breached(ticket, entry) : retracted(ticket, entry, at);
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
    .map((entry) => {
      const { startsAt, calendar, timeZone, waits } = entry;
      const awaited = waits ? { awaits: waits.year, minutes: waits.minutes } : {};
      const started = ClockStarted({ ...aboutClock(ticket, entry), startsAt, calendar, timeZone, crewId: ticket.crewId, ...awaited });
      return put(started, at, entry.rule);
    });
