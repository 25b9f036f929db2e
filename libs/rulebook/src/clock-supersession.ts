import { isBefore, millis } from '@heatledger/vocabulary';
import { walk } from './calendar.js';
import { courseOf, walkOn } from './clock-course.js';
import { citing } from './deadlines.js';
import type { ClockCase, ClockSoFar, DueTime, Ruled, RulesInForce } from './rules.js';

/** Counted time that was granted, in ms of the calendar under which it was. */
const grantedMs = ({ granted, calendar }: ClockSoFar, years: RulesInForce['years']): Ruled<number> => {
  let value = 0;
  for (const { from, to } of granted) {
    const span = millis(to) - millis(from);
    const walked = walk(calendar, from, span, { until: to, years });
    if (!walked.ok) return walked;
    value += span - walked.value.leftMs;
  }
  return { ok: true, value };
};

/** The due time of a clock that goes over to these rules: as if they had always held, with the same pauses and what was granted, and not before it goes over. */
export const dueUnder = (rules: RulesInForce, clockCase: ClockCase, so: ClockSoFar): Ruled<DueTime> => {
  const { clock, at, pausedAt } = so;
  const pauses = [...so.pauses, ...(pausedAt === undefined ? [] : [{ from: pausedAt }])].map((pause) => ({ ...pause, reason: 'third-party-test' as const }));
  const course = courseOf(rules, clockCase, clock, { pauses });
  if (!course.ok) return course;
  const granted = grantedMs(so, rules.years);
  if (!granted.ok) return granted;
  const end = walkOn({ ...course.value, leftMs: course.value.leftMs + granted.value });
  if (!end.ok) return end;
  const { limit, pack } = course.value;
  const due = isBefore(end.value.end, at) ? at : end.value.end;
  return { ok: true, value: { clock, due, ...(limit.calendar === undefined ? {} : { calendar: limit.calendar }), rule: citing(pack, limit.source, clock) } };
};
