import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { AgreeContractTemperature, ChangeHeatingState, CorrectHouseholdArchive } from '../household.commands.js';
import { ContractTemperatureAgreed, HeatingStateChanged, HouseholdArchiveCorrected, type HouseholdEvent } from '../household.events.js';
import type { HouseholdRejection } from '../household.rejections.js';
import { named, type Household } from '../household.state.js';
import { entriesOn, type Entries } from '../policies/dated-entries.js';

type Answer = Decision<HouseholdEvent, HouseholdRejection>;
type Registered = Exclude<Household, { phase: 'unknown' }>;

const tooEarly = (household: Registered, from: string) =>
  reject('household/before-archive', { field: 'from', value: from, allowed: `from ${household.from}` });

const holds = (now: object, wanted: object): boolean =>
  Object.entries(wanted).every(([key, value]) => (now as Record<string, unknown>)[key] === value);

/** Where it hangs on that day, for the readers of the fact. */
const placeOn = (household: Registered, day: string): Pick<Entries, 'zone' | 'station'> => {
  const { zone = '', station = '' } = entriesOn(household.changes, day);
  return { zone, station };
};

/** Entries are put right by a new fact, never by an edit (clause 四(一)1: accurate and current). */
export const correctHouseholdArchive = (household: Household, { data }: Order<Made<typeof CorrectHouseholdArchive>>): Answer => {
  if (household.phase === 'unknown') return reject('household/unknown');
  const { householdId, reason, evidence, from = household.from, zone, station, areaTenths, address, person, phone } = data;
  const entries = named({ zone, station, areaTenths });
  const contact = named({ address, person, phone });
  if (Object.keys({ ...entries, ...contact }).length === 0)
    return reject('household/nothing-corrected', { field: 'zone', allowed: 'at least one of zone, station, areaTenths, address, person, phone' });
  if (from < household.from) return tooEarly(household, from);
  if (holds(entriesOn(household.changes, from), entries) && holds(household.contact, contact)) return accept();
  return accept(HouseholdArchiveCorrected({ householdId, from, ...entries, ...contact, reason, ...named({ evidence }) }));
};

/** A contract may set another room temperature than the rule (山东省供热条例 §21). */
export const agreeContractTemperature = (household: Household, { data }: Order<Made<typeof AgreeContractTemperature>>): Answer => {
  if (household.phase === 'unknown') return reject('household/unknown');
  if (data.from < household.from) return tooEarly(household, data.from);
  if (holds(entriesOn(household.changes, data.from), { contractTenths: data.contractTenths })) return accept();
  return accept(ContractTemperatureAgreed({ ...data, ...placeOn(household, data.from) }));
};

/** Stops and resumptions hold from a day on. */
export const changeHeatingState = (household: Household, { data }: Order<Made<typeof ChangeHeatingState>>): Answer => {
  if (household.phase === 'unknown') return reject('household/unknown');
  if (data.from < household.from) return tooEarly(household, data.from);
  if (holds(entriesOn(household.changes, data.from), { heating: data.heating })) return accept();
  return accept(HeatingStateChanged({ ...data, ...placeOn(household, data.from) }));
};
