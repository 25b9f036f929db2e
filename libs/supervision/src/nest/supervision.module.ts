import type { BoundedContext, Order } from '@heatledger/kernel';
import { EventStore } from '@heatledger/event-store';
import { Clock, CommandRouter, type Outcome } from '@heatledger/runtime';
import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { AppraisalCommand } from '../domain/appraisal.commands.js';
import { appraisal } from '../domain/appraisal.js';
import { APPROVAL_KINDS, ApprovalController } from './approval.controller.js';
import { AppraisalController } from './appraisal.controller.js';
import { AppraisalCommandHandler, SubmitAppraisal } from './appraisal.handler.js';
import { Appraisals } from './appraisals.js';
import { SupervisionController } from './supervision.controller.js';
import { KpiController } from './kpi.controller.js';
import { Ledgers } from './ledgers.js';
import { RecordedBy } from './recorded-by.js';
import { Proposals } from './proposals.js';
import { Rates } from './rates.js';
import { DECIDERS, Supervision } from './supervision.js';
import { TraceController } from './trace.controller.js';
import { WhatIfController } from './what-if.controller.js';
import { WhatIfs } from './what-if.js';

/** Case files, the audit trail, the figures for the regulator, and the appraisals that rest on them. */
@Module({})
export class SupervisionModule implements OnModuleInit {
  constructor(
    private readonly router: CommandRouter,
    private readonly bus: CommandBus,
  ) {}

  static over(contexts: readonly BoundedContext[]): DynamicModule {
    return {
      module: SupervisionModule,
      imports: [CqrsModule],
      controllers: [SupervisionController, KpiController, TraceController, WhatIfController, AppraisalController, ApprovalController],
      providers: [Supervision, Ledgers, { provide: RecordedBy, inject: [EventStore, Clock], useFactory: (store: EventStore, clock: Clock) => new RecordedBy(store, clock) }, Rates, WhatIfs, Appraisals, Proposals, AppraisalCommandHandler, { provide: APPROVAL_KINDS, useValue: contexts.flatMap(({ approvals = [] }) => approvals) }, { provide: DECIDERS, useValue: [...contexts.flatMap(({ deciders }) => deciders), appraisal] }],
      exports: [Supervision, Rates, WhatIfs, Appraisals, Proposals],
    };
  }

  onModuleInit(): void {
    this.router.route(appraisal.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitAppraisal(order as Order<AppraisalCommand>)));
  }
}
