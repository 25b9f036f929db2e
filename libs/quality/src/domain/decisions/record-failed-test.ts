import { accept, reject, stamped, type Decision, type Made, type Order } from '@heatledger/kernel';
import { failedTest, type FailedTest } from '@heatledger/rulebook';
import { isAfter } from '@heatledger/vocabulary';
import type { RecordFailedTest } from '../measurement.commands.js';
import { RoomTestDeemed, RoomTestFailed, type MeasurementEvent } from '../measurement.events.js';
import { sameFailure, type Measurement } from '../measurement.state.js';
import type { TestFailure } from '../measurement.words.js';
import type { QualityWorld } from '../measurement.world.js';
import { siteOf } from '../policies/site-of-test.js';
import type { QualityRejection } from '../quality.rejections.js';

const outcomeOf = (failure: TestFailure): FailedTest['outcome'] =>
  failure === 'user-absent' || failure === 'user-refused' ? failure : 'company-failed';

/** A test that one side let fail is recorded with what the rules of that day deem: qualified, below, or nothing (domain notes §2.2). */
export const recordFailedTest = (
  measurement: Measurement,
  { data, meta }: Order<Made<typeof RecordFailedTest>>,
  { rules, household }: QualityWorld,
): Decision<MeasurementEvent, QualityRejection> => {
  const { measurementId, householdId, ticketId, basis, failure, note, evidence } = data;
  if (measurement.phase !== 'unknown')
    return measurement.same === sameFailure(data) ? accept() : reject('quality/known', { field: 'measurementId', value: measurementId });
  if (isAfter(meta.at, meta.now)) return reject('quality/in-the-future', { field: 'at', value: meta.at, allowed: `until ${meta.now}` });
  if (evidence.length === 0) return reject('quality/evidence-missing', { field: 'evidence', allowed: 'at least one piece that shows it' });
  const site = siteOf(data, household);
  if (!site) return reject('quality/household-unknown', { field: 'householdId', value: householdId, allowed: 'a household of the archive' });
  const { zone, station, contractTenths } = site;
  const heating = household === null ? {} : { heating: household.heating };
  const verdict = failedTest(rules, { at: meta.at, outcome: outcomeOf(failure), contractTenths, ...heating });
  if (!verdict.ok) return reject('quality/no-rule', { ...verdict.detail, rulebook: verdict.code });
  const { valid: deemed, result, thresholdTenths, shortTenths, rule } = verdict.value;
  const reasons = verdict.value.reasons.map(({ zh, en }) => ({ zh, en }));
  const about = { measurementId, householdId, zone, station, ticketId, basis };
  return accept<MeasurementEvent>(
    RoomTestFailed({ ...about, failure, note, evidence }),
    stamped(RoomTestDeemed({ ...about, failure, deemed, result, thresholdTenths, shortTenths, reasons }), { rule }),
  );
};
