import type { Order } from '@heatledger/kernel';
import { CommandRouter, type Outcome } from '@heatledger/runtime';
import { Module, type OnModuleInit } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { InspectionCommand } from '../domain/inspection.commands.js';
import { inspection } from '../domain/inspection.js';
import { InspectionController } from './inspection.controller.js';
import { InspectionCommandHandler, SubmitInspection } from './inspection.handler.js';

/** Inspections: their commands, routes and board. */
@Module({ imports: [CqrsModule], controllers: [InspectionController], providers: [InspectionCommandHandler] })
export class InspectionModule implements OnModuleInit {
  constructor(
    private readonly router: CommandRouter,
    private readonly bus: CommandBus,
  ) {}

  onModuleInit(): void {
    this.router.route(inspection.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitInspection(order as Order<InspectionCommand>)));
  }
}
