import { event, type Made } from '@heatledger/kernel';
import { codeField, countField, dayField, daySpansField, textField } from '@heatledger/vocabulary';

const year = countField('Calendar year.', 'C0', 9999);
const holidays = daySpansField('Days off, `MM-DD` or `MM-DD..MM-DD`.');
const working = daySpansField('Week-end days that are worked instead, in the same form.');
const document = codeField('Number of the official notice.', 'C0');

/** The State Council's list for a year that the program did not know (clause 三(二)2: promises in working days). */
export const WorkingDaysAnnounced = event('WorkingDaysAnnounced', {
  doc: 'The working days of a year became known.',
  data: { year, holidays, working, document },
  say: {
    zh: (d) => `${d.year} 年工作日历公布：放假 ${d.holidays.join('、')}；调休上班 ${d.working.join('、') || '无'}（${d.document}）。`,
    en: (d) => `Working days of ${d.year} announced: off ${d.holidays.join(', ')}; worked instead ${d.working.join(', ') || 'none'} (${d.document}).`,
  },
});

/** What lies before the first day stays as it was, and so does every due time on record. */
export const WorkingDaysAmended = event('WorkingDaysAmended', {
  doc: 'Another list holds for the rest of a year, from a day on.',
  data: { year, from: dayField('First day for which the new list counts.', 'C0'), holidays, working, document, reason: textField('Why it was changed.', 500, 'C0') },
  say: {
    zh: (d) => `${d.year} 年工作日历自 ${d.from} 起调整：放假 ${d.holidays.join('、') || '无'}；调休上班 ${d.working.join('、') || '无'}（${d.document}）。原因：${d.reason}`,
    en: (d) => `Working days of ${d.year} amended from ${d.from} on: off ${d.holidays.join(', ') || 'none'}; worked instead ${d.working.join(', ') || 'none'} (${d.document}). Reason: ${d.reason}`,
  },
});

/** Every fact of a year's working days. */
export const workCalendarKinds = [WorkingDaysAnnounced, WorkingDaysAmended] as const;
export type WorkCalendarEvent = Made<(typeof workCalendarKinds)[number]>;
