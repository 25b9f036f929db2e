import { describe, expect, it } from '@jest/globals';
import { packFor } from '@heatledger/rulebook';
import { happened, ordered, specFor, viewFor } from '@heatledger/testing';
import type { SeasonFacts } from '@heatledger/vocabulary';
import { measurementRecord } from '../projections/measurement-record.projection.js';
import { InvalidateMeasurement, MeasureRoom, RecordFailedTest, type MeasureRoomData, type RecordFailedTestData } from './measurement.commands.js';
import { MeasurementInvalidated, RoomTestDeemed, RoomTestFailed, type MeasurementEvent } from './measurement.events.js';
import { measurement } from './measurement.js';
import type { QualityWorld } from './measurement.world.js';

const measurementId = '018f0000-0000-7000-8000-0000000000e1';
const householdId = '018f0000-0000-7000-8000-0000000000a1';
const site = { zone: '东城', station: 'S-01', contractTenths: 180 };
const season: SeasonFacts = {
  seasonId: 's',
  name: '2025-2026',
  startsAt: '2025-11-10T00:00:00+08:00',
  endsAt: '2026-03-20T23:59:59+08:00',
  days: 131,
};
const at = '2026-01-07T20:00:00+08:00';

const underPack = (name: string, more: Partial<SeasonFacts> = {}): QualityWorld => {
  const pack = packFor(name);
  if (!pack.ok) throw new Error(`no pack ${name}`);
  return { rules: { pack: pack.value, season: { ...season, ...more } }, household: null };
};

const conditions = {
  closedMinutes: 130,
  heightCentimetres: 100,
  instrument: 'T-77',
  instrumentValidUntil: '2026-12-31',
  signedByUser: 'signed' as const,
  signedByCompany: true,
  userCaused: false,
};
const reading: MeasureRoomData = { measurementId, householdId, basis: 'complaint', room: 'bedroom', ...site, ...conditions };
const { given } = specFor(measurement, underPack('临沂'));
const measure = (change: Partial<MeasureRoomData>) => ordered(MeasureRoom({ ...reading, ...change }), { at });
const reasonsIn = (events: readonly MeasurementEvent[]): string =>
  events
    .flatMap((fact) => ('reasons' in fact.data ? fact.data.reasons : []))
    .map(({ en }) => en)
    .join(' ');

describe('a day colder than the design allows for', () => {
  const cold = { roomTenths: 152, outdoorMeanTenths: -150, outdoorSource: '市气象台' };
  it('gives no verdict and says why, by the design temperature of the season and with the source of the mean', () => {
    const answer = given()
      .in(underPack('临沂', { outdoorDesignTenths: -88 }))
      .when(measure(cold));
    answer.thenAmong('MeasurementJudged', { valid: true, result: 'none' });
    answer.thenAmong('RoomMeasured', { outdoorDesignTenths: -88, outdoorSource: '市气象台' });
    expect(reasonsIn(answer.events)).toContain('-15.0 °C (市气象台) is below the design temperature of -8.8 °C');
  });
  it('is judged by the design temperature stated with the reading, and not at all where none is known', () => {
    given()
      .in(underPack('临沂', { outdoorDesignTenths: -88 }))
      .when(measure({ ...cold, outdoorDesignTenths: -150 }))
      .thenAmong('MeasurementJudged', { result: 'below' });
    given().when(measure(cold)).thenAmong('MeasurementJudged', { result: 'below' });
    given()
      .in(underPack('default'))
      .when(measure({ ...cold, outdoorDesignTenths: -88 }))
      .thenAmong('MeasurementJudged', { result: 'none' });
  });
  it('needs the source of its mean', () =>
    given()
      .when(measure({ ...cold, outdoorSource: undefined }))
      .thenRejected('quality/input-missing', { field: 'outdoorSource' }));
});

describe('a kitchen', () => {
  it('M4: is judged by what the pack promises for kitchens, and recorded without a verdict where it promises nothing', () => {
    given()
      .in(underPack('青岛'))
      .when(measure({ room: 'kitchen', roomTenths: 120 }))
      .thenAmong('MeasurementJudged', { result: 'qualified', thresholdTenths: 100 });
    given()
      .in(underPack('青岛'))
      .when(measure({ room: 'kitchen', roomTenths: 99 }))
      .thenAmong('MeasurementJudged', { result: 'below', shortTenths: 1 });
    given()
      .when(measure({ room: 'kitchen', roomTenths: 120 }))
      .thenAmong('MeasurementJudged', { valid: true, result: 'none', reasons: [expect.objectContaining({ zh: '规则未对厨房规定室温，不作判定' })] });
  });
});

