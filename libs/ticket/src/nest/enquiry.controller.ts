import { Allow, Ask, CommandDesk, IdPipe, OnSight, type Occurrence } from '@heatledger/edge/nest';
import type { Asked, CommandAnswer } from '@heatledger/edge';
import { derivedUuid } from '@heatledger/vocabulary';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as order from '../domain/enquiry.commands.js';
import type { EnquiryCommand } from '../domain/enquiry.commands.js';
import * as request from './enquiry.requests.js';
import { ExtensionRequest, SupersessionRequest } from './repair.requests.js';
import { SupplementRequest } from './supplement.requests.js';
import { Whereabouts } from './whereabouts.js';

/** What may be ordered of an enquiry, one route a command. */
@ApiTags('enquiries')
@Controller('enquiries')
export class EnquiryController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly whereabouts: Whereabouts,
  ) {}

  #order(command: EnquiryCommand, asked: Asked, { at, channel }: Occurrence): Promise<CommandAnswer> {
    return this.desk.submit(command, asked, { id: command.data.ticketId, at, channel });
  }

  /** Records a question. */
  @Post()
  @Allow('agent', 'dispatcher', 'complaint-officer', 'fee-officer', 'service')
  async ask(@Body() body: request.AskEnquiryRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const ticketId = this.desk.newId(asked, 'ticket');
    const { category, question, askerName, askerPhone, wantsWriting } = body;
    const where = await this.whereabouts.of(body);
    const caseNumber = this.whereabouts.caseNumber('enquiry', body, ticketId);
    return this.#order(order.AskEnquiry({ ticketId, caseNumber, ...where, category, question, askerName, askerPhone, wantsWriting }), asked, body);
  }

  /** Adds a note or evidence, also to an enquiry that is over. */
  @Post(':ticketId/supplement')
  @Allow('agent', 'complaint-officer', 'fee-officer', 'dispatcher')
  supplement(@Param('ticketId', IdPipe) ticketId: string, @Body() body: SupplementRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { note, evidence = [] } = body;
    return this.#order(order.SupplementEnquiry({ ticketId, note, evidence }), asked, body);
  }

  /** Answers the question. */
  @Post(':ticketId/answer')
  @Allow('agent', 'complaint-officer', 'fee-officer', 'dispatcher')
  answer(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.AnswerEnquiryRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.AnswerEnquiry({ ticketId, answer: body.answer, inWriting: body.inWriting }), asked, body);
  }

  /** Turns the question into a repair or a complaint, whose id follows from the enquiry's. */
  @Post(':ticketId/turn')
  @Allow('agent', 'dispatcher')
  turn(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.TurnEnquiryRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { into, category } = body;
    const targetCaseNumber = this.whereabouts.caseNumber(into, body, derivedUuid(ticketId, 'turned', into));
    return this.#order(order.TurnEnquiry({ ticketId, into, targetCaseNumber, category }), asked, body);
  }

  /** Ends the enquiry by a named exit. */
  @Post(':ticketId/closure')
  @Allow('agent', 'complaint-officer', 'fee-officer', 'dispatcher')
  @OnSight()
  close(@Param('ticketId', IdPipe) ticketId: string, @Body() body: request.CloseEnquiryRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.CloseEnquiry({ ticketId, exit: body.exit }), asked, body);
  }

  /** Asks for more time before it runs out; another person grants it, see `GET /approvals`. */
  @Post(':ticketId/clock-extension')
  @Allow('dispatcher', 'administrator')
  extend(@Param('ticketId', IdPipe) ticketId: string, @Body() body: ExtensionRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { clock, due, reason } = body;
    return this.#order(order.ExtendEnquiryClock({ ticketId, clock, due, reason }), asked, body);
  }

  /** Asks that a running clock go over to the rule in force; another person grants it, and what ran and what was paused stay. */
  @Post(':ticketId/clock-supersession')
  @Allow('dispatcher', 'administrator')
  supersede(@Param('ticketId', IdPipe) ticketId: string, @Body() body: SupersessionRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { clock, reason } = body;
    return this.#order(order.SupersedeEnquiryClock({ ticketId, clock, reason }), asked, body);
  }
}
