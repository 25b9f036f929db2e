import { Allow, Ask, CommandDesk, IdPipe, OnSight, type Occurrence } from '@heatledger/edge/nest';
import type { Asked, CommandAnswer } from '@heatledger/edge';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as order from '../domain/repair.commands.js';
import type { RepairCommand } from '../domain/repair.commands.js';
import { AgreeMerge, UndoMerge, type MergeCommand } from '../domain/merge.js';
import * as request from './repair.requests.js';
import { SupplementRequest } from './supplement.requests.js';
import { Whereabouts } from './whereabouts.js';

/** What may be ordered of a repair, one route a command. */
@ApiTags('repairs')
@Controller('repairs')
export class RepairController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly whereabouts: Whereabouts,
  ) {}

  #order(command: RepairCommand | MergeCommand, asked: Asked, { at, channel }: Occurrence): Promise<CommandAnswer> {
    return this.desk.submit(command, asked, { id: command.data.ticketId, at, channel });
  }

  /** Records that something is out of order. */
  @Post()
  @Allow('agent', 'dispatcher', 'crew', 'complaint-officer', 'service')
  async report(@Body() body: request.ReportRepairRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const ticketId = this.desk.newId(asked, 'ticket');
    const { category, urgency, description, place, callerName, callerPhone } = body;
    const where = await this.whereabouts.of(body);
    const caseNumber = this.whereabouts.caseNumber('repair', body, ticketId);
    return this.#order(order.ReportRepair({ ticketId, caseNumber, ...where, category, urgency, description, place, callerName, callerPhone }), asked, body);
  }

  /** Records that who reported it was told that it was taken down; so they are at once by telephone and at the counter. */
  @Post(':ticketId/acknowledgement')
  @Allow('agent', 'dispatcher')
  acknowledge(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.ResumeRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.AcknowledgeRepair({ ticketId }), asked, body);
  }

  /** Adds a note or evidence, also to a repair that is over. */
  @Post(':ticketId/supplement')
  @Allow('agent', 'dispatcher', 'crew')
  supplement(@Param('ticketId', IdPipe) ticketId: string, @Body() body: SupplementRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { note, evidence = [] } = body;
    return this.#order(order.SupplementRepair({ ticketId, note, evidence }), asked, body);
  }

  /** Judges category and urgency. */
  @Post(':ticketId/triage')
  @Allow('dispatcher', 'agent')
  triage(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.TriageRepairRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.TriageRepair({ ticketId, category: body.category, urgency: body.urgency }), asked, body);
  }

  /** Gives the repair to a crew. */
  @Post(':ticketId/assignment')
  @Allow('dispatcher')
  assign(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.CrewRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.AssignRepair({ ticketId, crewId: body.crewId }), asked, body);
  }

  /** Objects to the assignment, as the assigned crew. */
  @Post(':ticketId/assignment-objection')
  @Allow('crew')
  object(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.CrewReasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.ObjectToRepairAssignment({ ticketId, crewId: body.crewId, reason: body.reason }), asked, body);
  }

  /** Gives the repair to another crew. */
  @Post(':ticketId/reassignment')
  @Allow('dispatcher')
  reassign(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.CrewReasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.ReassignRepair({ ticketId, crewId: body.crewId, reason: body.reason }), asked, body);
  }

  /** Records that the assigned crew arrived; may be entered later with the true time. */
  @Post(':ticketId/arrival')
  @Allow('crew', 'dispatcher')
  arrive(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.CrewRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.RecordCrewArrival({ ticketId, crewId: body.crewId }), asked, body);
  }

  /** Records that the crew came in vain. */
  @Post(':ticketId/failed-visit')
  @Allow('crew', 'dispatcher')
  failVisit(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.FailedVisitRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.RecordFailedVisit({ ticketId, crewId: body.crewId, failure: body.failure, evidence: body.evidence }), asked, body);
  }

  /** Records a later time that was agreed with the user. */
  @Post(':ticketId/appointment')
  @Allow('dispatcher', 'agent', 'crew')
  agree(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.AppointmentRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.AgreeRepairAppointment({ ticketId, from: body.from, to: body.to, with: body.with }), asked, body);
  }

  /** Lets the clocks stand still for a named reason, until its latest end. */
  @Post(':ticketId/pause')
  @Allow('dispatcher', 'crew')
  pause(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.PauseRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.PauseRepair({ ticketId, reason: body.reason, evidence: body.evidence, basis: body.basis }), asked, body);
  }

  /** Lets the clocks run on. */
  @Post(':ticketId/resumption')
  @Allow('dispatcher', 'crew')
  resume(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.ResumeRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.ResumeRepair({ ticketId }), asked, body);
  }

  /** Ends the work with cause and outcome. */
  @Post(':ticketId/completion')
  @Allow('crew', 'dispatcher')
  complete(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.CompleteRepairRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { crewId, cause, outcome, note, evidence = [] } = body;
    return this.#order(order.CompleteRepair({ ticketId, crewId, cause, outcome, note, evidence }), asked, body);
  }

  /** Sends the work back to the crew; the next round begins. */
  @Post(':ticketId/return')
  @Allow('dispatcher')
  sendBack(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.ReasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.SendBackRepair({ ticketId, reason: body.reason }), asked, body);
  }

  /** Records what the requester said, as somebody other than the crew. */
  @Post(':ticketId/call-back')
  @Allow('agent', 'complaint-officer', 'dispatcher')
  callBack(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.CallBackRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.CallBackRepair({ ticketId, answer: body.answer, fixed: body.fixed, why: body.why }), asked, body);
  }

  /** Ends the repair by a named exit. */
  @Post(':ticketId/closure')
  @Allow('agent', 'dispatcher')
  @OnSight()
  close(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.CloseRepairRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.CloseRepair({ ticketId, exit: body.exit, complaintId: body.complaintId }), asked, body);
  }

  /** Records that the requester took the report back. */
  @Post(':ticketId/withdrawal')
  @Allow('agent', 'dispatcher')
  withdraw(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.ReasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.WithdrawRepair({ ticketId, reason: body.reason }), asked, body);
  }

  /** Points at the earlier repair this one repeats. */
  @Post(':ticketId/repeat-of')
  @Allow('agent', 'dispatcher')
  linkAsRepeat(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.RepeatRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.LinkRepairAsRepeat({ ticketId, earlierId: body.earlierId }), asked, body);
  }

  /** Lets another ticket go on for this one. */
  @Post(':ticketId/merge')
  @Allow('dispatcher')
  merge(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.MergeRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { survivorId, reason } = body;
    return this.#order(AgreeMerge({ ticketKind: 'repair', ticketId, survivorId, reason }), asked, body);
  }

  /** Undoes a merge. */
  @Post(':ticketId/unmerge')
  @Allow('dispatcher')
  unmerge(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.ReasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(UndoMerge({ ticketKind: 'repair', ticketId, reason: body.reason }), asked, body);
  }

  /** Brings the repair to a higher level. */
  @Post(':ticketId/escalation')
  @Allow('dispatcher', 'administrator')
  escalate(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.EscalationRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.EscalateRepair({ ticketId, level: body.level, reason: body.reason }), asked, body);
  }

  /** Asks for more time before it runs out; another person grants it, see `GET /approvals`. */
  @Post(':ticketId/clock-extension')
  @Allow('dispatcher', 'administrator')
  extend(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.ExtensionRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { clock, due, reason } = body;
    return this.#order(order.ExtendRepairClock({ ticketId, clock, due, reason }), asked, body);
  }

  /** Asks that a running clock go over to the rule in force; another person grants it, and what ran and what was paused stay. */
  @Post(':ticketId/clock-supersession')
  @Allow('dispatcher', 'administrator')
  supersede(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.SupersessionRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { clock, reason } = body;
    return this.#order(order.SupersedeRepairClock({ ticketId, clock, reason }), asked, body);
  }
}
