import type { Order } from '@heatledger/kernel';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import type { Place } from '@heatledger/vocabulary';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { InspectionCommand } from '../domain/inspection.commands.js';
import { inspection } from '../domain/inspection.js';

export class SubmitInspection extends Command<Outcome> {
  constructor(readonly order: Order<InspectionCommand>) {
    super();
  }
}

@CommandHandler(SubmitInspection)
export class InspectionCommandHandler implements ICommandHandler<SubmitInspection> {
  readonly #submit: (order: Order<InspectionCommand>) => Promise<Outcome>;

  constructor(ledger: Ledger, surroundings: Surroundings) {
    this.#submit = ledger.decideOn(inspection, async (order, standing) => {
      const said = order.data as Place;
      const place = said.zone === undefined && said.station === undefined ? ((await standing()) as Place) : said;
      return surroundings.worldAt(order.meta.at, place);
    });
  }

  execute({ order }: SubmitInspection): Promise<Outcome> {
    return this.#submit(order);
  }
}
