import { event, type Made } from '@heatledger/kernel';
import {
  areaField,
  celsius,
  celsiusZh,
  dayField,
  evidenceField,
  householdId,
  oneOf,
  personField,
  phoneField,
  squareMetres,
  station,
  tenthsField,
  textField,
  zone,
} from '@heatledger/vocabulary';
import { heatingStates } from './household.words.js';

const areaTenths = areaField('Billed area, tenths of m².');
const contractTenths = tenthsField('Agreed room temperature, tenths of °C.');
const heating = oneOf('Whether the home is heated.', heatingStates, 'C2');
const address = textField('Address without a name.', 200, 'C3');
const person = personField('Name of the heat user.');
const phone = phoneField('Phone of the heat user.');
const from = dayField('First day on which it holds.', 'C2');

/** A home entered the customer archive (clause 四(一)1). */
export const HouseholdRegistered = event('HouseholdRegistered', {
  doc: 'A home was entered in the customer archive.',
  data: {
    householdId,
    archiveNumber: textField('Number of the archive, as on the bill.', 40, 'C2').optional(),
    zone,
    station,
    areaTenths,
    contractTenths,
    heating,
    from,
    address: address.optional(),
    person: person.optional(),
    phone: phone.optional(),
  },
  say: {
    zh: (d) =>
      `建立用户档案：片区 ${d.zone}，换热站 ${d.station}，面积 ${squareMetres(d.areaTenths)}，约定室温 ${celsiusZh(d.contractTenths)}，${heatingStates[d.heating].zh}，自 ${d.from} 起。`,
    en: (d) =>
      `Household registered: zone ${d.zone}, station ${d.station}, ${squareMetres(d.areaTenths)}, agreed ${celsius(d.contractTenths)}, ${heatingStates[d.heating].en}, from ${d.from}.`,
  },
});

/** An entry of the archive was put right; the former entry stays in the log. */
export const HouseholdArchiveCorrected = event('HouseholdArchiveCorrected', {
  doc: 'Entries of the archive were put right from a day on.',
  data: {
    householdId,
    from,
    zone: zone.optional(),
    station: station.optional(),
    areaTenths: areaTenths.optional(),
    address: address.optional(),
    person: person.optional(),
    phone: phone.optional(),
    reason: textField('Why the entry was wrong.', 500, 'C2'),
    evidence: evidenceField('Documents that show it.').optional(),
  },
  say: {
    zh: (d) => `更正用户档案（${correctedZh(d)}），自 ${d.from} 起。原因：${d.reason}`,
    en: (d) => `Archive corrected (${correctedEn(d)}) from ${d.from}. Reason: ${d.reason}`,
  },
});

interface Corrected {
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly areaTenths?: number | undefined;
  readonly address?: string | undefined;
  readonly person?: string | undefined;
  readonly phone?: string | undefined;
}

const corrected = (
  d: Corrected,
  [areaName, zoneName, stationName, addressName, personName, phoneName]: readonly string[],
  separator: string,
): string =>
  [
    d.areaTenths === undefined ? '' : `${areaName} ${squareMetres(d.areaTenths)}`,
    d.zone === undefined ? '' : `${zoneName} ${d.zone}`,
    d.station === undefined ? '' : `${stationName} ${d.station}`,
    d.address === undefined ? '' : (addressName ?? ''),
    d.person === undefined ? '' : (personName ?? ''),
    d.phone === undefined ? '' : (phoneName ?? ''),
  ]
    .filter((part) => part !== '')
    .join(separator);

const correctedZh = (d: Corrected): string => corrected(d, ['面积', '片区', '换热站', '地址', '户名', '电话'], '、');
const correctedEn = (d: Corrected): string => corrected(d, ['area', 'zone', 'station', 'address', 'name', 'phone'], ', ');

/** A room temperature was agreed by contract (山东省供热条例 §21). */
export const ContractTemperatureAgreed = event('ContractTemperatureAgreed', {
  doc: 'The room temperature of the supply contract was agreed.',
  data: { householdId, zone, station, contractTenths, from, evidence: evidenceField('The contract.').optional() },
  say: {
    zh: (d) => `约定室温 ${celsiusZh(d.contractTenths)}，自 ${d.from} 起。`,
    en: (d) => `Room temperature of ${celsius(d.contractTenths)} agreed from ${d.from}.`,
  },
});

/** The home was stopped, suspended or heated again. */
export const HeatingStateChanged = event('HeatingStateChanged', {
  doc: 'The home was stopped, suspended or heated again.',
  data: { householdId, zone, station, heating, from, reason: textField('Why.', 500, 'C2').optional() },
  say: {
    zh: (d) => `用热状态变更为${heatingStates[d.heating].zh}，自 ${d.from} 起。${d.reason ? `原因：${d.reason}` : ''}`,
    en: (d) => `Heating state: ${heatingStates[d.heating].en}, from ${d.from}.${d.reason ? ` Reason: ${d.reason}` : ''}`,
  },
});

/** Every fact of a household. */
export const householdKinds = [HouseholdRegistered, HouseholdArchiveCorrected, ContractTemperatureAgreed, HeatingStateChanged] as const;
export type HouseholdEvent = Made<(typeof householdKinds)[number]>;
