import type { Bilingual } from '@heatledger/kernel';
import type { ClockName, PauseReason } from '@heatledger/vocabulary';
import type { KpiName } from './kpi-names.js';
import type { Source } from './source.js';

/** What is owed for paying late: so many thousandths of the debt a day. */
export interface LateFeeRule {
  readonly permillePerDay: number;
  /** The rate is a ceiling; the contract sets the rate. */
  readonly isCeiling?: boolean;
  /** Never more than this share of the season fee. */
  readonly capPercent?: number;
  readonly source: Source;
}

/** How long a clock stands still for a reason at the most. */
export interface PauseRule {
  readonly longestMinutes: Readonly<Partial<Record<PauseReason, number>>>;
  readonly source: Source;
}

/** What must happen before heat may be cut off for a debt: a written demand and so many days. */
export interface SuspensionRule {
  readonly demandDays: number;
  readonly source: Source;
}

/** Stop and resumption of heating at the user's wish. */
export interface StopRule {
  /** Apply so many days before the season, or by a month-day of the season's year. */
  readonly applyDaysBefore?: number;
  readonly applyBy?: string;
  /** Share of the season fee charged while stopped, where the home can be shut off. */
  readonly chargePercent?: number;
  readonly processedDays?: number;
  /** By this month-day: last year's stopped user who has not paid stays stopped, one who has paid in full resumes. */
  readonly deemedOn?: string;
  readonly source: Source;
}

/** The two-part tariff and what a metered bill may reach. */
export interface TariffRule {
  /** The basic part is at most this share of the price by area. */
  readonly basicPercentMax?: number;
  /** A metered bill is at most this share of the bill by area. */
  readonly meteredCapPercent?: number;
  readonly source: Source;
}

/** Notice before planned works. */
export interface NoticeRule {
  readonly noticeDays: number;
  /** Only where the stop lasts longer than this. */
  readonly overHours?: number;
  readonly source: Source;
}

/** Days before the season by which something must be under way. */
export interface BeforeSeasonRule {
  readonly daysBefore: number;
  readonly source: Source;
}

export const incidentMeasures = ['deaths', 'seriousInjuries', 'lossFen', 'households', 'outageHours', 'fuelDays'] as const;
export type IncidentMeasure = (typeof incidentMeasures)[number];
export const incidentGrades = ['I', 'II', 'III', 'IV'] as const;
export type IncidentGrade = (typeof incidentGrades)[number];

/** Grade of an incident by one measure: the gravest grade whose number is reached; IV below all of them. */
export interface IncidentRule {
  readonly measure: IncidentMeasure;
  /** The number itself belongs to the grade. */
  readonly atLeast: Readonly<Partial<Record<IncidentGrade, number>>>;
  readonly source: Source;
}

/** Warning colours by the lowest temperature forecast, tenths of °C, the gravest last. */
export interface ColdWarningRule {
  readonly colours: readonly { readonly colour: 'yellow' | 'orange' | 'red'; readonly atMostTenths: number }[];
  readonly source: Source;
}

/** What a rate must reach, in tenths of a percent (‰). */
export interface KpiTarget {
  readonly kpi: KpiName;
  readonly permille: number;
  readonly sense: 'at-least' | 'at-most';
  readonly source: Source;
}

/** The span of time that a rate is defined by: handled within so many minutes, repeated within so many days. */
export interface KpiLimit {
  readonly kpi: KpiName;
  readonly minutes: number;
  readonly source: Source;
}

/** A scale of points with its grades and what loses everything. */
export interface ScoringScheme {
  readonly total: number;
  /** Absent where the item table is not known. They sum to the total. */
  readonly weights?: Readonly<Record<string, number>>;
  /** The best first; a grade holds its lower end. */
  readonly grades: readonly { readonly grade: string; readonly name: Bilingual; readonly atLeast: number }[];
  /** Any one of these puts the unit into the last grade. */
  readonly vetoes: readonly { readonly veto: string; readonly name: Bilingual }[];
  readonly source: Source;
}

/** To which level a broken promise of time goes, by clock; a clock without one stays where it is. */
export interface EscalationRule {
  readonly levels: Readonly<Partial<Record<ClockName, number>>>;
  readonly source: Source;
}

export const findingSeverities = ['minor', 'major', 'critical'] as const;
export type FindingSeverity = (typeof findingSeverities)[number];

/** Terms of the company's own inspections, minutes. */
export interface InspectionRule {
  /** From the demand to the rectification, by the weight of the finding. */
  readonly rectificationMinutes?: Readonly<Record<FindingSeverity, number>>;
  /** From an objection to the inspection of its site. */
  readonly disputeMinutes?: number;
  readonly source: Source;
}

/** How late something may be entered before it needs a second person to count. */
export interface LateEntryRule {
  readonly toleranceMinutes: number;
  readonly source: Source;
}

/** When the levels of the company count as exhausted. */
export interface ExhaustionRule {
  /** Rounds that must have been decided. */
  readonly decidedRounds: number;
  readonly source: Source;
}

/** Rules of money, notice, incidents and appraisal; each absent where its source is silent. */
export interface ConductRules {
  readonly lateFee?: LateFeeRule;
  readonly suspension?: SuspensionRule;
  readonly stop?: StopRule;
  readonly tariff?: TariffRule;
  readonly plannedStop?: NoticeRule;
  readonly overhaul?: NoticeRule;
  /** Notice of filling the network with water and of its pressure test. */
  readonly filling?: NoticeRule;
  /** Heating on trial. */
  readonly trialRun?: BeforeSeasonRule;
  /** Everything ready to heat. */
  readonly readiness?: BeforeSeasonRule;
  /** Stops that last so long must be announced and reported. */
  readonly outageNotice?: { readonly fromHours: number; readonly source: Source };
  readonly incidents?: readonly IncidentRule[];
  readonly coldWarning?: ColdWarningRule;
  readonly kpis?: readonly KpiTarget[];
  /** Spans that belong to the definition of a rate, apart from its target. */
  readonly kpiLimits?: readonly KpiLimit[];
  readonly scoring?: ScoringScheme;
  readonly escalation?: EscalationRule;
  readonly inspection?: InspectionRule;
  readonly lateEntry?: LateEntryRule;
  readonly pauses?: PauseRule;
  readonly exhaustion?: ExhaustionRule;
  /** Conditions under which the temperature is promised. */
  readonly guarantee?: { readonly conditions: readonly Bilingual[]; readonly source: Source };
}
