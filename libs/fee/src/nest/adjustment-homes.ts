import { EventStore } from '@heatledger/event-store';
import type { Order } from '@heatledger/kernel';
import { Injectable } from '@nestjs/common';
import type { AdjustmentCommand } from '../domain/adjustment.commands.js';
import { adjustment } from '../domain/adjustment.js';

/** Which home an adjustment is about: as the request says, else as its first fact does. Only requests and calculations look at the archive. */
@Injectable()
export class AdjustmentHomes {
  constructor(private readonly store: EventStore) {}

  async of(order: Order<AdjustmentCommand>): Promise<string | null> {
    if (order.type === 'RequestAdjustment') return order.data.householdId;
    if (order.type !== 'CalculateAdjustment' && order.type !== 'RecalculateAdjustment') return null;
    for await (const { data } of this.store.read(adjustment.streamOf(order), { from: 0, to: 0 })) {
      const { householdId } = data;
      return typeof householdId === 'string' ? householdId : null;
    }
    return null;
  }
}
