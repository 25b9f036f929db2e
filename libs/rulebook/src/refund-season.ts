import type { Bilingual } from '@heatledger/kernel';
import { dayIn, endOfDayIn, instantIn, isAfter, isBefore, isInstant, millis, momentIn } from '@heatledger/vocabulary';
import { refuse } from './refusals.js';
import { zoneOf } from './registry.js';
import type { HeatedSpan, RefundCase, Ruled, RulesInForce } from './rules.js';

const yearsAround = (day: string): readonly number[] => [Number(day.slice(0, 4)), Number(day.slice(0, 4)) - 1];

/** The season in which a case lies: the one it was given for, else the one declared, else the usual one of the pack that was heated last. */
export const seasonOfCase = (rules: RulesInForce, refundCase: Pick<RefundCase, 'season' | 'to'>): HeatedSpan | undefined => {
  const { season: declared, pack } = rules;
  if (refundCase.season) return refundCase.season;
  if (declared) return { startsAt: declared.startsAt, endsAt: declared.endsAt };
  const { usualSeason: usual } = pack;
  if (!usual || refundCase.to === undefined) return undefined;
  const zone = zoneOf(rules, pack);
  const day = dayIn(zone, refundCase.to);
  const year = yearsAround(day).find((one) => `${one}-${usual.from}` <= day);
  if (year === undefined) return undefined;
  const last = `${usual.to < usual.from ? year + 1 : year}-${usual.to}`;
  const endsAt = usual.toTime === undefined ? endOfDayIn(zone, last) : momentIn(zone, last, usual.toTime);
  return { startsAt: momentIn(zone, `${year}-${usual.from}`, usual.fromTime), endsAt };
};

/** A case with only those of its days that can be paid, and a line where others were left out. */
export interface Clipped {
  readonly refundCase: RefundCase;
  readonly why: readonly Bilingual[];
}

/** An end at midnight belongs to the day before. */
const lastInstant = (zone: string, endsAt: string): string => (instantIn(zone, millis(endsAt)).includes('T00:00:00') ? instantIn(zone, millis(endsAt) - 1000) : endsAt);

const clippedTo = ({ startsAt, endsAt }: HeatedSpan, refundCase: RefundCase, zone: string): Ruled<Clipped> => {
  const { from = '', to = '' } = refundCase;
  const [first, last] = [dayIn(zone, startsAt), dayIn(zone, instantIn(zone, millis(endsAt) - 1))];
  const clipped = {
    from: dayIn(zone, from) < first ? startsAt : from,
    to: dayIn(zone, to) > last ? lastInstant(zone, endsAt) : to,
  };
  if (dayIn(zone, to) < first || dayIn(zone, from) > last || isBefore(clipped.to, clipped.from))
    return refuse(dayIn(zone, to) < first ? 'to' : 'from', dayIn(zone, to) < first ? to : from, `in the season, ${first}..${last}`);
  if (clipped.from === from && clipped.to === to) return { ok: true, value: { refundCase, why: [] } };
  const why = {
    zh: `采暖季为 ${first} 至 ${last}，季外的日子不计。`,
    en: `The season is ${first} to ${last}; days outside of it do not count.`,
  };
  return { ok: true, value: { refundCase: { ...refundCase, ...clipped }, why: [why] } };
};

/** No day that is still to come, none outside the season; refused where nothing remains. */
export const withinSeason = (rules: RulesInForce, refundCase: RefundCase): Ruled<Clipped> => {
  const { from, to, now } = refundCase;
  if (from === undefined || to === undefined) return { ok: true, value: { refundCase, why: [] } };
  const zone = zoneOf(rules, rules.pack);
  if (now !== undefined && isInstant(now) && isAfter(to, now) && dayIn(zone, to) > dayIn(zone, now))
    return refuse('to', to, `until ${dayIn(zone, now)}: what is still to come is not paid back`);
  const season = seasonOfCase(rules, refundCase);
  return season ? clippedTo(season, refundCase, zone) : { ok: true, value: { refundCase, why: [] } };
};
