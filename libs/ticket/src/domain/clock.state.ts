import type { EvolveTable, Fact, Instant, RuleRef } from '@heatledger/kernel';
import type { Granted, LimitCalendar } from '@heatledger/rulebook';
import type { Category, ClockName, TicketKind, Urgency } from '@heatledger/vocabulary';
import type { ClockEvent, StopReason } from './clock.kinds.js';

/** What a due time waits for, and what it will be computed from. */
export interface Awaited {
  readonly year: number;
  /** Counted minutes promised; absent where it had a due time before its pauses. */
  readonly minutes?: number | undefined;
  /** When it was due before the pauses. */
  readonly due?: Instant | undefined;
  /** Pauses since, all over. */
  readonly pauses: readonly { readonly from: Instant; readonly to: Instant }[];
}

/** One promise of time as it stands. */
export interface ClockState {
  readonly clock: ClockName;
  readonly round: number;
  readonly startsAt: Instant;
  /** Absent while it waits for the working days of a year. */
  readonly due?: Instant;
  readonly waits?: Awaited;
  /** `done`: finished while its due time was not known. */
  readonly phase: 'running' | 'paused' | 'done' | 'met' | 'late' | 'stopped';
  /** When it was finished or stopped, where its due time waited then. */
  readonly endedAt?: Instant;
  /** True while a recorded breach counts. */
  readonly breached: boolean;
  readonly pausedAt?: Instant;
  /** When it runs on by itself at the latest. */
  readonly pausedUntil?: Instant;
  /** Pauses that are over. */
  readonly pauses: readonly { readonly from: Instant; readonly to: Instant }[];
  readonly granted: readonly Granted[];
  /** Time that counts; continuous when absent. */
  readonly calendar?: LimitCalendar;
  /** Zone in which it counts, where the pack that gave the rule has one of its own. */
  readonly timeZone?: string;
  readonly stopReason?: StopReason;
  /** The rule its due time was computed under. */
  readonly rule?: RuleRef;
}

/** Every clock a ticket ever had, by `clockKey`. */
export type ClockBook = Readonly<Record<string, ClockState>>;

/** What a ticket's state must hold so that clocks can run on it. */
export interface Clocked {
  readonly ticketId: string;
  readonly ticketKind: TicketKind;
  readonly category: Category;
  readonly urgency?: Urgency | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly crewId?: string | undefined;
  /** From 1; a ticket that comes back begins the next. */
  readonly round: number;
  readonly clocks: ClockBook;
}

export const clockKey = (clock: ClockName, round: number): string => `${clock}#${round}`;

export const clocksOf = (book: ClockBook): readonly ClockState[] => Object.values(book);

/** Running or paused. */
export const isOpenClock = ({ phase }: Pick<ClockState, 'phase'>): boolean => phase === 'running' || phase === 'paused';

/** The latest clock of that name, whatever its phase. */
export const latestClock = (book: ClockBook, clock: ClockName): ClockState | undefined =>
  clocksOf(book)
    .filter((entry) => entry.clock === clock)
    .reduce<ClockState | undefined>((latest, entry) => (latest === undefined || entry.round > latest.round ? entry : latest), undefined);

/** Since when any clock stands still; `undefined` when none does. */
export const pausedSince = (book: ClockBook): Instant | undefined => clocksOf(book).find(({ phase }) => phase === 'paused')?.pausedAt;

type OfType<T extends ClockEvent['type']> = Fact<Extract<ClockEvent, { type: T }>>;

const changing =
  <S extends { readonly clocks: ClockBook }, T extends ClockEvent['type']>(change: (entry: ClockState, fact: OfType<T>) => ClockState) =>
  (state: S, fact: OfType<T>): S => {
    const { data }: Fact<ClockEvent> = fact;
    const key = clockKey(data.clock, data.round);
    const entry = state.clocks[key];
    return entry ? { ...state, clocks: { ...state.clocks, [key]: change(entry, fact) } } : state;
  };

const running = ({ pausedAt: _pausedAt, pausedUntil: _pausedUntil, stopReason: _stopReason, endedAt: _endedAt, ...entry }: ClockState): ClockState => ({
  ...entry,
  phase: 'running',
});

