import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import { workingCalendar } from '@heatledger/rulebook';
import { faultInDays } from '../policies/day-lists.js';
import type { AmendWorkingDays, AnnounceWorkingDays, WorkingDays } from '../work-calendar.commands.js';
import { WorkingDaysAmended, WorkingDaysAnnounced, type WorkCalendarEvent } from '../work-calendar.events.js';
import type { WorkCalendarRejection } from '../work-calendar.rejections.js';
import { listOf, type WorkCalendarYear } from '../work-calendar.state.js';

type Answer = Decision<WorkCalendarEvent, WorkCalendarRejection>;

const stated = ({ year, holidays, working, document }: WorkingDays) => ({ year, holidays: [...holidays], working: [...working], document });
const isShipped = (year: number): boolean => Object.hasOwn(workingCalendar, String(year));

/** A year's list is entered once; the years that the program came with are known. */
export const announceWorkingDays = (calendar: WorkCalendarYear, { data }: Order<Made<typeof AnnounceWorkingDays>>): Answer => {
  if (calendar.announced === listOf(data)) return accept();
  if (calendar.announced !== undefined || isShipped(data.year)) return reject('calendar/known', { field: 'year', value: data.year, allowed: 'a year whose working days are not known yet' });
  if (data.holidays.length === 0) return reject('calendar/wrong-days', { field: 'holidays', value: data.holidays, allowed: 'at least one day' });
  const fault = faultInDays(data);
  return fault ? reject('calendar/wrong-days', fault) : accept(WorkingDaysAnnounced(stated(data)));
};

/** Another list for the rest of a known year. Due times on record stay; what is promised later counts by it. */
export const amendWorkingDays = (calendar: WorkCalendarYear, { data }: Order<Made<typeof AmendWorkingDays>>): Answer => {
  const { year, from, reason } = data;
  if (calendar.announced === undefined && !isShipped(year)) return reject('calendar/unknown', { field: 'year', value: year });
  if (!from.startsWith(`${year}-`)) return reject('calendar/wrong-days', { field: 'from', value: from, allowed: `a day of ${year}` });
  const { lastAmendment: last } = calendar;
  if (last?.from === from && last.list === listOf(data)) return accept();
  if (last && from <= last.from) return reject('calendar/not-later', { field: 'from', value: from, allowed: `after ${last.from}` });
  const fault = faultInDays(data);
  return fault ? reject('calendar/wrong-days', fault) : accept(WorkingDaysAmended({ ...stated(data), from, reason }));
};
