import { describe, it } from '@jest/globals';
import { specFor } from '@heatledger/testing';
import { AgreeContractTemperature, ChangeHeatingState, CorrectHouseholdArchive, RegisterHousehold } from './household.commands.js';
import { ContractTemperatureAgreed, HeatingStateChanged, HouseholdArchiveCorrected, HouseholdRegistered } from './household.events.js';
import { household } from './household.js';

const householdId = '018f0000-0000-7000-8000-0000000000a1';
const entry = {
  householdId,
  zone: '东城',
  station: 'S-01',
  areaTenths: 895,
  contractTenths: 180,
  heating: 'on' as const,
  from: '2025-10-01',
  person: '张三',
  phone: '13800000000',
};
const registered = HouseholdRegistered(entry);
const place = { zone: '东城', station: 'S-01' };
const { given } = specFor(household, undefined);

describe('a home in the customer archive', () => {
  it('is registered once', () => {
    given().when(RegisterHousehold(entry)).then(registered);
    given(registered).when(RegisterHousehold(entry)).thenNothing();
    given(registered)
      .when(RegisterHousehold({ ...entry, areaTenths: 900 }))
      .thenRejected('household/known');
  });

  it('is corrected with a reason from the first day of the archive on, unless another day is named', () => {
    const corrected = HouseholdArchiveCorrected({ householdId, from: '2025-10-01', areaTenths: 912, reason: '复测面积' });
    given(registered)
      .when(CorrectHouseholdArchive({ householdId, areaTenths: 912, reason: '复测面积' }))
      .then(corrected);
    given(registered, corrected)
      .when(CorrectHouseholdArchive({ householdId, areaTenths: 912, reason: '复测面积' }))
      .thenNothing();
    given(registered)
      .when(CorrectHouseholdArchive({ householdId, phone: '13900000000', from: '2026-01-01', reason: '换号' }))
      .thenAmong('HouseholdArchiveCorrected', { phone: '13900000000', from: '2026-01-01' });
    given(registered)
      .when(CorrectHouseholdArchive({ householdId, phone: '13800000000', reason: '重复' }))
      .thenNothing();
  });

  it('agrees a room temperature and changes its heating state from a day on', () => {
    const agreed = ContractTemperatureAgreed({ householdId, ...place, contractTenths: 200, from: '2025-11-01' });
    const stopped = HeatingStateChanged({ householdId, ...place, heating: 'stopped', from: '2025-11-01', reason: '外出' });
    given(registered)
      .when(AgreeContractTemperature({ householdId, contractTenths: 200, from: '2025-11-01' }))
      .then(agreed);
    given(registered, agreed)
      .when(AgreeContractTemperature({ householdId, contractTenths: 200, from: '2025-12-01' }))
      .thenNothing();
    given(registered)
      .when(ChangeHeatingState({ householdId, heating: 'stopped', from: '2025-11-01', reason: '外出' }))
      .then(stopped);
    given(registered, stopped)
      .when(ChangeHeatingState({ householdId, heating: 'stopped', from: '2025-11-01' }))
      .thenNothing();
    given(registered, stopped)
      .when(ChangeHeatingState({ householdId, heating: 'on', from: '2026-11-01' }))
      .thenTypes('HeatingStateChanged');
  });

  it('is not changed before its archive begins, by nothing, or unknown', () => {
    given(registered)
      .when(AgreeContractTemperature({ householdId, contractTenths: 200, from: '2025-09-30' }))
      .thenRejected('household/before-archive', { field: 'from', value: '2025-09-30' });
    given(registered)
      .when(ChangeHeatingState({ householdId, heating: 'stopped', from: '2025-09-30' }))
      .thenRejected('household/before-archive');
    given(registered)
      .when(CorrectHouseholdArchive({ householdId, zone: '西城', from: '2025-09-30', reason: 'x' }))
      .thenRejected('household/before-archive');
    given(registered)
      .when(CorrectHouseholdArchive({ householdId, reason: 'x' }))
      .thenRejected('household/nothing-corrected');
    given()
      .when(CorrectHouseholdArchive({ householdId, zone: '西城', reason: 'x' }))
      .thenRejected('household/unknown');
    given()
      .when(AgreeContractTemperature({ householdId, contractTenths: 200, from: '2025-11-01' }))
      .thenRejected('household/unknown');
    given()
      .when(ChangeHeatingState({ householdId, heating: 'stopped', from: '2025-11-01' }))
      .thenRejected('household/unknown');
  });
});
