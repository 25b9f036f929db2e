import type { EvolveTable, Instant, Made } from '@heatledger/kernel';
import type { MeasurementEvent, RoomMeasured, RoomTestFailed } from './measurement.events.js';
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
      readonly phase: 'measured' | 'failed' | 'invalidated';
      readonly about: About;
      readonly at: Instant;
      /** What makes a second record the same one. */
      readonly same: string;
    };

export const initialMeasurement: Measurement = { phase: 'unknown' };

type Content = Pick<Made<typeof RoomMeasured>['data'], 'householdId' | 'ticketId' | 'room' | 'roomTenths' | 'instrument'>;
type Failed = Pick<Made<typeof RoomTestFailed>['data'], 'householdId' | 'ticketId' | 'failure'>;

/** What makes two readings the same. */
export const sameReading = ({ householdId, ticketId = '', room, roomTenths, instrument }: Content): string => [householdId, ticketId, room, roomTenths, instrument].join('|');
/** What makes two failed tests the same. */
export const sameFailure = ({ householdId, ticketId = '', failure }: Failed): string => [householdId, ticketId, failure].join('|');

const aboutOf = ({ measurementId, householdId, zone, station, ticketId, basis }: About): About => ({
  measurementId,
  householdId,
  zone,
  station,
  basis,
  ...(ticketId === undefined ? {} : { ticketId }),
});

export const evolveMeasurement: EvolveTable<Measurement, MeasurementEvent> = {
  RoomMeasured: (_, { data, meta }) => ({ phase: 'measured', about: aboutOf(data), at: meta.at, same: sameReading(data) }),
  MeasurementJudged: (measurement) => measurement,
  RoomTestFailed: (_, { data, meta }) => ({ phase: 'failed', about: aboutOf(data), at: meta.at, same: sameFailure(data) }),
  RoomTestDeemed: (measurement) => measurement,
  MeasurementInvalidated: (measurement) => (measurement.phase === 'unknown' ? measurement : { ...measurement, phase: 'invalidated' }),
};
