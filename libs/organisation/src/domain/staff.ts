import { accept, reject, type CommandMeta, type Decider, type Decision, type Fact, type Made, type Order } from '@heatledger/kernel';
import { isSamePerson, type People } from '@heatledger/vocabulary';
import { registerRejections, type RegisterRejection } from './register.rejections.js';
import { staffCommands, type BeginStaff, type ChangeStaff, type DisableStaff, type EnableStaff, type StaffCommand, type StaffEntry } from './staff.commands.js';
import { StaffBegun, StaffChanged, StaffDisabled, StaffEnabled, staffKinds, type StaffEvent } from './staff.events.js';

type Kept = Omit<StaffEntry, 'account'>;
/** A staff account as it stands; `null` before it is registered. */
export type Staff = (Kept & { readonly disabled: boolean }) | null;
type Answer = Decision<StaffEvent, RegisterRejection>;
type OfEntry = Extract<StaffEvent, { type: 'StaffBegun' | 'StaffChanged' }>;

const standing = (staff: Staff, { data: { person, name, roles } }: Fact<OfEntry>): Staff => ({ person, name, roles, disabled: staff?.disabled ?? false });

const isSame = (one: Kept, other: Kept): boolean =>
  one.person === other.person && one.name === other.name && one.roles.length === other.roles.length && one.roles.every((role) => other.roles.includes(role));

const beginStaff = (staff: Staff, { data }: Order<Made<typeof BeginStaff>>): Answer => {
  if (staff) return isSame(staff, data) ? accept() : reject('staff/known', { field: 'account', value: data.account });
  return accept(StaffBegun({ ...data, roles: [...data.roles] }));
};

/** Nobody changes what they may do, or who they are, alone. */
const refusal = (staff: Staff, account: string, { actor }: CommandMeta, people: People): Answer | undefined => {
  if (!staff) return reject('staff/not-registered', { field: 'account', value: account });
  if (!isSamePerson(people, actor.id, account)) return undefined;
  return reject('staff/own-entry', { field: 'actor', value: actor.id });
};

const changeStaff = (staff: Staff, { data, meta }: Order<Made<typeof ChangeStaff>>, people: People): Answer => {
  const no = refusal(staff, data.account, meta, people);
  if (no || !staff) return no ?? accept();
  const { account, person = staff.person, name = staff.name, roles = staff.roles } = data;
  return isSame(staff, { person, name, roles }) ? accept() : accept(StaffChanged({ account, person, name, roles: [...roles] }));
};

const disableStaff = (staff: Staff, { data, meta }: Order<Made<typeof DisableStaff>>, people: People): Answer => {
  const no = refusal(staff, data.account, meta, people);
  return no ?? (staff?.disabled ? accept() : accept(StaffDisabled({ ...data })));
};

const enableStaff = (staff: Staff, { data, meta }: Order<Made<typeof EnableStaff>>, people: People): Answer => {
  const no = refusal(staff, data.account, meta, people);
  return no ?? (staff?.disabled ? accept(StaffEnabled({ ...data })) : accept());
};

/** A staff account (人员账号): who is behind it, and what it may be used for at most. */
export const staff: Decider<StaffCommand, Staff, StaffEvent, RegisterRejection, People> = {
  category: 'staff',
  kinds: staffKinds,
  commands: staffCommands,
  rejections: registerRejections,
  streamOf: ({ data }) => `staff-${data.account}`,
  initial: null,
  keeps: { DisableStaff: { facts: ['StaffDisabled'] }, EnableStaff: { facts: ['StaffEnabled'] } },
  evolve: {
    StaffBegun: standing,
    StaffChanged: standing,
    StaffDisabled: (entry) => entry && { ...entry, disabled: true },
    StaffEnabled: (entry) => entry && { ...entry, disabled: false },
  },
  decide: { BeginStaff: beginStaff, ChangeStaff: changeStaff, DisableStaff: disableStaff, EnableStaff: enableStaff },
};
