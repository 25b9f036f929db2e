import { accept, reject, type Channel, type CommandMeta, type Decision, type Draft, type Instant, type RuleRef } from '@heatledger/kernel';
import { rulebook, type Ruled, type RulesInForce } from '@heatledger/rulebook';
import { compareInstants, isAfter, isBefore, millis, minutesBetween, type Category, type ClockName, type PauseReason, type TicketKind } from '@heatledger/vocabulary';
import {
  ClockBreached,
  ClockBreachRetracted,
  ClockExtended,
  ClockFinishedLate,
  ClockMet,
  ClockPaused,
  ClockResumed,
  ClockRuleSuperseded,
  ClockStarted,
  ClockStopped,
  type ClockEvent,
  type StopReason,
} from './clock.kinds.js';
import { clockKey, clocksOf, isOpenClock, latestClock, type Clocked, type ClockState } from './clock.state.js';
import type { TicketRejection } from './ticket.rejections.js';

type Drafts = readonly Draft<ClockEvent>[];

/** Content of `BreachRepairClock`, `BreachComplaintClock` and `BreachEnquiryClock`. */
export interface ClockRef {
  readonly ticketId: string;
  readonly clock: ClockName;
  readonly round: number;
}

/** Content of `ExtendRepairClock`, `ExtendComplaintClock` and `ExtendEnquiryClock`; who approves is who orders it. */
export interface ClockExtension {
  readonly ticketId: string;
  readonly clock: ClockName;
  readonly due: Instant;
  readonly reason: string;
  readonly askedBy: string;
}

