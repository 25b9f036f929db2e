import type { Asked, CommandAnswer } from '@heatledger/edge';
import { Allow, Ask, CommandDesk, IdPipe, OnSight, type Occurrence } from '@heatledger/edge/nest';
import { Clock, CompanyZone } from '@heatledger/runtime';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as order from '../domain/adjustment.commands.js';
import { adjustmentNumberOf } from '../domain/policies/adjustment-number.js';
import * as request from './adjustment.requests.js';
import { CalculateAdjustmentRequest } from './calculation.requests.js';

/** What may be ordered of a fee adjustment, one route a command. */
@ApiTags('adjustments')
@Controller('adjustments')
export class AdjustmentController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly clock: Clock,
    private readonly zone: CompanyZone,
  ) {}

  #order(
    command: order.AdjustmentCommand,
    asked: Asked,
    { at, channel, from, to }: Occurrence & { readonly from?: string; readonly to?: string },
    correlation?: string,
  ): Promise<CommandAnswer> {
    const occurred = { '/from': from, '/to': to };
    return this.desk.submit(command, asked, { id: command.data.adjustmentId, at, channel, correlation, occurred });
  }

  /** Asks for an adjustment of a bill. */
  @Post()
  @Allow('agent', 'complaint-officer', 'fee-officer')
  request(@Body() body: request.RequestAdjustmentRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { basis, householdId, ticketId, ticketKind, reason, evidence } = body;
    const adjustmentId = this.desk.newId(asked, 'adjustment');
    const caseNumber = adjustmentNumberOf(this.zone.name, body.at ?? this.clock.now(), adjustmentId);
    const correlation = ticketId && ticketKind ? `${ticketKind}-${ticketId}` : undefined;
    return this.#order(
      order.RequestAdjustment({ adjustmentId, caseNumber, basis, householdId, ticketId, reason, evidence }),
      asked,
      body,
      correlation,
    );
  }

  /** Calculates the figure; a new one stands beside the former. */
  @Post(':adjustmentId/calculations')
  @Allow('fee-officer')
  calculate(
    @Param('adjustmentId', IdPipe) adjustmentId: string,
    @Body() body: CalculateAdjustmentRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    const { at: _at, channel: _channel, readings: measurements, ...figures } = body;
    return this.#order(order.CalculateAdjustment({ adjustmentId, ...figures, measurements }), asked, body);
  }

  /** Lays the latest calculation before a second person. */
  @Post(':adjustmentId/submission')
  @Allow('fee-officer')
  submit(
    @Param('adjustmentId', IdPipe) adjustmentId: string,
    @Body() body: request.AdjustmentStepRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.#order(order.SubmitAdjustment({ adjustmentId }), asked, body);
  }

  /** Approves a calculation, as a second person. */
  @Post(':adjustmentId/approval')
  @Allow('fee-officer', 'administrator')
  @OnSight()
  approve(
    @Param('adjustmentId', IdPipe) adjustmentId: string,
    @Body() body: request.ApproveAdjustmentRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.#order(order.ApproveAdjustment({ adjustmentId, version: body.version, note: body.note }), asked, body);
  }

  /** Returns a calculation to be made again, as a second person. */
  @Post(':adjustmentId/return')
  @Allow('fee-officer', 'administrator')
  return(
    @Param('adjustmentId', IdPipe) adjustmentId: string,
    @Body() body: request.JudgeAdjustmentRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.#order(order.ReturnAdjustment({ adjustmentId, version: body.version, reason: body.reason }), asked, body);
  }

  /** Refuses the adjustment, as a second person. */
  @Post(':adjustmentId/refusal')
  @Allow('fee-officer', 'administrator')
  refuse(
    @Param('adjustmentId', IdPipe) adjustmentId: string,
    @Body() body: request.JudgeAdjustmentRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.#order(order.RefuseAdjustment({ adjustmentId, version: body.version, reason: body.reason }), asked, body);
  }

  /** Records that the customer was told. */
  @Post(':adjustmentId/notification')
  @Allow('agent', 'complaint-officer', 'fee-officer')
  notify(
    @Param('adjustmentId', IdPipe) adjustmentId: string,
    @Body() body: request.NotifyAdjustmentRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.#order(order.NotifyAdjustment({ adjustmentId, way: body.way }), asked, body);
  }

  /** Records the payment of the approved sum. */
  @Post(':adjustmentId/payments')
  @Allow('fee-officer')
  pay(@Param('adjustmentId', IdPipe) adjustmentId: string, @Body() body: request.PayAdjustmentRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.PayAdjustment({ adjustmentId, amountFen: body.amountFen, reference: body.reference }), asked, body);
  }

  /** Records the payment of what a late refund bore. */
  @Post(':adjustmentId/penalty-payments')
  @Allow('fee-officer')
  payPenalty(
    @Param('adjustmentId', IdPipe) adjustmentId: string,
    @Body() body: request.PayAdjustmentRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.#order(order.PayLateRefundPenalty({ adjustmentId, amountFen: body.amountFen, reference: body.reference }), asked, body);
  }

  /** Records what the customer says against the outcome. */
  @Post(':adjustmentId/objections')
  @Allow('agent', 'complaint-officer', 'fee-officer')
  object(
    @Param('adjustmentId', IdPipe) adjustmentId: string,
    @Body() body: request.ObjectToAdjustmentRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.#order(order.ObjectToAdjustment({ adjustmentId, objection: body.objection, evidence: body.evidence }), asked, body);
  }

  /** Calculates anew after an objection. */
  @Post(':adjustmentId/recalculations')
  @Allow('fee-officer')
  recalculate(
    @Param('adjustmentId', IdPipe) adjustmentId: string,
    @Body() body: CalculateAdjustmentRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    const { at: _at, channel: _channel, readings: measurements, ...figures } = body;
    return this.#order(order.RecalculateAdjustment({ adjustmentId, ...figures, measurements }), asked, body);
  }

  /** Ends it: all is paid and the customer knows. */
  @Post(':adjustmentId/settlement')
  @Allow('fee-officer')
  settle(
    @Param('adjustmentId', IdPipe) adjustmentId: string,
    @Body() body: request.AdjustmentStepRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.#order(order.SettleAdjustment({ adjustmentId }), asked, body);
  }

  /** Takes the request back before it is decided. */
  @Post(':adjustmentId/withdrawal')
  @Allow('agent', 'complaint-officer', 'fee-officer')
  withdraw(
    @Param('adjustmentId', IdPipe) adjustmentId: string,
    @Body() body: request.WithdrawAdjustmentRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.#order(order.WithdrawAdjustment({ adjustmentId, reason: body.reason }), asked, body);
  }
}
