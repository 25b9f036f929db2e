import type { Projection, RecordedFact } from '@heatledger/kernel';
import type { KnownStaff } from '@heatledger/vocabulary';
import type { StaffEvent } from '../domain/staff.events.js';

/** A staff account as it stands in the register. */
export interface StaffDoc extends KnownStaff {
  readonly revision: number;
}

type OfEntry = Extract<StaffEvent, { type: 'StaffBegun' | 'StaffChanged' }>;

const next = (doc: StaffDoc | null, { data, revision }: RecordedFact<OfEntry>): StaffDoc => {
  const { account, person, name, roles } = data;
  return { account, person, name, roles, disabled: doc?.disabled ?? false, revision };
};

/** Staff by account. */
export const staffRegister: Projection<StaffDoc, StaffEvent> = {
  name: 'staff-register',
  version: 1,
  doc: 'Every staff account of the register: the person behind it, what it may be used for, whether it is disabled.',
  key: ({ data }) => data.account,
  evolve: {
    StaffBegun: next,
    StaffChanged: next,
    StaffDisabled: (doc, { revision }) => doc && { ...doc, disabled: true, revision },
    StaffEnabled: (doc, { revision }) => doc && { ...doc, disabled: false, revision },
  },
  indexes: { 'by-account': ['account'], 'by-person': ['person', 'account'] },
};
