import { compareInstants, isAfter, isBefore, isInstant, pauseReasons, type ClockName } from '@heatledger/vocabulary';
import { NO_BUDGET, walk, type Counting, type Stretch, type Walk } from './calendar.js';
import { extensionSegment, pauseSegment, segment, type ClockHistory, type Extension, type Pause, type Segment, type SegmentParts, type Supersession } from './clock-history.js';
import { countingFrom, limitFor } from './deadlines.js';
import type { Limit, RulePack } from './pack.js';
import { missing, refuse } from './refusals.js';
import { zoneOf } from './registry.js';
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
  /** Until when it was granted, where that lies beyond the time that counts, and no pause came since. */
  readonly grantedTo?: string | undefined;
  /** The years known and the company's zone, in which it is told. */
  readonly inForce: Counting;
}

/** In which zone and years the time of a course counts. */
const countingIn = ({ pack, inForce }: Pick<Course, 'pack' | 'inForce'>): Counting => ({ zone: zoneOf(inForce, pack), years: inForce.years });

/** A segment as it is told in the company's zone. */
const told = ({ inForce }: Pick<Course, 'inForce'>, ...[state, from, to, why]: SegmentParts): Segment => segment(zoneOf(inForce), state, from, to, why);


/** Walks on from where a clock has come to, until an instant where one is given. */
export const walkOn = (course: Course, until?: string): Ruled<Walk> => walk(course.limit.calendar, course.from, course.leftMs, { ...countingIn(course), until });

/** When a course runs out: to the end of its counted time, and to where it was granted beyond it. */
export const endOf = ({ grantedTo }: Course, { end }: Walk): string => (grantedTo !== undefined && isAfter(grantedTo, end) ? grantedTo : end);

/** Stretches of a walk as segments. */
export const stretched = (stretches: readonly Stretch[], zone: string): readonly Segment[] => stretches.map(({ inside, from, to }) => segment(zone, inside ? 'running' : 'outside-calendar', from, to));

const stretchesOf = (course: Course, { stretches }: Walk): readonly Segment[] => stretched(stretches, zoneOf(course.inForce));

const spent = (course: Course, end: string, segments: readonly Segment[], late: Segment): Ruled<Course> => ({ ok: true, value: { ...course, from: end, leftMs: 0, grantedTo: undefined, segments: [...segments, late] } });

const paused = (course: Course, pause: Pause): Ruled<Course> => {
  const { from, to, reason } = pause;
  const late = told(course, 'no-effect', from, to, pauseReasons[reason]);
  const ran = walkOn(course, from);
  if (!ran.ok) return ran;
  const segments = [...course.segments, ...stretchesOf(course, ran.value)];
  const isStillGranted = course.grantedTo !== undefined && isBefore(from, course.grantedTo);
  if (ran.value.leftMs <= 0 && !isStillGranted) return spent(course, endOf(course, ran.value), segments, late);
  // a working-day clock may be paused before its first day begins
  const resumed = to !== undefined && isBefore(to, course.from) ? course.from : to;
  const at = isBefore(from, course.from) ? course.from : from;
  const stands = resumed === undefined ? { pausedAt: from } : {};
  return { ok: true, value: { ...course, from: resumed ?? at, leftMs: ran.value.leftMs, grantedTo: undefined, segments: [...segments, pauseSegment(pause, zoneOf(course.inForce))], ...stands } };
};

/** Grants more counted time, and until the instant that was named; what was granted before the clock ran out counts, also for later pauses. */
const extended = (course: Course, extension: Extension, field: string): Ruled<Course> => {
  const { at, due } = extension;
  const before = walkOn(course);
  if (!before.ok) return before;
  const end = endOf(course, before.value);
  if (!isInstant(at) || !isBefore(at, end)) return refuse(`${field}.at`, at, `an instant before the time runs out, ${end}`);
  if (!isInstant(due) || !isAfter(due, end)) return refuse(`${field}.due`, due, `an instant after ${end}`);
  const more = walk(course.limit.calendar, before.value.end, NO_BUDGET, { ...countingIn(course), until: due });
  if (!more.ok) return more;
  const granted = more.value.countedMs;
  const segments = [...course.segments, extensionSegment(extension, zoneOf(course.inForce))];
  return { ok: true, value: { ...course, leftMs: course.leftMs + granted, grantedMs: course.grantedMs + granted, grantedTo: due, segments } };
};

const begun = (rules: RulesInForce, clockCase: ClockCase, clock: ClockName): Ruled<Course> => {
  const found = limitFor(rules, clockCase, clock);
  if (!found) return missing(rules.pack, `limits.${clock}`);
  const inForce = { zone: rules.zone, years: rules.years };
  const from = countingFrom(found.limit.calendar, clockCase.at, zoneOf(rules, found.pack));
  const segments = from === clockCase.at ? [] : [told({ inForce }, 'outside-calendar', clockCase.at, from)];
  return { ok: true, value: { ...found, from, leftMs: found.limit.minutes * 60_000, grantedMs: 0, inForce, segments } };
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
  const segments = [...course.segments, ...stretchesOf(course, ran.value)];
  const why = { zh: `${pack.name.zh} ${pack.id}@${pack.version}`, en: `${pack.name.en} ${pack.id}@${pack.version}` };
  if (ran.value.leftMs <= 0) return spent(course, endOf(course, ran.value), segments, told(course, 'no-effect', at, at, why));
  const next = leftUnder(story, pack, at);
  if (!next.ok) return next;
  const { limit, pack: giver, leftMs } = next.value;
  const from = isBefore(course.from, at) ? at : course.from;
  return { ok: true, value: { ...course, limit, pack: giver, from, leftMs: Math.max(0, leftMs + course.grantedMs), grantedTo: undefined, segments: [...segments, told(course, 'superseded', at, at, why)] } };
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
