import type { Instant } from '@heatledger/kernel';

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

const longest = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysIn = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (longest[month - 1] ?? 0));
const twoDigits = (text: string, from: number): number => (text.charCodeAt(from) - 48) * 10 + text.charCodeAt(from + 1) - 48;

/** True for an ISO 8601 instant with offset that names a real moment: `2026-01-05T08:30:00+08:00`. */
export const isInstant = (value: unknown): value is Instant => {
  if (typeof value !== 'string' || !pattern.test(value)) return false;
  const day = twoDigits(value, 8);
  // what is parsed takes the 30th of February for a day of March, and 24:00 for the next day's beginning
  if (day < 1 || day > daysIn(twoDigits(value, 0) * 100 + twoDigits(value, 2), twoDigits(value, 5)) || twoDigits(value, 11) > 23) return false;
  return !Number.isNaN(Date.parse(value));
};

const midnight = /^(\d{4}-\d{2}-\d{2})T24:00:00(\.0{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** What somebody wrote as an instant: 24:00 of a day, which laws write, is 00:00 of the next; anything else is what it is. */
export const readInstant = (value: unknown): unknown => {
  const parts = typeof value === 'string' ? midnight.exec(value) : null;
  const [, day = '', , offset = ''] = parts ?? [];
  if (!parts || !isInstant(`${day}T00:00:00Z`)) return value;
  return `${new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)}T00:00:00${offset}`;
};

/** Milliseconds since 1970 UTC; not a number for anything `isInstant` refuses. */
export const millis = (instant: Instant): number => Date.parse(instant);

/** Minutes east of UTC as written in the instant. */
export const offsetOf = (instant: Instant): number => {
  if (instant.endsWith('Z')) return 0;
  const [hours, minutes] = instant.slice(-5).split(':');
  const sign = instant.at(-6) === '-' ? -1 : 1;
  return sign * (Number(hours) * 60 + Number(minutes));
};

const pad = (value: number): string => String(value).padStart(2, '0');

/** The instant at `time` (ms) written with an offset (minutes east of UTC); milliseconds only where there are any. */
export const format = (time: number, offset: number): Instant => {
  const local = new Date(time + offset * 60_000).toISOString();
  const trimmed = local.endsWith('.000Z') ? local.slice(0, 19) : local.slice(0, 23);
  const size = Math.abs(offset);
  return trimmed + (offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`);
};

/** The later instant, in the same offset; `minutes` may be negative, must be whole. */
export const plusMinutes = (instant: Instant, minutes: number): Instant => plusMillis(instant, minutes * 60_000);
export const plusMillis = (instant: Instant, ms: number): Instant => format(millis(instant) + ms, offsetOf(instant));

/** Whole minutes from `from` to `to`, rounded down; negative when `to` is earlier. */
export const minutesBetween = (from: Instant, to: Instant): number => Math.floor((millis(to) - millis(from)) / 60_000);

export const isBefore = (a: Instant, b: Instant): boolean => millis(a) < millis(b);
export const isAfter = (a: Instant, b: Instant): boolean => millis(a) > millis(b);
export const compareInstants = (a: Instant, b: Instant): number => millis(a) - millis(b);
