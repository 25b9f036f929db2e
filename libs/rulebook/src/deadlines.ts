import { isBefore, keysIn, clocks, millis, minutesBetween, plusMillis, plusMinutes } from '@heatledger/vocabulary';
import { plusWorkingDays } from './calendar.js';
import type { Limit, RulePack } from './pack.js';
import { lineage } from './registry.js';
import type { ClockCase, DueTime, Ruled, RulesInForce } from './rules.js';

const DAY = 1440;

/** The start of the season declared; where none is, that of the pack's usual season. */
const seasonStart = ({ season, pack: { usualSeason } }: RulesInForce, at: string): string | undefined => {
  if (season) return season.startsAt;
  if (!usualSeason) return undefined;
  const year = Number(at.slice(0, 4)) - (at.slice(5, 10) < usualSeason.from ? 1 : 0);
  return `${year}-${usualSeason.from}T00:00:00+08:00`;
};

const isEarlySeason = (rules: RulesInForce, at: string, days: number): boolean => {
  const start = seasonStart(rules, at);
  return start !== undefined && !isBefore(at, start) && minutesBetween(start, at) < days * DAY;
};

const fits = (limit: Limit, rules: RulesInForce, { kind, category, at }: ClockCase): boolean =>
  limit.kinds.includes(kind) &&
  (limit.categories === undefined || limit.categories.includes(category)) &&
  (limit.firstDaysOfSeason === undefined || isEarlySeason(rules, at, limit.firstDaysOfSeason));

/** A pack as it is named beside a fact. */
export const ruleOf = ({ id, version }: RulePack, clause?: string): DueTime['rule'] => ({ pack: id, version, ...(clause === undefined ? {} : { clause }) });

const dueOf = ({ calendar, minutes }: Limit, at: string): Ruled<string> =>
  calendar === 'working-days' ? plusWorkingDays(at, Math.ceil(minutes / DAY)) : { ok: true, value: plusMinutes(at, minutes) };

/** Every clock that the pack, or for what it does not give its parents, starts for a case; the rule names the pack that answered. */
export const dueTimes = (rules: RulesInForce, clockCase: ClockCase): Ruled<readonly DueTime[]> => {
  const answering = lineage(rules.pack, clockCase.at);
  const value: DueTime[] = [];
  for (const clock of keysIn(clocks)) {
    const pack = answering.find(({ limits }) => limits.some((row) => row.clock === clock && fits(row, rules, clockCase)));
    const limit = pack?.limits.find((row) => row.clock === clock && fits(row, rules, clockCase));
    if (!pack || !limit) continue;
    const due = dueOf(limit, clockCase.at);
    if (!due.ok) return due;
    value.push({ clock, due: due.value, rule: ruleOf(pack, `${clock}: ${limit.source.text} [${limit.source.mark}]`) });
  }
  return { ok: true, value };
};

/** The due time after a pause: exactly what remained at the pause remains at the resumption. */
export const dueAfterPause = (due: string, pausedAt: string, resumedAt: string): string => plusMillis(due, millis(resumedAt) - millis(pausedAt));
