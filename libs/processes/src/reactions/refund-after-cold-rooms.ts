import { RequestAdjustment, type AdjustmentCommand } from '@heatledger/fee';
import type { Reaction } from '@heatledger/kernel';
import type { MeasurementEvent } from '@heatledger/quality';
import { celsius, derivedUuid } from '@heatledger/vocabulary';

type Judged = Extract<MeasurementEvent, { type: 'MeasurementJudged' }>;

/** The refund of one request (or of one reading that belongs to none): every cold room found for it adds to the same case. */
export const refundIdOf = (origin: string): string => derivedUuid('adjustment', 'cold-rooms', origin);

/** Opens a refund when a valid reading after a request is below what the rules demand; random samples open none. Clause 三(三)3. */
export const refundAfterColdRooms: Reaction<Judged, AdjustmentCommand> = {
  name: 'refund-after-cold-rooms',
  doc: 'Opens a refund when a valid reading taken for a user is below the guaranteed temperature.',
  on: {
    MeasurementJudged: ({ data }) => {
      const { measurementId, householdId, ticketId, zone, station, basis, valid, result, roomTenths, thresholdTenths } = data;
      if (!valid || result !== 'below' || basis === 'survey') return [];
      const reason = `测温 ${celsius(roomTenths)}，低于 ${celsius(thresholdTenths)}`;
      return [RequestAdjustment({ adjustmentId: refundIdOf(ticketId ?? measurementId), basis: 'cold-rooms', householdId, ticketId, zone, station, reason, evidence: [measurementId] })];
    },
  },
};
