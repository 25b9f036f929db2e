import { Refused, type Asked, type CommandAnswer } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, CommandDesk, IdPipe, indexedQuestion, pageOf, Reads, type IndexesByFilters, type Occurrence, type PageOf } from '@heatledger/edge/nest';
import { ReadStore } from '@heatledger/read-store';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswerSurvey, MarkSurveyUnreached, type SurveyCommand } from '../domain/survey.commands.js';
import { surveyCard, type SurveyCard } from '../projections/survey-card.projection.js';
import { AnswerSurveyRequest, SurveysRequest, UnreachedRequest } from './survey.requests.js';

const indexes: IndexesByFilters = { phase: 'byPhase', ticketId: 'byTicket' };

/** Surveys: invitations come from closures, answers from here. */
@ApiTags('surveys')
@Controller('surveys')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight)
export class SurveyController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly reads: ReadStore,
  ) {}

  #order(command: SurveyCommand, asked: Asked, { at, channel }: Occurrence): Promise<CommandAnswer> {
    return this.desk.submit(command, asked, { id: command.data.surveyId, at, channel });
  }

  /** Records what the user answered. */
  @Post(':surveyId/answer')
  @Allow('agent', 'complaint-officer', 'service')
  answer(@Param('surveyId', IdPipe) surveyId: string, @Body() body: AnswerSurveyRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { heating, repair, billing, fixed, comment } = body;
    return this.#order(AnswerSurvey({ surveyId, heating, repair, billing, fixed, comment }), asked, body);
  }

  /** Records that the user could not be reached. */
  @Post(':surveyId/unreached')
  @Allow('agent', 'complaint-officer', 'service')
  unreached(@Param('surveyId', IdPipe) surveyId: string, @Body() body: UnreachedRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(MarkSurveyUnreached({ surveyId }), asked, body);
  }

  /** Surveys of a ticket or at a stage, oldest invitation first. */
  @Get()
  @Reads('survey-card')
  async list(@Query() { ticketId, phase, ...page }: SurveysRequest): Promise<PageOf<SurveyCard>> {
    const filters = ticketId === undefined ? { phase: phase ?? 'invited' } : { ticketId, phase };
    return pageOf(await this.reads.find<SurveyCard>(surveyCard.name, indexedQuestion(indexes, filters, page)));
  }

  /** One survey as it stands. */
  @Get(':surveyId')
  @Reads('survey-card')
  async card(@Param('surveyId', IdPipe) surveyId: string): Promise<SurveyCard> {
    const stored = await this.reads.get<SurveyCard>(surveyCard.name, surveyId);
    if (!stored) throw new Refused('survey/unknown', { field: 'surveyId', value: surveyId });
    return stored.doc;
  }
}
