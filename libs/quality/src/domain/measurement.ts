import type { Decider } from '@heatledger/kernel';
import { invalidateMeasurement } from './decisions/invalidate-measurement.js';
import { measureRoom } from './decisions/measure-room.js';
import { recordFailedTest } from './decisions/record-failed-test.js';
import { measurementCommands, type MeasurementCommand } from './measurement.commands.js';
import { measurementKinds, type MeasurementEvent } from './measurement.events.js';
import { evolveMeasurement, initialMeasurement, type Measurement } from './measurement.state.js';
import type { QualityWorld } from './measurement.world.js';
import { qualityRejections, type QualityRejection } from './quality.rejections.js';

/** A room temperature with its conditions and its verdict. */
export const measurement: Decider<MeasurementCommand, Measurement, MeasurementEvent, QualityRejection, QualityWorld> = {
  category: 'measurement',
  kinds: measurementKinds,
  commands: measurementCommands,
  rejections: qualityRejections,
  streamOf: ({ data }) => `measurement-${data.measurementId}`,
  initial: initialMeasurement,
  evolve: evolveMeasurement,
  keeps: {
    MeasureRoom: { facts: ['RoomMeasured'] },
    // what was agreed in the home shows in what the failed test is deemed
    RecordFailedTest: { facts: ['RoomTestFailed'], as: ({ contractTenths: _contractTenths, ...said }) => said },
    InvalidateMeasurement: { facts: ['MeasurementInvalidated'] },
  },
  decide: { MeasureRoom: measureRoom, RecordFailedTest: recordFailedTest, InvalidateMeasurement: invalidateMeasurement },
};