describe('M4: what is promised to nobody', () => {
  const linyi = underPack('临沂');
  const home = { householdId, zone: '东城', station: 'S-01', areaTenths: 895, contractTenths: 180, since: '2025-10-01T00:00:00+08:00' };
  const homes = (['stopped', 'suspended'] as const).map((heating) => ({ ...linyi, household: { ...home, heating } }));
  const cold = (change: Partial<MeasureRoomData> = {}) => measure({ roomTenths: 152, ...change });
  const none = { result: 'none', shortTenths: 0 };
  it('is recorded in July, in a bathroom and in a stopped home, with the reason and no verdict', () => {
    const july = ordered(MeasureRoom({ ...reading, roomTenths: 152 }), { at: '2026-07-10T20:00:00+08:00' });
    const summer = given().in(linyi).when(july);
    summer.thenAmong('MeasurementJudged', { ...none, valid: true });
    expect(reasonsIn(summer.events)).toContain('2026-07-10 is outside the season (2025-11-10 to 2026-03-20)');
    const bathroom = given().in(linyi).when(cold({ room: 'bathroom' }));
    bathroom.thenAmong('MeasurementJudged', { ...none, valid: true });
    expect(reasonsIn(bathroom.events)).toContain('no temperature is promised for the bathroom');
    for (const world of homes) {
      given().in(world).when(cold()).thenAmong('MeasurementJudged', { ...none, valid: true });
      given()
        .in(world)
        .when(cold({ signedByCompany: false }))
        .thenAmong('MeasurementJudged', { ...none, valid: true });
    }
  });
  it('and a reading without the signature of an absent user ask for another test', () => {
    const absent = given().in(linyi).when(cold({ signedByUser: 'absent' }));
    absent.thenAmong('MeasurementJudged', { ...none, valid: false });
    expect(reasonsIn(absent.events)).toContain('a new test is due');
    given().in(linyi).when(cold({ signedByUser: 'refused' })).thenAmong('MeasurementJudged', { result: 'qualified' });
    given().in(linyi).when(cold({ signedByCompany: false })).thenAmong('MeasurementJudged', { result: 'below' });
  });
  it('deems nothing of a test that the company let fail there', () => {
    const failed: RecordFailedTestData = { measurementId, householdId, basis: 'complaint', failure: 'company-absent', evidence: ['p-1'] };
    for (const world of homes)
      given().in(world).when(ordered(RecordFailedTest(failed), { at })).thenAmong('RoomTestDeemed', { deemed: false, result: 'none' });
  });
});

describe('a series of readings', () => {
  const binzhou = underPack('滨州');
  const slots = ['05', '06', '07'].flatMap((day) =>
    ['09', '15'].map((hour, n) => ({ at: `2026-01-${day}T${hour}:00:00+08:00`, roomTenths: n === 0 ? 178 : 182 })),
  );
  it('counts by its exact average where the pack demands one', () => {
    const answer = given().in(binzhou).when(measure({ slots }));
    answer.thenAmong('RoomMeasured', { roomTenths: 180, slots });
    answer.thenAmong('MeasurementJudged', { valid: true, result: 'qualified', average: { sumTenths: 1080, count: 6 } });
    const colder = slots.map((slot, index) => (index === 5 ? { ...slot, roomTenths: 181 } : slot));
    given()
      .in(binzhou)
      .when(measure({ slots: colder }))
      .thenAmong('MeasurementJudged', { result: 'below', shortTenths: 1, average: { sumTenths: 1079, count: 6 } });
  });
  it('that departs from the procedure does not count, nor does a single reading, and each says why', () => {
    const short = given()
      .in(binzhou)
      .when(measure({ slots: slots.slice(2) }));
    short.thenAmong('MeasurementJudged', { valid: false, result: 'none' });
    expect(reasonsIn(short.events)).toContain('3 consecutive days are needed');
    const early = given()
      .in(binzhou)
      .when(measure({ slots: [{ at: '2026-01-05T05:59:00+08:00', roomTenths: 178 }, ...slots.slice(1)] }));
    early.thenAmong('MeasurementJudged', { valid: false });
    const single = given()
      .in(binzhou)
      .when(measure({ roomTenths: 152 }));
    single.thenAmong('MeasurementJudged', { valid: false, result: 'none' });
    expect(reasonsIn(single.events)).toContain('a single reading gives no verdict');
  });
  it('M4: is recorded without a verdict under a pack by which no average counts', () => {
    const answer = given().when(measure({ slots }));
    answer.thenAmong('MeasurementJudged', { valid: false, result: 'none' });
    expect(reasonsIn(answer.events)).toContain('no average counts under this pack');
  });
  it('is refused with another temperature beside it, and with a slot still to come', () => {
    given()
      .in(binzhou)
      .when(measure({ slots, roomTenths: 181 }))
      .thenRejected('quality/out-of-range', { field: 'roomTenths' });
    given()
      .in(binzhou)
      .when(measure({ slots: [...slots, { at: '2026-01-07T20:00:01+08:00', roomTenths: 180 }] }))
      .thenRejected('quality/in-the-future', { field: 'slots[6].at' });
    given()
      .in(binzhou)
      .when(measure({ slots: [{ at, roomTenths: 601 }] }))
      .thenRejected('quality/out-of-range', { field: 'slots[0].roomTenths' });
    given().in(binzhou).when(measure({})).thenRejected('quality/input-missing', { field: 'roomTenths' });
  });
});

