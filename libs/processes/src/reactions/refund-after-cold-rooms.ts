import { RequestAdjustment, type AdjustmentCommand } from '@heatledger/fee';
import type { Reaction } from '@heatledger/kernel';
import { testFailures, type MeasurementEvent } from '@heatledger/quality';
import { celsius, derivedUuid } from '@heatledger/vocabulary';

type Judged = Extract<MeasurementEvent, { type: 'MeasurementJudged' | 'RoomTestDeemed' }>;

/** The refund of one request (or of one reading that belongs to none): every cold room found for it adds to the same case. */
export const refundIdOf = (origin: string): string => derivedUuid('adjustment', 'cold-rooms', origin);

const opening = ({ measurementId, householdId, ticketId, zone, station }: Judged['data'], reason: string): readonly AdjustmentCommand[] => [
  RequestAdjustment({ adjustmentId: refundIdOf(ticketId ?? measurementId), basis: 'cold-rooms', householdId, ticketId, zone, station, reason, evidence: [measurementId] }),
];

/** Opens a refund when a valid reading after a request is below what the rules demand, or the day of a failed test is deemed to be; random samples open none. Clause 三(三)3. */
export const refundAfterColdRooms: Reaction<Judged, AdjustmentCommand> = {
  name: 'refund-after-cold-rooms',
  doc: 'Opens a refund when a valid reading taken for a user is below the guaranteed temperature, or a test that the company let fail is deemed to be.',
  on: {
    MeasurementJudged: ({ data }) => {
      const { basis, valid, result, roomTenths, thresholdTenths } = data;
      return valid && result === 'below' && basis !== 'survey' ? opening(data, `测温 ${celsius(roomTenths)}，低于 ${celsius(thresholdTenths)}`) : [];
    },
    RoomTestDeemed: ({ data }) => {
      const { basis, deemed, result, failure } = data;
      return deemed && result === 'below' && basis !== 'survey' ? opening(data, `${testFailures[failure].zh}，当日视为不达标`) : [];
    },
  },
};
