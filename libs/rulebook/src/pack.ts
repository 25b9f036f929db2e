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
  readonly minutes: number;
  readonly source: Source;
}

/** A share of the fee for a day on which the room stayed below the threshold; bounds in tenths of °C. */
export interface Band {
  readonly name: string;
  /** Lower end, included; absent = no lower end. */
  readonly fromTenths?: number;
  /** Upper end, excluded. */
  readonly belowTenths: number;
  readonly percent: number;
}

/** A versioned set of rules of one jurisdiction, in force from a day. */
export interface RulePack {
  readonly id: string;
  readonly version: string;
  readonly name: Bilingual;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly limits: readonly Limit[];
  readonly pauseReasons: readonly PauseReason[];
  /** What a room must reach when the contract says nothing else, tenths of °C. */
  readonly thresholdTenths: number;
  readonly refund: { readonly bands: readonly Band[]; readonly source: Source };
  readonly measurement: {
    readonly closedMinutes: number;
    readonly heightCentimetres: { readonly from: number; readonly to: number };
    readonly source: Source;
  };
}
