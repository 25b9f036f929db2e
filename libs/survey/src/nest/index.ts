import type { Order } from '@heatledger/kernel';
import { CommandRouter, type Outcome } from '@heatledger/runtime';
import { Module, type OnModuleInit } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { SurveyCommand } from '../domain/survey.commands.js';
import { survey } from '../domain/survey.js';
import { SurveyController } from './survey.controller.js';
import { SurveyCommandHandler, SubmitSurvey } from './survey.handler.js';

/** Surveys: their commands and routes. */
@Module({ imports: [CqrsModule], controllers: [SurveyController], providers: [SurveyCommandHandler] })
export class SurveyModule implements OnModuleInit {
  constructor(
    private readonly router: CommandRouter,
    private readonly bus: CommandBus,
  ) {}

  onModuleInit(): void {
    this.router.route(survey.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitSurvey(order as Order<SurveyCommand>)));
  }
}
