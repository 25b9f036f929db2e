import type { EvolveTable } from '@heatledger/kernel';
import type { WorkCalendarEvent } from './work-calendar.events.js';

/** A year's list as its facts left it. */
export interface WorkCalendarYear {
  /** What was announced, to recognise a repeated announcement; nothing for a year that the program came with. */
  readonly announced?: string;
  readonly lastAmendment?: { readonly from: string; readonly list: string };
}

/** What makes two lists the same. */
export const listOf = ({ holidays, working }: { readonly holidays: readonly string[]; readonly working: readonly string[] }): string => `${holidays.join(' ')}|${working.join(' ')}`;

export const evolveWorkCalendar: EvolveTable<WorkCalendarYear, WorkCalendarEvent> = {
  WorkingDaysAnnounced: (year, { data }) => ({ ...year, announced: listOf(data) }),
  WorkingDaysAmended: (year, { data }) => ({ ...year, lastAmendment: { from: data.from, list: listOf(data) } }),
};
