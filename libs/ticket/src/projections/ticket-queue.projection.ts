import type { Instant, Message, Projection, RecordedFact, ViewTable } from '@heatledger/kernel';
import { compareInstants, millis, type ClockName } from '@heatledger/vocabulary';
import { cardSteps, type TicketEvent } from './ticket-card.projection.js';
import type { CardClock, TicketCard } from './ticket-card.js';

/** Where tickets without a running clock stand in the order by due time: at the end. */
export const NEVER_MS = 8_640_000_000_000_000;

/** A ticket and what falls due next on it. */
export interface QueueEntry extends TicketCard {
  /** The running clock that falls due first. */
  readonly nextClock: ClockName | null;
  readonly nextDue: Instant | null;
  /** `nextDue` in milliseconds since 1970 UTC, for the order; `NEVER_MS` when nothing runs. */
  readonly dueMs: number;
  /** True when a clock that still runs is past its due time on record. */
  readonly overdue: boolean;
}

const firstDue = (clocks: readonly CardClock[]): CardClock | undefined =>
  clocks.filter(({ phase }) => phase === 'running').reduce<CardClock | undefined>((first, clock) => (first && compareInstants(first.due, clock.due) <= 0 ? first : clock), undefined);

const entryOf = (card: TicketCard): QueueEntry => {
  const next = firstDue(card.clocks);
  return { ...card, nextClock: next?.clock ?? null, nextDue: next?.due ?? null, dueMs: next ? millis(next.due) : NEVER_MS, overdue: next?.breached ?? false };
};

type Step = (card: TicketCard | null, fact: RecordedFact<Message>, key: string) => TicketCard | null;

const queued = <E extends Message>(steps: ViewTable<TicketCard, E>): ViewTable<QueueEntry, E> => {
  const entries = Object.entries<Step>(steps as Record<string, Step>).map(([type, step]) => {
    const next = (entry: QueueEntry | null, fact: RecordedFact<Message>, key: string): QueueEntry | null => {
      const card = step(entry, fact, key);
      return card && entryOf(card);
    };
    return [type, next] as const;
  });
  return Object.fromEntries(entries) as ViewTable<QueueEntry, E>;
};

/** Tickets by what falls due next; closed and merged ones stay as `open: false`, since both can be undone. */
export const ticketQueue: Projection<QueueEntry, TicketEvent> = {
  name: 'ticket-queue',
  version: 1,
  doc: 'Open tickets by crew, zone, kind and due time.',
  key: ({ data }) => data.ticketId,
  evolve: queued(cardSteps),
  indexes: {
    'by-due': ['open', 'dueMs'],
    'by-crew': ['open', 'crewId', 'dueMs'],
    'by-officer': ['open', 'officerId', 'dueMs'],
    'by-zone': ['open', 'zone', 'dueMs'],
    'by-kind': ['open', 'kind', 'dueMs'],
    'by-kind-and-zone': ['open', 'kind', 'zone', 'dueMs'],
  },
};
