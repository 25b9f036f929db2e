import { command, type Made } from '@heatledger/kernel';

export interface WorkingDays {
  readonly year: number;
  readonly holidays: readonly string[];
  readonly working: readonly string[];
  readonly document: string;
}

export interface Amendment extends WorkingDays {
  /** First day for which the new list counts. */
  readonly from: string;
  readonly reason: string;
}

/** Enter the official list of a year that is not known yet. */
export const AnnounceWorkingDays = command<'AnnounceWorkingDays', WorkingDays>('AnnounceWorkingDays', 'Enter the official list of working days of a year.');
/** Enter a change of a year's list, for the days from a day on. */
export const AmendWorkingDays = command<'AmendWorkingDays', Amendment>('AmendWorkingDays', 'Enter a change of a list of working days, from a day on.');

/** Every command of a year's working days. */
export const workCalendarCommands = [AnnounceWorkingDays, AmendWorkingDays] as const;
export type WorkCalendarCommand = Made<(typeof workCalendarCommands)[number]>;
