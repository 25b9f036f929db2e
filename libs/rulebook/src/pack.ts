import type { Bilingual } from '@heatledger/kernel';
import type { Category, ClockName, PauseReason, TicketKind } from '@heatledger/vocabulary';

/** How a figure is known: read in the law itself, found at second hand, remembered, or decided here. Only the first may be presented as law. */
export type SourceMark = 'V' | 'P' | 'M' | 'D';

export interface Source {
  readonly mark: SourceMark;
  /** Law and clause, or where the figure comes from. */
  readonly text: string;
}

/** A limit of time; the first row that fits a case holds. */
export interface Limit {
  readonly clock: ClockName;
  readonly kinds: readonly TicketKind[];
  /** Every category when absent. */
  readonly categories?: readonly Category[];
  /** Only in the first so many days of the season. */
  readonly firstDaysOfSeason?: number;
  /** Continuous minutes, or minutes' worth of whole working days (1440 each) under the working-day calendar. */
  readonly minutes: number;
  /** Continuous when absent. */
  readonly calendar?: 'working-days';
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
  /** When the money must be there, as written. */
  readonly payBy?: Bilingual;
  readonly lateRefundPenalty?: boolean;
  /** What the pack decided where the text leaves it open. */
  readonly notes?: readonly Bilingual[];
  readonly source: Source;
}

/** Days not supplied at all are paid back in full once an outage lasts so long. */
export interface OutageRule {
  readonly afterHours?: { readonly hours: number; readonly included: boolean };
  readonly cumulativeDaysOver?: number;
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
  readonly source: Source;
}

/** A versioned set of rules of one jurisdiction, in force from a day; what its sources do not give is absent. */
export interface RulePack {
  readonly id: string;
  readonly version: string;
  readonly name: Bilingual;
  readonly effectiveFrom: string;
  /** Last day in force. */
  readonly effectiveTo?: string;
  /** The pack that answers, by its own name, for limits and outage rules absent here. */
  readonly parent?: string;
  /** Usual season, month-day, used only where none is declared. */
  readonly usualSeason?: { readonly from: string; readonly to: string; readonly source: Source };
  readonly limits: readonly Limit[];
  readonly pauseReasons: readonly PauseReason[];
  /** What a room must reach when the contract says nothing else, tenths of °C. */
  readonly thresholdTenths?: number;
  readonly refund?: RefundRule;
  readonly outage?: OutageRule;
  readonly measurement?: MeasurementRule;
}
