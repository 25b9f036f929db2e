import { project, type Instant, type Projection, type RecordedFact, type Told, type ViewTable } from '@heatledger/kernel';
import { compareInstants, millis, type ClockName } from '@heatledger/vocabulary';
import { cardSteps, ticketCard, type TicketEvent } from './ticket-card.projection.js';
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

type DueClock = CardClock & { readonly due: Instant };

const isRunning = (clock: CardClock): clock is DueClock => clock.phase === 'running' && clock.due !== null;

/** One whose due time waits for a year's working days is not next of anything. */
const firstDue = (clocks: readonly CardClock[]): DueClock | undefined =>
  clocks
    .filter(isRunning)
    .reduce<DueClock | undefined>((first, clock) => (first && compareInstants(first.due, clock.due) <= 0 ? first : clock), undefined);

const entryOf = (card: TicketCard): QueueEntry => {
  const next = firstDue(card.clocks);
  return { ...card, nextClock: next?.clock ?? null, nextDue: next?.due ?? null, dueMs: next ? millis(next.due) : NEVER_MS, overdue: next?.breached ?? false };
};

const next = (entry: QueueEntry | null, fact: RecordedFact<TicketEvent>, key: string, told: Told): QueueEntry | null => {
  const card = project<TicketCard, TicketEvent>(ticketCard, entry, fact, key, told);
  return card && entryOf(card);
};

/** Tickets by what falls due next; closed and merged ones stay as `open: false`, since both can be undone. */
export const ticketQueue: Projection<QueueEntry, TicketEvent> = {
  name: 'ticket-queue',
  version: 2,
  doc: 'Open tickets by crew, zone, kind and due time.',
  key: ({ data }) => data.ticketId,
  evolve: Object.fromEntries(Object.keys(cardSteps).map((type) => [type, next])) as ViewTable<QueueEntry, TicketEvent>,
  indexes: {
    'by-due': ['open', 'dueMs'],
    'by-crew': ['open', 'crewId', 'dueMs'],
    'by-officer': ['open', 'officerId', 'dueMs'],
    'by-zone': ['open', 'zone', 'dueMs'],
    'by-kind': ['open', 'kind', 'dueMs'],
    'by-kind-and-zone': ['open', 'kind', 'zone', 'dueMs'],
  },
};
