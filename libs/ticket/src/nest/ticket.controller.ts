import type { Asked } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, IdPipe, pageOf, PageRequest, Reads } from '@heatledger/edge/nest';
import type { Found, Stored } from '@heatledger/read-store';
import { Naming } from '@heatledger/runtime';
import { numberedInBoth } from '@heatledger/vocabulary';
import { BadRequestException, Controller, Get, NotFoundException, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { ResponseRecord } from '../projections/response-record.js';
import type { TicketCard } from '../projections/ticket-card.js';
import type { QueueEntry } from '../projections/ticket-queue.projection.js';
import { FindCards, FindQueue, FindResponses, GetCard, ReadOpeningWords, type OpeningWords } from './ticket.queries.js';
import { cardsQuestion, queueQuestion, responsesQuestion, type Question } from './ticket.questions.js';
import { CardsRequest, QueueRequest, ResponsesRequest } from './ticket.requests.js';

interface Reply {
  header(name: string, value: string): unknown;
}

const answerable = (question: Question): Extract<Question, { ok: true }>['question'] => {
  if (question.ok) return question.question;
  throw new BadRequestException({
    code: 'ticket/no-such-view',
    message: '不支持这样的筛选组合。 These filters do not go together.',
    detail: { field: question.given.replaceAll('+', ', ') || 'filter', allowed: question.allowed },
  });
};

const unknownTicket = (ticketId: string): NotFoundException =>
  new NotFoundException({ code: 'ticket/unknown', message: '没有这张工单。 There is no such ticket.', detail: { field: 'ticketId', value: ticketId } });

/** The screens of tickets of every kind. */
@ApiTags('tickets')
@Controller('tickets')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight)
export class TicketController {
  constructor(
    private readonly queries: QueryBus,
    private readonly naming: Naming,
  ) {}

  /** Open tickets by what falls due next. */
  @Get('queue')
  @Reads('ticket-queue')
  async queue(@Query() asked: QueueRequest): Promise<unknown> {
    const found: Found<QueueEntry> = await this.queries.execute(new FindQueue(answerable(queueQuestion(asked))));
    return pageOf(found, asked);
  }

  /** The register of responses by day, actor or zone. */
  @Get('responses')
  @Reads('response-record')
  async responses(@Query() asked: ResponsesRequest): Promise<unknown> {
    const found: Found<ResponseRecord> = await this.queries.execute(new FindResponses(answerable(responsesQuestion(asked))));
    return pageOf(await this.#told(found), asked);
  }

  /** Tickets by case number, household, kind or zone, newest first. */
  @Get()
  @Reads('ticket-card')
  async cards(@Query() asked: CardsRequest): Promise<unknown> {
    const found: Found<TicketCard> = await this.queries.execute(new FindCards(answerable(cardsQuestion(asked))));
    return pageOf(found, asked);
  }

  /** One ticket as it stands; ETag is the revision to answer to with If-Match. */
  @Get(':ticketId')
  @Reads('ticket-card')
  async card(@Param('ticketId', IdPipe) ticketId: string, @Res({ passthrough: true }) reply: Reply): Promise<TicketCard> {
    const card = await this.#card(ticketId);
    reply.header('ETag', `"${card.revision}"`);
    return card;
  }

  /** What the requester said; personal fields are masked unless the caller's token opens their class. */
  @Get(':ticketId/request')
  @Reads('ticket-card')
  async request(@Param('ticketId', IdPipe) ticketId: string, @Ask() asked: Asked): Promise<OpeningWords> {
    const { stream } = await this.#card(ticketId);
    const words: OpeningWords | null = await this.queries.execute(new ReadOpeningWords(stream, asked.caller.dataClasses));
    if (!words) throw unknownTicket(ticketId);
    return words;
  }

  async #card(ticketId: string): Promise<TicketCard> {
    const stored: Stored<TicketCard> | null = await this.queries.execute(new GetCard(ticketId));
    if (!stored) throw unknownTicket(ticketId);
    return stored.doc;
  }

  /** With a number for each id that a response mentions. */
  async #told(found: Found<ResponseRecord>): Promise<Found<ResponseRecord>> {
    const telling = await this.naming.about(found.docs.map(({ doc }) => doc.content));
    const told = (doc: ResponseRecord): ResponseRecord => ({ ...doc, content: numberedInBoth(doc.content, telling(doc.occurredAt)) });
    return { ...found, docs: found.docs.map((stored) => ({ ...stored, doc: told(stored.doc) })) };
  }

  /** Every response on one ticket, each with its time, content and result. */
  @Get(':ticketId/responses')
  @Reads('response-record')
  async responsesOf(@Param('ticketId', IdPipe) ticketId: string, @Query() asked: PageRequest): Promise<unknown> {
    const found: Found<ResponseRecord> = await this.queries.execute(new FindResponses(answerable(responsesQuestion({ ...asked, ticketId }))));
    return pageOf(await this.#told(found), asked);
  }
}
