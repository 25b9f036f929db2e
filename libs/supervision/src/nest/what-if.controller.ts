import { Allow, Heavy, Reads } from '@heatledger/edge/nest';
import { answered } from '@heatledger/rulebook/nest';
import { Clock } from '@heatledger/runtime';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { WhatIfRequest } from './supervision.requests.js';
import { WhatIfs } from './what-if.js';

const ROWS = 100;

/** What history would have come to under other rules. */
@ApiTags('supervision')
@Controller('statistics/what-if')
@Allow('auditor', 'regulator', 'administrator', 'complaint-officer', 'fee-officer')
export class WhatIfController {
  constructor(
    private readonly whatIfs: WhatIfs,
    private readonly clock: Clock,
  ) {}

  /** Runs another pack over every promise of time and every refund on record; counts in full, the cases that move up to `limit`. Records nothing. */
  @Get()
  @Heavy()
  @Reads('clock-ledger', 'adjustment-register', 'season-calendar')
  async run(@Query() { pack, from, to, clock, at = this.clock.now(), asOf, limit = ROWS }: WhatIfRequest): Promise<object> {
    const { clocks, refunds } = answered(await this.whatIfs.run({ pack, from, to, clock, at, asOf }));
    return { pack, from: from ?? null, to: to ?? null, at, asOf: asOf ?? null, clocks: { ...clocks, rows: clocks.rows.slice(0, limit) }, refunds: { ...refunds, rows: refunds.rows.slice(0, limit) } };
  }
}
