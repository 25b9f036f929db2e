import type { Order } from '@heatledger/kernel';
import { Ledger, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { SurveyCommand } from '../domain/survey.commands.js';
import { survey } from '../domain/survey.js';

export class SubmitSurvey extends Command<Outcome> {
  constructor(readonly order: Order<SurveyCommand>) {
    super();
  }
}

@CommandHandler(SubmitSurvey)
export class SurveyCommandHandler implements ICommandHandler<SubmitSurvey> {
  readonly #submit: (order: Order<SurveyCommand>) => Promise<Outcome>;

  constructor(ledger: Ledger) {
    this.#submit = ledger.decideOn(survey, () => undefined);
  }

  execute({ order }: SubmitSurvey): Promise<Outcome> {
    return this.#submit(order);
  }
}
