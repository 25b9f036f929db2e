import type { Order } from '@heatledger/kernel';
import { CommandRouter, type Outcome } from '@heatledger/runtime';
import { Module, type OnModuleInit } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { AdjustmentCommand } from '../domain/adjustment.commands.js';
import { adjustment } from '../domain/adjustment.js';
import { AdjustmentOrigins } from './adjustment-origins.js';
import { NamedMeasurements } from './named-measurements.js';
import { AdjustmentController } from './adjustment.controller.js';
import { AdjustmentCommandHandler, SubmitAdjustmentOrder } from './adjustment.handler.js';
import { adjustmentQueries } from './adjustment.queries.js';
import { RegisterController } from './register.controller.js';

/** Fee adjustments: their commands, routes and register. */
@Module({
  imports: [CqrsModule],
  controllers: [AdjustmentController, RegisterController],
  providers: [AdjustmentOrigins, NamedMeasurements, AdjustmentCommandHandler, ...adjustmentQueries],
})
export class FeeModule implements OnModuleInit {
  constructor(
    private readonly router: CommandRouter,
    private readonly bus: CommandBus,
  ) {}

  onModuleInit(): void {
    this.router.route(adjustment.commands, (order): Promise<Outcome> =>
      this.bus.execute(new SubmitAdjustmentOrder(order as Order<AdjustmentCommand>)),
    );
  }
}
