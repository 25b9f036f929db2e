import { describe, expect, it } from '@jest/globals';
import { defaultRules } from '@heatledger/rulebook';
import { happened, ordered, specFor, viewFor } from '@heatledger/testing';
import { measurementRecord } from '../projections/measurement-record.projection.js';
import { InvalidateMeasurement, MeasureRoom, type MeasureRoomData } from './measurement.commands.js';
import { MeasurementInvalidated, MeasurementJudged, RoomMeasured, type MeasurementEvent } from './measurement.events.js';
import { measurement } from './measurement.js';
import type { QualityWorld } from './measurement.world.js';

const measurementId = '018f0000-0000-7000-8000-0000000000e1';
const householdId = '018f0000-0000-7000-8000-0000000000a1';
const ticketId = '018f0000-0000-7000-8000-0000000000c1';
const household = {
  householdId,
  zone: '东城',
  station: 'S-01',
  areaTenths: 895,
  contractTenths: 180,
  heating: 'on' as const,
  since: '2025-10-01T00:00:00+08:00',
};
const world: QualityWorld = { rules: defaultRules, household };
const reading: MeasureRoomData = {
  measurementId,
  householdId,
  ticketId,
  basis: 'complaint',
  room: 'bedroom',
  roomTenths: 152,
  closedMinutes: 130,
  heightCentimetres: 100,
  instrument: 'T-77',
  instrumentValidUntil: '2026-12-31',
  signedByUser: 'signed',
  signedByCompany: true,
  outdoorMeanTenths: -50,
  outdoorSource: '市气象台',
  userCaused: false,
};
const about = { measurementId, householdId, zone: '东城', station: 'S-01', ticketId, basis: 'complaint' as const };
const { given } = specFor(measurement, world);
const at = '2026-01-05T20:00:00+08:00';
const measure = (change: Partial<MeasureRoomData> = {}, circumstances: { at?: string; now?: string } = {}) =>
  ordered(MeasureRoom({ ...reading, ...change }), { at, ...circumstances });
const measured = happened(RoomMeasured({ ...reading, ...about, roomTenths: 152, slots: undefined, contractTenths: 180 }), { at });

describe('a room', () => {
  it('is measured and judged in one breath, under the rule of its day', () => {
    const answer = given().when(measure());
    answer.thenTypes('RoomMeasured', 'MeasurementJudged');
    answer.thenAmong('RoomMeasured', { zone: '东城', contractTenths: 180 });
    answer.thenAmong('MeasurementJudged', { valid: true, result: 'below', thresholdTenths: 180, shortTenths: 28 });
    expect(answer.events[1]?.rule).toMatchObject({ pack: defaultRules.pack.id });
  });
  it('above its threshold qualifies', () =>
    given()
      .when(measure({ roomTenths: 196 }))
      .thenAmong('MeasurementJudged', { result: 'qualified', shortTenths: 0 }));
  it('is judged by the contract where one agreed more', () =>
    given()
      .when(measure({ roomTenths: 196, contractTenths: 200 }))
      .thenAmong('MeasurementJudged', { result: 'below', shortTenths: 4 }));
  it('measured with an instrument whose certificate has lapsed gives no valid reading, and says why', () => {
    const answer = given().when(measure({ instrumentValidUntil: '2025-12-31' }));
    answer.thenAmong('MeasurementJudged', { valid: false });
    const judged = answer.events[1] as Extract<MeasurementEvent, { type: 'MeasurementJudged' }>;
    expect(judged.data.reasons.length).toBeGreaterThan(0);
  });
  it('is measured once', () => {
    given(measured).when(measure()).thenNothing();
    given(measured)
      .when(measure({ roomTenths: 153 }))
      .thenRejected('quality/known');
  });
  it('is not measured in the future, nor at a temperature no room has', () => {
    given()
      .when(measure({}, { now: '2026-01-05T19:00:00+08:00' }))
      .thenRejected('quality/in-the-future', { field: 'at', value: at });
    given()
      .when(measure({ roomTenths: 601 }))
      .thenRejected('quality/out-of-range', { field: 'roomTenths', value: 601, allowed: '-40.0 to 60.0 °C (-400 to 600 tenths)' });
    given()
      .when(measure({ roomTenths: -401 }))
      .thenRejected('quality/out-of-range', { field: 'roomTenths' });
    given()
      .when(measure({ outdoorMeanTenths: 900 }))
      .thenRejected('quality/out-of-range', { field: 'outdoorMeanTenths' });
    given()
      .when(measure({ roomTenths: 18.5 }))
      .thenRejected('quality/out-of-range', { field: 'roomTenths' });
  });
  it('outside the archive needs its place and its agreement', () => {
    given()
      .in({ ...world, household: null })
      .when(measure())
      .thenRejected('quality/household-unknown', { field: 'householdId' });
    given()
      .in({ ...world, household: null })
      .when(measure({ zone: '西城', station: 'S-09', contractTenths: 180 }))
      .thenAmong('RoomMeasured', { zone: '西城' });
  });
});

describe('a reading that does not count', () => {
  const invalidated = MeasurementInvalidated({ ...about, reason: '仪器校准失效' });
  const invalidate = (when: string) => ordered(InvalidateMeasurement({ measurementId, reason: '仪器校准失效' }), { at: when });
  it('is declared void once, with its reason, and stays as it was', () => {
    given(measured).when(invalidate('2026-01-06T09:00:00+08:00')).then(invalidated);
    given(measured, invalidated).when(invalidate('2026-01-06T10:00:00+08:00')).thenNothing();
  });
  it('is not void before it was read, nor when nobody read it', () => {
    given(measured).when(invalidate('2026-01-05T19:00:00+08:00')).thenRejected('quality/before-measurement');
    given().when(invalidate('2026-01-06T09:00:00+08:00')).thenRejected('quality/unknown');
  });
});

describe('the measurement record', () => {
  const judged = MeasurementJudged({ ...about, roomTenths: 152, valid: true, result: 'below', thresholdTenths: 180, shortTenths: 28, reasons: [] });
  it('shows reading, conditions and verdict', () =>
    viewFor(measurementRecord)
      .after(measured, judged)
      .shows(measurementId, { day: '2026-01-05', ticketId, result: 'below', verdict: { shortTenths: 28 }, revision: 1, evidence: [] }));
  it('keeps a void reading, without a result', () =>
    viewFor(measurementRecord)
      .after(measured, judged, MeasurementInvalidated({ ...about, reason: '仪器校准失效' }))
      .shows(measurementId, { phase: 'invalidated', result: 'none', roomTenths: 152, invalidation: { reason: '仪器校准失效' } }));
});
