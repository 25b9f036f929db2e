import { Refused, type Asked, type CommandAnswer } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, CodePipe, CommandDesk, pageOf, PageRequest, Reads, type PageOf } from '@heatledger/edge/nest';
import { ReadStore } from '@heatledger/read-store';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ChangeCrew, RegisterCrew } from '../domain/crew.commands.js';
import { crewRegister, type CrewDoc } from '../projections/crew-register.projection.js';
import { ChangeCrewRequest, RegisterCrewRequest } from './register.requests.js';

/** The register of crews: while it is empty any code is taken, from its first entry on only its own. */
@ApiTags('organisation')
@Controller('crews')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight, 'service')
export class CrewController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly reads: ReadStore,
  ) {}

  /** Enters a crew, under a code for life. */
  @Post()
  @Allow('administrator')
  register(@Body() body: RegisterCrewRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { code: crewId, name, members, zones = [], at, channel } = body;
    return this.desk.submit(RegisterCrew({ crewId, name, members, zones }), asked, { id: crewId, at, channel });
  }

  /** Changes its name, its members or its zones; what is absent stays. */
  @Post(':code/changes')
  @Allow('administrator')
  change(@Param('code', CodePipe) code: string, @Body() body: ChangeCrewRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { name, members, zones, at, channel } = body;
    return this.desk.submit(ChangeCrew({ crewId: code, name, members, zones }), asked, { id: code, at, channel });
  }

  /** Every crew, by code. */
  @Get()
  @Reads(crewRegister.name)
  async list(@Query() { limit = 100, cursor }: PageRequest): Promise<PageOf<CrewDoc>> {
    return pageOf(await this.reads.find<CrewDoc>(crewRegister.name, { index: 'by-code', limit, ...(cursor === undefined ? {} : { cursor }) }));
  }

  /** One crew; ETag is the revision to answer to with If-Match. */
  @Get(':code')
  @Reads(crewRegister.name)
  async one(@Param('code', CodePipe) code: string): Promise<CrewDoc> {
    const stored = await this.reads.get<CrewDoc>(crewRegister.name, code);
    if (!stored) throw new Refused('crew/unknown', { field: 'code', value: code });
    return stored.doc;
  }
}
