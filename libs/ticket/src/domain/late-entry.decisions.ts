import { accept, reject, type Decision, type Draft, type Instant, type Message, type Order } from '@heatledger/kernel';
import { lateEntryTolerance } from '@heatledger/rulebook';
import { isBefore, isOfCrew, isSamePerson, minutesBetween } from '@heatledger/vocabulary';
import { finishClock, pauseClock, stopClock } from './clock.decisions.js';
import type { ClockEvent } from './clock.kinds.js';
import { clockKey, isOpenClock, type Clocked } from './clock.state.js';
import {
  LateEntryApproved,
  LateEntryRefused,
  LateEntryRequested,
  type LateEffect,
  type LateEntryEvent,
} from './late-entry.kinds.js';
import { isArrival, saysSomebodyCame, waitingEntries, type LateEntries, type LateEntry } from './late-entry.state.js';
import { ExhaustionApproved, ExtensionApproved, SupersessionApproved } from './request.kinds.js';
import type { TicketRejection } from './ticket.rejections.js';
import { refusalOfPersons } from './person.review.js';
import type { TicketWorld } from './ticket.world.js';

/** Content of `ApproveRepairLateEntry` and its brothers. */
export interface LateEntryRef {
  readonly ticketId: string;
  readonly approvalId: string;
}
/** Content of `RefuseRepairLateEntry` and its brothers. */
export interface LateEntryRefusal extends LateEntryRef {
  /** Plain words that name no person. */
  readonly reason: string;
}

type Late = Clocked & { readonly lateEntries: LateEntries; readonly phase?: string | undefined; readonly completedAt?: Instant | undefined };
type Fresh<E extends Message> = Draft<E | ClockEvent | LateEntryEvent>;

const effectOf = (fact: Draft<Message>): LateEffect | undefined => {
  const event = fact as ClockEvent;
  switch (event.type) {
    case 'ClockDone':
    case 'ClockMet':
    case 'ClockFinishedLate':
      return { clock: event.data.clock, round: event.data.round, effect: 'end' };
    case 'ClockPaused': {
      const { clock, round, reason, evidence, until } = event.data;
      return { clock, round, effect: 'pause', pauseReason: reason, evidence, pausedUntil: until };
    }
    case 'ClockStopped':
      return { clock: event.data.clock, round: event.data.round, effect: 'stop', stopReason: event.data.reason };
    default:
      return undefined;
  }
};

/** Facts of a clock that stay although its course waits: that it began, that its due time became known, and that it passed. */
const stays = (type: string): boolean => ['ClockStarted', 'ClockDueSet', 'ClockBreached'].includes(type);

const without = <E extends Message>(events: readonly Draft<E>[], held: ReadonlySet<string>): readonly Draft<E>[] =>
  events.filter((event) => {
    const { type, data } = event as Draft<Message> as ClockEvent;
    return !type.startsWith('Clock') || stays(type) || !held.has(clockKey(data.clock, data.round));
  });

/** Clocks that an undecided entry would end or stop; nobody else touches them meanwhile. */
const spokenFor = (ticket: Late): ReadonlySet<string> =>
  new Set(
    waitingEntries(ticket).flatMap(({ effects }) =>
      effects.flatMap(({ effect, clock, round }) => (effect === 'pause' ? [] : [clockKey(clock, round)])),
    ),
  );

/** What is received, what the program enters itself and what is imported counts as of when it happened. */
const isFree = (order: Order<Message>, free: readonly string[]): boolean =>
  order.meta.actor.role === 'system' || free.includes(order.type);

/**
 * The review of every decision on a ticket: who acts is who may, and what is entered later than the tolerance is recorded at once, but what it
 * would do to clocks waits for a second person. `free` names commands of intake and import. Source: domain notes §3.5 [D].
 */
export const reviewLateEntry =
  (free: readonly string[]) =>
  <E extends Message>(
    ticket: Late,
    order: Order<Message>,
    rules: TicketWorld,
    decision: Decision<E, TicketRejection>,
  ): Decision<E | LateEntryEvent, TicketRejection> => {
    if (!decision.accepted || decision.events.length === 0) return decision;
    const refusal = refusalOfPersons(ticket, order, rules, decision.events, free);
    if (refusal) return refusal;
    if (decision.events.some(decides)) return decision;
    const taken = without(decision.events, spokenFor(ticket));
    const { meta } = order;
    const inTime = minutesBetween(meta.at, meta.now) <= lateEntryTolerance(rules, meta.now);
    const effects = inTime || isFree(order, free) ? [] : taken.flatMap((event) => effectOf(event) ?? []);
    if (effects.length === 0) return accept<E | LateEntryEvent>(...taken);
    const held = new Set(effects.map(({ clock, round }) => clockKey(clock, round)));
    const { ticketId, ticketKind, zone, station, category, crewId } = ticket;
    const asked = LateEntryRequested({
      approvalId: meta.id,
      ticketId,
      ticketKind,
      zone,
      station,
      category,
      crewId,
      enteredAt: meta.now,
      effects,
    });
    return accept<E | LateEntryEvent>(...without(taken, held), asked);
  };

