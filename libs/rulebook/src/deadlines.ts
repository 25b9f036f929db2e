import type { RuleRef } from '@heatledger/kernel';
import { clocks, dayIn, instantIn, isBefore, keysIn, millis, minutesBetween, momentIn, plusMinutesIn, type ClockName } from '@heatledger/vocabulary';
import { endOfDay, NO_BUDGET, walk, type Counting } from './calendar.js';
import type { Limit, LimitCalendar, RulePack, Source } from './pack.js';
import { lineage, zoneOf } from './registry.js';
import { yearAwaited } from './refusals.js';
import type { ClockCase, DueTime, PauseOfClock, Ruled, RulesInForce, WaitingClock } from './rules.js';

const DAY = 1440;

/** The start of the season declared; where none is, that of the pack's usual season. */
export const seasonStart = (rules: RulesInForce, at: string): string | undefined => {
  const { season, pack } = rules;
  const { usualSeason } = pack;
  if (season) return season.startsAt;
  if (!usualSeason) return undefined;
  const zone = zoneOf(rules, pack);
  const day = dayIn(zone, at);
  const year = Number(day.slice(0, 4)) - (day.slice(5) < usualSeason.from ? 1 : 0);
  return momentIn(zone, `${year}-${usualSeason.from}`, usualSeason.fromTime);
};

const isEarlySeason = (rules: RulesInForce, at: string, days: number): boolean => {
  const start = seasonStart(rules, at);
  return start !== undefined && !isBefore(at, start) && minutesBetween(start, at) < days * DAY;
};

const fits = (limit: Limit, rules: RulesInForce, { kind, category, channel, at }: ClockCase): boolean =>
  limit.kinds.includes(kind) &&
  (limit.categories === undefined || limit.categories.includes(category)) &&
  (limit.channels === undefined || limit.channels.includes(channel)) &&
  (limit.firstDaysOfSeason === undefined || isEarlySeason(rules, at, limit.firstDaysOfSeason));

/** A pack as it is named beside a fact. */
export const ruleOf = ({ id, version }: RulePack, clause?: string): RuleRef => ({ pack: id, version, ...(clause === undefined ? {} : { clause }) });

/** A pack with the clause and its mark. */
export const citing = (pack: RulePack, { text, mark }: Source, about?: string): RuleRef => ruleOf(pack, `${about === undefined ? '' : `${about}: `}${text} [${mark}]`);

/** The row that holds for a clock of a case, and the pack that gives it: the pack itself, or the nearest parent. */
export const limitFor = (rules: RulesInForce, clockCase: ClockCase, clock: ClockName): { readonly pack: RulePack; readonly limit: Limit } | undefined => {
  for (const pack of lineage(rules, clockCase.at)) {
    const limit = pack.limits.find((row) => row.clock === clock && fits(row, rules, clockCase));
    if (limit) return { pack, limit };
  }
  return undefined;
};

/** When a limit's calendar begins to count: working days from the day after the receipt, all else at once. */
export const countingFrom = (calendar: LimitCalendar | undefined, at: string, zone: string | undefined): string => (calendar === 'working-days' ? endOfDay(at, zone) : at);

/** In which zone and years a clock counts: those in force, in the zone of the pack that gave its rule where that had one of its own. */
export const countingOf = ({ timeZone }: { readonly timeZone?: string | undefined }, { zone, years }: Counting): Counting => ({ zone: timeZone ?? zone, years });

/** Counted minutes from an instant until a clock falls due; negative minutes of plain time once it has. Plain minutes where the working days are not known. */
export const countedMinutes = (clock: Pick<PauseOfClock, 'startsAt' | 'due' | 'calendar' | 'timeZone'>, at: string, inForce: Counting): number => {
  const { startsAt, due, calendar } = clock;
  if (!isBefore(at, due)) return minutesBetween(at, due);
  const counting = countingOf(clock, inForce);
  const counts = countingFrom(calendar, startsAt, counting.zone);
  const from = isBefore(at, counts) ? counts : at;
  const walked = walk(calendar, from, NO_BUDGET, { ...counting, until: due });
  return walked.ok ? Math.floor(walked.value.countedMs / 60_000) : minutesBetween(from, due);
};

