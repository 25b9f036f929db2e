import type { Detail, Instant } from '@heatledger/kernel';
import { zoneOf, type RulesInForce } from '@heatledger/rulebook';
import { dayIn, isAfter, isBefore, millis } from '@heatledger/vocabulary';
import type { CalculateAdjustmentData, DayReading } from '../adjustment.commands.js';
import type { NamedMeasurement } from '../adjustment.world.js';
import type { FeeRejection } from '../fee.rejections.js';

/** The days of a refund as measurements tell them. */
export type MeasuredDays =
  | { readonly ok: true; readonly readings: readonly DayReading[]; readonly from: Instant; readonly to: Instant }
  | { readonly ok: false; readonly code: FeeRejection; readonly detail: Detail };

const no = (code: FeeRejection, field: string, value: unknown, allowed: string): MeasuredDays => ({ ok: false, code, detail: { field, value, allowed } });

const COMPANY = new Set(['company-late', 'company-absent', 'company-refused', 'company-no-record']);

const byOf = ({ basis }: NamedMeasurement): DayReading['by'] => (basis === 'third-party' || basis === 'retest' ? basis : 'test');

/** A failed test, or a signature that is missing, counts as the rules deemed it; everything else as it was read. */
const outcomeOf = ({ failure, signedByCompany, signedByUser, result }: NamedMeasurement): DayReading['outcome'] => {
  if (failure !== undefined) return COMPANY.has(failure) ? 'company-failed' : 'user-refused';
  if (signedByCompany === false && result === 'below') return 'company-failed';
  return signedByUser === 'refused' && result === 'qualified' ? 'user-refused' : undefined;
};

const dayReading = (measurement: NamedMeasurement, zone: string): DayReading => {
  const { measurementId, at, roomTenths } = measurement;
  const [outcome, on, by] = [outcomeOf(measurement), dayIn(zone, at), byOf(measurement)];
  return outcome === undefined ? { on, measuredTenths: roomTenths, by, measurementId } : { on, by, outcome, measurementId };
};

/** Why a measurement cannot be named: it is not of this home, was found void, gave no verdict, or says nothing of the rooms that the bands are for. */
const unfit = ({ counts, result, room, householdId: measuredIn }: NamedMeasurement, householdId: string): string | null => {
  if (measuredIn !== householdId) return 'a measurement of this home';
  if (!counts || result === 'none') return 'a measurement that counts and led to a verdict';
  return room === 'kitchen' && result === 'qualified' ? 'a measurement of a bedroom or living room' : null;
};

const isPass = (measurement: NamedMeasurement): boolean => measurement.result === 'qualified' && outcomeOf(measurement) === undefined;

/** Until when: the first reading that passes after one that failed, else the last that failed; a refund of nothing ends with its first reading. */
const endOf = (taken: readonly NamedMeasurement[]): NamedMeasurement | undefined => {
  const failing = taken.filter(({ result }) => result === 'below');
  const [first] = failing;
  return taken.find((one) => isPass(one) && (first === undefined || isAfter(one.at, first.at))) ?? failing.at(-1) ?? taken[0];
};

interface Asked {
  readonly householdId: string;
  readonly measurements: readonly NamedMeasurement[];
  readonly appliedAt: Instant | undefined;
  readonly rules: RulesInForce;
}

const spanFault = ({ from, to }: CalculateAdjustmentData, applied: Instant | undefined, end: Instant, zone: string): MeasuredDays | null => {
  if (from !== undefined && applied !== undefined && isBefore(from, applied)) return no('fee/input-unfit', 'from', from, `from ${applied}, when it was applied for`);
  if (to !== undefined && dayIn(zone, to) > dayIn(zone, end)) return no('fee/input-unfit', 'to', to, `until ${dayIn(zone, end)}, the last day that a reading tells of`);
  return null;
};

/** Days run from the application, or the first reading where that came earlier, to the first passing reading or the last failing one (domain notes §2.3; a day is that of its latest reading, unless the pack says otherwise). */
export const measuredDays = (data: CalculateAdjustmentData, { householdId, measurements, appliedAt, rules }: Asked): MeasuredDays => {
  const zone = zoneOf(rules, rules.pack);
  const named: NamedMeasurement[] = [];
  for (const [index, id] of (data.measurements ?? []).entries()) {
    const found = measurements.find(({ measurementId }) => measurementId === id);
    const field = `readings[${index}]`;
    if (!found) return no('fee/reading-unfit', field, id, 'a measurement of this home');
    const why = unfit(found, householdId);
    if (why) return no('fee/reading-unfit', field, id, why);
    if (named.includes(found)) return no('fee/reading-unfit', field, id, 'each measurement once');
    named.push(found);
  }
  const taken = [...named].sort((one, other) => millis(one.at) - millis(other.at));
  const [first, end] = [taken[0], endOf(taken)];
  if (!first || !end) return no('fee/input-missing', 'readings', null, 'the measurements that the days rest on');
  const later = taken.find(({ at }) => isAfter(at, end.at));
  if (later) return no('fee/reading-unfit', `readings[${(data.measurements ?? []).indexOf(later.measurementId)}]`, later.measurementId, `a measurement until ${end.at}, when the room passed`);
  const applied = appliedAt !== undefined && isBefore(appliedAt, first.at) ? appliedAt : undefined;
  const fault = spanFault(data, applied, end.at, zone);
  if (fault) return fault;
  const to = data.to !== undefined && isBefore(data.to, end.at) ? data.to : end.at;
  return { ok: true, readings: taken.map((one) => dayReading(one, zone)), from: data.from ?? applied ?? first.at, to };
};
