import type { Bilingual, Channel } from '@heatledger/kernel';
import type { ConductRules } from './conduct-rules.js';
import type { Source } from './source.js';
import type { Category, ClockName, PauseReason, TicketKind } from '@heatledger/vocabulary';

export type { ConductRules } from './conduct-rules.js';
export type { Source, SourceMark } from './source.js';

/** Time that a limit counts: whole working days after the day of receipt, or certain local hours of every day. */
export type LimitCalendar = 'working-days' | { readonly fromHour: number; readonly toHour: number };

/** A limit of time; the first row that fits a case holds. */
export interface Limit {
  readonly clock: ClockName;
  readonly kinds: readonly TicketKind[];
  /** Every category when absent. */
  readonly categories?: readonly Category[];
  /** Only for what came this way; every way when absent. */
  readonly channels?: readonly Channel[];
  /** Only in the first so many days of the season. */
  readonly firstDaysOfSeason?: number;
  /** Minutes of its calendar; a working day counts as 1440. */
  readonly minutes: number;
  /** Continuous when absent. */
  readonly calendar?: LimitCalendar;
  readonly source: Source;
}

/** One end of a band, tenths of °C, with its inclusivity stated. */
export interface BandEnd {
  readonly tenths: number;
  readonly included: boolean;
}

/** A share of the day's fee between two ends; no end = open on that side. */
export interface Band {
  readonly name: string;
  readonly from?: BandEnd;
  readonly to?: BandEnd;
  readonly percent: number;
}

/** The last day on which an approved refund is paid in time: of the year in which the season ends, so long after its last heated day, or so long after the approval. */
export type PayTerm = { readonly monthDay: string } | { readonly monthsAfterSeason: number } | { readonly daysAfterApproval: number };

/** When the money of an approved refund must be there. */
export interface PayByRule {
  /** As written. */
  readonly say: Bilingual;
  /** The day itself is in time, to its last second; a term of days ends at the minute of the approval. A parent's term holds where the text names no day. */
  readonly term?: PayTerm;
  /** Days from the approval where the day of the term is past by then: no text says it, so it is decided here [D]. */
  readonly daysWhenPast?: number;
  readonly source: Source;
}

export interface RefundRule {
  /** Whether the ends are room temperatures or tenths of °C short of the agreed temperature. */
  readonly scale: 'measured' | 'short-of-agreed';
  readonly bands: readonly Band[];
  /** Cured within so many hours (the last included), nothing is due. */
  readonly graceHours?: number;
  /** Whether days count from the application or from the end of the grace; both ends counted. */
  readonly countFrom: 'application' | 'end-of-grace';
  /** `stated`: the failing rooms' share only where both areas are given. */
  readonly area: 'whole' | 'failing-rooms' | 'stated';
  readonly share: 'all' | 'less-basic-fee';
  /** Absent where the text is silent: a parent's term holds. */
  readonly payBy?: PayByRule;
  /** What is paid back late bears the same rate as what is paid late. */
  readonly lateRefundPenalty?: boolean;
  /** Nothing is due where the user was the cause. */
  readonly excludesUserCause?: boolean;
  /** What the pack decided where the text leaves it open. */
  readonly notes?: readonly Bilingual[];
  readonly source: Source;
}

/** Days not supplied at all are paid back in full once an outage lasts so long. */
export interface OutageRule {
  /** Taken from the parent where absent. */
  readonly afterHours?: { readonly hours: number; readonly included: boolean };
  readonly cumulativeDaysOver?: number;
  /** A metered user gets the basic fee of those days only. */
  readonly metered?: 'basic-fee-only';
  /** How its days are counted, as written; each 24 h begun is a day. Taken from the parent where absent. */
  readonly days?: { readonly say: Bilingual; readonly source: Source };
  readonly source: Source;
}

export interface MeasurementRule {
  readonly closedMinutes?: number;
  readonly heightCentimetres: { readonly from: number; readonly to: number };
  /** Local hours in which a reading does not count: first included, last excluded. */
  readonly forbiddenHours?: readonly { readonly from: number; readonly to: number }[];
  readonly userRefusal?: 'deemed-qualified';
  /** Deemed unqualified, where `tenths` is given as measured at it. */
  readonly companyFailure?: { readonly tenths?: number };
  readonly userCausedExcluded?: boolean;
  readonly retest?: 'lowest';
  /** So many slots on each of so many consecutive days, whose average counts. */
  readonly averaging?: { readonly days: number; readonly slots: number };
  readonly source: Source;
}

/** A versioned set of rules of one jurisdiction, in force from a day; what its sources do not give is absent. */
export interface RulePack extends ConductRules {
  readonly id: string;
  readonly version: string;
  readonly name: Bilingual;
  readonly effectiveFrom: string;
  /** Last day in force. */
  readonly effectiveTo?: string;
  /** Time zone whose days and hours its rules count; the company's when absent. */
  readonly zone?: string;
  /** The pack that answers, by its own name, for limits and outage rules absent here. */
  readonly parent?: string;
  /** Usual season, month-day, used only where none is declared. */
  readonly usualSeason?: { readonly from: string; readonly to: string; /** Local time of the first day, `12:00`; midnight when absent. */ readonly fromTime?: string; /** Local time of the last day; its end when absent. The day counts whole. */ readonly toTime?: string; readonly source: Source };
  readonly limits: readonly Limit[];
  readonly pauseReasons: readonly PauseReason[];
  /** What a room must reach when the contract says nothing else, tenths of °C. */
  readonly thresholdTenths?: number;
  /** What a kitchen must reach, tenths of °C. */
  readonly kitchenTenths?: number;
  readonly refund?: RefundRule;
  readonly outage?: OutageRule;
  readonly measurement?: MeasurementRule;
  /** What is known of the pack beside its rules: newer texts not yet read, choices made. */
  readonly notes?: readonly Bilingual[];
  /** Never part of a pack's data: the packs that answer for what it does not give, where it was looked up among packs that were adopted. */
  readonly line?: readonly RulePack[];
}
