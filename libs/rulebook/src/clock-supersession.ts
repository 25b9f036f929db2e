import { compareInstants, isBefore, plusMinutesIn } from '@heatledger/vocabulary';
import { NO_BUDGET, walk, type Counting } from './calendar.js';
import { citing, countedAs, countingOf, dueAfterPause, dueOf, limitFor } from './deadlines.js';
import type { Limit } from './pack.js';
import { missing } from './refusals.js';
import { zoneOf } from './registry.js';
import type { ClockCase, ClockSoFar, DueTime, Ruled, RulesInForce, Span } from './rules.js';

/** How a clock counts under the rules it goes over to, and how it counted before. */
interface Ways {
  readonly limit: Limit;
  readonly startsAt: string;
  readonly zone: string;
  readonly before: Pick<ClockSoFar, 'calendar' | 'timeZone'>;
  readonly inForce: Counting;
}

/** What was granted, granted again: to the very instant where the clock would have run out as it did, else as much of the time that counted then. */
const afterGrant = ({ limit: { calendar }, zone, before, inForce }: Ways, due: string, { from, to }: Span): Ruled<string> => {
  if (compareInstants(due, from) === 0) return { ok: true, value: to };
  const granted = walk(before.calendar, from, NO_BUDGET, { ...countingOf(before, inForce), until: to });
  if (!granted.ok) return granted;
  if (calendar === undefined) return { ok: true, value: plusMinutesIn(zone, due, granted.value.countedMs / 60_000) };
  const walked = walk(calendar, due, granted.value.countedMs, { zone, years: inForce.years });
  return walked.ok ? { ok: true, value: walked.value.end } : walked;
};

/** A pause that began after the clock would have run out is of no effect. */
const afterPause = ({ limit: { calendar }, startsAt, zone, inForce }: Ways, due: string, { from, to }: Span): Ruled<string> =>
  isBefore(from, due) ? dueAfterPause({ startsAt, due, pausedAt: from, resumedAt: to, calendar, timeZone: zone }, inForce) : { ok: true, value: due };

type Turn = (ways: Ways, due: string) => Ruled<string>;

/** What changed the due time, in the order in which it was recorded. */
const turnsOf = ({ pauses, granted }: ClockSoFar): readonly Turn[] => {
  const grantsAfter = (over: number): readonly Turn[] =>
    granted.filter(({ pausesBefore }) => pausesBefore === over).map((grant) => (ways, due) => afterGrant(ways, due, grant));
  return [...grantsAfter(0), ...pauses.flatMap((pause, index): readonly Turn[] => [(ways, due) => afterPause(ways, due, pause), ...grantsAfter(index + 1)])];
};

/**
 * The due time of a clock that goes over to these rules: as if they had always held, with what was paused and granted taken in the order in which it was recorded, as it was then,
 * and not before it goes over. Under the rules that held it is the due time on record.
 */
export const dueUnder = (rules: RulesInForce, clockCase: ClockCase, so: ClockSoFar): Ruled<DueTime & { readonly due: string }> => {
  const { clock, at } = so;
  const found = limitFor(rules, clockCase, clock);
  if (!found) return missing(rules.pack, `limits.${clock}`);
  const { limit, pack } = found;
  const zone = zoneOf(rules, pack);
  let due = dueOf(limit, clockCase.at, zone, rules);
  const ways = { limit, startsAt: clockCase.at, zone, before: so, inForce: rules };
  for (const turn of turnsOf(so)) if (due.ok) due = turn(ways, due.value);
  if (!due.ok) return due;
  return { ok: true, value: { clock, due: isBefore(due.value, at) ? at : due.value, minutes: limit.minutes, ...countedAs(pack, limit.calendar), rule: citing(pack, limit.source, clock) } };
};