/** Content of `SupersedeRepairClock`, `SupersedeComplaintClock` and `SupersedeEnquiryClock`; who orders it is not who asked. */
export interface ClockSupersession {
  readonly ticketId: string;
  readonly clock: ClockName;
  readonly reason: string;
  readonly askedBy: string;
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

const put = (event: ClockEvent, at: Instant, rule: RuleRef | undefined): Draft<ClockEvent> => (rule ? { ...event, at, rule } : { ...event, at });

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

const finished = (ticket: Clocked, open: ClockState, at: Instant, rules: RulesInForce): Drafts => {
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
  return entry && isOpenClock(entry) ? finished(ticket, entry, at, rules) : [];
};

/** Records the breach of a clock that is open past its due time, at that time; nothing when met, stopped, paused, extended beyond `now` or recorded already. */
export const breachClock = (ticket: Clocked, { clock, round }: Pick<ClockRef, 'clock' | 'round'>, now: Instant): Drafts => {
  const entry = ticket.clocks[clockKey(clock, round)];
  return entry && entry.phase === 'running' && !isAfter(entry.due, now) ? breached(ticket, entry) : [];
};

/** Lets every clock stand still that runs and had not run out at `at`; a breach that a late entry disproves is retracted. Source: domain notes §3.5 [D]. */
export const pauseClocks = (ticket: Clocked, reason: PauseReason, evidence: readonly string[], at: Instant): Drafts =>
  clocksOf(ticket.clocks)
    .filter((entry) => entry.phase === 'running' && isBefore(at, entry.due))
    .flatMap((entry) => [...retracted(ticket, entry, at), put(ClockPaused({ ...aboutClock(ticket, entry), reason, evidence: [...evidence] }), at, entry.rule)]);

/** Lets every paused clock run on with exactly the counted time that remained; refused where the working days of the years it needs are not known. */
export const resumeClocks = (ticket: Clocked, at: Instant, rules: RulesInForce): Decision<ClockEvent, 'ticket/no-rule'> => {
  const paused = clocksOf(ticket.clocks).filter(({ phase }) => phase === 'paused');
  for (const entry of paused) {
    const { ruled } = resumption(entry, at, rules);
    if (!ruled.ok) return reject('ticket/no-rule', { ...ruled.detail, reason: ruled.code });
  }
  return accept(...paused.flatMap((entry) => resumed(ticket, entry, at, rules).drafts));
};

const stopped = (ticket: Clocked, open: ClockState, reason: StopReason, at: Instant, rules: RulesInForce): Drafts => {
  const { drafts, entry } = resumed(ticket, open, at, rules);
  const corrected = isAfter(at, entry.due) ? breached(ticket, entry) : retracted(ticket, entry, at);
  return [...drafts, ...corrected, put(ClockStopped({ ...aboutClock(ticket, entry), reason }), at, entry.rule)];
};

/** Ends every open clock, since nobody waits any more; one that had run out before is recorded as breached first. */
export const stopClocks = (ticket: Clocked, reason: StopReason, at: Instant, rules: RulesInForce): Drafts =>
  clocksOf(ticket.clocks)
    .filter(isOpenClock)
    .flatMap((entry) => stopped(ticket, entry, reason, at, rules));

/** After an unmerge: the clocks that the merge stopped run again, due as first promised. */
export const restartClocks = (ticket: Clocked, at: Instant): Drafts =>
  clocksOf(ticket.clocks)
    .filter(({ phase, stopReason }) => phase === 'stopped' && stopReason === 'merged')
    .map((entry) => put(ClockStarted({ ...aboutClock(ticket, entry), startsAt: entry.startsAt, calendar: entry.calendar, timeZone: entry.timeZone, crewId: ticket.crewId }), at, entry.rule));

/** Grants more time; the grantor is the one who orders it and is not who asked. Only before the time runs out, and never backdated. */
export const extendClock = (
  ticket: Clocked,
  { clock, due, reason, askedBy }: Omit<ClockExtension, 'ticketId'>,
  meta: { readonly at: Instant; readonly now: Instant; readonly actor: { readonly id: string } },
): Decision<ClockEvent, TicketRejection> => {
  const entry = latestClock(ticket.clocks, clock);
  if (!entry || !isOpenClock(entry)) return reject('ticket/clock-not-running', { field: 'clock', value: clock, allowed: openClocks(ticket) });
  if (compareInstants(entry.due, due) === 0) return accept();
  if (entry.breached || (entry.phase === 'running' && !isBefore(meta.now, entry.due))) return reject('ticket/extension-too-late', { field: 'clock', value: clock, due: entry.due });
  if (!isAfter(due, entry.due)) return reject('ticket/extension-not-later', { field: 'due', value: due, allowed: `after ${entry.due}` });
  if (askedBy === meta.actor.id) return reject('ticket/same-person', { field: 'askedBy', value: askedBy, allowed: 'someone other than who approves' });
  return accept(put(ClockExtended({ ...aboutClock(ticket, { ...entry, due }), previousDue: entry.due, reason, askedBy, approvedBy: meta.actor.id }), meta.at, entry.rule));
};

/** Takes an open clock over to the rule in force at `meta.at`, as somebody other than who asked: what ran, what was paused and what was granted stay, and nothing runs out before it goes over. */
export const supersedeClock = (
  ticket: Clocked & { readonly channel: Channel },
  { clock, reason, askedBy }: Omit<ClockSupersession, 'ticketId'>,
  meta: Pick<CommandMeta, 'at' | 'now' | 'actor'>,
  rules: RulesInForce,
): Decision<ClockEvent, TicketRejection> => {
  const entry = latestClock(ticket.clocks, clock);
  if (!entry || !isOpenClock(entry)) return reject('ticket/clock-not-running', { field: 'clock', value: clock, allowed: openClocks(ticket) });
  if (entry.breached || (entry.phase === 'running' && !isBefore(meta.now, entry.due))) return reject('ticket/supersession-too-late', { field: 'clock', value: clock, due: entry.due });
  if (askedBy === meta.actor.id) return reject('ticket/same-person', { field: 'askedBy', value: askedBy, allowed: 'someone other than who orders it' });
  const { ticketKind: kind, category, channel, urgency } = ticket;
  const clockCase = { kind, category, channel, at: entry.startsAt, ...(urgency ? { urgency } : {}) };
  const ruled = rulebook.dueUnder(rules, clockCase, { ...entry, at: meta.at });
  if (!ruled.ok) return reject('ticket/no-rule', { ...ruled.detail, reason: ruled.code });
  const { due, calendar, timeZone, rule } = ruled.value;
  if (rule.pack === entry.rule?.pack && rule.version === entry.rule.version) return accept();
  const changed = ClockRuleSuperseded({ ...aboutClock(ticket, { ...entry, due }), previousDue: entry.due, calendar, timeZone, pack: `${rule.pack}@${rule.version}`, reason, askedBy });
  return accept(put(changed, meta.at, rule));
};

const openClocks = (ticket: Clocked): readonly ClockName[] =>
  clocksOf(ticket.clocks)
    .filter(isOpenClock)
    .map(({ clock }) => clock);
