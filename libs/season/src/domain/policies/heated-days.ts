import type { Instant } from '@heatledger/kernel';
import { dayIn, instantIn, millis } from '@heatledger/vocabulary';

const DAY = 86_400_000;
const dayNumber = (zone: string, instant: Instant): number => millis(`${dayIn(zone, instant)}T00:00:00Z`) / DAY;

/** The last heated day: an end at midnight (24:00) belongs to the day before. */
const lastDay = (zone: string, endsAt: Instant): number => dayNumber(zone, instantIn(zone, millis(endsAt) - 1));

/** Heated calendar days of the zone from start to end, both ends counted; below 1 when the end does not follow the start. */
export const heatedDays = (zone: string, startsAt: Instant, endsAt: Instant): number => lastDay(zone, endsAt) - dayNumber(zone, startsAt) + 1;

/** Days won by an earlier start. */
export const daysEarlier = (zone: string, before: Instant, now: Instant): number => dayNumber(zone, before) - dayNumber(zone, now);

/** Days won by a later end; negative for an earlier one. */
export const daysLater = (zone: string, before: Instant, now: Instant): number => lastDay(zone, now) - lastDay(zone, before);
