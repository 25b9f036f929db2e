import type { Decider } from '@heatledger/kernel';
import { agreeContractTemperature, changeHeatingState, correctHouseholdArchive } from './decisions/change-household.js';
import { registerHousehold } from './decisions/register-household.js';
import { householdCommands, type HouseholdCommand } from './household.commands.js';
import { householdKinds, type HouseholdEvent } from './household.events.js';
import { householdRejections, type HouseholdRejection } from './household.rejections.js';
import { evolveHousehold, initialHousehold, type Household } from './household.state.js';

/** A home in the customer archive, valid at a date. */
export const household: Decider<HouseholdCommand, Household, HouseholdEvent, HouseholdRejection> = {
  category: 'household',
  kinds: householdKinds,
  commands: householdCommands,
  rejections: householdRejections,
  streamOf: ({ data }) => `household-${data.householdId}`,
  initial: initialHousehold,
  evolve: evolveHousehold,
  keeps: {
    RegisterHousehold: { facts: ['HouseholdRegistered'] },
    CorrectHouseholdArchive: { facts: ['HouseholdArchiveCorrected', 'HouseholdRegistered'], beside: true },
    AgreeContractTemperature: { facts: ['ContractTemperatureAgreed', 'HouseholdRegistered'], beside: true },
    ChangeHeatingState: { facts: ['HeatingStateChanged', 'HouseholdRegistered'], beside: true },
  },
  decide: {
    RegisterHousehold: registerHousehold,
    CorrectHouseholdArchive: correctHouseholdArchive,
    AgreeContractTemperature: agreeContractTemperature,
    ChangeHeatingState: changeHeatingState,
  },
};
