import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { RequestAdjustment, WithdrawAdjustment } from '../adjustment.commands.js';
import { AdjustmentRequested, AdjustmentWithdrawn, type AdjustmentEvent } from '../adjustment.events.js';
import type { Adjustment } from '../adjustment.state.js';
import type { FeeWorld } from '../adjustment.world.js';
import type { FeeRejection } from '../fee.rejections.js';
import { atStage } from '../policies/stage.js';

type Answer = Decision<AdjustmentEvent, FeeRejection>;

/** A request names its basis, its home and its reason. */
export const requestAdjustment = (adjustment: Adjustment, { data }: Order<Made<typeof RequestAdjustment>>, { household }: FeeWorld): Answer => {
  if (adjustment.phase !== 'unknown') {
    const { basis, householdId, ticketId } = adjustment.about;
    const same = basis === data.basis && householdId === data.householdId && ticketId === data.ticketId;
    return same ? accept() : reject('fee/known', { field: 'adjustmentId', value: data.adjustmentId });
  }
  const zone = household?.zone ?? data.zone;
  const station = household?.station ?? data.station;
  if (zone === undefined || station === undefined)
    return reject('fee/household-unknown', { field: 'householdId', value: data.householdId, allowed: 'a household of the archive' });
  return accept(AdjustmentRequested({ ...data, zone, station }));
};

/** A request can be taken back until it is decided. */
export const withdrawAdjustment = (adjustment: Adjustment, { data, meta }: Order<Made<typeof WithdrawAdjustment>>): Answer => {
  if (adjustment.phase === 'withdrawn') return accept();
  const stage = atStage(adjustment, meta, 'requested', 'calculated', 'submitted', 'returned');
  if (!stage.at) return stage.refusal;
  return accept(AdjustmentWithdrawn({ ...stage.adjustment.about, reason: data.reason }));
};
