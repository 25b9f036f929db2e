import { command, type Made } from '@heatledger/kernel';
import type { MeasurementBasis, Room, Signature } from './measurement.words.js';

export interface MeasureRoomData {
  readonly measurementId: string;
  readonly householdId: string;
  readonly ticketId?: string | undefined;
  readonly basis: MeasurementBasis;
  readonly room: Room;
  readonly roomTenths: number;
  /** That of the archive on the day, when absent. */
  readonly contractTenths?: number | undefined;
  /** Where the home hangs on the network, when the archive does not know it. */
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly closedMinutes: number;
  readonly heightCentimetres: number;
  readonly instrument: string;
  readonly instrumentValidUntil: string;
  readonly signedByUser: Signature;
  readonly signedByCompany: boolean;
  readonly outdoorMeanTenths?: number | undefined;
  readonly outdoorSource?: string | undefined;
  readonly userCaused: boolean;
  readonly evidence?: string[] | undefined;
}

export interface InvalidateMeasurementData {
  readonly measurementId: string;
  readonly reason: string;
  readonly evidence?: string[] | undefined;
}

/** Record a room temperature with its conditions; it is judged at once. */
export const MeasureRoom = command<'MeasureRoom', MeasureRoomData>('MeasureRoom', 'Record a room temperature with its conditions.');
/** Record that a reading does not count after all. */
export const InvalidateMeasurement = command<'InvalidateMeasurement', InvalidateMeasurementData>(
  'InvalidateMeasurement',
  'Record that a reading does not count.',
);

/** Every command of a measurement. */
export const measurementCommands = [MeasureRoom, InvalidateMeasurement] as const;
export type MeasurementCommand = Made<(typeof measurementCommands)[number]>;
