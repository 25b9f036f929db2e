import { ruleTold } from './rule-text.js';
import type { Bilingual, RuleRef } from '@heatledger/kernel';
import { clocks, compareInstants, isAfter, isBefore, type ClockName, untilEn, untilZh } from '@heatledger/vocabulary';
import { NO_BUDGET, walk, type Counting } from './calendar.js';
import { stretched } from './clock-course.js';
import { extensionSegment, pauseSegment, segment, type Extension, type Pause, type Segment } from './clock-history.js';
import { countedMinutes, countingFrom, countingOf } from './deadlines.js';
import type { LimitCalendar } from './pack.js';
import { zoneOf } from './registry.js';

/** A clock as its facts left it: every due time, pause, grant and change of rule as recorded; nothing is computed anew. */
export interface RecordedClock {
  readonly clock: ClockName;
  readonly round: number;
  readonly startsAt: string;
  /** As last recorded; absent while it waits for the working days of a year. */
  readonly due?: string | undefined;
  /** The year it waits for. */
  readonly awaits?: number | undefined;
  readonly calendar?: LimitCalendar | undefined;
  /** Zone in which it counts, where the pack has one of its own. */
  readonly timeZone?: string | undefined;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
  readonly changes: readonly { readonly at: string; readonly pack: string; readonly reason: string; readonly calendarBefore?: LimitCalendar | undefined }[];
  readonly end?: { readonly at: string; readonly as: 'done' | 'stopped' } | undefined;
  readonly rule: RuleRef | null;
}

/** A recorded clock that explains itself; `due` is null while it stands still, and while it waits for working days to be announced. */
export interface ClockStory {
  readonly clock: ClockName;
  readonly round: number;
  readonly startsAt: string;
  readonly due: string | null;
  readonly state: 'running' | 'paused' | 'met' | 'breached' | 'stopped' | 'due-unknown';
  /** Counted minutes left, for a clock that is open; negative minutes of plain time once it has run out. */
  readonly remainingMinutes?: number;
  readonly segments: readonly Segment[];
  readonly rule: RuleRef | null;
  readonly say: Bilingual;
}

interface Mark {
  readonly at: string;
  readonly to?: string | undefined;
  readonly segment: Segment;
  /** The calendar that counted until here. */
  readonly calendar: LimitCalendar | undefined;
}

/** The calendar that counted at an instant: that of before the first change of rule after it. */
const calendarAt = ({ calendar, changes }: RecordedClock, at: string): LimitCalendar | undefined => {
  const next = changes.find((change) => isAfter(change.at, at));
  return next ? next.calendarBefore : calendar;
};

const marksOf = (clock: RecordedClock, zone: string): readonly Mark[] =>
  [
    ...clock.pauses.map((pause) => ({ at: pause.from, to: pause.to, segment: pauseSegment(pause, zone) })),
    ...clock.extensions.map((extension) => ({ at: extension.at, to: extension.at, segment: extensionSegment(extension, zone) })),
    ...clock.changes.map(({ at, pack, reason }) => ({ at, to: at, segment: segment(zone, 'superseded', at, at, { zh: `${pack}，${reason}`, en: `${pack}, ${reason}` }) })),
  ]
    .map((mark) => ({ ...mark, calendar: calendarAt(clock, mark.at) }))
    .sort((a, b) => compareInstants(a.at, b.at));

/** How a clock counts and in which zone it is told. */
interface Telling {
  readonly zone: string;
  readonly counting: Counting;
}

const ran = (calendar: LimitCalendar | undefined, from: string, to: string, { zone, counting }: Telling): readonly Segment[] => {
  if (!isBefore(from, to)) return [];
  const walked = walk(calendar, from, NO_BUDGET, { ...counting, until: to });
  return walked.ok ? stretched(walked.value.stretches, zone) : [segment(zone, 'running', from, to)];
};

const segmentsOf = (clock: RecordedClock, now: string, telling: Telling): readonly Segment[] => {
  const { zone, counting } = telling;
  const counts = countingFrom(calendarAt(clock, clock.startsAt), clock.startsAt, counting.zone);
  const rows: Segment[] = isBefore(clock.startsAt, counts) ? [segment(zone, 'outside-calendar', clock.startsAt, counts)] : [];
  let from: string | undefined = counts;
  for (const mark of marksOf(clock, zone)) {
    rows.push(...ran(mark.calendar, from ?? mark.at, mark.at, telling), mark.segment);
    from = mark.to === undefined ? undefined : isBefore(mark.to, counts) ? counts : mark.to;
  }
  const { end, due = end?.at ?? now } = clock;
  if (from !== undefined) rows.push(...ran(clock.calendar, from, end && isBefore(end.at, due) ? end.at : due, telling));
  return rows;
};

const states: Readonly<Record<ClockStory['state'], Bilingual>> = {
  running: { zh: '计时中', en: 'running' },
  paused: { zh: '暂停', en: 'paused' },
  met: { zh: '按时完成', en: 'met' },
  breached: { zh: '超时', en: 'breached' },
  stopped: { zh: '停止计时', en: 'stopped' },
  'due-unknown': { zh: '期限待定', en: 'due time not known yet' },
};

const stateOf = ({ end, due }: RecordedClock, isPaused: boolean, now: string): ClockStory['state'] => {
  if (due === undefined) return isPaused ? 'paused' : end?.as === 'stopped' ? 'stopped' : 'due-unknown';
  if (end) return isAfter(end.at, due) ? 'breached' : end.as === 'done' ? 'met' : 'stopped';
  if (isPaused) return 'paused';
  return isAfter(now, due) ? 'breached' : 'running';
};

const whenDue = (due: string | undefined, awaits: number | undefined, zone: string): Bilingual =>
  due === undefined
    ? { zh: `，期限待 ${awaits} 年工作日历公布后计算`, en: `, due once the working days of ${awaits} are announced` }
    : { zh: `，应于 ${untilZh(zone, due)}完成`, en: `, due ${untilEn(zone, due)}` };

/** Tells a clock from what was recorded about it: segments, due time, what remains at `now`, and the rule and clause behind it. */
export const tellClock = (clock: RecordedClock, now: string, inForce: Counting = {}): ClockStory => {
  const zone = zoneOf(inForce);
  const open = clock.end ? undefined : clock.pauses.find(({ to }) => to === undefined);
  const state = stateOf(clock, open !== undefined, now);
  const { due, awaits, round, rule, startsAt } = clock;
  const told = rule && ruleTold(rule);
  const by = told ? { zh: `；依据 ${told.zh}`, en: `; under ${told.en}` } : { zh: '', en: '' };
  const until = open ? { zh: '，恢复后再定到期时间', en: ', due once it runs again' } : whenDue(due, awaits, zone);
  const name = clocks[clock.clock];
  return {
    clock: clock.clock,
    round,
    startsAt,
    due: open || due === undefined ? null : due,
    state,
    ...(clock.end || due === undefined ? {} : { remainingMinutes: countedMinutes({ ...clock, due }, open?.from ?? now, inForce) }),
    segments: segmentsOf(clock, now, { zone, counting: countingOf(clock, inForce) }),
    rule,
    say: { zh: `“${name.zh}”第 ${round} 轮：${states[state].zh}${until.zh}${by.zh}`, en: `"${name.en}", round ${round}: ${states[state].en}${until.en}${by.en}` },
  };
};
