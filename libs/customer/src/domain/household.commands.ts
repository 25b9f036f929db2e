import { command, type Made } from '@heatledger/kernel';
import type { HeatingState } from './household.words.js';

export interface RegisterHouseholdData {
  readonly householdId: string;
  readonly archiveNumber?: string | undefined;
  readonly zone: string;
  readonly station: string;
  readonly areaTenths: number;
  readonly contractTenths: number;
  readonly heating: HeatingState;
  /** First day on which the archive holds. */
  readonly from: string;
  readonly address?: string | undefined;
  readonly person?: string | undefined;
  readonly phone?: string | undefined;
}

export interface CorrectHouseholdArchiveData {
  readonly householdId: string;
  /** Day from which the corrected entry holds; the first day of the archive when absent. */
  readonly from?: string | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly areaTenths?: number | undefined;
  readonly address?: string | undefined;
  readonly person?: string | undefined;
  readonly phone?: string | undefined;
  readonly reason: string;
  readonly evidence?: string[] | undefined;
}

export interface AgreeContractTemperatureData {
  readonly householdId: string;
  readonly contractTenths: number;
  readonly from: string;
  readonly evidence?: string[] | undefined;
}

export interface ChangeHeatingStateData {
  readonly householdId: string;
  readonly heating: HeatingState;
  readonly from: string;
  readonly reason?: string | undefined;
}

/** Enter a home in the customer archive. */
export const RegisterHousehold = command<'RegisterHousehold', RegisterHouseholdData>('RegisterHousehold', 'Enter a home in the customer archive.');
/** Put entries right from a day on, with the reason. */
export const CorrectHouseholdArchive = command<'CorrectHouseholdArchive', CorrectHouseholdArchiveData>(
  'CorrectHouseholdArchive',
  'Put entries of the archive right.',
);
/** Agree another room temperature from a day on. */
export const AgreeContractTemperature = command<'AgreeContractTemperature', AgreeContractTemperatureData>(
  'AgreeContractTemperature',
  'Agree a room temperature by contract.',
);
/** Stop, suspend or resume heating from a day on. */
export const ChangeHeatingState = command<'ChangeHeatingState', ChangeHeatingStateData>(
  'ChangeHeatingState',
  'Stop, suspend or resume the heating of a home.',
);

/** Every command of a household. */
export const householdCommands = [RegisterHousehold, CorrectHouseholdArchive, AgreeContractTemperature, ChangeHeatingState] as const;
export type HouseholdCommand = Made<(typeof householdCommands)[number]>;
