import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import { isBefore } from '@heatledger/vocabulary';
import type { InvalidateMeasurement } from '../measurement.commands.js';
import { MeasurementInvalidated, type MeasurementEvent } from '../measurement.events.js';
import type { Measurement } from '../measurement.state.js';
import type { QualityRejection } from '../quality.rejections.js';

/** A reading is never edited; it can only be declared void, with the reason. */
export const invalidateMeasurement = (
  measurement: Measurement,
  { data, meta }: Order<Made<typeof InvalidateMeasurement>>,
): Decision<MeasurementEvent, QualityRejection> => {
  if (measurement.phase === 'unknown') return reject('quality/unknown');
  if (measurement.phase === 'invalidated') return accept();
  if (isBefore(meta.at, measurement.at))
    return reject('quality/before-measurement', { field: 'at', value: meta.at, allowed: `from ${measurement.at}` });
  return accept(MeasurementInvalidated({ ...measurement.about, reason: data.reason, evidence: data.evidence }));
};
