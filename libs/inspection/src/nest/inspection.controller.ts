import { Refused, type Asked, type CommandAnswer } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, CommandDesk, IdPipe, OnSight, indexedQuestion, pageOf, Reads, type IndexesByFilters, type Occurrence, type PageOf } from '@heatledger/edge/nest';
import { ReadStore } from '@heatledger/read-store';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as order from '../domain/inspection.commands.js';
import { inspectionBoard, type InspectionBoardEntry } from '../projections/inspection-board.projection.js';
import * as request from './inspection.requests.js';

const boardIndexes: IndexesByFilters = { '': 'byDue', inspector: 'byInspector', zone: 'byZone', phase: 'byPhase' };

/** Inspections: one route a command, and the board. */
@ApiTags('inspections')
@Controller('inspections')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight)
export class InspectionController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly reads: ReadStore,
  ) {}

  #order(command: order.InspectionCommand, asked: Asked, { at, channel }: Occurrence): Promise<CommandAnswer> {
    return this.desk.submit(command, asked, { id: command.data.inspectionId, at, channel });
  }

  /** Plans an inspection. */
  @Post()
  @Allow('inspector', 'administrator')
  plan(@Body() body: request.PlanInspectionRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { site, purpose, checklist, inspector, due, zone, station } = body;
    return this.#order(order.PlanInspection({ inspectionId: this.desk.newId(asked, 'inspection'), site, purpose, checklist, inspector, due, zone, station }), asked, body);
  }

  /** Records something that must be put right; the answer's `id` is the inspection, the finding's id follows from the request. */
  @Post(':inspectionId/findings')
  @Allow('inspector')
  raise(@Param('inspectionId', IdPipe) inspectionId: string, @Body() body: request.RaiseFindingRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { item, severity, clause, description } = body;
    return this.#order(order.RaiseFinding({ inspectionId, findingId: this.desk.newId(asked, 'finding'), item, severity, clause, description }), asked, body);
  }

  /** Begins the inspection. */
  @Post(':inspectionId/start')
  @Allow('inspector')
  start(@Param('inspectionId', IdPipe) inspectionId: string, @Body() body: request.PlainRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.StartInspection({ inspectionId }), asked, body);
  }

  /** Records how an item of the checklist was found. */
  @Post(':inspectionId/items')
  @Allow('inspector')
  check(@Param('inspectionId', IdPipe) inspectionId: string, @Body() body: request.CheckItemRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.CheckItem({ inspectionId, item: body.item, result: body.result, note: body.note }), asked, body);
  }

  /** Tells a unit to put a finding right by a date. */
  @Post(':inspectionId/findings/:findingId/demand')
  @Allow('inspector', 'administrator')
  demand(@Param('inspectionId', IdPipe) inspectionId: string, @Param('findingId', IdPipe) findingId: string, @Body() body: request.DemandRectificationRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.DemandRectification({ inspectionId, findingId, responsible: body.responsible, due: body.due, reason: body.reason }), asked, body);
  }

  /** Reports a finding as put right. */
  @Post(':inspectionId/findings/:findingId/rectification')
  @Allow('crew', 'dispatcher', 'inspector')
  rectify(@Param('inspectionId', IdPipe) inspectionId: string, @Param('findingId', IdPipe) findingId: string, @Body() body: request.RectifyFindingRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.RectifyFinding({ inspectionId, findingId, evidence: body.evidence }), asked, body);
  }

  /** Verifies a rectification, as another person. */
  @Post(':inspectionId/findings/:findingId/verification')
  @Allow('inspector')
  verify(@Param('inspectionId', IdPipe) inspectionId: string, @Param('findingId', IdPipe) findingId: string, @Body() body: request.PlainRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.VerifyRectification({ inspectionId, findingId }), asked, body);
  }

  /** Sends a rectification back, as another person. */
  @Post(':inspectionId/findings/:findingId/return')
  @Allow('inspector')
  sendBack(@Param('inspectionId', IdPipe) inspectionId: string, @Param('findingId', IdPipe) findingId: string, @Body() body: request.SendBackRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.SendBackRectification({ inspectionId, findingId, reason: body.reason }), asked, body);
  }

  /** Ends the inspection. */
  @Post(':inspectionId/closure')
  @Allow('inspector')
  @OnSight()
  close(@Param('inspectionId', IdPipe) inspectionId: string, @Body() body: request.PlainRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(order.CloseInspection({ inspectionId }), asked, body);
  }

  /** The board: by inspector, zone or stage, by due time. */
  @Get()
  @Reads('inspection-board')
  async board(@Query() { inspector, zone, phase, ...page }: request.BoardRequest): Promise<PageOf<InspectionBoardEntry>> {
    const question = indexedQuestion(boardIndexes, { inspector, zone, phase }, page);
    return pageOf(await this.reads.find<InspectionBoardEntry>(inspectionBoard.name, question));
  }

  /** One inspection with its findings. */
  @Get(':inspectionId')
  @Reads('inspection-board')
  async entry(@Param('inspectionId', IdPipe) inspectionId: string): Promise<InspectionBoardEntry> {
    const stored = await this.reads.get<InspectionBoardEntry>(inspectionBoard.name, inspectionId);
    if (!stored) throw new Refused('inspection/unknown', { field: 'inspectionId', value: inspectionId });
    return stored.doc;
  }
}
