import type { RecordedFact, ViewTable } from '@heatledger/kernel';
import type { ClockEvent } from '../domain/clock.kinds.js';
import type { PromiseEvent } from '../domain/late-entry.kinds.js';
import type { CardClock, TicketCard } from './ticket-card.js';

type Started = RecordedFact<Extract<ClockEvent, { type: 'ClockStarted' }>>;

type OfClock<T extends ClockEvent['type']> = RecordedFact<Extract<ClockEvent, { type: T }>>;

const onClock =
  <T extends ClockEvent['type']>(change: (clock: CardClock, fact: OfClock<T>) => Partial<CardClock>, before = (clock: CardClock): CardClock => clock) =>
  (card: TicketCard | null, fact: OfClock<T>): TicketCard | null => {
    if (!card) return null;
    const { clock, round } = fact.data;
    const clocks = card.clocks.map((entry) =>
      entry.clock === clock && entry.round === round ? { ...before(entry), ...change(entry, fact) } : entry,
    );
    // a breach is dated at the due time, so it says nothing about when the ticket changed last
    return { ...card, revision: fact.revision, clocks };
  };

const settled = ({ awaits: _awaits, ...clock }: CardClock): CardClock => clock;

/** A step that says anew when the clock is due, or what it waits for. */
const onDue = <T extends ClockEvent['type']>(change: (clock: CardClock, fact: OfClock<T>) => Partial<CardClock>) => onClock(change, settled);

/** When it is due, or the year it waits for. */
const whenDue = ({ due, awaits = 0 }: { readonly due?: string | undefined; readonly awaits?: number | undefined }): Pick<CardClock, 'due' | 'awaits'> =>
  due === undefined ? { due: null, awaits } : { due };

const started = (before: CardClock | undefined, { data, meta }: Started): CardClock => ({
  clock: data.clock,
  round: data.round,
  startsAt: data.startsAt,
  ...whenDue(data),
  phase: 'running',
  breached: before?.breached ?? false,
  doneAt: null,
  minutesLate: 0,
  pausedMinutes: before?.pausedMinutes ?? 0,
  rule: meta.rule ?? null,
});

const touched = (card: TicketCard | null, { revision }: RecordedFact<PromiseEvent>): TicketCard | null => card && { ...card, revision };

/** What facts about promises of time change on a card. */
export const cardClocks: ViewTable<TicketCard, PromiseEvent> = {
  ClockStarted: (card, fact) => {
    if (!card) return null;
    const same = (entry: CardClock): boolean => entry.clock === fact.data.clock && entry.round === fact.data.round;
    const entry = started(card.clocks.find(same), fact);
    return { ...card, revision: fact.revision, clocks: [...card.clocks.filter((other) => !same(other)), entry] };
  },
  ClockDueSet: onDue((_, { data }) => ({ due: data.due })),
  ClockDone: onClock((_, { meta }) => ({ phase: 'done', doneAt: meta.at })),
  ClockMet: onClock((_, { meta }) => ({ phase: 'met', doneAt: meta.at })),
  ClockBreached: onClock(() => ({ breached: true })),
  ClockBreachRetracted: onClock(() => ({ breached: false })),
  ClockFinishedLate: onClock((_, { data, meta }) => ({ phase: 'late', doneAt: meta.at, minutesLate: data.minutesLate })),
  ClockPaused: onClock(() => ({ phase: 'paused' })),
  ClockResumed: onDue((clock, { data }) => ({
    phase: 'running',
    ...whenDue(data),
    pausedMinutes: clock.pausedMinutes + data.pausedMinutes,
  })),
  ClockExtended: onClock((_, { data }) => ({ due: data.due })),
  ClockRuleSuperseded: onDue((_, { data, meta }) => ({ due: data.due, rule: meta.rule ?? null })),
  ClockDueChanged: onClock((_, { data }) => ({ due: data.due })),
  ClockStopped: onClock(() => ({ phase: 'stopped' })),
  ExtensionRequested: touched,
  ExtensionApproved: touched,
  ExtensionRefused: touched,
  SupersessionRequested: touched,
  SupersessionApproved: touched,
  SupersessionRefused: touched,
  ExhaustionRequested: touched,
  ExhaustionApproved: touched,
  ExhaustionRefused: touched,
  CaseTakenIn: (card, { data, revision }) => {
    const others = card?.merged?.filter(({ ticketId }) => ticketId !== data.mergedId) ?? [];
    return card && { ...card, revision, merged: [...others, { ticketId: data.mergedId, caseNumber: data.mergedCaseNumber }] };
  },
  CaseGivenBack: (card, { data, revision }) => card && { ...card, revision, merged: card.merged?.filter(({ ticketId }) => ticketId !== data.mergedId) ?? [] },
  AppointmentAgreed: touched,
  MergedCasesServed: touched,
  // a merged case whose requester is to be called back is open again until that is done
  ServedByAnother: (card, { data, revision }) => card && { ...card, revision, open: data.ended || card.open },
  LateEntryRequested: touched,
  LateEntryApproved: touched,
  LateEntryRefused: (card, { data, revision }) =>
    card && { ...card, revision, phase: data.arrivalUndone && card.phase === 'on-site' ? 'assigned' : card.phase },
};
