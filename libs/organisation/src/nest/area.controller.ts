import { Refused, type Asked, type CommandAnswer } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, CodePipe, CommandDesk, pageOf, PageRequest, Reads, type PageOf } from '@heatledger/edge/nest';
import { ReadStore } from '@heatledger/read-store';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ChangeArea, RegisterArea } from '../domain/area.commands.js';
import { areaRegister, type AreaDoc } from '../projections/area-register.projection.js';
import { ChangeAreaRequest, RegisterAreaRequest } from './area.requests.js';

/** The areas in which the company supplies: while none is registered every season holds everywhere. */
@ApiTags('organisation')
@Controller('areas')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight, 'service')
export class AreaController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly reads: ReadStore,
  ) {}

  /** Enters an area, under a code for life. */
  @Post()
  @Allow('administrator')
  register(@Body() body: RegisterAreaRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { code, name, zones = [], stations = [], pack: packId, default: isDefault = false, at, channel } = body;
    return this.desk.submit(RegisterArea({ code, name, zones, stations, packId, isDefault }), asked, { id: code, at, channel });
  }

  /** Changes its name, what lies in it, or its rule pack; what is absent stays. */
  @Post(':code/changes')
  @Allow('administrator')
  change(@Param('code', CodePipe) code: string, @Body() body: ChangeAreaRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { name, zones, stations, pack: packId, at, channel } = body;
    return this.desk.submit(ChangeArea({ code, name, zones, stations, packId }), asked, { id: code, at, channel });
  }

  /** Every area, by code. */
  @Get()
  @Reads(areaRegister.name)
  async list(@Query() { limit = 100, cursor }: PageRequest): Promise<PageOf<AreaDoc>> {
    return pageOf(await this.reads.find<AreaDoc>(areaRegister.name, { index: 'by-code', limit, ...(cursor === undefined ? {} : { cursor }) }));
  }

  /** One area; ETag is the revision to answer to with If-Match. */
  @Get(':code')
  @Reads(areaRegister.name)
  async one(@Param('code', CodePipe) code: string): Promise<AreaDoc> {
    const stored = await this.reads.get<AreaDoc>(areaRegister.name, code);
    if (!stored) throw new Refused('area/unknown', { field: 'code', value: code });
    return stored.doc;
  }
}
