import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import { dayIn, isBefore } from '@heatledger/vocabulary';
import { heatedDays } from '../policies/heated-days.js';
import type { DeclareSeason } from '../season.commands.js';
import { SeasonDeclared, type SeasonEvent } from '../season.events.js';
import type { SeasonRejection } from '../season.rejections.js';
import { declarationOf, type Season } from '../season.state.js';
import { refusalBeside, refusalOfArea } from '../policies/seasons-beside.js';
import { isKnownPack, zoneUnder, type SeasonWorld } from './adopt-rule-pack.js';

const LONGEST = 366;

/** A season is declared once, under a pack that holds on its first day; saying the same again changes nothing. */
export const declareSeason = (season: Season, { data }: Order<Made<typeof DeclareSeason>>, world: SeasonWorld): Decision<SeasonEvent, SeasonRejection> => {
  const { known } = world;
  if (season.phase !== 'unknown')
    return season.declared === declarationOf(data) ? accept() : reject('season/known', { field: 'seasonId', value: data.seasonId });
  if (!isBefore(data.startsAt, data.endsAt))
    return reject('season/wrong-dates', { field: 'endsAt', value: data.endsAt, allowed: `after ${data.startsAt}` });
  const unfit = refusalOfArea(data.area, world) ?? refusalBeside(data, 'startsAt', world);
  if (unfit) return unfit;
  const zone = zoneUnder(data.packId, world);
  const counted = heatedDays(zone, data.startsAt, data.endsAt);
  if (counted > LONGEST)
    return reject('season/wrong-dates', { field: 'endsAt', value: data.endsAt, allowed: `at most ${LONGEST} days after ${data.startsAt}` });
  if (!isKnownPack(data.packId, dayIn(zone, data.startsAt), known))
    return reject('season/unknown-pack', { field: 'packId', value: data.packId, allowed: [...new Set(known.map(({ id, name }) => `${id} ${name.zh}`))].join(', ') });
  const days = data.days ?? counted;
  if (Math.abs(days - counted) > 1)
    return reject('season/wrong-dates', { field: 'days', value: days, allowed: `${counted}, or one day less or more where the notice counts so` });
  return accept(SeasonDeclared({ ...data, days }));
};
