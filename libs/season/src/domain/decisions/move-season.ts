import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import { compareInstants, isAfter, isBefore } from '@heatledger/vocabulary';
import { daysEarlier, daysLater } from '../policies/heated-days.js';
import { zoneUnder, type RulePackWorld } from './adopt-rule-pack.js';
import type { AdvanceSeason, EndSeason, ExtendSeason } from '../season.commands.js';
import { SeasonAdvanced, SeasonEnded, SeasonExtended, type SeasonEvent } from '../season.events.js';
import type { SeasonRejection } from '../season.rejections.js';
import type { Season } from '../season.state.js';

type Answer = Decision<SeasonEvent, SeasonRejection>;

const LONGEST_MOVE = 60;

/** The city may start early on weather grounds; nobody may start late (山东省供热条例 §48). */
export const advanceSeason = (season: Season, { data }: Order<Made<typeof AdvanceSeason>>, world: RulePackWorld): Answer => {
  if (season.phase === 'unknown') return reject('season/unknown');
  if (compareInstants(season.startsAt, data.startsAt) === 0) return accept();
  if (season.phase === 'ended') return reject('season/ended');
  if (!isBefore(data.startsAt, season.startsAt))
    return reject('season/not-earlier', { field: 'startsAt', value: data.startsAt, allowed: `before ${season.startsAt}` });
  const won = daysEarlier(zoneUnder(season.packId, world), season.startsAt, data.startsAt);
  if (won > LONGEST_MOVE)
    return reject('season/wrong-dates', { field: 'startsAt', value: data.startsAt, allowed: `at most ${LONGEST_MOVE} days earlier` });
  return accept(SeasonAdvanced({ ...data, previousStartsAt: season.startsAt, days: season.days + won }));
};

/** The city may end late on weather grounds; an extension never shortens. */
export const extendSeason = (season: Season, { data }: Order<Made<typeof ExtendSeason>>, world: RulePackWorld): Answer => {
  if (season.phase === 'unknown') return reject('season/unknown');
  if (compareInstants(season.endsAt, data.endsAt) === 0) return accept();
  if (season.phase === 'ended') return reject('season/ended');
  if (!isAfter(data.endsAt, season.endsAt))
    return reject('season/not-later', { field: 'endsAt', value: data.endsAt, allowed: `after ${season.endsAt}` });
  const won = daysLater(zoneUnder(season.packId, world), season.endsAt, data.endsAt);
  if (won > LONGEST_MOVE) return reject('season/wrong-dates', { field: 'endsAt', value: data.endsAt, allowed: `at most ${LONGEST_MOVE} days later` });
  return accept(SeasonExtended({ ...data, previousEndsAt: season.endsAt, days: season.days + won }));
};

/** Heating never stops before the declared end (山东省供热条例 §48), and its end is recorded once it has come. */
export const endSeason = (season: Season, { data, meta }: Order<Made<typeof EndSeason>>, world: RulePackWorld): Answer => {
  if (season.phase === 'unknown') return reject('season/unknown');
  if (season.phase === 'ended') return compareInstants(season.endsAt, data.endsAt) === 0 ? accept() : reject('season/ended');
  if (isAfter(data.endsAt, meta.now)) return reject('season/in-the-future', { field: 'endsAt', value: data.endsAt, allowed: `until ${meta.now}` });
  if (isBefore(data.endsAt, season.endsAt))
    return reject('season/too-early', { field: 'endsAt', value: data.endsAt, allowed: `from ${season.endsAt}` });
  return accept(SeasonEnded({ ...data, days: season.days + daysLater(zoneUnder(season.packId, world), season.endsAt, data.endsAt) }));
};
