import type { Granted, LimitCalendar } from '@heatledger/rulebook';
import { compareInstants, isAfter, minutesBetween, type Category, type ClockName, type TicketKind } from '@heatledger/vocabulary';

/** One clock of one round of one ticket, with every instant that figures by date need. */
export interface ClockRecord {
  readonly ticketId: string;
  readonly ticketKind: TicketKind;
  readonly clock: ClockName;
  readonly round: number;
  readonly category: Category;
  readonly zone: string | null;
  readonly station: string | null;
  readonly crewId: string | null;
  readonly channel: string;
  readonly startsAt: string;
  /** Due times as they were set, each from the instant at which it was set, null while it waits for the working days of a year; none for a request that its source gave no due time. */
  readonly dues: readonly { readonly from: string; readonly due: string | null }[];
  readonly doneAt: string | null;
  readonly stoppedAt: string | null;
  readonly extensions: readonly string[];
  readonly granted: readonly Granted[];
  /** Time that counts; continuous when absent. */
  readonly calendar?: LimitCalendar | undefined;
  /** Zone in which it counts, where the pack that gave the rule has one of its own. */
  readonly timeZone?: string | undefined;
  readonly pauses: readonly { readonly from: string; readonly to: string | null; readonly reason: string }[];
  /** Pack and version the due time was computed under, the last one where it went over to another; `null` when the source set it. */
  readonly rule: string | null;
}

/** How a clock stands at an instant, in the words of a verdict. */
export type ClockStanding = 'met' | 'breached' | 'running' | 'paused' | 'stopped' | 'noDue' | 'dueUnknown' | 'notYet';

/** The standing that each outcome is. */
export const standingByOutcome = {
  metInTime: 'met',
  metEarly: 'met',
  metLate: 'breached',
  openOverdue: 'breached',
  stoppedLate: 'breached',
  running: 'running',
  paused: 'paused',
  stopped: 'stopped',
  noDue: 'noDue',
  dueUnknown: 'dueUnknown',
  notYet: 'notYet',
} as const satisfies Readonly<Record<string, ClockStanding>>;

/** What came of a clock by an instant: its standing, told apart by whether its due time had come and by how it ended. */
export type ClockOutcome = keyof typeof standingByOutcome;

/** The due time in force at an instant, or the last one when no instant is given. */
export const dueAt = ({ dues }: ClockRecord, at?: string): string | null => {
  const set = at === undefined ? dues : dues.filter(({ from }) => !isAfter(from, at));
  return set.at(-1)?.due ?? (dues[0] ? dues[0].due : null);
};

const isPausedAt = ({ pauses }: ClockRecord, at: string): boolean => pauses.some(({ from, to }) => !isAfter(from, at) && (to === null || isAfter(to, at)));

const isBy = (instant: string | null, at: string): instant is string => instant !== null && !isAfter(instant, at);

/** What had come of a clock by an instant; one met before its due time is early until that time, and one that stands still does not fall due. */
export const outcomeAt = (record: ClockRecord, at: string): ClockOutcome => {
  if (isAfter(record.startsAt, at)) return 'notYet';
  const due = dueAt(record, at);
  if (due === null) return record.dues.length === 0 ? 'noDue' : 'dueUnknown';
  const { doneAt, stoppedAt } = record;
  if (isBy(doneAt, at)) return isAfter(doneAt, due) ? 'metLate' : isAfter(due, at) ? 'metEarly' : 'metInTime';
  if (isBy(stoppedAt, at)) return isAfter(stoppedAt, due) ? 'stoppedLate' : 'stopped';
  if (isPausedAt(record, at)) return 'paused';
  return isAfter(at, due) ? 'openOverdue' : 'running';
};

/** How a clock stood at an instant: met = done by its due time, breached = done or stopped late, or undone and past due by then. */
export const standingAt = (record: ClockRecord, at: string): ClockStanding => standingByOutcome[outcomeAt(record, at)];

/** Minutes for which a clock had stood still by the instant. */
export const pausedMinutesAt = ({ pauses }: ClockRecord, at: string): number =>
  pauses
    .filter(({ from }) => !isAfter(from, at))
    .reduce((sum, { from, to }) => sum + Math.max(0, minutesBetween(from, to === null || compareInstants(to, at) > 0 ? at : to)), 0);
