import { EventStore } from '@heatledger/event-store';
import type { Instant, Order } from '@heatledger/kernel';
import { keysIn, ticketKinds } from '@heatledger/vocabulary';
import { Injectable } from '@nestjs/common';
import type { AdjustmentCommand } from '../domain/adjustment.commands.js';
import { adjustment } from '../domain/adjustment.js';
import { basisInstant, type NamedMeasurement } from '../domain/adjustment.world.js';

const calculations: ReadonlySet<string> = new Set(['AdjustmentCalculated', 'AdjustmentRecalculated']);

/** Which home and which time an order about an adjustment refers to, as far as only its stream knows it. */
@Injectable()
export class AdjustmentOrigins {
  constructor(private readonly store: EventStore) {}

  /** The home: as the request says, else as its first fact does. Only requests and calculations look at the archive. */
  async homeOf(order: Order<AdjustmentCommand>): Promise<string | null> {
    if (order.type === 'RequestAdjustment') return order.data.householdId;
    if (order.type !== 'CalculateAdjustment' && order.type !== 'RecalculateAdjustment') return null;
    for await (const { data } of this.store.read(adjustment.streamOf(order), { from: 0, to: 0 })) {
      const { householdId } = data;
      return typeof householdId === 'string' ? householdId : null;
    }
    return null;
  }

  /** When the user applied: the report of the ticket that the adjustment follows from, else its own request. */
  async appliedAt(order: Order<AdjustmentCommand>): Promise<Instant | undefined> {
    if (order.type !== 'CalculateAdjustment' && order.type !== 'RecalculateAdjustment') return undefined;
    for await (const { data, metadata } of this.store.read(adjustment.streamOf(order), { from: 0, to: 0 })) {
      const { ticketId } = data;
      return (typeof ticketId === 'string' ? await this.#reportedAt(ticketId) : undefined) ?? metadata.at;
    }
    return undefined;
  }

  async #reportedAt(ticketId: string): Promise<Instant | undefined> {
    for (const kind of keysIn(ticketKinds))
      for await (const { metadata } of this.store.read(`${kind}-${ticketId}`, { from: 0, to: 0 })) return metadata.at;
    return undefined;
  }

  /** The instant by whose rules an order is judged: an approval and a payment go by the span of the latest calculation, where a rule computed it. */
  async basisOf(order: Order<AdjustmentCommand>, [measured]: readonly NamedMeasurement[] = []): Promise<Instant> {
    if (measured) return measured.at;
    if (order.type !== 'ApproveAdjustment' && order.type !== 'PayAdjustment') return basisInstant(order);
    for await (const { type, data } of this.store.read(adjustment.streamOf(order), { backwards: true })) {
      if (!calculations.has(type)) continue;
      const { method, from } = data;
      return method === 'ruled' && typeof from === 'string' ? from : order.meta.at;
    }
    return order.meta.at;
  }
}
