import { describe, expect, it } from '@jest/globals';
import { recorded, viewFor } from '@heatledger/testing';
import { ContractTemperatureAgreed, HeatingStateChanged, HouseholdArchiveCorrected, HouseholdRegistered } from '../domain/household.events.js';
import { householdAt, householdFile, type HouseholdFileDoc } from './household-file.projection.js';

const householdId = '018f0000-0000-7000-8000-0000000000a1';
const place = { zone: '东城', station: 'S-01' };
const at = (day: string, revision: number) => ({ at: `${day}T09:00:00+08:00`, recordedAt: `${day}T09:00:00+08:00`, revision });
const facts = [
  recorded(
    HouseholdRegistered({ householdId, ...place, areaTenths: 895, contractTenths: 180, heating: 'on', from: '2025-10-01', person: '张三' }),
    at('2025-10-01', 0),
  ),
  recorded(ContractTemperatureAgreed({ householdId, ...place, contractTenths: 200, from: '2025-12-01' }), at('2025-11-20', 1)),
  recorded(HeatingStateChanged({ householdId, ...place, heating: 'stopped', from: '2026-01-10' }), at('2026-01-08', 2)),
  recorded(HouseholdArchiveCorrected({ householdId, from: '2025-10-01', areaTenths: 912, reason: '复测面积' }), at('2026-02-01', 3)),
];
const file = viewFor(householdFile)
  .after(...facts)
  .docs.get(householdId) as HouseholdFileDoc;

describe('the household file', () => {
  it('shows the archive as it is at last, and names no person', () => {
    expect(file).toMatchObject({ zone: '东城', areaTenths: 912, contractTenths: 200, heating: 'stopped', contactKnown: true, revision: 3 });
    expect(JSON.stringify(file)).not.toContain('张三');
    expect(file.versions.map(({ from }) => from)).toEqual(['2025-10-01', '2025-10-01', '2025-12-01', '2026-01-10']);
  });
  it('is valid at a date', () => {
    expect(householdAt(file, 'Asia/Shanghai', '2025-11-30T08:00:00+08:00')).toEqual({
      householdId,
      ...place,
      areaTenths: 912,
      contractTenths: 180,
      heating: 'on',
      since: '2025-10-01T00:00:00+08:00',
    });
    expect(householdAt(file, 'Asia/Shanghai', '2026-01-10T08:00:00+08:00')).toMatchObject({
      contractTenths: 200,
      heating: 'stopped',
      since: '2026-01-10T00:00:00+08:00',
    });
    expect(householdAt(file, 'Asia/Shanghai', '2025-09-30T08:00:00+08:00')).toBeNull();
  });
  it('can be read as it was known before a correction', () =>
    expect(householdAt(file, 'Asia/Shanghai', '2025-11-30T08:00:00+08:00', '2026-01-31T00:00:00+08:00')).toMatchObject({ areaTenths: 895 }));
});
