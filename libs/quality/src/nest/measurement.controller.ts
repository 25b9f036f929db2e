import { Refused, type Asked, type CommandAnswer } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, CommandDesk, IdPipe, pageOf, Reads } from '@heatledger/edge/nest';
import type { Found, Stored } from '@heatledger/read-store';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { InvalidateMeasurement, MeasureRoom, RecordFailedTest } from '../domain/measurement.commands.js';
import type { MeasurementRecordDoc } from '../projections/measurement-record.projection.js';
import { FindMeasurements, GetMeasurement } from './measurement.queries.js';
import { measurementsQuestion } from './measurement.questions.js';
import { InvalidateMeasurementRequest, MeasurementsRequest } from './measurement.requests.js';
import { MeasureRoomRequest, RecordFailedTestRequest } from './room-test.requests.js';

/** Room temperatures: read, judged, looked up. */
@ApiTags('measurements')
@Controller('measurements')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight)
export class MeasurementController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly queries: QueryBus,
  ) {}

  /** Records a room temperature with its conditions; it is judged at once. */
  @Post()
  @Allow('crew', 'inspector', 'complaint-officer')
  measure(@Body() body: MeasureRoomRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { at, channel, ticketKind, ...reading } = body;
    const measurementId = this.desk.newId(asked, 'measurement');
    const correlation = body.ticketId && ticketKind ? `${ticketKind}-${body.ticketId}` : undefined;
    const occurred = Object.fromEntries((body.slots ?? []).map((slot, index) => [`/slots/${index}/at`, slot.at]));
    return this.desk.submit(MeasureRoom({ measurementId, ...reading }), asked, { id: measurementId, at, channel, correlation, occurred });
  }

  /** Records that a test did not take place, by whose doing, and what the rules deem then. */
  @Post('failed-tests')
  @Allow('crew', 'inspector', 'complaint-officer')
  fail(@Body() body: RecordFailedTestRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { at, channel, ticketKind, ...failed } = body;
    const measurementId = this.desk.newId(asked, 'measurement');
    const correlation = body.ticketId && ticketKind ? `${ticketKind}-${body.ticketId}` : undefined;
    return this.desk.submit(RecordFailedTest({ measurementId, ...failed }), asked, { id: measurementId, at, channel, correlation });
  }

  /** Records that a reading does not count after all; the reading stays. */
  @Post(':measurementId/invalidation')
  @Allow('inspector', 'complaint-officer', 'administrator')
  invalidate(
    @Param('measurementId', IdPipe) measurementId: string,
    @Body() body: InvalidateMeasurementRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    const { at, channel, reason, evidence } = body;
    return this.desk.submit(InvalidateMeasurement({ measurementId, reason, evidence }), asked, { id: measurementId, at, channel });
  }

  /** Readings by household, ticket, day, zone or result, latest first. */
  @Get()
  @Reads('measurement-record')
  async list(@Query() asked: MeasurementsRequest): Promise<unknown> {
    const found: Found<MeasurementRecordDoc> = await this.queries.execute(new FindMeasurements(measurementsQuestion(asked)));
    return pageOf(found, asked);
  }

  /** One reading with its verdict; ETag is the revision to answer to with If-Match. */
  @Get(':measurementId')
  @Reads('measurement-record')
  async get(@Param('measurementId', IdPipe) measurementId: string): Promise<MeasurementRecordDoc> {
    const stored: Stored<MeasurementRecordDoc> | null = await this.queries.execute(new GetMeasurement(measurementId));
    if (!stored) throw new Refused('quality/unknown', { field: 'measurementId', value: measurementId });
    return stored.doc;
  }
}
