import type { Order } from '@heatledger/kernel';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AdjustmentCommand } from '../domain/adjustment.commands.js';
import { adjustment } from '../domain/adjustment.js';
import type { FeeWorld } from '../domain/adjustment.world.js';
import { AdjustmentOrigins } from './adjustment-origins.js';

export class SubmitAdjustmentOrder extends Command<Outcome> {
  constructor(readonly order: Order<AdjustmentCommand>) {
    super();
  }
}

@CommandHandler(SubmitAdjustmentOrder)
export class AdjustmentCommandHandler implements ICommandHandler<SubmitAdjustmentOrder> {
  readonly #submit: (order: Order<AdjustmentCommand>) => Promise<Outcome>;

  constructor(
    ledger: Ledger,
    private readonly surroundings: Surroundings,
    private readonly origins: AdjustmentOrigins,
  ) {
    this.#submit = ledger.decideOn(adjustment, (order) => this.#world(order));
  }

  execute({ order }: SubmitAdjustmentOrder): Promise<Outcome> {
    return this.#submit(order);
  }

  async #world(order: Order<AdjustmentCommand>): Promise<FeeWorld> {
    const at = await this.origins.basisOf(order);
    const [rules, people] = await Promise.all([this.surroundings.rulesAt(at), this.surroundings.people()]);
    const householdId = await this.origins.homeOf(order);
    return { rules, people, household: householdId === null ? null : await this.surroundings.household(householdId, at) };
  }
}
