import { accept, reject, type Decider, type Decision, type Fact, type Made, type Order } from '@heatledger/kernel';
import type { People } from '@heatledger/vocabulary';
import { crewCommands, type ChangeCrew, type CrewCommand, type CrewEntry, type RegisterCrew } from './crew.commands.js';
import { CrewChanged, crewKinds, CrewRegistered, type CrewEvent } from './crew.events.js';
import { registerRejections, type RegisterRejection } from './register.rejections.js';

/** A crew as it stands; `null` before it is registered. */
export type Crew = Omit<CrewEntry, 'crewId'> | null;
type Answer = Decision<CrewEvent, RegisterRejection>;

const standing = (_: Crew, { data: { name, members, zones } }: Fact<CrewEvent>): Crew => ({ name, members, zones });

const alike = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((item) => other.includes(item));
const isSame = (one: Omit<CrewEntry, 'crewId'>, other: Omit<CrewEntry, 'crewId'>): boolean =>
  one.name === other.name && alike(one.members, other.members) && alike(one.zones, other.zones);

/** Refuses a new member whom the register of staff does not know, once it knows anybody. */
const strangers = (members: readonly string[], before: readonly string[], { staff }: People): Answer | undefined => {
  const unknown = members.find((account) => !before.includes(account) && staff.size > 0 && (staff.get(account)?.disabled ?? true));
  return unknown === undefined ? undefined : reject('staff/unknown', { field: 'members', value: unknown });
};

const registerCrew = (crew: Crew, { data }: Order<Made<typeof RegisterCrew>>, people: People): Answer => {
  const { crewId, name, members, zones } = data;
  if (crew) return isSame(crew, data) ? accept() : reject('crew/known', { field: 'code', value: crewId });
  return strangers(members, [], people) ?? accept(CrewRegistered({ crewId, name, members: [...members], zones: [...zones] }));
};

const changeCrew = (crew: Crew, { data }: Order<Made<typeof ChangeCrew>>, people: People): Answer => {
  if (!crew) return reject('crew/unknown', { field: 'code', value: data.crewId });
  const { crewId, name = crew.name, members = crew.members, zones = crew.zones } = data;
  if (isSame(crew, { name, members, zones })) return accept();
  return strangers(members, crew.members, people) ?? accept(CrewChanged({ crewId, name, members: [...members], zones: [...zones] }));
};

/** A crew (维修班组): its code, its members, the zones it is meant for. */
export const crew: Decider<CrewCommand, Crew, CrewEvent, RegisterRejection, People> = {
  category: 'crew',
  kinds: crewKinds,
  commands: crewCommands,
  rejections: registerRejections,
  streamOf: ({ data }) => `crew-${data.crewId}`,
  initial: null,
  evolve: { CrewRegistered: standing, CrewChanged: standing },
  decide: { RegisterCrew: registerCrew, ChangeCrew: changeCrew },
};
