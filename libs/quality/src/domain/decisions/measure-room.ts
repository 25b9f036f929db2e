import { accept, reject, stamped, type Decision, type Instant, type Made, type Order } from '@heatledger/kernel';
import { rulebook, type Reading } from '@heatledger/rulebook';
import { isAfter } from '@heatledger/vocabulary';
import type { MeasureRoom, MeasureRoomData } from '../measurement.commands.js';
import { MeasurementJudged, RoomMeasured, type MeasurementEvent } from '../measurement.events.js';
import { sameReading, type Measurement } from '../measurement.state.js';
import type { QualityWorld } from '../measurement.world.js';
import { implausible } from '../policies/plausible-figures.js';
import { siteOf } from '../policies/site-of-test.js';
import { takenTemperature } from '../policies/taken-temperature.js';
import type { QualityRejection } from '../quality.rejections.js';

type Answer = Decision<MeasurementEvent, QualityRejection>;
type Taken = MeasureRoomData & { readonly roomTenths: number; readonly contractTenths: number };

const readingOf = (data: Taken, at: Instant, heating: Reading['heating']): Reading => {
  const { roomTenths, contractTenths, closedMinutes, heightCentimetres, instrumentValidUntil, signedByUser, signedByCompany, userCaused } = data;
  const { room, slots, outdoorMeanTenths, outdoorSource, outdoorDesignTenths } = data;
  const signatures = { signedByUser, signedByCompany };
  return {
    ...{ roomTenths, contractTenths, at, closedMinutes, heightCentimetres, instrumentValidUntil, userCaused, ...signatures },
    ...(room === 'bedroom' || room === 'living-room' ? {} : { room }),
    ...(heating === undefined ? {} : { heating }),
    ...(slots === undefined ? {} : { slots }),
    ...(outdoorMeanTenths === undefined ? {} : { outdoorMeanTenths }),
    ...(outdoorSource === undefined ? {} : { outdoorSource }),
    ...(outdoorDesignTenths === undefined ? {} : { outdoorDesignTenths }),
  };
};

const judged = (
  taken: Taken,
  about: Pick<MeasureRoomData, 'measurementId' | 'householdId' | 'ticketId' | 'basis'> & { zone: string; station: string },
  at: Instant,
  { rules, household }: QualityWorld,
): Answer => {
  const verdict = rulebook.verdict(rules, readingOf(taken, at, household?.heating));
  if (!verdict.ok) return reject('quality/no-rule', { ...verdict.detail, rulebook: verdict.code });
  const { valid, result, thresholdTenths, shortTenths, average, reasons, rule } = verdict.value;
  const { roomTenths, slots, ...reading } = taken;
  const said = {
    valid,
    result,
    thresholdTenths,
    shortTenths,
    reasons: reasons.map(({ zh, en }) => ({ zh, en })),
    average: average && { ...average },
  };
  return accept<MeasurementEvent>(
    RoomMeasured({ ...reading, ...about, roomTenths, slots: slots?.map((slot) => ({ ...slot })) }),
    stamped(MeasurementJudged({ ...about, roomTenths, ...said }), { rule }),
  );
};

/** A reading and its verdict belong together: measured and judged in one breath, under the rules of its day (clause 三(一)1–2). */
export const measureRoom = (measurement: Measurement, { data, meta }: Order<Made<typeof MeasureRoom>>, world: QualityWorld): Answer => {
  const temperature = takenTemperature(data, meta.at);
  if (!temperature.ok) return reject(temperature.code, temperature.detail);
  const { roomTenths } = temperature;
  if (measurement.phase !== 'unknown')
    return measurement.same === sameReading({ ...data, roomTenths })
      ? accept()
      : reject('quality/known', { field: 'measurementId', value: data.measurementId });
  if (isAfter(meta.at, meta.now)) return reject('quality/in-the-future', { field: 'at', value: meta.at, allowed: `until ${meta.now}` });
  const { closedMinutes, heightCentimetres, outdoorMeanTenths, outdoorSource } = data;
  const outdoorDesignTenths = data.outdoorDesignTenths ?? world.rules.season?.outdoorDesignTenths;
  const wrong = implausible({
    roomTenths,
    outdoorMeanTenths,
    outdoorDesignTenths,
    contractTenths: data.contractTenths,
    closedMinutes,
    heightCentimetres,
  });
  if (wrong) return reject('quality/out-of-range', wrong);
  if (outdoorMeanTenths !== undefined && outdoorSource === undefined)
    return reject('quality/input-missing', { field: 'outdoorSource', allowed: 'where the outdoor mean comes from' });
  const site = siteOf(data, world.household);
  if (!site) return reject('quality/household-unknown', { field: 'householdId', value: data.householdId, allowed: 'a household of the archive' });
  const { measurementId, householdId, ticketId, basis } = data;
  const about = { measurementId, householdId, zone: site.zone, station: site.station, ticketId, basis };
  return judged({ ...data, roomTenths, contractTenths: site.contractTenths, outdoorDesignTenths }, about, meta.at, world);
};
