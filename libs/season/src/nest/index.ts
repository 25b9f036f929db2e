import type { Order } from '@heatledger/kernel';
import { CommandRouter, type Outcome } from '@heatledger/runtime';
import { Module, type OnModuleInit } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { SeasonCommand } from '../domain/season.commands.js';
import { season } from '../domain/season.js';
import type { RulePackCommand } from '../domain/rule-pack.commands.js';
import { rulePack } from '../domain/rule-pack.js';
import type { WorkCalendarCommand } from '../domain/work-calendar.commands.js';
import { workCalendar } from '../domain/work-calendar.js';
import { RulePackController } from './rule-pack.controller.js';
import { RulePackCommandHandler, SubmitRulePack, SubmitWorkCalendar, WorkCalendarCommandHandler } from './rules-in-force.handlers.js';
import { rulesInForceQueries } from './rules-in-force.queries.js';
import { SeasonController } from './season.controller.js';
import { SeasonCommandHandler, SubmitSeason } from './season.handler.js';
import { seasonQueries } from './season.queries.js';
import { WorkCalendarController } from './work-calendar.controller.js';

/** Heating seasons, working days and rule packs: their commands, routes and calendars. */
@Module({
  imports: [CqrsModule],
  controllers: [SeasonController, WorkCalendarController, RulePackController],
  providers: [SeasonCommandHandler, WorkCalendarCommandHandler, RulePackCommandHandler, ...seasonQueries, ...rulesInForceQueries],
})
export class SeasonModule implements OnModuleInit {
  constructor(
    private readonly router: CommandRouter,
    private readonly bus: CommandBus,
  ) {}

  onModuleInit(): void {
    this.router.route(season.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitSeason(order as Order<SeasonCommand>)));
    this.router.route(workCalendar.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitWorkCalendar(order as Order<WorkCalendarCommand>)));
    this.router.route(rulePack.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitRulePack(order as Order<RulePackCommand>)));
  }
}
