import type { Order } from '@heatledger/kernel';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RulePackCommand } from '../domain/rule-pack.commands.js';
import { rulePack } from '../domain/rule-pack.js';
import type { WorkCalendarCommand } from '../domain/work-calendar.commands.js';
import { workCalendar } from '../domain/work-calendar.js';

export class SubmitRulePack extends Command<Outcome> {
  constructor(readonly order: Order<RulePackCommand>) {
    super();
  }
}

@CommandHandler(SubmitRulePack)
export class RulePackCommandHandler implements ICommandHandler<SubmitRulePack> {
  readonly #submit: (order: Order<RulePackCommand>) => Promise<Outcome>;

  constructor(ledger: Ledger, surroundings: Surroundings) {
    this.#submit = ledger.decideOn(rulePack, async () => ({ known: (await surroundings.known()).packs, people: await surroundings.people() }));
  }

  execute({ order }: SubmitRulePack): Promise<Outcome> {
    return this.#submit(order);
  }
}

export class SubmitWorkCalendar extends Command<Outcome> {
  constructor(readonly order: Order<WorkCalendarCommand>) {
    super();
  }
}

@CommandHandler(SubmitWorkCalendar)
export class WorkCalendarCommandHandler implements ICommandHandler<SubmitWorkCalendar> {
  readonly #submit: (order: Order<WorkCalendarCommand>) => Promise<Outcome>;

  constructor(ledger: Ledger) {
    this.#submit = ledger.decideOn(workCalendar, () => undefined);
  }

  execute({ order }: SubmitWorkCalendar): Promise<Outcome> {
    return this.#submit(order);
  }
}
