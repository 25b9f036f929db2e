import type { Bilingual } from '@heatledger/kernel';
import { clocks, compareInstants, isAfter, isBefore, isInstant, keysIn, millis, minutesBetween, pauseReasons, type ClockName, type PauseReason } from '@heatledger/vocabulary';
import { walk, type Stretch } from './calendar.js';
import { segment, type ClockExplanation, type ClockHistory, type Extension, type Pause, type Segment } from './clock-history.js';
import { citing, countingFrom, limitFor, seasonStart } from './deadlines.js';
import type { Limit, LimitCalendar } from './pack.js';
import { refuse } from './refusals.js';
import type { ClockCase, Ruled, RulesInForce } from './rules.js';

const told = (stretches: readonly Stretch[]): readonly Segment[] => stretches.map(({ inside, from, to }) => segment(inside ? 'running' : 'outside-calendar', from, to));

/** How far a clock has come. */
interface Course {
  readonly from: string;
  readonly leftMs: number;
  readonly segments: readonly Segment[];
  readonly pausedAt?: string;
}

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

const paused = (calendar: LimitCalendar | undefined, course: Course, { from, to, reason, by, evidence }: Pause): Ruled<Course> => {
  if (course.leftMs <= 0) return { ok: true, value: { ...course, segments: [...course.segments, segment('no-effect', from, to, pauseReasons[reason])] } };
  const ran = walk(calendar, course.from, course.leftMs, from);
  if (!ran.ok) return ran;
  const segments = [...course.segments, ...told(ran.value.stretches)];
  if (ran.value.leftMs <= 0) return { ok: true, value: { from: ran.value.end, leftMs: 0, segments: [...segments, segment('no-effect', from, to, pauseReasons[reason])] } };
  const more = [by, evidence].filter((word) => word !== undefined).join(', ');
  const why = { zh: pauseReasons[reason].zh + (more && `（${more}）`), en: pauseReasons[reason].en + (more && ` (${more})`) };
  // a working-day clock may be paused before its first day begins
  const at = isBefore(from, course.from) ? course.from : from;
  const until = to !== undefined && isBefore(to, course.from) ? course.from : to;
  if (until !== undefined && isBefore(until, at)) return { ok: true, value: course };
  return { ok: true, value: { from: until ?? at, leftMs: ran.value.leftMs, segments: [...segments, segment('paused', from, until, why)], ...(until === undefined ? { pausedAt: from } : {}) } };
};

/** Grants more counted time; what was granted before the clock ran out counts, also for later pauses. */
const extended = (calendar: LimitCalendar | undefined, course: Course, { at, due, reason, approvedBy }: Extension, field: string): Ruled<Course> => {
  const before = walk(calendar, course.from, course.leftMs);
  if (!before.ok) return before;
  if (!isInstant(at) || course.leftMs <= 0 || !isBefore(at, before.value.end)) return refuse(`${field}.at`, at, `an instant before the time runs out, ${before.value.end}`);
  if (!isInstant(due) || !isAfter(due, before.value.end)) return refuse(`${field}.due`, due, `an instant after ${before.value.end}`);
  const budget = millis(due) - millis(before.value.end);
  const more = walk(calendar, before.value.end, budget, due);
  if (!more.ok) return more;
  const why = { zh: `至 ${due}，${reason}（批准人 ${approvedBy}）`, en: `to ${due}, ${reason} (approved by ${approvedBy})` };
  return { ok: true, value: { ...course, leftMs: course.leftMs + budget - more.value.leftMs, segments: [...course.segments, segment('extended', at, at, why)] } };
};

const standing = (due: string, { metAt, now }: ClockHistory): Pick<ClockExplanation, 'state'> => {
  if (metAt !== undefined) return { state: isAfter(metAt, due) ? 'breached' : 'met' };
  return { state: now !== undefined && isAfter(now, due) ? 'breached' : 'running' };
};

const remaining = (calendar: LimitCalendar | undefined, startedAt: string, due: string, { now, metAt }: ClockHistory): { readonly remainingMinutes?: number } => {
  if (now === undefined || metAt !== undefined) return {};
  if (!isBefore(now, due)) return { remainingMinutes: minutesBetween(now, due) };
  const counts = countingFrom(calendar, startedAt);
  const from = isBefore(now, counts) ? counts : now;
  const left = walk(calendar, from, millis(due) - millis(from), due);
  return { remainingMinutes: left.ok ? Math.floor((millis(due) - millis(from) - left.value.leftMs) / 60_000) : minutesBetween(from, due) };
};