/** With a due time, and waiting for none. */
const settled = ({ due: _due, waits: _waits, ...entry }: ClockState, due: Instant): ClockState => ({ ...entry, due });

/** What a clock has of a due time, or waits for; one that starts again after an unmerge waits as before. */
const whenDue = (
  before: ClockState | undefined,
  { due, awaits: year, minutes }: OfType<'ClockStarted'>['data'],
): Pick<ClockState, 'due' | 'waits'> =>
  due === undefined ? { waits: before?.waits ?? { year: year ?? 0, minutes, pauses: [] } } : { due };

const started = (before: ClockState | undefined, { data, meta }: OfType<'ClockStarted'>): ClockState => ({
  clock: data.clock,
  round: data.round,
  startsAt: data.startsAt,
  ...whenDue(before, data),
  phase: 'running',
  // a clock that starts again after an unmerge keeps the breach that was recorded before
  breached: before?.breached ?? false,
  pauses: before?.pauses ?? [],
  granted: before?.granted ?? [],
  ...(data.calendar === undefined ? {} : { calendar: data.calendar }),
  ...(data.timeZone === undefined ? {} : { timeZone: data.timeZone }),
  ...(meta.rule ? { rule: meta.rule } : {}),
});

const governed = ({ calendar: _calendar, timeZone: _timeZone, rule: _rule, ...entry }: ClockState, { data: { due, calendar, timeZone }, meta: { rule } }: OfType<'ClockRuleSuperseded'>): ClockState => ({
  ...settled(entry, due),
  ...(calendar === undefined ? {} : { calendar }),
  ...(timeZone === undefined ? {} : { timeZone }),
  ...(rule ? { rule } : {}),
});

/** Runs on; where the years it needs are not announced, what it was due before and the pause are kept until they are. */
const resumed = (entry: ClockState, { data: { due, awaits: year }, meta }: OfType<'ClockResumed'>): ClockState => {
  const over = entry.pausedAt === undefined ? [] : [{ from: entry.pausedAt, to: meta.at }];
  const { due: before, waits = { due: before, pauses: [] }, ...rest } = running({ ...entry, pauses: [...entry.pauses, ...over] });
  if (due !== undefined) return { ...rest, due };
  return { ...rest, waits: { ...waits, year: year ?? 0, pauses: [...waits.pauses, ...over] } };
};

/** The entries for clock facts in an aggregate's `evolve`: `{ ...evolveClocks<Repair>(), RepairReported: … }`. */
export const evolveClocks = <S extends { readonly clocks: ClockBook }>(): EvolveTable<S, ClockEvent> => ({
  ClockStarted: (state, fact) => {
    const key = clockKey(fact.data.clock, fact.data.round);
    return { ...state, clocks: { ...state.clocks, [key]: started(state.clocks[key], fact) } };
  },
  ClockDueSet: changing((entry, { data }) => settled(entry, data.due)),
  ClockDone: changing((entry, { meta }) => ({ ...entry, phase: 'done', endedAt: meta.at })),
  ClockMet: changing((entry) => ({ ...entry, phase: 'met' })),
  ClockBreached: changing((entry) => ({ ...entry, breached: true })),
  ClockBreachRetracted: changing((entry) => ({ ...entry, breached: false })),
  ClockFinishedLate: changing((entry) => ({ ...entry, phase: 'late' })),
  ClockPaused: changing((entry, { data, meta }) => ({ ...entry, phase: 'paused', pausedAt: meta.at, ...(data.until === undefined ? {} : { pausedUntil: data.until }) })),
  ClockResumed: changing(resumed),
  ClockExtended: changing((entry, { data }) => ({
    ...settled(entry, data.due),
    granted: [...entry.granted, { from: data.previousDue, to: data.due, pausesBefore: entry.pauses.length }],
  })),
  ClockRuleSuperseded: changing(governed),
  ClockDueChanged: changing((entry, { data }) => ({ ...entry, due: data.due })),
  ClockStopped: changing((entry, { data: { reason: stopReason }, meta }) => ({
    ...entry,
    phase: 'stopped',
    stopReason,
    ...(entry.waits ? { endedAt: meta.at } : {}),
  })),
});
