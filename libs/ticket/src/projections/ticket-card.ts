import type { Channel, Instant, Message, RecordedFact, RuleRef } from '@heatledger/kernel';
import { millis, type Category, type ClockName, type TicketKind, type Urgency } from '@heatledger/vocabulary';
import type { ClockState } from '../domain/clock.state.js';

/** One promise of time as a screen shows it. */
export interface CardClock {
  readonly clock: ClockName;
  readonly round: number;
  readonly startsAt: Instant;
  /** Null while it waits for the working days of a year. */
  readonly due: Instant | null;
  /** The year it waits for; absent where it waits for none. */
  readonly awaits?: number;
  readonly phase: ClockState['phase'];
  readonly breached: boolean;
  readonly doneAt: Instant | null;
  readonly minutesLate: number;
  readonly pausedMinutes: number;
  readonly rule: RuleRef | null;
}

/** One ticket as it stands; nothing on it names a person. */
export interface TicketCard {
  readonly ticketId: string;
  readonly kind: TicketKind;
  readonly caseNumber: string;
  readonly stream: string;
  /** Revision of the stream, for ETag and If-Match. */
  readonly revision: number;
  readonly open: boolean;
  readonly phase: string;
  readonly round: number;
  readonly category: Category;
  readonly urgency: Urgency | null;
  readonly channel: Channel;
  readonly householdId: string | null;
  readonly zone: string | null;
  readonly station: string | null;
  readonly crewId: string | null;
  /** Staff account of a complaint's handler. */
  readonly officerId: string | null;
  readonly openedAt: Instant;
  readonly openedMs: number;
  readonly changedAt: Instant;
  readonly paused: string | null;
  readonly level: number;
  readonly cause: string | null;
  readonly outcome: string | null;
  readonly answer: string | null;
  readonly exit: string | null;
  /** The earlier ticket it repeats. */
  readonly earlierId: string | null;
  /** The ticket that goes on for it. */
  readonly survivorId: string | null;
  /** Tickets that are merged into this one. */
  readonly merged?: readonly { readonly ticketId: string; readonly caseNumber: string }[];
  /** The ticket it turned into or goes on as. */
  readonly targetId: string | null;
  readonly clocks: readonly CardClock[];
}

interface Opening {
  readonly ticketId: string;
  readonly caseNumber: string;
  readonly category: Category;
  readonly urgency?: Urgency | undefined;
  readonly householdId?: string | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
}

/** The card of a ticket that was just opened. */
export const openedCard = (kind: TicketKind, phase: string, fact: RecordedFact<Message<string, Opening>>): TicketCard => {
  const { data, meta, stream, revision } = fact;
  return {
    ticketId: data.ticketId,
    kind,
    caseNumber: data.caseNumber,
    stream,
    revision,
    open: true,
    phase,
    round: 1,
    category: data.category,
    urgency: data.urgency ?? null,
    channel: meta.channel,
    householdId: data.householdId ?? null,
    zone: data.zone ?? null,
    station: data.station ?? null,
    crewId: null,
    officerId: null,
    openedAt: meta.at,
    openedMs: millis(meta.at),
    changedAt: meta.at,
    paused: null,
    level: 0,
    cause: null,
    outcome: null,
    answer: null,
    exit: null,
    earlierId: null,
    survivorId: null,
    merged: [],
    targetId: null,
    clocks: [],
  };
};

type Change = Partial<Omit<TicketCard, 'ticketId' | 'kind' | 'stream' | 'revision'>>;

/** A card's step for one kind of fact: what the fact changes, beside the revision. A fact of a ticket nobody opened shows nothing. */
export const changing =
  <E extends Message>(change: (data: E['data'], card: TicketCard, fact: RecordedFact<E>) => Change) =>
  (card: TicketCard | null, fact: RecordedFact<E>): TicketCard | null =>
    card && { ...card, revision: fact.revision, changedAt: fact.meta.at, ...change(fact.data, card, fact) };
