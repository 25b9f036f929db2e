import { format } from '@heatledger/vocabulary';
import { DateTime, FixedOffsetZone, IANAZone } from 'luxon';

/** Which of two equal hours at the end of summer time is meant. */
export const hoursOfTwo = ['earlier', 'later'] as const;
export type HourOfTwo = (typeof hoursOfTwo)[number];

/** How a source writes its times. */
export interface TimeWriting {
  readonly zone: string;
  /** `iso`, or patterns such as `yyyy-MM-dd HH:mm:ss`; the first that fits counts. */
  readonly patterns: readonly string[];
  readonly repeatedHour: HourOfTwo;
}

/** A moment, or why there is none: `pattern` none fits · `gap` an hour that the clocks leapt over. */
export type MomentRead =
  { readonly ok: true; readonly at: string } | { readonly ok: false; readonly why: 'pattern' | 'gap' };

/** No place on earth has it: a time that is read with this offset said none of its own. */
const UNSAID = FixedOffsetZone.instance(777);
const DAY = 86_400_000;
const FULL_DATE = /^\d{4}-?\d{2}-?\d{2}/;

const languages = ['en-US', 'zh-CN'] as const;

const readAs = (written: string, pattern: string): DateTime | undefined => {
  if (pattern === 'iso') {
    const time = FULL_DATE.test(written) ? DateTime.fromISO(written, { zone: UNSAID, setZone: true }) : undefined;
    return time?.isValid ? time : undefined;
  }
  return languages
    .map((locale) => DateTime.fromFormat(written, pattern, { zone: UNSAID, setZone: true, locale }))
    .find(({ isValid }) => isValid);
};

/**
 * The moments at which clocks of a zone show a time, in their order: none in the gap of spring, two in the repeated
 * hour of autumn.
 */
const momentsAt = (shown: number, zone: IANAZone): readonly { readonly at: number; readonly offset: number }[] =>
  [...new Set([zone.offset(shown - DAY), zone.offset(shown + DAY)])]
    .map((offset) => ({ at: shown - offset * 60_000, offset }))
    .filter(({ at, offset }) => zone.offset(at) === offset)
    .sort((a, b) => a.at - b.at);

/**
 * Reads a time as its source writes it; an offset that stands beside it goes before the zone. It never depends on when
 * it is read.
 */
export const readMoment = (written: string, { zone, patterns, repeatedHour }: TimeWriting): MomentRead => {
  const place = IANAZone.create(zone);
  const time = patterns.map((pattern) => readAs(written, pattern)).find((one) => one !== undefined);
  if (!time) return { ok: false, why: 'pattern' };
  if (time.offset !== UNSAID.offset(0))
    return { ok: true, at: format(time.toMillis(), Math.round(place.offset(time.toMillis()))) };
  const moments = momentsAt(time.toMillis() + time.offset * 60_000, place);
  const moment = repeatedHour === 'earlier' ? moments[0] : moments.at(-1);
  return moment ? { ok: true, at: format(moment.at, Math.round(moment.offset)) } : { ok: false, why: 'gap' };
};

const SAMPLE = Date.parse('2011-02-03T16:05:00Z');

/** Letters that write a whole date or time as some country does; other programs mean years and days by some of them. */
const WHOLE = /[YDtTfF]/;

/**
 * What a pattern writes, where that is not read back as the day that it was; `null` where it is. Letters of other
 * programs (`YYYY-MM-DD`) fail.
 */
export const faultOfPattern = (pattern: string): string | null => {
  if (pattern === 'iso') return null;
  const isWhole = WHOLE.test(pattern.replace(/'[^']*'/g, ''));
  const written = DateTime.fromMillis(SAMPLE, { zone: 'utc', locale: 'en-US' }).toFormat(pattern);
  const read = readAs(written, pattern);
  const day = read?.toFormat('yyyy-MM-dd');
  return day === '2011-02-03' && !isWhole ? null : written;
};