/** So many minutes of a calendar; continuous when absent. */
interface Counted {
  readonly calendar?: LimitCalendar | undefined;
  readonly minutes: number;
}

/** When a limit that begins to count with a case at `at` runs out, written in the zone that counts. */
export const dueOf = ({ calendar, minutes }: Counted, at: string, zone: string, { years }: Counting): Ruled<string> => {
  if (calendar === undefined) return { ok: true, value: plusMinutesIn(zone, at, minutes) };
  const walked = walk(calendar, countingFrom(calendar, at, zone), minutes * 60_000, { zone, years });
  return walked.ok ? { ok: true, value: walked.value.end } : walked;
};

/** Which time a clock remembers that it counts; a zone only where the pack has one of its own. */
export const countedAs = ({ zone }: RulePack, calendar: LimitCalendar | undefined): Pick<DueTime, 'calendar' | 'timeZone'> => ({
  ...(calendar === undefined ? {} : { calendar }),
  ...(zone === undefined ? {} : { timeZone: zone }),
});

/** Every clock (or those asked for) that the pack, or for what it does not give its parents, starts for a case; the rule names the pack that answered. Without a due time where a year is not announced. */
export const dueTimes = (rules: RulesInForce, clockCase: ClockCase, only: readonly ClockName[] = keysIn(clocks)): Ruled<readonly DueTime[]> => {
  const value: DueTime[] = [];
  for (const clock of keysIn(clocks).filter((name) => only.includes(name))) {
    const found = limitFor(rules, clockCase, clock);
    if (!found) continue;
    const { calendar, minutes, source } = found.limit;
    const due = dueOf(found.limit, clockCase.at, zoneOf(rules, found.pack), rules);
    const awaits = yearAwaited(due);
    if (!due.ok && awaits === undefined) return due;
    const when = due.ok ? { due: due.value } : { awaits: awaits ?? 0 };
    value.push({ clock, ...when, minutes, ...countedAs(found.pack, calendar), rule: citing(found.pack, source, clock) });
  }
  return { ok: true, value };
};

/** The due time after a pause: exactly the counted time that remained at the pause remains at the resumption. */
export const dueAfterPause = (pause: PauseOfClock, inForce: Counting = {}): Ruled<string> => {
  const { startsAt, due, pausedAt, resumedAt, calendar } = pause;
  const counting = countingOf(pause, inForce);
  if (calendar === undefined) return { ok: true, value: instantIn(zoneOf(counting), millis(due) + millis(resumedAt) - millis(pausedAt)) };
  // a working-day clock may be paused before its first day begins
  const counts = countingFrom(calendar, startsAt, counting.zone);
  const [from, to] = [isBefore(pausedAt, counts) ? counts : pausedAt, isBefore(resumedAt, counts) ? counts : resumedAt];
  const rest = walk(calendar, from, NO_BUDGET, { ...counting, until: due });
  if (!rest.ok) return rest;
  const walked = walk(calendar, to, rest.value.countedMs, counting);
  return walked.ok ? { ok: true, value: walked.value.end } : walked;
};

/** The due time of a clock that waited for the working days of a year: as promised, or as before, with every pause since taken off. */
export const dueOnceKnown = (clock: WaitingClock, inForce: Counting): Ruled<string> => {
  const { startsAt, minutes = 0, pauses, calendar } = clock;
  const zone = zoneOf(countingOf(clock, inForce));
  let due = clock.due === undefined ? dueOf({ calendar, minutes }, startsAt, zone, inForce) : ({ ok: true, value: clock.due } as const);
  for (const { from, to } of pauses) {
    // a pause that began after it had run out is of no effect
    if (due.ok && isBefore(from, due.value)) due = dueAfterPause({ ...clock, due: due.value, pausedAt: from, resumedAt: to }, inForce);
  }
  return due;
};
