import { accept, reject, stamped, type Decision, type Instant, type Made, type Order } from '@heatledger/kernel';
import { rulebook, type Reading } from '@heatledger/rulebook';
import { isAfter } from '@heatledger/vocabulary';
import type { MeasureRoom, MeasureRoomData } from '../measurement.commands.js';
import { MeasurementJudged, RoomMeasured, type MeasurementEvent } from '../measurement.events.js';
import type { Measurement } from '../measurement.state.js';
import type { QualityWorld } from '../measurement.world.js';
import { implausible } from '../policies/plausible-figures.js';
import type { QualityRejection } from '../quality.rejections.js';

type Answer = Decision<MeasurementEvent, QualityRejection>;

const sameAgain = (measurement: Exclude<Measurement, { phase: 'unknown' }>, data: MeasureRoomData): boolean =>
  measurement.about.householdId === data.householdId &&
  measurement.about.ticketId === data.ticketId &&
  measurement.room === data.room &&
  measurement.roomTenths === data.roomTenths &&
  measurement.instrument === data.instrument;

const readingOf = (data: MeasureRoomData, contractTenths: number, at: Instant): Reading => {
  const { roomTenths, closedMinutes, heightCentimetres, instrumentValidUntil, signedByUser, signedByCompany, outdoorMeanTenths, userCaused } = data;
  const reading = {
    roomTenths,
    contractTenths,
    at,
    closedMinutes,
    heightCentimetres,
    instrumentValidUntil,
    signedByUser,
    signedByCompany,
    userCaused,
  };
  return outdoorMeanTenths === undefined ? reading : { ...reading, outdoorMeanTenths };
};

/** A reading and its verdict belong together: measured and judged in one breath, under the rules of its day (clause 三(一)1–2). */
export const measureRoom = (
  measurement: Measurement,
  { data, meta }: Order<Made<typeof MeasureRoom>>,
  { rules, household }: QualityWorld,
): Answer => {
  if (measurement.phase !== 'unknown')
    return sameAgain(measurement, data) ? accept() : reject('quality/known', { field: 'measurementId', value: data.measurementId });
  if (isAfter(meta.at, meta.now)) return reject('quality/in-the-future', { field: 'at', value: meta.at, allowed: `until ${meta.now}` });
  const { closedMinutes, heightCentimetres, roomTenths, outdoorMeanTenths } = data;
  const zone = household?.zone ?? data.zone;
  const station = household?.station ?? data.station;
  const contractTenths = data.contractTenths ?? household?.contractTenths;
  const wrong = implausible({ roomTenths, outdoorMeanTenths, contractTenths, closedMinutes, heightCentimetres });
  if (wrong) return reject('quality/out-of-range', wrong);
  if (zone === undefined || station === undefined || contractTenths === undefined)
    return reject('quality/household-unknown', { field: 'householdId', value: data.householdId, allowed: 'a household of the archive' });
  const verdict = rulebook.verdict(rules, readingOf(data, contractTenths, meta.at));
  if (!verdict.ok) return reject('quality/no-rule', { ...verdict.detail, rulebook: verdict.code });
  const { valid, result, thresholdTenths, shortTenths, reasons, rule } = verdict.value;
  const { measurementId, householdId, ticketId, basis } = data;
  const about = { measurementId, householdId, zone, station, ticketId, basis };
  const judged = { valid, result, thresholdTenths, shortTenths, reasons: reasons.map(({ zh, en }) => ({ zh, en })) };
  return accept<MeasurementEvent>(
    RoomMeasured({ ...data, ...about, contractTenths }),
    stamped(MeasurementJudged({ ...about, roomTenths, ...judged }), { rule }),
  );
};
