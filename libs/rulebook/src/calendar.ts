import { dayOf, format, millis, offsetOf } from '@heatledger/vocabulary';
import type { Source } from './pack.js';
import type { Ruled } from './rules.js';

/** A year's holidays and make-up working days, `MM-DD` or `MM-DD..MM-DD`, as the State Council published them. */
interface CalendarYear {
  readonly holidays: readonly string[];
  readonly working: readonly string[];
  readonly source: Source;
}

/** Working days of mainland China; years not listed are unknown, never guessed. */
export const workingCalendar: Readonly<Record<string, CalendarYear>> = {
  '2025': {
    holidays: ['01-01', '01-28..02-04', '04-04..04-06', '05-01..05-05', '05-31..06-02', '10-01..10-08'],
    working: ['01-26', '02-08', '04-27', '09-28', '10-11'],
    source: { mark: 'M', text: '国务院办公厅关于2025年部分节假日安排的通知' },
  },
  '2026': {
    holidays: ['01-01..01-03', '02-15..02-23', '04-04..04-06', '05-01..05-05', '06-19..06-21', '09-25..09-27', '10-01..10-07'],
    working: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
    source: { mark: 'P', text: '国务院办公厅关于2026年部分节假日安排的通知 (2025-11-04)' },
  },
};

const holds = (span: string, monthDay: string): boolean => {
  const [from = '', to = from] = span.split('..');
  return monthDay >= from && monthDay <= to;
};

/** Whether a day (`2026-02-14`) is worked; refused for a year whose list is not known. */
export const isWorkingDay = (day: string): Ruled<boolean> => {
  const year = workingCalendar[day.slice(0, 4)];
  if (!year) return { ok: false, code: 'rulebook/calendar-unknown', detail: { field: 'date', value: day, allowed: Object.keys(workingCalendar).join(', ') } };
  const monthDay = day.slice(5);
  if (year.working.includes(monthDay)) return { ok: true, value: true };
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return { ok: true, value: weekday !== 0 && weekday !== 6 && !year.holidays.some((span) => holds(span, monthDay)) };
};

const DAY_MS = 86_400_000;

/** The end (24:00) of the n-th working day after the day of `at`. */
export const plusWorkingDays = (at: string, days: number): Ruled<string> => {
  const midnight = millis(at) - ((millis(at) + offsetOf(at) * 60_000) % DAY_MS);
  for (let ahead = 1, worked = 0; ; ahead++) {
    const day = isWorkingDay(dayOf(format(midnight + ahead * DAY_MS, offsetOf(at))));
    if (!day.ok) return day;
    if (day.value) worked++;
    if (worked >= days) return { ok: true, value: format(midnight + (ahead + 1) * DAY_MS, offsetOf(at)) };
  }
};
