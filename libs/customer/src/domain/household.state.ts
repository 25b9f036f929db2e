import type { EvolveTable } from '@heatledger/kernel';
import type { HouseholdEvent } from './household.events.js';
import type { HeatingState } from './household.words.js';
import { withChange, type Dated } from './policies/dated-entries.js';

/** What a correction may put right; only whether it is true already matters to decisions. */
export interface Contact {
  readonly address?: string | undefined;
  readonly person?: string | undefined;
  readonly phone?: string | undefined;
}

/** A household as its facts left it. */
export type Household =
  | { readonly phase: 'unknown' }
  | {
      readonly phase: 'registered';
      readonly householdId: string;
      readonly from: string;
      readonly changes: readonly Dated<HeatingState>[];
      readonly contact: Contact;
      readonly registration: string;
    };

export const initialHousehold: Household = { phase: 'unknown' };

interface Registration extends Contact {
  readonly archiveNumber?: string | undefined;
  readonly zone: string;
  readonly station: string;
  readonly areaTenths: number;
  readonly contractTenths: number;
  readonly heating: HeatingState;
  readonly from: string;
}

/** What makes two registrations the same. */
export const registrationOf = (d: Registration): string =>
  [d.archiveNumber, d.zone, d.station, d.areaTenths, d.contractTenths, d.heating, d.from, d.address, d.person, d.phone]
    .map((value) => value ?? '')
    .join('|');

const changed = (household: Household, change: Dated<HeatingState>, contact: Contact = {}): Household =>
  household.phase === 'unknown'
    ? household
    : { ...household, changes: withChange(household.changes, change), contact: { ...household.contact, ...contact } };

/** The entries that were named, without the ones left out. */
export const named = <T extends object>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

export const evolveHousehold: EvolveTable<Household, HouseholdEvent> = {
  HouseholdRegistered: (_, { data }) => {
    const { householdId, from, zone, station, areaTenths, contractTenths, heating, address, person, phone } = data;
    const changes = [{ from, change: { zone, station, areaTenths, contractTenths, heating } }];
    return { phase: 'registered', householdId, from, changes, contact: named({ address, person, phone }), registration: registrationOf(data) };
  },
  HouseholdArchiveCorrected: (household, { data: { from, zone, station, areaTenths, address, person, phone } }) =>
    changed(household, { from, change: named({ zone, station, areaTenths }) }, named({ address, person, phone })),
  ContractTemperatureAgreed: (household, { data: { from, contractTenths } }) => changed(household, { from, change: { contractTenths } }),
  HeatingStateChanged: (household, { data: { from, heating } }) => changed(household, { from, change: { heating } }),
};
