import type { Order } from '@heatledger/kernel';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { MeasurementCommand } from '../domain/measurement.commands.js';
import { measurement } from '../domain/measurement.js';
import type { Place } from '@heatledger/vocabulary';
import type { QualityWorld } from '../domain/measurement.world.js';

export class SubmitMeasurement extends Command<Outcome> {
  constructor(readonly order: Order<MeasurementCommand>) {
    super();
  }
}

@CommandHandler(SubmitMeasurement)
export class MeasurementCommandHandler implements ICommandHandler<SubmitMeasurement> {
  readonly #submit: (order: Order<MeasurementCommand>) => Promise<Outcome>;

  constructor(
    ledger: Ledger,
    private readonly surroundings: Surroundings,
  ) {
    this.#submit = ledger.decideOn(measurement, (order, standing) => this.#world(order, standing));
  }

  execute({ order }: SubmitMeasurement): Promise<Outcome> {
    return this.#submit(order);
  }

  async #world(order: Order<MeasurementCommand>, standing: () => Promise<object>): Promise<QualityWorld> {
    const { at } = order.meta;
    const isOfHome = order.type === 'MeasureRoom' || order.type === 'RecordFailedTest';
    const household = isOfHome ? await this.surroundings.household(order.data.householdId, at) : null;
    const place = household ?? ((await standing()) as Place);
    return { rules: await this.surroundings.rulesAt(at, place), household };
  }
}
