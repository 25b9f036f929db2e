import { Refused } from '@heatledger/edge';
import { Allow, IdPipe, pageOf, Reads } from '@heatledger/edge/nest';
import type { Found, Stored } from '@heatledger/read-store';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { AdjustmentRegisterDoc } from '../projections/adjustment-register.projection.js';
import { FindAdjustments, GetAdjustment } from './adjustment.queries.js';
import { adjustmentsQuestion } from './adjustment.questions.js';
import { AdjustmentsRequest } from './adjustment.requests.js';

/** The register of fee adjustments. */
@ApiTags('adjustments')
@Controller('adjustments')
@Allow('agent', 'complaint-officer', 'fee-officer', 'administrator', 'auditor', 'regulator')
export class RegisterController {
  constructor(private readonly queries: QueryBus) {}

  /** Adjustments by phase, household, ticket, month or zone, latest first. */
  @Get()
  @Reads('adjustment-register')
  async list(@Query() asked: AdjustmentsRequest): Promise<unknown> {
    const found: Found<AdjustmentRegisterDoc> = await this.queries.execute(new FindAdjustments(adjustmentsQuestion(asked)));
    return pageOf(found, asked);
  }

  /** One adjustment with all its calculations; ETag is the revision to answer to with If-Match. */
  @Get(':adjustmentId')
  @Reads('adjustment-register')
  async get(@Param('adjustmentId', IdPipe) adjustmentId: string): Promise<AdjustmentRegisterDoc> {
    const stored: Stored<AdjustmentRegisterDoc> | null = await this.queries.execute(new GetAdjustment(adjustmentId));
    if (!stored) throw new Refused('fee/unknown', { field: 'adjustmentId', value: adjustmentId });
    return stored.doc;
  }
}
