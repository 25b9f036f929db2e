import type { Bilingual } from '@heatledger/kernel';
import { dayIn, instantIn, millis } from '@heatledger/vocabulary';
import { seasonOfCase } from './refund-season.js';
import { zoneOf } from './registry.js';
import type { Reading, RulesInForce } from './rules.js';

/** What says whether a temperature is promised at all. */
export type Promised = Pick<Reading, 'at' | 'room' | 'heating'>;

const roomNames: Readonly<Record<NonNullable<Reading['room']>, Bilingual>> = {
  kitchen: { zh: '厨房', en: 'the kitchen' },
  bathroom: { zh: '卫生间', en: 'the bathroom' },
  other: { zh: '该房间', en: 'this room' },
};

/** Rooms without a promise: all but bedrooms and living rooms, and a kitchen where the pack names no temperature for it. */
const unpromisedRoom = ({ pack }: RulesInForce, { room }: Promised): readonly Bilingual[] => {
  if (room === undefined || (room === 'kitchen' && pack.kitchenTenths !== undefined)) return [];
  const { zh, en } = roomNames[room];
  return [{ zh: `规则未对${zh}规定室温，不作判定`, en: `no temperature is promised for ${en}: no verdict` }];
};

const offSeason = (rules: RulesInForce, { at }: Promised): readonly Bilingual[] => {
  const season = seasonOfCase(rules, { to: at });
  if (!season) return [];
  const zone = zoneOf(rules, rules.pack);
  const [day, first, last] = [dayIn(zone, at), dayIn(zone, season.startsAt), dayIn(zone, instantIn(zone, millis(season.endsAt) - 1))];
  if (day >= first && day <= last) return [];
  return [{ zh: `${day} 不在采暖季（${first} 至 ${last}）内，不作判定`, en: `${day} is outside the season (${first} to ${last}): no verdict` }];
};

const unheated: Readonly<Record<'stopped' | 'suspended', Bilingual>> = {
  stopped: { zh: '该户已报停，不作判定', en: 'the home is stopped at its own wish: no verdict' },
  suspended: { zh: '该户已暂停供热，不作判定', en: 'heating of the home is suspended: no verdict' },
};

/** Why no temperature is promised there and then; empty where one is. Decided here [D]: what is promised to nobody is recorded and not judged. */
export const notPromised = (rules: RulesInForce, promised: Promised): readonly Bilingual[] => {
  const { heating } = promised;
  return [
    ...offSeason(rules, promised),
    ...(heating === undefined || heating === 'on' ? [] : [unheated[heating]]),
    ...unpromisedRoom(rules, promised),
  ];
};