const notesOn = (rules: RulesInForce, { limit }: { readonly limit: Limit }, { at }: ClockCase, from: string): readonly Bilingual[] => [
  ...(from === rules.pack.id ? [] : [{ zh: `${rules.pack.name.zh}未规定，取自规则包 ${from}。`, en: `${rules.pack.name.en} gives no such limit; this one comes from the pack ${from}.` }]),
  ...(limit.categories?.includes('TEMP') && limit.firstDaysOfSeason === undefined && seasonStart(rules, at) === undefined
    ? [{ zh: '未宣布采暖期：按采暖期前10日之外的时限。', en: 'No season is known: the limit outside its first days holds.' }]
    : []),
];

const courseOf = (limit: Limit, at: string, pauses: readonly Pause[], extensions: readonly Extension[]): Ruled<Course> => {
  const from = countingFrom(limit.calendar, at);
  const steps = [
    ...pauses.map((pause) => ({ at: pause.from, take: (course: Course) => paused(limit.calendar, course, pause) })),
    ...extensions.map((extension, index) => ({ at: extension.at, take: (course: Course) => extended(limit.calendar, course, extension, `extensions[${index}]`) })),
  ].sort((a, b) => compareInstants(a.at, b.at));
  let course: Course = { from, leftMs: limit.minutes * 60_000, segments: from === at ? [] : [segment('outside-calendar', at, from)] };
  for (const { take } of steps) {
    const next = take(course);
    if (!next.ok) return next;
    course = next.value;
  }
  return { ok: true, value: course };
};

/** Why a clock falls due when it does: its segments with pauses in order, the due time, what remains at `now`, and the clause behind it. */
export const explainClock = (rules: RulesInForce, clockCase: ClockCase, clock: ClockName, history: ClockHistory = {}): Ruled<ClockExplanation> => {
  if (!isInstant(clockCase.at)) return refuse('at', clockCase.at, 'an instant with offset, 2026-01-05T08:30:00+08:00');
  if (!keysIn(clocks).includes(clock)) return refuse('clock', clock, keysIn(clocks).join(', '));
  const found = limitFor(rules, clockCase, clock);
  if (!found) return { ok: false, code: 'rulebook/rule-missing', detail: { field: 'clock', value: clock, allowed: `${rules.pack.name.zh} (${rules.pack.id}) and its parents give no such limit for this case` } };
  const pauses = [...(history.pauses ?? [])].sort((a, b) => compareInstants(a.from, b.from));
  const fault = faultInPauses(pauses, clockCase.at, rules.pack.pauseReasons);
  if (fault) return fault;
  const course = courseOf(found.limit, clockCase.at, pauses, history.extensions ?? []);
  if (!course.ok) return course;
  return concluded(rules, clockCase, { ...found, clock, course: course.value }, history);
};

const concluded = (rules: RulesInForce, clockCase: ClockCase, found: { readonly limit: Limit; readonly pack: RulesInForce['pack']; readonly clock: ClockName; readonly course: Course }, history: ClockHistory): Ruled<ClockExplanation> => {
  const { limit, pack, clock, course } = found;
  const why = { rule: citing(pack, limit.source, clock), notes: notesOn(rules, found, clockCase, pack.id) };
  if (course.pausedAt !== undefined) return { ok: true, value: { due: null, state: 'paused', segments: course.segments, remainingMinutes: Math.floor(course.leftMs / 60_000), ...why } };
  const rest = walk(limit.calendar, course.from, course.leftMs);
  if (!rest.ok) return rest;
  const due = rest.value.end;
  const late = course.segments.filter(({ state }) => state === 'no-effect');
  const before = course.segments.filter(({ state }) => state !== 'no-effect');
  return { ok: true, value: { due, ...standing(due, history), ...remaining(limit.calendar, clockCase.at, due, history), segments: [...before, ...told(rest.value.stretches), ...late], ...why } };
};
