import type { Bilingual } from '@heatledger/kernel';
import { clocks, compareInstants, isAfter, isBefore, isInstant, keysIn, type ClockName, type PauseReason } from '@heatledger/vocabulary';
import { courseOf, endOf, stretched, walkOn, type Course } from './clock-course.js';
import type { ClockExplanation, ClockHistory, Pause, Supersession } from './clock-history.js';
import { citing, countedMinutes, seasonStart } from './deadlines.js';
import { refuse } from './refusals.js';
import { zoneOf } from './registry.js';
import type { ClockCase, Ruled, RulesInForce } from './rules.js';

const faultInPauses = (pauses: readonly Pause[], start: string, allowed: readonly PauseReason[]): Ruled<never> | null => {
  let [last, open] = [start, false];
  for (const [index, { from, to, reason }] of pauses.entries()) {
    const field = (name: string): string => `pauses[${index}].${name}`;
    if (!allowed.includes(reason)) return refuse(field('reason'), reason, allowed.join(', '));
    if (!isInstant(from)) return refuse(field('from'), from, 'an instant with offset, 2026-01-05T08:30:00+08:00');
    if (to !== undefined && (!isInstant(to) || isBefore(to, from))) return refuse(field('to'), to, `an instant not before ${from}`);
    if (open) return refuse(field('from'), from, 'no further pause while one is still open');
    if (isBefore(from, last)) return refuse(field('from'), from, index === 0 ? `not before the clock starts, ${start}` : `not before the last pause ends, ${last}`);
    [last, open] = [to ?? from, to === undefined];
  }
  return null;
};

const faultInChanges = (changes: readonly Supersession[], start: string): Ruled<never> | null => {
  const wrong = changes.findIndex(({ at }) => !isInstant(at) || isBefore(at, start));
  return wrong < 0 ? null : refuse(`superseded[${wrong}].at`, changes[wrong]?.at, `an instant not before the clock starts, ${start}`);
};

const standing = (due: string, { metAt, now }: ClockHistory): Pick<ClockExplanation, 'state'> => {
  if (metAt !== undefined) return { state: isAfter(metAt, due) ? 'breached' : 'met' };
  return { state: now !== undefined && isAfter(now, due) ? 'breached' : 'running' };
};

const remaining = ({ limit: { calendar }, pack, inForce }: Course, startsAt: string, due: string, { now, metAt }: ClockHistory): { readonly remainingMinutes?: number } =>
  now === undefined || metAt !== undefined ? {} : { remainingMinutes: countedMinutes({ startsAt, due, calendar, timeZone: pack.zone }, now, inForce) };

const notesOn = (rules: RulesInForce, { limit, pack }: Course, { at }: ClockCase, changed: boolean): readonly Bilingual[] => [
  ...(changed || pack.id === rules.pack.id ? [] : [{ zh: `${rules.pack.name.zh}未规定，取自规则包“${pack.name.zh}”。`, en: `${rules.pack.name.en} gives no such limit; this one comes from the pack ${pack.id}.` }]),
  ...(limit.categories?.includes('TEMP') && limit.clock === 'arrive' && limit.firstDaysOfSeason === undefined && seasonStart(rules, at) === undefined
    ? [{ zh: '未公布采暖季：按供热开始10日后的时限。', en: 'No season is known: the limit outside its first days holds.' }]
    : []),
];

const concluded = (rules: RulesInForce, clockCase: ClockCase, clock: ClockName, course: Course, history: ClockHistory): Ruled<ClockExplanation> => {
  const { limit, pack } = course;
  const why = { rule: citing(pack, limit.source, clock), notes: notesOn(rules, course, clockCase, (history.superseded ?? []).length > 0) };
  if (course.pausedAt !== undefined) return { ok: true, value: { due: null, state: 'paused', segments: course.segments, remainingMinutes: Math.floor(course.leftMs / 60_000), ...why } };
  const rest = walkOn(course);
  if (!rest.ok) return rest;
  const due = endOf(course, rest.value);
  const zone = zoneOf(course.inForce);
  const beyond = isBefore(rest.value.end, due) ? [{ inside: false, from: rest.value.end, to: due }] : [];
  const late = course.segments.filter(({ state }) => state === 'no-effect');
  const before = course.segments.filter(({ state }) => state !== 'no-effect');
  return { ok: true, value: { due, ...standing(due, history), ...remaining(course, clockCase.at, due, history), segments: [...before, ...stretched([...rest.value.stretches, ...beyond], zone), ...late], ...why } };
};

/** Why a clock falls due when it does: its segments with pauses in order, the due time, what remains at `now`, and the clause behind it. */
export const explainClock = (rules: RulesInForce, clockCase: ClockCase, clock: ClockName, history: ClockHistory = {}): Ruled<ClockExplanation> => {
  if (!isInstant(clockCase.at)) return refuse('at', clockCase.at, 'an instant with offset, 2026-01-05T08:30:00+08:00');
  if (!keysIn(clocks).includes(clock)) return refuse('clock', clock, keysIn(clocks).join(', '));
  const pauses = [...(history.pauses ?? [])].sort((a, b) => compareInstants(a.from, b.from));
  const fault = faultInPauses(pauses, clockCase.at, rules.pack.pauseReasons) ?? faultInChanges(history.superseded ?? [], clockCase.at);
  if (fault) return fault;
  const course = courseOf(rules, clockCase, clock, history);
  return course.ok ? concluded(rules, clockCase, clock, course.value, history) : course;
};
