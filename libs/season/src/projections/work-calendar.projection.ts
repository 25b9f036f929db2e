import type { Projection } from '@heatledger/kernel';
import { workingCalendar, type CalendarAmendment, type CalendarYear, type WorkCalendar } from '@heatledger/rulebook';
import type { WorkCalendarEvent } from '../domain/work-calendar.events.js';

/** What was entered about a year: its list, unless the program came with it, and what changed since. */
export interface WorkCalendarDoc {
  readonly year: number;
  readonly list: CalendarYear | null;
  readonly amendments: readonly CalendarAmendment[];
  readonly revision: number;
}

const sourceOf = (document: string): CalendarYear['source'] => ({ mark: 'V', text: document });

/** Working days as entered, by year. */
export const workCalendars: Projection<WorkCalendarDoc, WorkCalendarEvent> = {
  name: 'work-calendar',
  version: 1,
  doc: 'Working days of each year as entered: announced lists and amendments.',
  key: ({ data }) => String(data.year),
  evolve: {
    WorkingDaysAnnounced: (doc, { data: { year, holidays, working, document }, revision }) => ({ year, list: { holidays, working, source: sourceOf(document) }, amendments: doc?.amendments ?? [], revision }),
    WorkingDaysAmended: (doc, { data: { year, from, holidays, working, document }, revision }) => ({
      year,
      list: doc?.list ?? null,
      amendments: [...(doc?.amendments ?? []), { from, holidays, working, source: sourceOf(document) }],
      revision,
    }),
  },
  indexes: { 'by-year': ['year'] },
};

/** Every year whose working days are known: those the program came with, and those entered since, with their amendments. */
export const yearsKnown = (docs: readonly WorkCalendarDoc[], shipped: WorkCalendar = workingCalendar): WorkCalendar => {
  const years: Record<string, CalendarYear> = { ...shipped };
  for (const { year, list, amendments } of docs) {
    const known = list ?? years[String(year)];
    if (known) years[String(year)] = amendments.length === 0 ? known : { ...known, amendments };
  }
  return years;
};
