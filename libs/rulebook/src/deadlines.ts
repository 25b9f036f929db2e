import type { RuleRef } from '@heatledger/kernel';
import { clocks, isBefore, keysIn, millis, minutesBetween, plusMillis, plusMinutes, type ClockName } from '@heatledger/vocabulary';
import { endOfDay, walk } from './calendar.js';
import type { Limit, LimitCalendar, RulePack, Source } from './pack.js';
import { lineage } from './registry.js';
import type { ClockCase, DueTime, PauseOfClock, Ruled, RulesInForce } from './rules.js';

const DAY = 1440;

/** The start of the season declared; where none is, that of the pack's usual season. */
export const seasonStart = ({ season, pack: { usualSeason } }: RulesInForce, at: string): string | undefined => {
  if (season) return season.startsAt;
  if (!usualSeason) return undefined;
  const year = Number(at.slice(0, 4)) - (at.slice(5, 10) < usualSeason.from ? 1 : 0);
  return `${year}-${usualSeason.from}T${usualSeason.fromTime ?? '00:00'}:00+08:00`;
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
  for (const pack of lineage(rules.pack, clockCase.at)) {
    const limit = pack.limits.find((row) => row.clock === clock && fits(row, rules, clockCase));
    if (limit) return { pack, limit };
  }
  return undefined;
};

/** When a limit's calendar begins to count: working days from the day after the receipt, all else at once. */
export const countingFrom = (calendar: LimitCalendar | undefined, at: string): string => (calendar === 'working-days' ? endOfDay(at) : at);

/** Counted minutes from an instant until a clock falls due; negative minutes of plain time once it has. Plain minutes where the working days are not known. */
export const countedMinutes = ({ startsAt, due, calendar }: Pick<PauseOfClock, 'startsAt' | 'due' | 'calendar'>, at: string, years: RulesInForce['years']): number => {
  if (!isBefore(at, due)) return minutesBetween(at, due);
  const counts = countingFrom(calendar, startsAt);
  const from = isBefore(at, counts) ? counts : at;
  const span = millis(due) - millis(from);
  const walked = walk(calendar, from, span, { until: due, years });
  return walked.ok ? Math.floor((span - walked.value.leftMs) / 60_000) : minutesBetween(from, due);
};

const dueOf = ({ calendar, minutes }: Limit, at: string, { years }: Pick<RulesInForce, 'years'>): Ruled<string> => {
  if (calendar === undefined) return { ok: true, value: plusMinutes(at, minutes) };
  const walked = walk(calendar, countingFrom(calendar, at), minutes * 60_000, { years });
  return walked.ok ? { ok: true, value: walked.value.end } : walked;
};

/** Every clock (or those asked for) that the pack, or for what it does not give its parents, starts for a case; the rule names the pack that answered. */
export const dueTimes = (rules: RulesInForce, clockCase: ClockCase, only: readonly ClockName[] = keysIn(clocks)): Ruled<readonly DueTime[]> => {
  const value: DueTime[] = [];
  for (const clock of keysIn(clocks).filter((name) => only.includes(name))) {
    const found = limitFor(rules, clockCase, clock);
    if (!found) continue;
    const { calendar, source } = found.limit;
    const due = dueOf(found.limit, clockCase.at, rules);
    if (!due.ok) return due;
    value.push({ clock, due: due.value, ...(calendar === undefined ? {} : { calendar }), rule: citing(found.pack, source, clock) });
  }
  return { ok: true, value };
};

/** The due time after a pause: exactly the counted time that remained at the pause remains at the resumption. */
export const dueAfterPause = ({ startsAt, due, pausedAt, resumedAt, calendar }: PauseOfClock, { years }: Pick<RulesInForce, 'years'> = {}): Ruled<string> => {
  if (calendar === undefined) return { ok: true, value: plusMillis(due, millis(resumedAt) - millis(pausedAt)) };
  // a working-day clock may be paused before its first day begins
  const counts = countingFrom(calendar, startsAt);
  const [from, to] = [isBefore(pausedAt, counts) ? counts : pausedAt, isBefore(resumedAt, counts) ? counts : resumedAt];
  const span = millis(due) - millis(from);
  const rest = walk(calendar, from, span, { until: due, years });
  if (!rest.ok) return rest;
  const walked = walk(calendar, to, span - rest.value.leftMs, { years });
  return walked.ok ? { ok: true, value: walked.value.end } : walked;
};
