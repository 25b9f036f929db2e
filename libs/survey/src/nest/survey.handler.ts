import type { Order } from '@heatledger/kernel';
import { CompanyZone, Ledger, type Outcome } from '@heatledger/runtime';
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

  constructor(ledger: Ledger, zone: CompanyZone) {
    this.#submit = ledger.decideOn(survey, () => ({ zone: zone.name }));
  }

  execute({ order }: SubmitSurvey): Promise<Outcome> {
    return this.#submit(order);
  }
}
