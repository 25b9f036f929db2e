import type { Order } from '@heatledger/kernel';
import { CommandRouter, type Outcome } from '@heatledger/runtime';
import { Module, type OnModuleInit } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { MeasurementCommand } from '../domain/measurement.commands.js';
import { measurement } from '../domain/measurement.js';
import { MeasurementController } from './measurement.controller.js';
import { MeasurementCommandHandler, SubmitMeasurement } from './measurement.handler.js';
import { measurementQueries } from './measurement.queries.js';

/** Room temperatures: their commands, routes and records. */
@Module({ imports: [CqrsModule], controllers: [MeasurementController], providers: [MeasurementCommandHandler, ...measurementQueries] })
export class QualityModule implements OnModuleInit {
  constructor(
    private readonly router: CommandRouter,
    private readonly bus: CommandBus,
  ) {}

  onModuleInit(): void {
    this.router.route(measurement.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitMeasurement(order as Order<MeasurementCommand>)));
  }
}
