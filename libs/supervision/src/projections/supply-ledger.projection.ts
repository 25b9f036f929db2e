import type { HouseholdEvent } from '@heatledger/customer';
import type { Projection } from '@heatledger/kernel';
import type { SupplyRecord } from '../figures/supply-record.js';

type Entry = SupplyRecord['entries'][number];

const entered = (record: SupplyRecord | null, entry: Entry): SupplyRecord | null => record && { ...record, entries: [...record.entries, entry] };

/** What is supplied where, by the day from which it holds. */
export const supplyLedger: Projection<SupplyRecord, HouseholdEvent> = {
  name: 'supply-ledger',
  version: 1,
  doc: 'Heated homes and their area by the day from which each entry holds: what complaints are set against.',
  key: ({ data }) => data.householdId,
  evolve: {
    HouseholdRegistered: (_, { data: { householdId, from, zone, station, areaTenths, heating } }) => ({ householdId, entries: [{ from, zone, station, areaTenths, heated: heating === 'on' }] }),
    HouseholdArchiveCorrected: (record, { data: { from, zone, station, areaTenths } }) =>
      entered(record, { from, ...(zone === undefined ? {} : { zone }), ...(station === undefined ? {} : { station }), ...(areaTenths === undefined ? {} : { areaTenths }) }),
    ContractTemperatureAgreed: (record) => record,
    HeatingStateChanged: (record, { data: { from, heating } }) => entered(record, { from, heated: heating === 'on' }),
  },
  indexes: {},
};