describe('a test that did not take place', () => {
  const about = { measurementId, householdId, zone: site.zone, station: site.station, basis: 'complaint' as const };
  const data: RecordFailedTestData = { measurementId, householdId, basis: 'complaint', failure: 'company-absent', evidence: ['door-photo'], ...site };
  const record = (change: Partial<RecordFailedTestData> = {}) => ordered(RecordFailedTest({ ...data, ...change }), { at });
  const failed = happened(RoomTestFailed({ ...about, failure: 'company-absent', evidence: ['door-photo'] }), { at });
  it.each([
    ['临沂', 'company-absent', 'below', 41],
    ['临沂', 'company-late', 'below', 41],
    ['滨州', 'company-no-record', 'below', 0],
    ['菏泽', 'user-refused', 'qualified', 0],
    ['菏泽', 'user-absent', 'none', 0],
    ['潍坊', 'user-refused', 'none', 0],
    ['default', 'company-refused', 'none', 0],
  ] as const)('is deemed in %s after %s as %s', (pack, failure, result, shortTenths) => {
    const answer = given().in(underPack(pack)).when(record({ failure }));
    answer.thenTypes('RoomTestFailed', 'RoomTestDeemed');
    answer.thenAmong('RoomTestDeemed', { result, shortTenths, deemed: result !== 'none', thresholdTenths: 180 });
    expect(answer.events[1]?.rule?.clause).toMatch(/\[[VPMD]\]$/);
    expect(reasonsIn(answer.events)).not.toBe('');
  });
  it('is recorded once, with evidence, never before it happened, and can be declared void', () => {
    given(failed).when(record()).thenNothing();
    given(failed)
      .when(record({ failure: 'user-refused' }))
      .thenRejected('quality/known');
    given()
      .when(record({ evidence: [] }))
      .thenRejected('quality/evidence-missing', { field: 'evidence' });
    given()
      .when(ordered(RecordFailedTest(data), { at, now: '2026-01-07T19:00:00+08:00' }))
      .thenRejected('quality/in-the-future');
    given()
      .when(record({ zone: undefined }))
      .thenRejected('quality/household-unknown');
    given(failed)
      .when(ordered(InvalidateMeasurement({ measurementId, reason: '门牌有误' }), { at }))
      .then(MeasurementInvalidated({ ...about, reason: '门牌有误' }));
  });
  it('stands in the record with what was deemed, without a temperature', () => {
    const deemed = RoomTestDeemed({
      ...about,
      failure: 'company-absent',
      deemed: true,
      result: 'below',
      thresholdTenths: 180,
      shortTenths: 41,
      reasons: [],
    });
    viewFor(measurementRecord)
      .after(failed, deemed)
      .shows(measurementId, {
        phase: 'failed',
        failure: 'company-absent',
        roomTenths: null,
        room: null,
        result: 'below',
        day: '2026-01-07',
        evidence: ['door-photo'],
      });
  });
});
