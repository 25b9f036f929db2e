import { Allow, Ask, CommandDesk, IdPipe, OnSight, type Occurrence } from '@heatledger/edge/nest';
import type { Asked, CommandAnswer } from '@heatledger/edge';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as order from '../domain/complaint.commands.js';
import type { ComplaintCommand } from '../domain/complaint.commands.js';
import { AgreeMerge, UndoMerge, type MergeCommand } from '../domain/merge.js';
import * as request from './complaint.requests.js';
import { AppointmentRequest, EscalationRequest, ExtensionRequest, MergeRequest, PauseRequest, ReasonRequest, RepeatRequest, ResumeRequest, SupersessionRequest } from './repair.requests.js';

/** What may be ordered of a complaint from the decision on, one route a command. */
@ApiTags('complaints')
@Controller('complaints')
export class ComplaintOutcomeController {
  constructor(private readonly desk: CommandDesk) {}

  #order(command: ComplaintCommand | MergeCommand, asked: Asked, { at, channel }: Occurrence): Promise<CommandAnswer> {
    return this.desk.submit(command, asked, { id: command.data.ticketId, at, channel });
  }

  /** Decides, after both sides were heard or refused. */
  @Post(':ticketId/decision')
  @Allow('complaint-officer')
  @OnSight()
  decide(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.DecideComplaintRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.DecideComplaint({ ticketId, verdict: body.verdict, grounds: body.grounds, clause: body.clause }), asked, body);
  }

  /** Records that the decision was carried out. */
  @Post(':ticketId/remedy')
  @Allow('complaint-officer')
  @OnSight()
  remedy(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.RemedyRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.ExecuteRemedy({ ticketId, remedy: body.remedy, evidence: body.evidence }), asked, body);
  }

  /** Tells the complainant the decision. */
  @Post(':ticketId/feedback')
  @Allow('complaint-officer')
  feedBack(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.FeedBackRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.FeedBackComplaint({ ticketId, written: body.written, recourse: body.recourse }), asked, body);
  }

  /** Records that the complainant was not reached. */
  @Post(':ticketId/follow-up-attempt')
  @Allow('agent', 'complaint-officer')
  attempt(@Param('ticketId', IdPipe) ticketId: string, @Body() body: ResumeRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.AttemptFollowUp({ ticketId }), asked, body);
  }

  /** Records whether the complainant is satisfied, as somebody who did not handle the complaint; "not satisfied" opens the next round. */
  @Post(':ticketId/answer')
  @Allow('agent', 'complaint-officer')
  answer(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.AnswerRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.RecordComplaintAnswer({ ticketId, satisfied: body.satisfied, fixed: body.fixed, why: body.why }), asked, body);
  }

  /** Begins the next round. */
  @Post(':ticketId/round')
  @Allow('complaint-officer')
  openRound(@Param('ticketId', IdPipe) ticketId: string, @Body() body: ReasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.OpenComplaintRound({ ticketId, reason: body.reason }), asked, body);
  }

  /** Ends the complaint by a named exit whose conditions hold; `exhausted` only asks, and another person decides, see `GET /approvals`. */
  @Post(':ticketId/closure')
  @Allow('complaint-officer')
  @OnSight()
  close(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.CloseComplaintRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.CloseComplaint({ ticketId, exit: body.exit, reason: body.reason, earlierId: body.earlierId, legalChannel: body.legalChannel }), asked, body);
  }

  /** Opens a closed complaint again. */
  @Post(':ticketId/reopening')
  @Allow('complaint-officer', 'agent')
  reopen(@Param('ticketId', IdPipe) ticketId: string, @Body() body: ReasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.ReopenComplaint({ ticketId, reason: body.reason }), asked, body);
  }

  /** Records that somebody came and met nobody. */
  @Post(':ticketId/failed-visit')
  @Allow('complaint-officer', 'crew')
  failVisit(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.FailedComplaintVisitRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.RecordFailedComplaintVisit({ ticketId, failure: body.failure, evidence: body.evidence }), asked, body);
  }

  /** Records a later time that was agreed with the complainant. */
  @Post(':ticketId/appointment')
  @Allow('complaint-officer', 'agent')
  agree(@Param('ticketId', IdPipe) ticketId: string, @Body() body: AppointmentRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.AgreeComplaintAppointment({ ticketId, from: body.from, to: body.to, with: body.with }), asked, body);
  }

  /** Lets the clocks stand still for a named reason, until its latest end. */
  @Post(':ticketId/pause')
  @Allow('complaint-officer')
  pause(@Param('ticketId', IdPipe) ticketId: string, @Body() body: PauseRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.PauseComplaint({ ticketId, reason: body.reason, evidence: body.evidence, basis: body.basis }), asked, body);
  }

  /** Lets the clocks run on. */
  @Post(':ticketId/resumption')
  @Allow('complaint-officer')
  resume(@Param('ticketId', IdPipe) ticketId: string, @Body() body: ResumeRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.ResumeComplaint({ ticketId }), asked, body);
  }

  /** Points at the earlier complaint this one repeats. */
  @Post(':ticketId/repeat-of')
  @Allow('agent', 'complaint-officer')
  repeat(@Param('ticketId', IdPipe) ticketId: string, @Body() body: RepeatRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.LinkComplaintAsRepeat({ ticketId, earlierId: body.earlierId }), asked, body);
  }

  /** Lets another complaint go on for this one. */
  @Post(':ticketId/merge')
  @Allow('complaint-officer')
  merge(@Param('ticketId', IdPipe) ticketId: string, @Body() body: MergeRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { survivorId, reason } = body;
    return this.#order(AgreeMerge({ ticketKind: 'complaint', ticketId, survivorId, reason }), asked, body);
  }

  /** Undoes a merge. */
  @Post(':ticketId/unmerge')
  @Allow('complaint-officer')
  unmerge(@Param('ticketId', IdPipe) ticketId: string, @Body() body: ReasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(UndoMerge({ ticketKind: 'complaint', ticketId, reason: body.reason }), asked, body);
  }

  /** Brings the complaint to a higher level. */
  @Post(':ticketId/escalation')
  @Allow('complaint-officer', 'administrator')
  escalate(@Param('ticketId', IdPipe) ticketId: string, @Body() body: EscalationRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.EscalateComplaint({ ticketId, level: body.level, reason: body.reason }), asked, body);
  }

  /** Asks for more time before it runs out; another person grants it, see `GET /approvals`. */
  @Post(':ticketId/clock-extension')
  @Allow('complaint-officer', 'administrator')
  extend(@Param('ticketId', IdPipe) ticketId: string, @Body() body: ExtensionRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.ExtendComplaintClock({ ticketId, clock: body.clock, due: body.due, reason: body.reason }), asked, body);
  }

  /** Asks that a running clock go over to the rule in force; another person grants it, and what ran and what was paused stay. */
  @Post(':ticketId/clock-supersession')
  @Allow('complaint-officer', 'administrator')
  supersede(@Param('ticketId', IdPipe) ticketId: string, @Body() body: SupersessionRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { clock, reason } = body;
    return this.#order(order.SupersedeComplaintClock({ ticketId, clock, reason }), asked, body);
  }
}
