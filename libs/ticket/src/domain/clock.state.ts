import type { EvolveTable, Fact, Instant, RuleRef } from '@heatledger/kernel';
import type { Granted, LimitCalendar } from '@heatledger/rulebook';
import type { Category, ClockName, TicketKind, Urgency } from '@heatledger/vocabulary';
import type { ClockEvent, StopReason } from './clock.kinds.js';

/** One promise of time as it stands. */
export interface ClockState {
  readonly clock: ClockName;
  readonly round: number;
  readonly startsAt: Instant;
  readonly due: Instant;
  readonly phase: 'running' | 'paused' | 'met' | 'late' | 'stopped';
  /** True while a recorded breach counts. */
  readonly breached: boolean;
  readonly pausedAt?: Instant;
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

const running = ({ pausedAt: _pausedAt, stopReason: _stopReason, ...entry }: ClockState): ClockState => ({ ...entry, phase: 'running' });

const started = (before: ClockState | undefined, { data, meta }: OfType<'ClockStarted'>): ClockState => ({
  clock: data.clock,
  round: data.round,
  startsAt: data.startsAt,
  due: data.due,
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
  ...entry,
  due,
  ...(calendar === undefined ? {} : { calendar }),
  ...(timeZone === undefined ? {} : { timeZone }),
  ...(rule ? { rule } : {}),
});

/** The entries for clock facts in an aggregate's `evolve`: `{ ...evolveClocks<Repair>(), RepairReported: … }`. */
export const evolveClocks = <S extends { readonly clocks: ClockBook }>(): EvolveTable<S, ClockEvent> => ({
  ClockStarted: (state, fact) => {
    const key = clockKey(fact.data.clock, fact.data.round);
    return { ...state, clocks: { ...state.clocks, [key]: started(state.clocks[key], fact) } };
  },
  ClockMet: changing((entry) => ({ ...entry, phase: 'met' })),
  ClockBreached: changing((entry) => ({ ...entry, breached: true })),
  ClockBreachRetracted: changing((entry) => ({ ...entry, breached: false })),
  ClockFinishedLate: changing((entry) => ({ ...entry, phase: 'late' })),
  ClockPaused: changing((entry, { meta }) => ({ ...entry, phase: 'paused', pausedAt: meta.at })),
  ClockResumed: changing((entry, { data, meta }) => ({ ...running(entry), due: data.due, pauses: entry.pausedAt === undefined ? entry.pauses : [...entry.pauses, { from: entry.pausedAt, to: meta.at }] })),
  ClockExtended: changing((entry, { data }) => ({ ...entry, due: data.due, granted: [...entry.granted, { from: entry.due, to: data.due, pausesBefore: entry.pauses.length }] })),
  ClockRuleSuperseded: changing(governed),
  ClockDueChanged: changing((entry, { data }) => ({ ...entry, due: data.due })),
  ClockStopped: changing((entry, { data }) => ({ ...entry, phase: 'stopped', stopReason: data.reason })),
});
