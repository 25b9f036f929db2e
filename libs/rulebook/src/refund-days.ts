import { dayOf, millis, plusMinutes } from '@heatledger/vocabulary';
import type { OutageRule, RefundRule } from './pack.js';
import type { RefundCase } from './rules.js';

const HOUR_MS = 3_600_000;

/** Calendar days from the first to the last, both counted. */
export const daysInclusive = (from: string, to: string): number => Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86_400_000) + 1;

/** Whether the room was warm again within the grace, its last moment included. */
export const isCuredInGrace = ({ graceHours }: RefundRule, { from, to }: RefundCase): boolean => graceHours !== undefined && millis(to) - millis(from) <= graceHours * HOUR_MS;

/** Failing days: as the officer stated, else both ends counted, never more than the season. */
export const failingDays = (rule: RefundRule, { from, to, days, seasonDays }: RefundCase): number => {
  const first = rule.countFrom === 'end-of-grace' ? plusMinutes(from, (rule.graceHours ?? 0) * 60) : from;
  return days ?? Math.min(daysInclusive(first, to), seasonDays);
};

/** Whether an outage lasted long enough to be paid for. */
export const isOutagePaid = ({ afterHours, cumulativeDaysOver }: OutageRule, { from, to, days }: RefundCase): boolean => {
  if (afterHours === undefined) return true;
  const lasted = millis(to) - millis(from);
  const least = afterHours.hours * HOUR_MS;
  return lasted > least || (afterHours.included && lasted === least) || (cumulativeDaysOver !== undefined && days !== undefined && days > cumulativeDaysOver);
};
