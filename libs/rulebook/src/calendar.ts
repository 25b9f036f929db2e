import { DEFAULT_ZONE, format, instantIn, millis, momentOf, wallOf } from '@heatledger/vocabulary';
import { workingCalendar, type CalendarAmendment, type CalendarYear, type WorkCalendar } from './calendar-years.js';
import type { LimitCalendar } from './pack.js';
import type { Ruled } from './rules.js';

export { workingCalendar, type CalendarAmendment, type CalendarYear, type WorkCalendar } from './calendar-years.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const holds = (span: string, monthDay: string): boolean => {
  const [from = '', to = from] = span.split('..');
  return monthDay >= from && monthDay <= to;
};

/** The list that counts for a day: the last amendment that had begun by then, else the year's own. */
const listFor = ({ amendments = [], ...first }: CalendarYear, day: string): Omit<CalendarYear, 'amendments'> =>
  amendments.filter(({ from }) => from <= day).reduce<CalendarAmendment | undefined>((last, next) => (last && last.from > next.from ? last : next), undefined) ?? first;

/** Whether a day (`2026-02-14`) is worked; refused for a year whose list is not known. */
export const isWorkingDay = (day: string, years: WorkCalendar = workingCalendar): Ruled<boolean> => {
  const year = years[day.slice(0, 4)];
  if (!year) return { ok: false, code: 'rulebook/calendar-unknown', detail: { field: 'date', value: day, allowed: `years ${Object.keys(years).join(', ')}; the official list of another year has to be entered first` } };
  const { holidays, working } = listFor(year, day);
  const monthDay = day.slice(5);
  if (working.some((span) => holds(span, monthDay))) return { ok: true, value: true };
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return { ok: true, value: weekday !== 0 && weekday !== 6 && !holidays.some((span) => holds(span, monthDay)) };
};

/** A stretch of time inside the calendar (counted) or outside it. */
export interface Stretch {
  readonly inside: boolean;
  readonly from: string;
  readonly to: string;
}

/** The counted part of a day, ms after its midnight; empty when both are the same. */
const openingOf = (calendar: LimitCalendar | undefined, day: string, years: WorkCalendar | undefined): Ruled<readonly [number, number]> => {
  if (calendar === undefined) return { ok: true, value: [0, DAY_MS] };
  if (calendar !== 'working-days') return { ok: true, value: [calendar.fromHour * HOUR_MS, calendar.toHour * HOUR_MS] };
  const works = isWorkingDay(day, years);
  return works.ok ? { ok: true, value: [0, works.value ? DAY_MS : 0] } : works;
};

const joined = (stretches: readonly Stretch[], next: Stretch): readonly Stretch[] => {
  const last = stretches.at(-1);
  if (millis(next.from) >= millis(next.to)) return stretches;
  return last && last.inside === next.inside ? [...stretches.slice(0, -1), { ...last, to: next.to }] : [...stretches, next];
};

/** Where a walk along the calendar ended, what of the budget (ms) was left and what was counted, and the stretches it passed. */
export interface Walk {
  readonly end: string;
  readonly leftMs: number;
  readonly countedMs: number;
  readonly stretches: readonly Stretch[];
}

/** What time is counted in: the zone whose days and hours they are, and the years whose working days are known (those shipped, where none are given). */
export interface Counting {
  readonly zone?: string | undefined;
  readonly years?: WorkCalendar | undefined;
}

/** As far as a walk goes at most, where nothing but its end is asked for. */
export const NO_BUDGET = Infinity;

/** Walks from an instant until the budget of counted time is used up, or until `until`, by the clocks on the walls of the zone; without a calendar, by the time that passes. Refused outside the years known. */
export const walk = (calendar: LimitCalendar | undefined, from: string, budgetMs: number, { until, years, zone = DEFAULT_ZONE }: Counting & { readonly until?: string | undefined } = {}): Ruled<Walk> => {
  const [shown, moment] = calendar === undefined ? [Number, Number] : [(time: number) => wallOf(zone, time), (wall: number) => momentOf(zone, wall)];
  const [start, stop] = [shown(millis(from)), until === undefined ? Infinity : shown(millis(until))];
  const told = (wall: number): string => instantIn(zone, wall === start ? millis(from) : wall === stop && until !== undefined ? millis(until) : moment(wall));
  let [now, leftMs, countedMs, stretches] = [start, budgetMs, 0, [] as readonly Stretch[]];
  const pass = (to: number, inside: boolean): void => {
    stretches = joined(stretches, { inside, from: told(now), to: told(to) });
    if (inside) [leftMs, countedMs] = [leftMs - (to - now), countedMs + (to - now)];
    now = to;
  };
  while (leftMs > 0 && now < stop) {
    const midnight = Math.floor(now / DAY_MS) * DAY_MS;
    const opening = openingOf(calendar, format(midnight, 0).slice(0, 10), years);
    if (!opening.ok) return opening;
    const [opens, closes] = [midnight + opening.value[0], midnight + opening.value[1]];
    if (now < opens && opens < closes) pass(Math.min(opens, stop), false);
    else if (now < closes) pass(Math.min(closes, now + leftMs, stop), true);
    else pass(Math.min(midnight + DAY_MS, stop), false);
  }
  return { ok: true, value: { end: told(now), leftMs, countedMs, stretches } };
};

/** Midnight of the zone at the end of the day of an instant. */
export const endOfDay = (at: string, zone = DEFAULT_ZONE): string => instantIn(zone, momentOf(zone, Math.floor(wallOf(zone, millis(at)) / DAY_MS) * DAY_MS + DAY_MS));

/** The end (24:00) of the n-th working day after the day of `at`. */
export const plusWorkingDays = (at: string, days: number, counting: Counting = {}): Ruled<string> => {
  const walked = walk('working-days', endOfDay(at, counting.zone), days * DAY_MS, counting);
  return walked.ok ? { ok: true, value: walked.value.end } : walked;
};
