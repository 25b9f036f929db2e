import type { Instant } from '@heatledger/kernel';
import { FixedOffsetZone, IANAZone, type Zone } from 'luxon';
import { format, millis } from './instants.js';

/** Zone of a company that said nothing else. */
export const DEFAULT_ZONE = 'Asia/Shanghai';

/** No zone: each instant in the time in which it was written, as days and months were told before a zone was set. */
export const AS_WRITTEN = 'as-written';

const found = new Map<string, Zone>();
const fixed = /^UTC[+-](0\d|1[0-4]):[0-5]\d$/;

const zoneNamed = (name: string): Zone => {
  const known = found.get(name);
  if (known) return known;
  const zone = name === AS_WRITTEN ? IANAZone.create(DEFAULT_ZONE) : fixed.test(name) ? (FixedOffsetZone.parseSpecifier(name) ?? FixedOffsetZone.utcInstance) : IANAZone.create(name);
  found.set(name, zone);
  return zone;
};

/** The zone this machine is set to: a guess about people who said nothing of theirs. */
export const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** True for a zone that is known here: `Asia/Shanghai` of the IANA list, or a fixed one, `UTC+08:00`. */
export const isZone = (name: unknown): name is string => typeof name === 'string' && (fixed.test(name) || (/^[A-Z]/.test(name) && IANAZone.isValidZone(name)));

const QUARTER = 900_000;
const MOST_KEPT = 50_000;
const kept = new Map<string, Map<number, number>>();

/** Minutes east of UTC in a zone at a moment (ms); zones change their time only on a quarter of an hour. */
const offsetIn = (zone: string, time: number): number => {
  let quarters = kept.get(zone);
  if (!quarters) kept.set(zone, (quarters = new Map()));
  const quarter = Math.floor(time / QUARTER);
  const before = quarters.get(quarter);
  if (before !== undefined) return before;
  const offset = Math.round(zoneNamed(zone).offset(quarter * QUARTER));
  if (quarters.size >= MOST_KEPT) quarters.clear();
  quarters.set(quarter, offset);
  return offset;
};

/** The moment (ms) as a clock on the wall of the zone shows it, in ms as if that clock went by UTC. */
export const wallOf = (zone: string, time: number): number => time + offsetIn(zone, time) * 60_000;

/** The moment at which the zone's time changed, between two that lie before and after it. */
const changeBetween = (zone: string, before: number, after: number): number => {
  let quarter = Math.ceil(before / QUARTER) * QUARTER;
  const old = offsetIn(zone, before);
  while (quarter < after && offsetIn(zone, quarter) === old) quarter += QUARTER;
  return quarter;
};

/** The moment (ms) at which the zone's clock on the wall shows `wall`; of two the earlier, of a time left out the first moment after it. */
export const momentOf = (zone: string, wall: number): number => {
  const [before, after] = [offsetIn(zone, wall - 86_400_000), offsetIn(zone, wall + 86_400_000)];
  const [early, late] = [wall - Math.max(before, after) * 60_000, wall - Math.min(before, after) * 60_000];
  if (wallOf(zone, early) === wall) return early;
  return wallOf(zone, late) === wall ? late : changeBetween(zone, early, late);
};

/** The moment (ms) written in the zone's time. */
export const instantIn = (zone: string, time: number): Instant => format(time, offsetIn(zone, time));

/** The same moment, written in the zone's time. */
export const inZone = (zone: string, instant: Instant): Instant => (zone === AS_WRITTEN ? instant : instantIn(zone, millis(instant)));

/** The later instant, written in the zone's time; `minutes` may be negative, must be whole. */
export const plusMinutesIn = (zone: string, instant: Instant, minutes: number): Instant => instantIn(zone, millis(instant) + minutes * 60_000);

/** The calendar day in the zone: `2026-01-05`. */
export const dayIn = (zone: string, instant: Instant): string => inZone(zone, instant).slice(0, 10);
/** The calendar month in the zone: `2026-01`. */
export const monthIn = (zone: string, instant: Instant): string => inZone(zone, instant).slice(0, 7);
/** The calendar year in the zone: `2026`. */
export const yearIn = (zone: string, instant: Instant): string => inZone(zone, instant).slice(0, 4);
/** The hour of the day in the zone, 0 to 23. */
export const hourIn = (zone: string, instant: Instant): number => Number(inZone(zone, instant).slice(11, 13));

/** For a person: `2026-01-05 08:30`, in the zone's time. */
export const spokenIn = (zone: string, instant: Instant): string => {
  const local = inZone(zone, instant);
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`;
};

/** The instant at which a day (`2026-01-05`) and time of day (`12:00`) come in the zone. */
export const momentIn = (zone: string, day: string, time = '00:00'): Instant => instantIn(zone, momentOf(zone, millis(`${day}T${time}:00Z`)));

/** The last second of a day in the zone. */
export const endOfDayIn = (zone: string, day: string): Instant => instantIn(zone, momentOf(zone, millis(`${day}T00:00:00Z`) + 86_400_000) - 1000);

const monthDay = (day: string): string => `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8, 10))} 日`;

/** Until when, for a person: what ends with a day is in time all that day, `12 月 23 日内`; else `2026-01-05 08:30 前`. */
export const untilZh = (zone: string, due: Instant): string => {
  const local = inZone(zone, due);
  if (local.slice(11, 16) === '00:00') return `${monthDay(dayIn(zone, plusMinutesIn(zone, due, -1)))}内`;
  return local.slice(11, 16) === '23:59' ? `${monthDay(local)}内` : `${spokenIn(zone, due)} 前`;
};

/** The same in English: `by the end of 2025-12-23`, else `by 2026-01-05 08:30`. */
export const untilEn = (zone: string, due: Instant): string => {
  const local = inZone(zone, due);
  if (local.slice(11, 16) === '00:00') return `by the end of ${dayIn(zone, plusMinutesIn(zone, due, -1))}`;
  return local.slice(11, 16) === '23:59' ? `by the end of ${local.slice(0, 10)}` : `by ${spokenIn(zone, due)}`;
};

/** A day for a person, without its year: `5月31日`. */
export const monthDayZh = (zone: string, at: Instant): string => monthDay(dayIn(zone, at)).replaceAll(' ', '');
