import type { Bilingual, Channel, Detail, Instant, RuleRef } from '@heatledger/kernel';
import type { Category, ClockName, PauseReason, ReadingOrigin, SeasonFacts, TicketKind, Urgency, VisitOutcome } from '@heatledger/vocabulary';
import type { WorkCalendar } from './calendar-years.js';
import type { LimitCalendar, RulePack } from './pack.js';

/** What decisions need to know of the rules at an instant: the pack in force and the season as declared. */
export interface RulesInForce {
  readonly pack: RulePack;
  readonly season: SeasonFacts | null;
  /** Years whose working days are known; those shipped with the program when absent. */
  readonly years?: WorkCalendar | undefined;
  /** The company's zone, for packs that have none of their own; that of a company that said nothing when absent. */
  readonly zone?: string | undefined;
}

/** An answer, or why there is none; the code is one of the rulebook's closed set. */
export type Ruled<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: RulebookRefusal; readonly detail: Detail };

export type RulebookRefusal =
  | 'rulebook/rule-missing'
  | 'rulebook/bad-case'
  | 'rulebook/bad-pack'
  | 'rulebook/wrong-date'
  | 'rulebook/unknown-pack'
  | 'rulebook/calendar-unknown';

/** When a clock falls due and why; or, while working days that it needs are not announced, what is promised and which year it waits for. */
export interface DueTime {
  readonly clock: ClockName;
  /** Absent while it waits. */
  readonly due?: Instant;
  /** Year whose working days have to be announced first. */
  readonly awaits?: number;
  /** Counted minutes that are promised. */
  readonly minutes: number;
  /** Time that counts; continuous when absent. */
  readonly calendar?: LimitCalendar;
  /** Zone in which it counts, where the pack that gives the rule has one of its own. */
  readonly timeZone?: string;
  readonly rule: RuleRef;
}

export interface ClockCase {
  readonly kind: TicketKind;
  readonly category: Category;
  readonly urgency?: Urgency;
  readonly channel: Channel;
  /** When the clock starts. */
  readonly at: Instant;
}

