import { compareInstants, isAfter, isBefore, isInstant, millis, pauseReasons, type ClockName } from '@heatledger/vocabulary';
import { walk, type Stretch, type Walk, type WorkCalendar } from './calendar.js';
import { extensionSegment, pauseSegment, segment, type ClockHistory, type Extension, type Pause, type Segment, type Supersession } from './clock-history.js';
import { countingFrom, limitFor } from './deadlines.js';
import type { Limit, RulePack } from './pack.js';
import { missing, refuse } from './refusals.js';
import type { ClockCase, Ruled, RulesInForce } from './rules.js';

/** How far a clock has come: under which limit of which pack, from where it runs on, and what is left (ms of its calendar). */
export interface Course {
  readonly pack: RulePack;
  readonly limit: Limit;
  readonly from: string;
  readonly leftMs: number;
  /** More time that was granted, ms of the calendar. */
  readonly grantedMs: number;
  readonly segments: readonly Segment[];
  readonly pausedAt?: string;
  readonly years?: WorkCalendar | undefined;
}

/** Walks on from where a clock has come to, until an instant where one is given. */
export const walkOn = ({ limit: { calendar }, from, leftMs, years }: Course, until?: string): Ruled<Walk> => walk(calendar, from, leftMs, { until, years });

/** Stretches of a walk as segments. */
export const told = (stretches: readonly Stretch[]): readonly Segment[] => stretches.map(({ inside, from, to }) => segment(inside ? 'running' : 'outside-calendar', from, to));

const spent = (course: Course, end: string, segments: readonly Segment[], late: Segment): Ruled<Course> => ({ ok: true, value: { ...course, from: end, leftMs: 0, segments: [...segments, late] } });

const paused = (course: Course, pause: Pause): Ruled<Course> => {
  const { from, to, reason } = pause;
  const late = segment('no-effect', from, to, pauseReasons[reason]);
  if (course.leftMs <= 0) return spent(course, course.from, course.segments, late);
  const ran = walkOn(course, from);
  if (!ran.ok) return ran;
  const segments = [...course.segments, ...told(ran.value.stretches)];
  if (ran.value.leftMs <= 0) return spent(course, ran.value.end, segments, late);
  // a working-day clock may be paused before its first day begins
  const resumed = to !== undefined && isBefore(to, course.from) ? course.from : to;
  const at = isBefore(from, course.from) ? course.from : from;
  return { ok: true, value: { ...course, from: resumed ?? at, leftMs: ran.value.leftMs, segments: [...segments, pauseSegment(pause)], ...(resumed === undefined ? { pausedAt: from } : {}) } };
};

/** Grants more counted time; what was granted before the clock ran out counts, also for later pauses. */
const extended = (course: Course, extension: Extension, field: string): Ruled<Course> => {
  const { at, due } = extension;
  const { limit, years } = course;
  const before = walkOn(course);
  if (!before.ok) return before;
  if (!isInstant(at) || course.leftMs <= 0 || !isBefore(at, before.value.end)) return refuse(`${field}.at`, at, `an instant before the time runs out, ${before.value.end}`);
  if (!isInstant(due) || !isAfter(due, before.value.end)) return refuse(`${field}.due`, due, `an instant after ${before.value.end}`);
  const budget = millis(due) - millis(before.value.end);
  const more = walk(limit.calendar, before.value.end, budget, { until: due, years });
  if (!more.ok) return more;
  const granted = budget - more.value.leftMs;
  return { ok: true, value: { ...course, leftMs: course.leftMs + granted, grantedMs: course.grantedMs + granted, segments: [...course.segments, extensionSegment(extension)] } };
};

const begun = (rules: RulesInForce, clockCase: ClockCase, clock: ClockName): Ruled<Course> => {
  const found = limitFor(rules, clockCase, clock);
  if (!found) return missing(rules.pack, `limits.${clock}`);
  const from = countingFrom(found.limit.calendar, clockCase.at);
  return { ok: true, value: { ...found, from, leftMs: found.limit.minutes * 60_000, grantedMs: 0, years: rules.years, segments: from === clockCase.at ? [] : [segment('outside-calendar', clockCase.at, from)] } };
};

interface Story {
  readonly rules: RulesInForce;
  readonly clockCase: ClockCase;
  readonly clock: ClockName;
  readonly pauses: readonly Pause[];
}

/** What the new limit would have left at an instant, paused time not counted; nothing where it would have run out. */
const leftUnder = (story: Story, pack: RulePack, at: string): Ruled<Course> => {
  const start = begun({ ...story.rules, pack }, story.clockCase, story.clock);
  if (!start.ok) return start;
  let course = start.value;
  for (const pause of story.pauses.filter(({ from }) => isBefore(from, at))) {
    const next = paused(course, pause);
    if (!next.ok) return next;
    course = next.value;
  }
  const ran = walkOn(course, at);
  return ran.ok ? { ok: true, value: { ...course, leftMs: ran.value.leftMs } } : ran;
};

/** The limit of another pack from an instant on: what ran and what was paused stay, and nothing runs out before that instant. */
const superseded = (story: Story, course: Course, { at, pack }: Supersession): Ruled<Course> => {
  const ran = walkOn(course, at);
  if (!ran.ok) return ran;
  const segments = [...course.segments, ...told(ran.value.stretches)];
  const why = { zh: `${pack.name.zh} ${pack.id}@${pack.version}`, en: `${pack.name.en} ${pack.id}@${pack.version}` };
  if (ran.value.leftMs <= 0) return spent(course, ran.value.end, segments, segment('no-effect', at, at, why));
  const next = leftUnder(story, pack, at);
  if (!next.ok) return next;
  const { limit, pack: giver, leftMs } = next.value;
  const from = isBefore(course.from, at) ? at : course.from;
  return { ok: true, value: { ...course, limit, pack: giver, from, leftMs: Math.max(0, leftMs + course.grantedMs), segments: [...segments, segment('superseded', at, at, why)] } };
};

/** The course of a clock through its pauses, extensions and changes of rule, in the order in which they happened. */
export const courseOf = (rules: RulesInForce, clockCase: ClockCase, clock: ClockName, history: ClockHistory): Ruled<Course> => {
  const { pauses = [], extensions = [], superseded: changes = [] } = history;
  const story = { rules, clockCase, clock, pauses: [...pauses].sort((a, b) => compareInstants(a.from, b.from)) };
  const start = begun(rules, clockCase, clock);
  if (!start.ok) return start;
  const steps = [
    ...story.pauses.map((pause) => ({ at: pause.from, take: (course: Course) => paused(course, pause) })),
    ...extensions.map((extension, index) => ({ at: extension.at, take: (course: Course) => extended(course, extension, `extensions[${index}]`) })),
    ...changes.map((change) => ({ at: change.at, take: (course: Course) => superseded(story, course, change) })),
  ].sort((a, b) => compareInstants(a.at, b.at));
  let course = start.value;
  for (const { take } of steps) {
    const next = take(course);
    if (!next.ok) return next;
    course = next.value;
  }
  return { ok: true, value: course };
};
