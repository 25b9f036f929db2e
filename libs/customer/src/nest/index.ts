import type { Order } from '@heatledger/kernel';
import { CommandRouter, type Outcome } from '@heatledger/runtime';
import { Module, type OnModuleInit } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { HouseholdCommand } from '../domain/household.commands.js';
import { household } from '../domain/household.js';
import { HouseholdController } from './household.controller.js';
import { HouseholdCommandHandler, SubmitHousehold } from './household.handler.js';
import { householdQueries } from './household.queries.js';

/** The customer archive: its commands, routes and files. */
@Module({ imports: [CqrsModule], controllers: [HouseholdController], providers: [HouseholdCommandHandler, ...householdQueries] })
export class CustomerModule implements OnModuleInit {
  constructor(
    private readonly router: CommandRouter,
    private readonly bus: CommandBus,
  ) {}

  onModuleInit(): void {
    this.router.route(household.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitHousehold(order as Order<HouseholdCommand>)));
  }
}
