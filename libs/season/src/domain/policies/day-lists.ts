import type { Detail } from '@heatledger/kernel';
import type { WorkingDays } from '../work-calendar.commands.js';

const SPAN = /^(\d{2}-\d{2})(?:\.\.(\d{2}-\d{2}))?$/;
const DAY_MS = 86_400_000;

const exists = (year: number, monthDay: string): boolean => {
  const time = Date.parse(`${year}-${monthDay}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(5, 10) === monthDay;
};

/** The days of a span, `MM-DD` each; nothing where it is none. */
const daysOf = (year: number, span: string): readonly string[] => {
  const [, from = '', to = from] = SPAN.exec(span) ?? [];
  if (!exists(year, from) || !exists(year, to) || from > to) return [];
  const days = Math.round((Date.parse(`${year}-${to}`) - Date.parse(`${year}-${from}`)) / DAY_MS) + 1;
  return Array.from({ length: days }, (_, index) => new Date(Date.parse(`${year}-${from}`) + index * DAY_MS).toISOString().slice(5, 10));
};

const isWeekEnd = (year: number, monthDay: string): boolean => [0, 6].includes(new Date(`${year}-${monthDay}T00:00:00Z`).getUTCDay());

/** What cannot be right about a year's list: a day that does not exist, a day twice or on both lists, work instead on a day that is worked anyway. */
export const faultInDays = ({ year, holidays, working }: WorkingDays): Detail | null => {
  for (const [field, spans] of [['holidays', holidays], ['working', working]] as const) {
    const wrong = spans.findIndex((span) => daysOf(year, span).length === 0);
    if (wrong >= 0) return { field: `${field}[${wrong}]`, value: spans[wrong], allowed: `days of ${year}, MM-DD or MM-DD..MM-DD` };
  }
  const [off, on] = [holidays.flatMap((span) => daysOf(year, span)), working.flatMap((span) => daysOf(year, span))];
  const twice = [...off, ...on].find((day, index, all) => all.indexOf(day) !== index);
  if (twice !== undefined) return { field: on.includes(twice) ? 'working' : 'holidays', value: twice, allowed: 'each day once, off or worked' };
  const plain = on.find((day) => !isWeekEnd(year, day));
  return plain === undefined ? null : { field: 'working', value: plain, allowed: 'Saturdays and Sundays: other days are worked anyway' };
};
