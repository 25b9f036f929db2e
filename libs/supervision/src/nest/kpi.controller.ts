import { Refused } from '@heatledger/edge';
import { Allow, Heavy, type PageOf, Reads } from '@heatledger/edge/nest';
import { Clock } from '@heatledger/runtime';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { KpiItem } from '../figures/kpi-items.js';
import { kpiGroupOf } from '../figures/kpis.js';
import { Rates, type RatesAnswer } from './rates.js';
import { RateCasesRequest, RatesRequest } from './supervision.requests.js';

const PAGE = 100;

/** The rates of the service, for those who oversee it. */
@ApiTags('supervision')
@Controller('statistics/kpis')
@Allow('auditor', 'regulator', 'administrator')
export class KpiController {
  constructor(
    private readonly rates: Rates,
    private readonly clock: Clock,
  ) {}

  /** Rates by group and in total, each as two counts with what stands beside, the rule that counted and the target. */
  @Get()
  @Heavy()
  @Reads('clock-ledger', 'case-ledger', 'satisfaction-ledger', 'reading-ledger', 'supply-ledger')
  async kpis(@Query() asked: RatesRequest): Promise<RatesAnswer> {
    return this.rates.rates({ ...asked, at: asked.at ?? this.clock.now() });
  }

  /** The cases behind a count, in the order in which they fall. */
  @Get('cases')
  @Heavy()
  @Reads('clock-ledger', 'case-ledger', 'satisfaction-ledger', 'reading-ledger')
  async cases(@Query() asked: RateCasesRequest): Promise<PageOf<KpiItem>> {
    const { by, group, basis, standing, limit = PAGE, cursor = '0' } = asked;
    const start = Number(cursor);
    if (!Number.isSafeInteger(start) || start < 0) throw new Refused('request/invalid', { field: 'cursor', value: cursor, allowed: '`next` of the page before' });
    const { items, seasons, timeZone } = await this.rates.cases({ ...asked, at: asked.at ?? this.clock.now() });
    const found = items.filter((item) => (group === undefined || kpiGroupOf(item, by, seasons, timeZone) === group) && (basis === undefined || item.basis === basis) && (standing === undefined || item.standing === standing));
    const page = found.slice(start, start + limit);
    return { items: page, ...(start + limit < found.length ? { next: String(start + limit) } : {}) };
  }
}
