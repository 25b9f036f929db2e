import { isBefore, minutesBetween, plusMillis, plusMinutes, keysIn, clocks, millis } from '@heatledger/vocabulary';
import type { Limit, RulePack } from './pack.js';
import type { ClockCase, DueTime, Ruled, RulesInForce } from './rules.js';

const DAY = 1440;

const isEarlySeason = ({ season }: RulesInForce, at: string, days: number): boolean =>
  season !== null && !isBefore(at, season.startsAt) && minutesBetween(season.startsAt, at) < days * DAY;

const fits = (limit: Limit, rules: RulesInForce, { kind, category, at }: ClockCase): boolean =>
  limit.kinds.includes(kind) &&
  (limit.categories === undefined || limit.categories.includes(category)) &&
  (limit.firstDaysOfSeason === undefined || isEarlySeason(rules, at, limit.firstDaysOfSeason));

/** A pack as it is named beside a fact. */
export const ruleOf = ({ id, version }: RulePack, clause?: string): DueTime['rule'] => ({ pack: id, version, ...(clause === undefined ? {} : { clause }) });

/** Every clock that the pack starts for a case, each with its due time from `at` in continuous time. */
export const dueTimes = (rules: RulesInForce, clockCase: ClockCase): Ruled<readonly DueTime[]> => {
  const value = keysIn(clocks).flatMap((clock) => {
    const limit = rules.pack.limits.find((row) => row.clock === clock && fits(row, rules, clockCase));
    return limit ? [{ clock, due: plusMinutes(clockCase.at, limit.minutes), rule: ruleOf(rules.pack, `${clock}: ${limit.source.text} [${limit.source.mark}]`) }] : [];
  });
  return { ok: true, value };
};

/** The due time after a pause: exactly what remained at the pause remains at the resumption. */
export const dueAfterPause = (due: string, pausedAt: string, resumedAt: string): string => plusMillis(due, millis(resumedAt) - millis(pausedAt));
