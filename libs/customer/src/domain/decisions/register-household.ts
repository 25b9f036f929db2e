import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { RegisterHousehold } from '../household.commands.js';
import { HouseholdRegistered, type HouseholdEvent } from '../household.events.js';
import type { HouseholdRejection } from '../household.rejections.js';
import { registrationOf, type Household } from '../household.state.js';

/** A home is entered once; the same entry again changes nothing. */
export const registerHousehold = (
  household: Household,
  { data }: Order<Made<typeof RegisterHousehold>>,
): Decision<HouseholdEvent, HouseholdRejection> => {
  if (household.phase === 'unknown') return accept(HouseholdRegistered(data));
  return household.registration === registrationOf(data) ? accept() : reject('household/known', { field: 'householdId', value: data.householdId });
};
