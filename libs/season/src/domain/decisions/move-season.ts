import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import { compareInstants, isAfter, isBefore } from '@heatledger/vocabulary';
import { daysEarlier, daysLater } from '../policies/heated-days.js';
import { refusalBeside } from '../policies/seasons-beside.js';
import { zoneUnder, type SeasonWorld } from './adopt-rule-pack.js';
import type { AdvanceSeason, EndSeason, ExtendSeason, RecordLateStart } from '../season.commands.js';
import { SeasonAdvanced, SeasonEnded, SeasonExtended, SeasonStartedLate, type SeasonEvent } from '../season.events.js';
import type { SeasonRejection } from '../season.rejections.js';
import type { Season } from '../season.state.js';

type Answer = Decision<SeasonEvent, SeasonRejection>;

const LONGEST_MOVE = 60;

/** The city may start early on weather grounds; nobody may start late (山东省供热条例 §48). */
export const advanceSeason = (season: Season, { data }: Order<Made<typeof AdvanceSeason>>, world: SeasonWorld): Answer => {
  if (season.phase === 'unknown') return reject('season/unknown');
  if (compareInstants(season.startsAt, data.startsAt) === 0) return accept();
  if (season.phase === 'ended') return reject('season/ended');
  if (!isBefore(data.startsAt, season.startsAt))
    return reject('season/not-earlier', { field: 'startsAt', value: data.startsAt, allowed: `before ${season.startsAt}` });
  const won = daysEarlier(zoneUnder(season.packId, world), season.startsAt, data.startsAt);
  if (won > LONGEST_MOVE)
    return reject('season/wrong-dates', { field: 'startsAt', value: data.startsAt, allowed: `at most ${LONGEST_MOVE} days earlier` });
  const unfit = refusalBeside({ ...season, startsAt: data.startsAt }, 'startsAt', world);
  if (unfit) return unfit;
  return accept(SeasonAdvanced({ ...data, previousStartsAt: season.startsAt, days: season.days + won }));
};

/** The city may end late on weather grounds; an extension never shortens. */
export const extendSeason = (season: Season, { data }: Order<Made<typeof ExtendSeason>>, world: SeasonWorld): Answer => {
  if (season.phase === 'unknown') return reject('season/unknown');
  if (compareInstants(season.endsAt, data.endsAt) === 0) return accept();
  if (season.phase === 'ended') return reject('season/ended');
  if (!isAfter(data.endsAt, season.endsAt))
    return reject('season/not-later', { field: 'endsAt', value: data.endsAt, allowed: `after ${season.endsAt}` });
  const won = daysLater(zoneUnder(season.packId, world), season.endsAt, data.endsAt);
  if (won > LONGEST_MOVE) return reject('season/wrong-dates', { field: 'endsAt', value: data.endsAt, allowed: `at most ${LONGEST_MOVE} days later` });
  const unfit = refusalBeside({ ...season, endsAt: data.endsAt }, 'endsAt', world);
  if (unfit) return unfit;
  return accept(SeasonExtended({ ...data, previousEndsAt: season.endsAt, days: season.days + won }));
};

/** Nobody may start late (山东省供热条例 §48); who did has it recorded, with the days lost, and the season stays as declared. */
export const recordLateStart = (season: Season, { data, meta }: Order<Made<typeof RecordLateStart>>, world: SeasonWorld): Answer => {
  if (season.phase === 'unknown') return reject('season/unknown');
  const { seasonId, heatedFrom, reason } = data;
  if (season.heatedFrom !== undefined)
    return compareInstants(season.heatedFrom, heatedFrom) === 0 ? accept() : reject('season/started-late', { field: 'heatedFrom', value: heatedFrom, allowed: season.heatedFrom });
  if (isAfter(heatedFrom, meta.now)) return reject('season/in-the-future', { field: 'heatedFrom', value: heatedFrom, allowed: `until ${meta.now}` });
  const { startsAt, endsAt } = season;
  if (!isAfter(heatedFrom, startsAt)) return reject('season/not-late', { field: 'heatedFrom', value: heatedFrom, allowed: `after ${startsAt}` });
  if (!isBefore(heatedFrom, endsAt)) return reject('season/wrong-dates', { field: 'heatedFrom', value: heatedFrom, allowed: `before ${endsAt}` });
  const daysLost = daysEarlier(zoneUnder(season.packId, world), heatedFrom, startsAt);
  return accept(SeasonStartedLate({ seasonId, startsAt, heatedFrom, daysLost, reason }));
};

/** Recorded once it has come; a stop before the declared end is a breach (山东省供热条例 §48) and is recorded as what it is, with the days lost. */
export const endSeason = (season: Season, { data, meta }: Order<Made<typeof EndSeason>>, world: SeasonWorld): Answer => {
  if (season.phase === 'unknown') return reject('season/unknown');
  if (season.phase === 'ended') return compareInstants(season.endsAt, data.endsAt) === 0 ? accept() : reject('season/ended');
  if (isAfter(data.endsAt, meta.now)) return reject('season/in-the-future', { field: 'endsAt', value: data.endsAt, allowed: `until ${meta.now}` });
  if (!isAfter(data.endsAt, season.startsAt))
    return reject('season/wrong-dates', { field: 'endsAt', value: data.endsAt, allowed: `after ${season.startsAt}` });
  const won = daysLater(zoneUnder(season.packId, world), season.endsAt, data.endsAt);
  const lost = isBefore(data.endsAt, season.endsAt) ? { previousEndsAt: season.endsAt, daysLost: -won } : {};
  return accept(SeasonEnded({ ...data, days: season.days + won, ...lost }));
};
