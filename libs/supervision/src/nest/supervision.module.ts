import type { BoundedContext } from '@heatledger/kernel';
import { Module, type DynamicModule } from '@nestjs/common';
import { SupervisionController } from './supervision.controller.js';
import { KpiController } from './kpi.controller.js';
import { Ledgers } from './ledgers.js';
import { Rates } from './rates.js';
import { DECIDERS, Supervision } from './supervision.js';
import { WhatIfController } from './what-if.controller.js';
import { WhatIfs } from './what-if.js';

/** Case files, the audit trail and the figures for the regulator. */
@Module({})
export class SupervisionModule {
  static over(contexts: readonly BoundedContext[]): DynamicModule {
    return {
      module: SupervisionModule,
      controllers: [SupervisionController, KpiController, WhatIfController],
      providers: [Supervision, Ledgers, Rates, WhatIfs, { provide: DECIDERS, useValue: contexts.flatMap(({ deciders }) => deciders) }],
      exports: [Supervision, Rates, WhatIfs],
    };
  }
}
