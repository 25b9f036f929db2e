import type { HouseholdFacts } from '@heatledger/vocabulary';

/** Where a test was to be taken and what was agreed there. */
export interface Site {
  readonly zone: string;
  readonly station: string;
  readonly contractTenths: number;
}

/** As the archive of that day says, where it knows the home, else as the order says; nothing when neither does. What was agreed may be stated beside the archive. */
export const siteOf = (data: Partial<{ readonly [K in keyof Site]: Site[K] | undefined }>, household: HouseholdFacts | null): Site | null => {
  const zone = household?.zone ?? data.zone;
  const station = household?.station ?? data.station;
  const contractTenths = data.contractTenths ?? household?.contractTenths;
  return zone === undefined || station === undefined || contractTenths === undefined ? null : { zone, station, contractTenths };
};
