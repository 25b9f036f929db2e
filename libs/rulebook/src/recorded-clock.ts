import type { Bilingual, RuleRef } from '@heatledger/kernel';
import { clocks, compareInstants, isAfter, isBefore, millis, spoken, type ClockName } from '@heatledger/vocabulary';
import { walk, type WorkCalendar } from './calendar.js';
import { told } from './clock-course.js';
import { extensionSegment, pauseSegment, segment, type Extension, type Pause, type Segment } from './clock-history.js';
import { countedMinutes, countingFrom } from './deadlines.js';
import type { LimitCalendar } from './pack.js';

/** A clock as its facts left it: every due time, pause, grant and change of rule as recorded; nothing is computed anew. */
export interface RecordedClock {
  readonly clock: ClockName;
  readonly round: number;
  readonly startsAt: string;
  /** As last recorded. */
  readonly due: string;
  readonly calendar?: LimitCalendar | undefined;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
  readonly changes: readonly { readonly at: string; readonly pack: string; readonly reason: string; readonly calendarBefore?: LimitCalendar | undefined }[];
  readonly end?: { readonly at: string; readonly as: 'done' | 'stopped' } | undefined;
  readonly rule: RuleRef | null;
}

/** A recorded clock that explains itself; `due` is null while it stands still. */
export interface ClockStory {
  readonly clock: ClockName;
  readonly round: number;
  readonly startsAt: string;
  readonly due: string | null;
  readonly state: 'running' | 'paused' | 'met' | 'breached' | 'stopped';
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

const marksOf = (clock: RecordedClock): readonly Mark[] =>
  [
    ...clock.pauses.map((pause) => ({ at: pause.from, to: pause.to, segment: pauseSegment(pause) })),
    ...clock.extensions.map((extension) => ({ at: extension.at, to: extension.at, segment: extensionSegment(extension) })),
    ...clock.changes.map(({ at, pack, reason }) => ({ at, to: at, segment: segment('superseded', at, at, { zh: `${pack}，${reason}`, en: `${pack}, ${reason}` }) })),
  ]
    .map((mark) => ({ ...mark, calendar: calendarAt(clock, mark.at) }))
    .sort((a, b) => compareInstants(a.at, b.at));

const ran = (calendar: LimitCalendar | undefined, from: string, to: string, years: WorkCalendar | undefined): readonly Segment[] => {
  if (!isBefore(from, to)) return [];
  const walked = walk(calendar, from, millis(to) - millis(from), { until: to, years });
  if (!walked.ok) return [segment('running', from, to)];
  return [...told(walked.value.stretches), ...(isBefore(walked.value.end, to) ? [segment('running', walked.value.end, to)] : [])];
};

const segmentsOf = (clock: RecordedClock, years: WorkCalendar | undefined): readonly Segment[] => {
  const counts = countingFrom(calendarAt(clock, clock.startsAt), clock.startsAt);
  const rows: Segment[] = isBefore(clock.startsAt, counts) ? [segment('outside-calendar', clock.startsAt, counts)] : [];
  let from: string | undefined = counts;
  for (const mark of marksOf(clock)) {
    rows.push(...ran(mark.calendar, from ?? mark.at, mark.at, years), mark.segment);
    from = mark.to === undefined ? undefined : isBefore(mark.to, counts) ? counts : mark.to;
  }
  const { end, due } = clock;
  if (from !== undefined) rows.push(...ran(clock.calendar, from, end && isBefore(end.at, due) ? end.at : due, years));
  return rows;
};

const states: Readonly<Record<ClockStory['state'], Bilingual>> = {
  running: { zh: '计时中', en: 'running' },
  paused: { zh: '暂停', en: 'paused' },
  met: { zh: '按时完成', en: 'met' },
  breached: { zh: '超时', en: 'breached' },
  stopped: { zh: '停止计时', en: 'stopped' },
};

const stateOf = ({ end, due }: RecordedClock, isPaused: boolean, now: string): ClockStory['state'] => {
  if (end) return isAfter(end.at, due) ? 'breached' : end.as === 'done' ? 'met' : 'stopped';
  if (isPaused) return 'paused';
  return isAfter(now, due) ? 'breached' : 'running';
};

/** Tells a clock from what was recorded about it: segments, due time, what remains at `now`, and the rule and clause behind it. */
export const tellClock = (clock: RecordedClock, now: string, years?: WorkCalendar): ClockStory => {
  const open = clock.end ? undefined : clock.pauses.find(({ to }) => to === undefined);
  const state = stateOf(clock, open !== undefined, now);
  const { due, round, rule, startsAt } = clock;
  const by = rule ? { zh: `；依据 ${rule.pack}@${rule.version}${rule.clause === undefined ? '' : ` ${rule.clause}`}`, en: `; under ${rule.pack}@${rule.version}${rule.clause === undefined ? '' : ` ${rule.clause}`}` } : { zh: '', en: '' };
  const until = open ? { zh: '，恢复后再定到期时间', en: ', due once it runs again' } : { zh: `，应于 ${spoken(due)} 前完成`, en: `, due ${spoken(due)}` };
  const name = clocks[clock.clock];
  return {
    clock: clock.clock,
    round,
    startsAt,
    due: open ? null : due,
    state,
    ...(clock.end ? {} : { remainingMinutes: countedMinutes(clock, open?.from ?? now, years) }),
    segments: segmentsOf(clock, years),
    rule,
    say: { zh: `“${name.zh}”第 ${round} 轮：${states[state].zh}${until.zh}${by.zh}`, en: `"${name.en}", round ${round}: ${states[state].en}${until.en}${by.en}` },
  };
};
