import type { Message, Projection, RecordedFact, RuleRef } from '@heatledger/kernel';
import type { ClockEvent, ComplaintEvent } from '@heatledger/ticket';
import { clocks, keysIn } from '@heatledger/vocabulary';
import type { ClockRecord } from '../figures/clock-record.js';

type Received = Extract<ComplaintEvent, { type: 'ComplaintReceived' }>;
type Changed = Extract<ComplaintEvent, { type: 'ComplaintSourceChanged' }>;
type Counted = ClockEvent | Received | Changed;

/** The ledger's document: the record and the fields it is found by. */
export interface ClockLedgerEntry extends ClockRecord {
  readonly key: string;
}

interface OfClock {
  readonly ticketId: string;
  readonly clock: string;
  readonly round: number;
}

const keyOf = ({ ticketId, clock, round }: OfClock): string => `${ticketId}/${clock}/${round}`;

const ruleText = (rule: RuleRef | undefined): string | null => (rule ? `${rule.pack}@${rule.version}` : null);

type Started = Extract<ClockEvent, { type: 'ClockStarted' }>;

const started = (before: ClockLedgerEntry | null, { data, meta }: RecordedFact<Started>): ClockLedgerEntry => {
  const due = { from: meta.at, due: data.due ?? null };
  // a clock that runs again after an unmerge goes on where it was
  if (before && before.dues.length > 0) return { ...before, doneAt: null, stoppedAt: null };
  return {
    key: keyOf(data),
    ticketId: data.ticketId,
    ticketKind: data.ticketKind,
    clock: data.clock,
    round: data.round,
    category: data.category,
    zone: data.zone ?? null,
    station: data.station ?? null,
    crewId: data.crewId ?? null,
    channel: meta.channel,
    startsAt: data.startsAt,
    dues: [due],
    doneAt: null,
    stoppedAt: null,
    extensions: [],
    granted: [],
    ...(data.calendar === undefined ? {} : { calendar: data.calendar }),
    ...(data.timeZone === undefined ? {} : { timeZone: data.timeZone }),
    pauses: [],
    rule: ruleText(meta.rule),
  };
};

/** A request that its source gave no due time is counted as such; an own complaint gets its clocks by facts of their own. */
const received = (_: ClockLedgerEntry | null, { data, meta }: RecordedFact<Received>): ClockLedgerEntry => ({
  key: `${data.ticketId}/resolve/1`,
  ticketId: data.ticketId,
  ticketKind: 'complaint',
  clock: 'resolve',
  round: 1,
  category: data.category,
  zone: data.zone ?? null,
  station: data.station ?? null,
  crewId: null,
  channel: meta.channel,
  startsAt: meta.at,
  dues: [],
  doneAt: null,
  stoppedAt: null,
  extensions: [],
  granted: [],
  pauses: [],
  rule: null,
});

const changing =
  <E extends Message>(change: (entry: ClockLedgerEntry, fact: RecordedFact<E>) => Partial<ClockLedgerEntry>) =>
  (entry: ClockLedgerEntry | null, fact: RecordedFact<E>): ClockLedgerEntry | null =>
    entry && { ...entry, ...change(entry, fact) };

/** Every clock that a ticket can have had by a round. */
const clocksBy = ({ ticketId, round }: Changed['data']): readonly string[] =>
  Array.from({ length: round }, (_, index) => keysIn(clocks).map((clock) => keyOf({ ticketId, clock, round: index + 1 }))).flat();

const keyOfReceived = ({ ticketId, externalId }: Received['data']): string | null => (externalId === undefined ? null : keyOf({ ticketId, clock: 'resolve', round: 1 }));

/** Every clock with all its instants, so that figures for any date follow from it. */
export const clockLedger: Projection<ClockLedgerEntry, Counted> = {
  name: 'clock-ledger',
  version: 3,
  doc: 'Every promise of time with its due times, pauses, extensions and end: what compliance by clause is counted from.',
  key: ({ type, data }) => {
    if (type === 'ComplaintReceived') return keyOfReceived(data);
    return type === 'ComplaintSourceChanged' ? clocksBy(data) : keyOf(data);
  },
  evolve: {
    ComplaintReceived: received,
    ComplaintSourceChanged: changing((_, { data }) => ({ zone: data.zone ?? null, station: data.station ?? null, category: data.category })),
    ClockStarted: started,
    // what it waited for is known now, and held from the beginning
    ClockDueSet: changing((entry, { data }) => ({ dues: entry.dues.map(({ from, due }) => ({ from, due: due ?? data.due })) })),
    ClockDone: changing((_, { meta }) => ({ doneAt: meta.at })),
    ClockMet: changing((_, { meta }) => ({ doneAt: meta.at })),
    ClockFinishedLate: changing((_, { meta }) => ({ doneAt: meta.at })),
    ClockBreached: changing(() => ({})),
    ClockBreachRetracted: changing(() => ({})),
    ClockPaused: changing((entry, { data, meta }) => ({ pauses: [...entry.pauses, { from: meta.at, to: null, reason: data.reason }] })),
    ClockResumed: changing((entry, { data, meta }) => ({
      pauses: entry.pauses.map((pause) => (pause.to === null ? { ...pause, to: meta.at } : pause)),
      dues: [...entry.dues, { from: meta.at, due: data.due ?? null }],
    })),
    ClockExtended: changing((entry, { data, meta }) => ({
      extensions: [...entry.extensions, meta.at],
      granted: [...entry.granted, { from: data.previousDue, to: data.due, pausesBefore: entry.pauses.filter(({ to }) => to !== null).length }],
      dues: [...entry.dues, { from: meta.at, due: data.due }],
    })),
    ClockRuleSuperseded: changing((entry, { data, meta }) => ({ dues: [...entry.dues, { from: meta.at, due: data.due }], calendar: data.calendar, timeZone: data.timeZone, rule: ruleText(meta.rule) })),
    // a correction: nobody says since when it held, so it holds from the beginning; answers as of an earlier recording keep the one before
    ClockDueChanged: changing((entry, { data }) => ({ dues: entry.dues.slice(0, 1).map(({ from }) => ({ from, due: data.due })) })),
    ClockStopped: changing((_, { meta }) => ({ stoppedAt: meta.at })),
  },
  indexes: { byClock: ['clock'], byTicket: ['ticketId'] },
};
