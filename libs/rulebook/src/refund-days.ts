import { dayIn, millis, plusMinutesIn } from '@heatledger/vocabulary';
import type { OutageRule, RefundRule } from './pack.js';
import type { RefundCase } from './rules.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Calendar days (`2026-01-05`) from the first to the last, both counted. */
export const daysInclusive = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;

/** The longest that a case can have lasted, ms: stated days hold whole days, both ends counted. */
const lasted = ({ from, to, days }: RefundCase): number => (from !== undefined && to !== undefined ? millis(to) - millis(from) : (days ?? 0) * DAY_MS);

/** Whether the room was warm again within the grace, its last moment included; days stated from the end of the grace are beyond it. */
export const isCuredInGrace = ({ graceHours, countFrom }: RefundRule, refundCase: RefundCase): boolean =>
  graceHours !== undefined && !(refundCase.from === undefined && countFrom === 'end-of-grace') && lasted(refundCase) <= graceHours * HOUR_MS;

/** What of a rule says which days count. */
type Counted = Pick<RefundRule, 'countFrom' | 'graceHours'>;

/** First and last day of the zone that count under a rule, both included. */
export const countedSpan = (rule: Counted, { from = '', to = '' }: RefundCase, zone: string): readonly [string, string] => [
  dayIn(zone, rule.countFrom === 'end-of-grace' ? plusMinutesIn(zone, from, (rule.graceHours ?? 0) * 60) : from),
  dayIn(zone, to),
];

/** Failing days: as the officer stated, else both ends counted, never more than the season. */
export const failingDays = (rule: Counted, refundCase: RefundCase, zone: string): number =>
  refundCase.days ?? Math.min(daysInclusive(...countedSpan(rule, refundCase, zone)), refundCase.seasonDays);

/** Days of an outage: as the officer stated, else each 24 h begun is one, never more than the season. */
export const outageDays = (refundCase: RefundCase): number =>
  refundCase.days ?? Math.min(Math.max(1, Math.ceil(lasted(refundCase) / DAY_MS)), refundCase.seasonDays);

/** Every local day from the first to the last. */
export const daysOf = ([first, last]: readonly [string, string]): readonly string[] =>
  Array.from({ length: Math.max(0, daysInclusive(first, last)) }, (_, ahead) => new Date(Date.parse(first) + ahead * DAY_MS).toISOString().slice(0, 10));

/** Whether an outage lasted long enough to be paid for. */
export const isOutagePaid = ({ afterHours, cumulativeDaysOver }: OutageRule, refundCase: RefundCase): boolean => {
  if (afterHours === undefined) return true;
  const [ms, least] = [lasted(refundCase), afterHours.hours * HOUR_MS];
  const { days } = refundCase;
  return ms > least || (afterHours.included && ms === least) || (cumulativeDaysOver !== undefined && days !== undefined && days > cumulativeDaysOver);
};
