import { Refused, type Asked, type CommandAnswer } from '@heatledger/edge';
import { Allow, Ask, CommandDesk, Heavy, IdPipe, Moving, type Occurrence, pageOf, type PageOf, Question, Reads, RestsOn } from '@heatledger/edge/nest';
import { Clock } from '@heatledger/runtime';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as order from '../domain/appraisal.commands.js';
import type { Rerun } from '../domain/policies/rerun.js';
import type { RegisteredAppraisal } from '../projections/appraisal-register.projection.js';
import { AUDIT_TRAIL } from '../projections/audit-trail.projection.js';
import { appraisalIdOf } from './appraisal-id.js';
import * as question from './appraisal.questions.js';
import * as request from './appraisal.requests.js';
import { Appraisals, type ShownAppraisal } from './appraisals.js';
import { Proposals, type Proposal } from './proposals.js';

const CASES = 50;

/** Appraisals of units: published, revised, withdrawn, run again; the register, and what an appraiser may start from. */
@ApiTags('appraisals')
@Controller('appraisals')
@Allow('inspector', 'administrator', 'auditor', 'regulator')
export class AppraisalController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly appraisals: Appraisals,
    private readonly proposals: Proposals,
    private readonly clock: Clock,
  ) {}

  #order(command: order.AppraisalCommand, asked: Asked, { at, channel }: Occurrence): Promise<CommandAnswer> {
    return this.desk.submit(command, asked, { id: command.data.appraisalId, at, channel });
  }

  /** Publishes the score of a unit over a period, computed under the scheme in force on its last day; the id follows from unit and period. */
  @Post()
  @RestsOn(AUDIT_TRAIL)
  @Allow('inspector', 'administrator')
  publish(@Body() body: request.PublishAppraisalRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { unitKind, unit, from, to, items, vetoes = [] } = body;
    return this.#order(
      order.PublishAppraisal({ appraisalId: appraisalIdOf({ unitKind, unit, from, to }), unitKind, unit, from, to, items, vetoes }),
      asked,
      body,
    );
  }

  /** Adds or takes out items as a new version beside the old one. */
  @Post(':appraisalId/revisions')
  @RestsOn(AUDIT_TRAIL)
  @Allow('inspector', 'administrator')
  revise(
    @Param('appraisalId', IdPipe) appraisalId: string,
    @Body() body: request.ReviseAppraisalRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    const { reason, add = [], remove = [], vetoes } = body;
    return this.#order(order.ReviseAppraisal({ appraisalId, reason, add, remove, vetoes }), asked, body);
  }

  /** Records the score of the same items under another pack or a draft scheme, beside the one that stands. */
  @Post(':appraisalId/scores')
  @Allow('inspector', 'administrator')
  reappraise(
    @Param('appraisalId', IdPipe) appraisalId: string,
    @Body() body: request.ReappraiseRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.#order(order.ReappraiseUnit({ appraisalId, pack: body.pack, draft: body.draft }), asked, body);
  }

  /** Withdraws what was published, as a second person. */
  @Post(':appraisalId/withdrawal')
  @Allow('inspector', 'administrator')
  withdraw(
    @Param('appraisalId', IdPipe) appraisalId: string,
    @Body() body: request.WithdrawAppraisalRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.#order(order.WithdrawAppraisal({ appraisalId, reason: body.reason }), asked, body);
  }

  /** Runs a recorded score again, under its recorded rule or another one; records nothing. */
  @Post(':appraisalId/rerun')
  @Question()
  @HttpCode(200)
  @Reads('appraisal-register')
  rerun(@Param('appraisalId', IdPipe) appraisalId: string, @Body() body: question.RerunRequest): Promise<Rerun> {
    return this.appraisals.rerun(appraisalId, body);
  }

  /** The register: by unit, grade and the end of the period, the latest first. */
  @Get()
  @Reads('appraisal-register')
  async register(@Query() asked: question.RegisterRequest): Promise<PageOf<RegisteredAppraisal>> {
    return pageOf(await this.appraisals.find(asked));
  }

  /** What an appraisal could rest on: rates below their targets with the facts behind each miss. Writes nothing. */
  @Get('proposal')
  @Heavy()
  @Reads('clock-ledger', 'case-ledger', 'satisfaction-ledger', 'reading-ledger', 'supply-ledger')
  proposal(@Query() { limit = CASES, at = this.clock.now(), ...asked }: question.ProposalRequest): Promise<Proposal> {
    if (asked.unit === undefined && asked.unitKind !== 'company')
      throw new Refused('request/invalid', { field: 'unit', value: asked.unit, allowed: `the name of a ${asked.unitKind}` });
    return this.proposals.proposal({ ...asked, at, limit });
  }

  /** One appraisal item by item, each back to its fact. */
  @Get(':appraisalId')
  @Moving()
  @Reads('appraisal-register', 'audit-trail')
  one(@Param('appraisalId', IdPipe) appraisalId: string): Promise<ShownAppraisal> {
    return this.appraisals.shown(appraisalId);
  }
}
