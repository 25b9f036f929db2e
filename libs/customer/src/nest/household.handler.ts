import type { Order } from '@heatledger/kernel';
import { Ledger, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { HouseholdCommand } from '../domain/household.commands.js';
import { household } from '../domain/household.js';

export class SubmitHousehold extends Command<Outcome> {
  constructor(readonly order: Order<HouseholdCommand>) {
    super();
  }
}

@CommandHandler(SubmitHousehold)
export class HouseholdCommandHandler implements ICommandHandler<SubmitHousehold> {
  readonly #submit: (order: Order<HouseholdCommand>) => Promise<Outcome>;

  constructor(ledger: Ledger) {
    this.#submit = ledger.decideOn(household, () => undefined);
  }

  execute({ order }: SubmitHousehold): Promise<Outcome> {
    return this.#submit(order);
  }
}
