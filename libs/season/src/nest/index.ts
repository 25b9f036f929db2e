import type { Order } from '@heatledger/kernel';
import { CommandRouter, type Outcome } from '@heatledger/runtime';
import { Module, type OnModuleInit } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { SeasonCommand } from '../domain/season.commands.js';
import { season } from '../domain/season.js';
import { SeasonController } from './season.controller.js';
import { SeasonCommandHandler, SubmitSeason } from './season.handler.js';
import { seasonQueries } from './season.queries.js';

/** Heating seasons: their commands, routes and calendar. */
@Module({ imports: [CqrsModule], controllers: [SeasonController], providers: [SeasonCommandHandler, ...seasonQueries] })
export class SeasonModule implements OnModuleInit {
  constructor(
    private readonly router: CommandRouter,
    private readonly bus: CommandBus,
  ) {}

  onModuleInit(): void {
    this.router.route(season.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitSeason(order as Order<SeasonCommand>)));
  }
}
