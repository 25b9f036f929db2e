import type { Instant } from '@heatledger/kernel';
import { dayOf, plusMillis } from '@heatledger/vocabulary';

const DAY = 86_400_000;
const dayNumber = (instant: Instant): number => Date.parse(`${dayOf(instant)}T00:00:00Z`) / DAY;

/** The last heated day: an end at midnight (24:00) belongs to the day before. */
const lastDay = (endsAt: Instant): number => dayNumber(plusMillis(endsAt, -1));

/** Heated calendar days from start to end, both ends counted; below 1 when the end does not follow the start. */
export const heatedDays = (startsAt: Instant, endsAt: Instant): number => lastDay(endsAt) - dayNumber(startsAt) + 1;

/** Days won by an earlier start. */
export const daysEarlier = (before: Instant, now: Instant): number => dayNumber(before) - dayNumber(now);

/** Days won by a later end; negative for an earlier one. */
export const daysLater = (before: Instant, now: Instant): number => lastDay(now) - lastDay(before);
