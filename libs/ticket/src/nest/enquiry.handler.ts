import type { Order } from '@heatledger/kernel';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EnquiryCommand } from '../domain/enquiry.commands.js';
import { enquiry } from '../domain/enquiry.js';

export class SubmitEnquiry extends Command<Outcome> {
  constructor(readonly order: Order<EnquiryCommand>) {
    super();
  }
}

@CommandHandler(SubmitEnquiry)
export class EnquiryCommandHandler implements ICommandHandler<SubmitEnquiry> {
  readonly #submit: (order: Order<EnquiryCommand>) => Promise<Outcome>;

  constructor(ledger: Ledger, surroundings: Surroundings) {
    this.#submit = ledger.decideOn(enquiry, (order) => surroundings.worldAt(order.meta.at));
  }

  execute({ order }: SubmitEnquiry): Promise<Outcome> {
    return this.#submit(order);
  }
}
