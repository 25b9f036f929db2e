import { Allow, Ask, CommandDesk, IdPipe, OnSight, type Occurrence } from '@heatledger/edge/nest';
import type { Asked, CommandAnswer } from '@heatledger/edge';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as order from '../domain/complaint.commands.js';
import type { ComplaintCommand } from '../domain/complaint.commands.js';
import * as request from './complaint.requests.js';
import { ReasonRequest, ResumeRequest } from './repair.requests.js';
import { SupplementRequest } from './supplement.requests.js';
import { Whereabouts } from './whereabouts.js';

/** What may be ordered of a complaint until it is decided, one route a command. */
@ApiTags('complaints')
@Controller('complaints')
export class ComplaintController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly whereabouts: Whereabouts,
  ) {}

  #order(command: ComplaintCommand, asked: Asked, { at, channel }: Occurrence): Promise<CommandAnswer> {
    return this.desk.submit(command, asked, { id: command.data.ticketId, at, channel });
  }

  /** Takes a complaint down. */
  @Post()
  @Allow('agent', 'complaint-officer', 'dispatcher', 'service')
  async receive(@Body() body: request.ReceiveComplaintRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const ticketId = this.desk.newId(asked, 'ticket');
    const { category, description, remedySought, complainantName, complainantPhone, accused } = body;
    const where = await this.whereabouts.of(body);
    const caseNumber = this.whereabouts.caseNumber('complaint', body, ticketId);
    return this.#order(order.ReceiveComplaint({ ticketId, caseNumber, ...where, category, description, remedySought, complainantName, complainantPhone, accused }), asked, body);
  }

  /** Tells the complainant that the complaint was taken down. */
  @Post(':ticketId/acknowledgement')
  @Allow('agent', 'complaint-officer')
  acknowledge(@Param('ticketId', IdPipe) ticketId: string, @Body() body: ResumeRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.AcknowledgeComplaint({ ticketId }), asked, body);
  }

  /** Judges category and urgency. */
  @Post(':ticketId/classification')
  @Allow('agent', 'complaint-officer')
  classify(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.ClassifyComplaintRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.ClassifyComplaint({ ticketId, category: body.category, urgency: body.urgency }), asked, body);
  }

  /** Makes somebody responsible; never the accused. */
  @Post(':ticketId/assignment')
  @Allow('complaint-officer', 'dispatcher')
  assign(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.HandlerRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.AssignComplaint({ ticketId, handler: body.handler }), asked, body);
  }

  /** Objects to the assignment, as the handler. */
  @Post(':ticketId/assignment-objection')
  @Allow('complaint-officer')
  object(@Param('ticketId', IdPipe) ticketId: string, @Body() body: ReasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.ObjectToComplaintAssignment({ ticketId, reason: body.reason }), asked, body);
  }

  /** Makes somebody else responsible. */
  @Post(':ticketId/reassignment')
  @Allow('complaint-officer', 'dispatcher')
  reassign(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.ReassignComplaintRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.ReassignComplaint({ ticketId, reason: body.reason, handler: body.handler }), asked, body);
  }

  /** Adds a note or evidence, also to a complaint that is over. */
  @Post(':ticketId/supplement')
  @Allow('agent', 'complaint-officer', 'dispatcher', 'crew')
  supplement(@Param('ticketId', IdPipe) ticketId: string, @Body() body: SupplementRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { note, evidence = [] } = body;
    return this.#order(order.SupplementComplaint({ ticketId, note, evidence }), asked, body);
  }

  /** Records the first talk with the complainant. */
  @Post(':ticketId/first-contact')
  @Allow('agent', 'complaint-officer')
  contact(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.NoteRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.MakeFirstContact({ ticketId, note: body.note }), asked, body);
  }

  /** Records a visit. */
  @Post(':ticketId/visit')
  @Allow('complaint-officer', 'crew')
  visit(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.VisitRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.VisitComplainant({ ticketId, note: body.note, evidence: body.evidence }), asked, body);
  }

  /** Attaches a room measurement. */
  @Post(':ticketId/measurement')
  @Allow('complaint-officer', 'crew')
  attach(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.AttachMeasurementRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.AttachMeasurement({ ticketId, measurementId: body.measurementId, roomTenths: body.roomTenths }), asked, body);
  }

  /** Records who was found to be the cause. */
  @Post(':ticketId/cause')
  @Allow('complaint-officer')
  @OnSight()
  determine(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.CauseRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.DetermineCause({ ticketId, cause: body.cause, grounds: body.grounds }), asked, body);
  }

  /** Records what the complainant said. */
  @Post(':ticketId/complainant-hearing')
  @Allow('complaint-officer')
  hearComplainant(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.StatementRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.HearComplainant({ ticketId, statement: body.statement }), asked, body);
  }

  /** Records what the respondent said. */
  @Post(':ticketId/respondent-hearing')
  @Allow('complaint-officer')
  hearRespondent(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.StatementRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.HearRespondent({ ticketId, statement: body.statement }), asked, body);
  }

  /** Records that one side did not want to be heard, with the attempts. */
  @Post(':ticketId/hearing-refusal')
  @Allow('complaint-officer')
  refuseHearing(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.HearingRefusalRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.RecordHearingRefusal({ ticketId, side: body.side, attempts: body.attempts, evidence: body.evidence }), asked, body);
  }
}
