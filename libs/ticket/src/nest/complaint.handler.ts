import type { Order } from '@heatledger/kernel';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ComplaintCommand } from '../domain/complaint.commands.js';
import { complaint } from '../domain/complaint.js';

export class SubmitComplaint extends Command<Outcome> {
  constructor(readonly order: Order<ComplaintCommand>) {
    super();
  }
}

@CommandHandler(SubmitComplaint)
export class ComplaintCommandHandler implements ICommandHandler<SubmitComplaint> {
  readonly #submit: (order: Order<ComplaintCommand>) => Promise<Outcome>;

  constructor(ledger: Ledger, surroundings: Surroundings) {
    this.#submit = ledger.decideOn(complaint, (order) => surroundings.worldAt(order.meta.at));
  }

  execute({ order }: SubmitComplaint): Promise<Outcome> {
    return this.#submit(order);
  }
}