/** An unrounded factor of a sum, kept as a fraction of integers. */
export interface Factor {
  readonly name: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** What a refund is computed from; temperatures in tenths of °C, areas in tenths of m², money in fen. */
export interface RefundCase {
  readonly basis: 'cold-rooms' | 'outage';
  readonly seasonFeeFen: number;
  /** Heated days of the season. */
  readonly seasonDays: number;
  /** First and last failing instant: application (or notice) and pass (or restoration). Absent only where `days` are stated. */
  readonly from?: Instant;
  readonly to?: Instant;
  /** Failing days when the officer states them; else counted from `from` and `to` by the pack. */
  readonly days?: number;
  readonly measuredTenths?: number;
  readonly contractTenths?: number;
  readonly billedAreaTenths?: number;
  readonly failingAreaTenths?: number;
  /** Basic part of the season fee, for packs whose bands apply to the rest only. */
  readonly basicFeeFen?: number;
  /** The user was found to be the cause. */
  readonly userCaused?: boolean;
  /** Heat is billed by meter. */
  readonly metered?: boolean;
  /** Readings of single days in place of one temperature for all days. */
  readonly readings?: readonly RefundReading[];
  /** The season whose days can be paid; that of the rules when absent. */
  readonly season?: HeatedSpan;
  /** When it is asked: no later day is paid. */
  readonly now?: Instant;
}

/** A heated season, its end not included. */
export interface HeatedSpan {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** A day's reading, or what came of the visit instead. */
export interface RefundReading {
  /** Local day, `2026-01-05`. */
  readonly on: string;
  readonly measuredTenths?: number;
  readonly by: ReadingOrigin;
  readonly outcome?: VisitOutcome;
}

/** A refund with everything that explains it. */
export interface Refund {
  readonly fen: number;
  readonly days: number;
  /** The local days that are paid, where it is known which. */
  readonly on: readonly string[];
  /** First and last instant that counted, where days outside the season were left out. */
  readonly counted?: { readonly from: Instant; readonly to: Instant };
  /** The pack's name of the band, e.g. `14≤t<16`. */
  readonly band: string;
  readonly factors: readonly Factor[];
  /** Sentences that a resident can read. */
  readonly trace: readonly Bilingual[];
  readonly rule: RuleRef;
}

/** One slot of a series of readings whose average counts. */
export interface SlotReading {
  readonly at: Instant;
  readonly roomTenths: number;
}

/** An average kept exactly, as the sum of tenths of °C and how many went into it. */
export interface Average {
  readonly sumTenths: number;
  readonly count: number;
}

/** A room reading with the conditions under which it was taken. */
export interface Reading {
  readonly roomTenths: number;
  readonly contractTenths: number;
  readonly at: Instant;
  /** Minutes for which doors and windows had been closed. */
  readonly closedMinutes: number;
  readonly heightCentimetres: number;
  readonly instrumentValidUntil: string;
  readonly signedByUser: 'signed' | 'refused' | 'absent';
  readonly signedByCompany: boolean;
  /** The series whose average counts, in place of one temperature; the conditions hold for all of it. */
  readonly slots?: readonly SlotReading[];
  readonly outdoorMeanTenths?: number;
  /** Where the outdoor mean comes from. */
  readonly outdoorSource?: string;
  /** Outdoor design temperature of the place, tenths of °C; with the mean it decides whether the promise held that day. */
  readonly outdoorDesignTenths?: number;
  /** A bedroom or living room when absent. */
  readonly room?: 'kitchen' | 'bathroom' | 'other';
  /** Whether the home is heated that day; heated when absent. */
  readonly heating?: 'on' | 'stopped' | 'suspended';
  readonly userCaused: boolean;
}

export interface Verdict {
  readonly valid: boolean;
  /** Why it is not valid, or what was deemed. */
  readonly reasons: readonly Bilingual[];
  readonly result: 'qualified' | 'below' | 'none';
  /** What the slots of a series amount to. */
  readonly average?: Average;
  /** What the room must reach, tenths of °C. */
  readonly thresholdTenths: number;
  /** How far below, tenths of °C; 0 when not below. */
  readonly shortTenths: number;
  readonly rule: RuleRef;
}

/** A pause that is over, of a clock that was due at `due` when it began; the calendar is that of the clock. */
export interface PauseOfClock {
  readonly startsAt: Instant;
  readonly due: Instant;
  readonly pausedAt: Instant;
  readonly resumedAt: Instant;
  readonly calendar?: LimitCalendar | undefined;
  readonly timeZone?: string | undefined;
}

/** A clock whose due time waits for the working days of a year: what was promised, or when it was due before a pause, and the pauses since. */
export interface WaitingClock {
  readonly startsAt: Instant;
  /** Counted minutes that were promised; absent where it had a due time before. */
  readonly minutes?: number | undefined;
  /** When it was due before the first of the pauses. */
  readonly due?: Instant | undefined;
  /** Pauses since, all over, in the order in which they were recorded. */
  readonly pauses: readonly Span[];
  readonly calendar?: LimitCalendar | undefined;
  readonly timeZone?: string | undefined;
}

/** A clock that goes over to another rule at `at`: what was paused and what was granted under the rule before. */
export interface ClockSoFar {
  readonly clock: ClockName;
  readonly at: Instant;
  /** Pauses that are over, in the order in which they were recorded. */
  readonly pauses: readonly Span[];
  readonly granted: readonly Granted[];
  /** Time that counted under the rule before. */
  readonly calendar?: LimitCalendar | undefined;
  readonly timeZone?: string | undefined;
}

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** More time that was granted: from the due time before to the one after, when so many pauses were over. */
export interface Granted extends Span {
  readonly pausesBefore: number;
}

/** The functions of the rulebook that contexts call. */
export interface Rulebook {
  /** Every clock that starts with a case, or those asked for, each with its due time. */
  dueTimes(rules: RulesInForce, clockCase: ClockCase, only?: readonly ClockName[]): Ruled<readonly DueTime[]>;
  /** The due time after a pause: exactly the counted time that remained at `pausedAt` runs on from `resumedAt`. */
  dueAfterPause(pause: PauseOfClock, rules: Pick<RulesInForce, 'years' | 'zone'>): Ruled<Instant>;
  /** The due time of a clock that waited for working days to be announced; refused while they are not. */
  dueOnceKnown(clock: WaitingClock, rules: Pick<RulesInForce, 'years' | 'zone'>): Ruled<Instant>;
  /** The due time of a clock that goes over to these rules: paused time lost nowhere, granted time kept, and not before it goes over. */
  dueUnder(rules: RulesInForce, clockCase: ClockCase, clock: ClockSoFar): Ruled<DueTime & { readonly due: Instant }>;
  mayPause(rules: RulesInForce, reason: PauseReason): boolean;
  refund(rules: RulesInForce, refundCase: RefundCase): Ruled<Refund>;
  verdict(rules: RulesInForce, reading: Reading): Ruled<Verdict>;
}
