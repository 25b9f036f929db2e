import { command, type Instant, type Made } from '@heatledger/kernel';
import type { MeasurementBasis, Room, Signature, TestFailure } from './measurement.words.js';

export interface MeasureRoomData {
  readonly measurementId: string;
  readonly householdId: string;
  readonly ticketId?: string | undefined;
  readonly basis: MeasurementBasis;
  readonly room: Room;
  /** That of the slots' average, when absent. */
  readonly roomTenths?: number | undefined;
  /** The series, where the average of several readings counts; its conditions hold for all of them. */
  readonly slots?: readonly { readonly at: Instant; readonly roomTenths: number }[] | undefined;
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
  /** That of the season, when absent. */
  readonly outdoorDesignTenths?: number | undefined;
  readonly userCaused: boolean;
  readonly evidence?: string[] | undefined;
}

export interface RecordFailedTestData {
  readonly measurementId: string;
  readonly householdId: string;
  readonly ticketId?: string | undefined;
  readonly basis: MeasurementBasis;
  readonly failure: TestFailure;
  readonly note?: string | undefined;
  /** What shows it; at least one piece. */
  readonly evidence: string[];
  /** As for a reading. */
  readonly contractTenths?: number | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
}

export interface InvalidateMeasurementData {
  readonly measurementId: string;
  readonly reason: string;
  readonly evidence?: string[] | undefined;
}

/** Record a room temperature with its conditions; it is judged at once. */
export const MeasureRoom = command<'MeasureRoom', MeasureRoomData>('MeasureRoom', 'Record a room temperature with its conditions.');
/** Record that a test did not take place, and by whose doing; what the rules deem then is recorded with it. */
export const RecordFailedTest = command<'RecordFailedTest', RecordFailedTestData>('RecordFailedTest', 'Record that a test did not take place.');
/** Record that a reading does not count after all. */
export const InvalidateMeasurement = command<'InvalidateMeasurement', InvalidateMeasurementData>(
  'InvalidateMeasurement',
  'Record that a reading does not count.',
);

/** Every command of a measurement. */
export const measurementCommands = [MeasureRoom, RecordFailedTest, InvalidateMeasurement] as const;
export type MeasurementCommand = Made<(typeof measurementCommands)[number]>;
