import { Allow, IdPipe, pageOf, Reads } from '@heatledger/edge/nest';
import type { Found, Stored } from '@heatledger/read-store';
import { Controller, Get, NotFoundException, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { feeRejections } from '../domain/fee.rejections.js';
import type { AdjustmentRegisterDoc } from '../projections/adjustment-register.projection.js';
import { FindAdjustments, GetAdjustment } from './adjustment.queries.js';
import { adjustmentsQuestion } from './adjustment.questions.js';
import { AdjustmentsRequest } from './adjustment.requests.js';

interface Reply {
  header(name: string, value: string): unknown;
}

const { zh, en } = feeRejections['fee/unknown'];

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
  async get(@Param('adjustmentId', IdPipe) adjustmentId: string, @Res({ passthrough: true }) reply: Reply): Promise<AdjustmentRegisterDoc> {
    const stored: Stored<AdjustmentRegisterDoc> | null = await this.queries.execute(new GetAdjustment(adjustmentId));
    if (!stored) throw new NotFoundException({ code: 'fee/unknown', message: `${zh} ${en}`, detail: { field: 'adjustmentId', value: adjustmentId } });
    reply.header('ETag', `"${stored.doc.revision}"`);
    return stored.doc;
  }
}
