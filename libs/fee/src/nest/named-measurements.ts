import { EventStore } from '@heatledger/event-store';
import type { Order } from '@heatledger/kernel';
import { Injectable } from '@nestjs/common';
import type { AdjustmentCommand } from '../domain/adjustment.commands.js';
import type { NamedMeasurement } from '../domain/adjustment.world.js';

type Data = Readonly<Record<string, unknown>>;

const textIn = (data: Data, name: string): string | undefined => (typeof data[name] === 'string' ? data[name] : undefined);
const resultIn = ({ result }: Data): NamedMeasurement['result'] => (result === 'qualified' || result === 'below' ? result : 'none');

const begun = (measurementId: string, data: Data, at: string): NamedMeasurement => ({
  measurementId,
  householdId: textIn(data, 'householdId') ?? '',
  at,
  basis: textIn(data, 'basis') ?? '',
  room: textIn(data, 'room'),
  roomTenths: typeof data['roomTenths'] === 'number' ? data['roomTenths'] : undefined,
  signedByUser: textIn(data, 'signedByUser'),
  signedByCompany: typeof data['signedByCompany'] === 'boolean' ? data['signedByCompany'] : undefined,
  failure: textIn(data, 'failure'),
  counts: false,
  result: 'none',
});

/** What a later fact says of a measurement: what it amounts to, or that it does not count after all. */
const after = (measurement: NamedMeasurement, type: string, data: Data): NamedMeasurement => {
  if (type === 'MeasurementJudged') return { ...measurement, counts: data['valid'] === true, result: resultIn(data) };
  if (type === 'RoomTestDeemed') return { ...measurement, counts: data['deemed'] === true, result: resultIn(data) };
  return type === 'MeasurementInvalidated' ? { ...measurement, counts: false } : measurement;
};

/** The measurements that an order names, as their own streams tell them. */
@Injectable()
export class NamedMeasurements {
  constructor(private readonly store: EventStore) {}

  /** Those that the log knows; none for an order that names none. */
  async of(order: Order<AdjustmentCommand>): Promise<readonly NamedMeasurement[]> {
    if (order.type !== 'CalculateAdjustment' && order.type !== 'RecalculateAdjustment') return [];
    const found: NamedMeasurement[] = [];
    for (const id of order.data.measurements ?? []) {
      const measurement = await this.#read(id);
      if (measurement) found.push(measurement);
    }
    return found;
  }

  async #read(id: string): Promise<NamedMeasurement | undefined> {
    let measurement: NamedMeasurement | undefined;
    for await (const { type, data, metadata } of this.store.read(`measurement-${id}`))
      measurement = measurement === undefined ? begun(id, data, metadata.at) : after(measurement, type, data);
    return measurement;
  }
}