const decisions: ReadonlySet<string> = new Set(
  [LateEntryApproved, LateEntryRefused, ExtensionApproved, SupersessionApproved, ExhaustionApproved].map(({ type }) => type),
);

/** What a second person decides goes past it. */
const decides = ({ type }: Message): boolean => decisions.has(type);

const brought = (ticket: Late, entry: LateEntry, at: Instant, rules: TicketWorld): readonly Draft<ClockEvent>[] =>
  entry.effects.flatMap(({ clock, round, effect, pauseReason, pausedUntil, stopReason, evidence = [] }) => {
    const state = ticket.clocks[clockKey(clock, round)];
    if (!state || !isOpenClock(state)) return [];
    if (effect === 'end') return finishClock(ticket, state, at, rules);
    if (effect === 'stop') return stopReason ? stopClock(ticket, state, stopReason, at, rules) : [];
    const pause = pauseReason && { reason: pauseReason, evidence, from: at, to: entry.resumedAt, until: pausedUntil };
    return pause ? pauseClock(ticket, state, pause, rules) : [];
  });

type Decided = Decision<ClockEvent | LateEntryEvent, TicketRejection>;

/** Why this person may not decide on this entry, or `undefined`. */
const refusalToDecide = ({ by, crewId }: LateEntry, actor: string, { people }: TicketWorld): Decided | undefined => {
  const isOfThatCrew = crewId !== undefined && (actor === crewId || (people?.crews.has(crewId) === true && isOfCrew(people, actor, crewId)));
  if (!isSamePerson(people, actor, by) && !isOfThatCrew) return undefined;
  return reject('ticket/same-person', {
    field: 'actor',
    value: actor,
    allowed: 'another person than the one that entered it, and not of that crew',
  });
};

const about = ({ ticketId, ticketKind, zone, station, category }: Late, approvalId: string, entry: LateEntry) => ({
  approvalId,
  ticketId,
  ticketKind,
  zone,
  station,
  category,
  enteredBy: entry.by,
});

const decide = (
  ticket: Late,
  { data: { approvalId }, meta }: Order<Message<string, LateEntryRef>>,
  rules: TicketWorld,
  decision: 'approved' | 'refused',
  facts: (entry: LateEntry) => readonly Fresh<never>[],
): Decided => {
  const entry = ticket.lateEntries[approvalId];
  if (!entry) return reject('ticket/no-late-entry', { field: 'approvalId', value: approvalId });
  const refusal = refusalToDecide(entry, meta.actor.id, rules);
  if (refusal) return refusal;
  if (entry.decided === decision) return accept();
  if (entry.decided) return reject('ticket/late-entry-decided', { field: 'approvalId', value: approvalId, decided: entry.decided });
  return accept(...facts(entry));
};

/** The entry counts as of when it happened; a breach that it disproves is retracted. */
export const approveLateEntry = (ticket: Late, order: Order<Message<string, LateEntryRef>>, rules: TicketWorld): Decided =>
  decide(ticket, order, rules, 'approved', (entry) => [
    LateEntryApproved(about(ticket, order.data.approvalId, entry)),
    ...brought(ticket, entry, entry.at, rules),
  ]);

/** Nobody stands for it that somebody came: the clock runs on, until the work that was done, or the end of the case, ends it. */
const notCome = (ticket: Late, entry: LateEntry, now: Instant, rules: TicketWorld): readonly Draft<ClockEvent>[] =>
  entry.effects.filter(saysSomebodyCame).flatMap(({ clock, round }) => {
    const state = ticket.clocks[clockKey(clock, round)];
    if (!state || !isOpenClock(state)) return [];
    if (ticket.completedAt !== undefined && round === ticket.round && !isBefore(ticket.completedAt, entry.at)) return finishClock(ticket, state, ticket.completedAt, rules);
    return ticket.phase === 'closed' ? stopClock(ticket, state, 'closed', now, rules) : [];
  });

/** The entry counts as of when it was entered. */
export const refuseLateEntry = (
  ticket: Late,
  order: Order<Message<string, LateEntryRefusal>>,
  rules: TicketWorld,
): Decided =>
  decide(ticket, order, rules, 'refused', (entry) => [
    LateEntryRefused({ ...about(ticket, order.data.approvalId, entry), reason: order.data.reason, ...(isArrival(entry) ? { arrivalUndone: true } : {}) }),
    ...brought(ticket, { ...entry, effects: entry.effects.filter((effect) => !saysSomebodyCame(effect)) }, entry.enteredAt, rules),
    ...notCome(ticket, entry, order.meta.at, rules),
  ]);
