import { accept, reject, type Decider, type Decision, type Fact, type Made, type Order } from '@heatledger/kernel';
import type { KnownArea } from '@heatledger/vocabulary';
import { areaCommands, type AreaCommand, type AreaEntry, type ChangeArea, type RegisterArea } from './area.commands.js';
import { AreaChanged, areaKinds, AreaRegistered, type AreaEvent } from './area.events.js';
import { areaRejections, type AreaRejection } from './area.rejections.js';

/** An area as it stands; `null` before it is registered. */
export type Area = KnownArea | null;

/** What decisions on areas know: the areas registered, and the ids of the rule packs. */
export interface AreaWorld {
  readonly areas: readonly KnownArea[];
  readonly packIds: readonly string[];
}
type Answer = Decision<AreaEvent, AreaRejection>;

const standing = (_: Area, { data }: Fact<AreaEvent>): Area => data;

const alike = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((item) => other.includes(item));
const isSame = (one: AreaEntry, other: AreaEntry): boolean =>
  one.name === other.name && one.packId === other.packId && alike(one.zones, other.zones) && alike(one.stations, other.stations);

/** Why an entry cannot stand beside the others, or `undefined`. */
const refusalBeside = ({ code, name, zones, stations, packId }: AreaEntry, { areas, packIds }: AreaWorld): Answer | undefined => {
  const others = areas.filter((area) => area.code !== code);
  const namesake = others.find((area) => area.name === name || area.code === name || area.name === code);
  if (namesake) return reject('area/name-taken', { field: 'name', value: name, allowed: `another one than of ${namesake.code}` });
  if (!packIds.includes(packId)) return reject('area/unknown-pack', { field: 'packId', value: packId, allowed: packIds.join(', ') });
  const zone = zones.find((one) => others.some((area) => area.zones.includes(one)));
  if (zone !== undefined) return reject('area/place-taken', { field: 'zones', value: zone });
  const station = stations.find((one) => others.some((area) => area.stations.includes(one)));
  return station === undefined ? undefined : reject('area/place-taken', { field: 'stations', value: station });
};

const entryOf = ({ code, name, zones, stations, packId }: AreaEntry, isDefault: boolean) => ({
  ...{ code, name, packId, isDefault },
  zones: [...zones],
  stations: [...stations],
});

const registerArea = (area: Area, { data }: Order<Made<typeof RegisterArea>>, world: AreaWorld): Answer => {
  if (area) {
    const same = isSame(area, data) && area.isDefault === data.isDefault;
    return same ? accept() : reject('area/known', { field: 'code', value: data.code });
  }
  const standard = world.areas.find(({ isDefault }) => isDefault);
  if ((standard === undefined) !== data.isDefault) {
    const allowed = standard ? `false: the default area is ${standard.code}` : 'true: no other area is the default';
    return reject('area/default', { field: 'isDefault', value: data.isDefault, allowed });
  }
  return refusalBeside(data, world) ?? accept(AreaRegistered(entryOf(data, data.isDefault)));
};

const changeArea = (area: Area, { data }: Order<Made<typeof ChangeArea>>, world: AreaWorld): Answer => {
  if (!area) return reject('area/unknown', { field: 'code', value: data.code });
  const { code, name = area.name, zones = area.zones, stations = area.stations, packId = area.packId } = data;
  const next = { code, name, zones, stations, packId };
  if (isSame(area, next)) return accept();
  return refusalBeside(next, world) ?? accept(AreaChanged(entryOf(next, area.isDefault)));
};

/** A jurisdiction or supply area (供热区域): where it lies, and which rules are usual there. */
export const area: Decider<AreaCommand, Area, AreaEvent, AreaRejection, AreaWorld> = {
  category: 'area',
  kinds: areaKinds,
  commands: areaCommands,
  rejections: areaRejections,
  streamOf: ({ data }) => `area-${data.code}`,
  initial: null,
  evolve: { AreaRegistered: standing, AreaChanged: standing },
  decide: { RegisterArea: registerArea, ChangeArea: changeArea },
};
