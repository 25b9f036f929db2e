import type { EvolveTable, Instant } from '@heatledger/kernel';
import type { MeasurementEvent } from './measurement.events.js';
import type { MeasurementBasis } from './measurement.words.js';

/** What every fact of a measurement repeats. */
export interface About {
  readonly measurementId: string;
  readonly householdId: string;
  readonly zone: string;
  readonly station: string;
  readonly ticketId?: string | undefined;
  readonly basis: MeasurementBasis;
}

/** A measurement as its facts left it. */
export type Measurement =
  | { readonly phase: 'unknown' }
  | {
      readonly phase: 'measured' | 'invalidated';
      readonly about: About;
      readonly at: Instant;
      readonly room: string;
      readonly roomTenths: number;
      readonly instrument: string;
    };

export const initialMeasurement: Measurement = { phase: 'unknown' };

export const evolveMeasurement: EvolveTable<Measurement, MeasurementEvent> = {
  RoomMeasured: (_, { data, meta }) => {
    const { measurementId, householdId, zone, station, ticketId, basis, room, roomTenths, instrument } = data;
    const about = { measurementId, householdId, zone, station, basis, ...(ticketId === undefined ? {} : { ticketId }) };
    return { phase: 'measured', about, at: meta.at, room, roomTenths, instrument };
  },
  MeasurementJudged: (measurement) => measurement,
  MeasurementInvalidated: (measurement) => (measurement.phase === 'unknown' ? measurement : { ...measurement, phase: 'invalidated' }),
};
