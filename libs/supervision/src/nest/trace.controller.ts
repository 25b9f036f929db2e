import { Refused, type Asked } from '@heatledger/edge';
import { Allow, Ask, IdPipe, Reads } from '@heatledger/edge/nest';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { TracedFigure } from '../history/traced-figure.js';
import { Supervision } from './supervision.js';

/** Figures by the trace that every fact about them carries. */
@ApiTags('rules')
@Controller('rules/traces')
export class TraceController {
  constructor(private readonly supervision: Supervision) {}

  /** The figure behind a trace: as first recorded, under which pack, version and clause, how it came about, and which facts repeat it. */
  @Get(':traceId')
  @Allow('auditor', 'regulator', 'administrator', 'complaint-officer', 'fee-officer', 'inspector')
  @Reads('rule-traces')
  async figure(@Param('traceId', IdPipe) traceId: string, @Ask() { caller }: Asked): Promise<TracedFigure> {
    const found = await this.supervision.figure(traceId, caller.dataClasses);
    if (!found) throw new Refused('trace/unknown', { field: 'traceId', value: traceId, allowed: 'the trace that a fact carries beside its rule' });
    return found;
  }
}
