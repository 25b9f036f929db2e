import type { Order } from '@heatledger/kernel';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RepairCommand } from '../domain/repair.commands.js';
import { repair } from '../domain/repair.js';

export class SubmitRepair extends Command<Outcome> {
  constructor(readonly order: Order<RepairCommand>) {
    super();
  }
}

@CommandHandler(SubmitRepair)
export class RepairCommandHandler implements ICommandHandler<SubmitRepair> {
  readonly #submit: (order: Order<RepairCommand>) => Promise<Outcome>;

  constructor(ledger: Ledger, surroundings: Surroundings) {
    this.#submit = ledger.decideOn(repair, (order) => surroundings.worldAt(order.meta.at));
  }

  execute({ order }: SubmitRepair): Promise<Outcome> {
    return this.#submit(order);
  }
}
