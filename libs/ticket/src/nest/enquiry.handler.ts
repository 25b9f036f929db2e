import type { Order } from '@heatledger/kernel';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EnquiryCommand } from '../domain/enquiry.commands.js';
import { enquiry } from '../domain/enquiry.js';
import { placeOf } from './place-of.js';

export class SubmitEnquiry extends Command<Outcome> {
  constructor(readonly order: Order<EnquiryCommand>) {
    super();
  }
}

@CommandHandler(SubmitEnquiry)
export class EnquiryCommandHandler implements ICommandHandler<SubmitEnquiry> {
  readonly #submit: (order: Order<EnquiryCommand>) => Promise<Outcome>;

  constructor(ledger: Ledger, surroundings: Surroundings) {
    this.#submit = ledger.decideOn(enquiry, async (order, standing) => surroundings.worldAt(order.meta.at, await placeOf(order, standing)));
  }

  execute({ order }: SubmitEnquiry): Promise<Outcome> {
    return this.#submit(order);
  }
}
