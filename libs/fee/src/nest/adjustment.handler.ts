import type { Instant, Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import { isAfter, type Place } from '@heatledger/vocabulary';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AdjustmentCommand } from '../domain/adjustment.commands.js';
import { adjustment } from '../domain/adjustment.js';
import type { FeeWorld } from '../domain/adjustment.world.js';
import { AdjustmentOrigins } from './adjustment-origins.js';
import { NamedMeasurements } from './named-measurements.js';

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
    private readonly measurements: NamedMeasurements,
  ) {
    this.#submit = ledger.decideOn(adjustment, (order) => this.#world(order));
  }

  execute({ order }: SubmitAdjustmentOrder): Promise<Outcome> {
    return this.#submit(order);
  }

  async #world(order: Order<AdjustmentCommand>): Promise<FeeWorld> {
    const [measurements, people, householdId] = await Promise.all([this.measurements.of(order), this.surroundings.people(), this.origins.homeOf(order)]);
    const at = await this.origins.basisOf(order, measurements);
    const household = householdId === null ? null : await this.surroundings.household(householdId, at);
    const rules = await this.#rulesAt(at, order, household ?? undefined);
    return { rules, people, household, measurements, appliedAt: await this.origins.appliedAt(order) };
  }

  /** The rules at the begin of a span; where it begins before its season, those at its end. */
  async #rulesAt(at: Instant, { data }: Order<AdjustmentCommand>, place?: Place): Promise<RulesInForce> {
    const rules = await this.surroundings.rulesAt(at, place);
    const until = 'to' in data ? data.to : undefined;
    if (until === undefined || (rules.season && !isAfter(at, rules.season.endsAt))) return rules;
    return this.surroundings.rulesAt(until, place);
  }
}
