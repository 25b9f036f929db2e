import { Refused, type Asked, type CommandAnswer } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, CodePipe, CommandDesk, indexedQuestion, pageOf, Reads, type Occurrence, type PageOf } from '@heatledger/edge/nest';
import { ReadStore } from '@heatledger/read-store';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BeginStaff, ChangeStaff, DisableStaff, EnableStaff, type StaffCommand } from '../domain/staff.commands.js';
import { staffRegister, type StaffDoc } from '../projections/staff-register.projection.js';
import { BeginStaffRequest, ChangeStaffRequest, StaffListRequest, StaffReasonRequest } from './register.requests.js';

const indexes = { '': 'by-account', person: 'by-person' };

/** The register of staff accounts: who is behind them, and what they may be used for at most. */
@ApiTags('organisation')
@Controller('staff')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight)
export class StaffController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly reads: ReadStore,
  ) {}

  #order(command: StaffCommand, asked: Asked, { at, channel }: Occurrence): Promise<CommandAnswer> {
    return this.desk.submit(command, asked, { id: command.data.account, at, channel });
  }

  /** Enters an account with the person behind it. */
  @Post()
  @Allow('administrator')
  begin(@Body() body: BeginStaffRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { account, person = account, name, roles } = body;
    return this.#order(BeginStaff({ account, person, name, roles }), asked, body);
  }

  /** Changes person, name or roles, as another person; what is absent stays. */
  @Post(':account/changes')
  @Allow('administrator')
  change(@Param('account', CodePipe) account: string, @Body() body: ChangeStaffRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { person, name, roles } = body;
    return this.#order(ChangeStaff({ account, person, name, roles }), asked, body);
  }

  /** Disables an account: its tokens open nothing any more. */
  @Post(':account/disabling')
  @Allow('administrator')
  disable(@Param('account', CodePipe) account: string, @Body() body: StaffReasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(DisableStaff({ account, reason: body.reason }), asked, body);
  }

  /** Enables an account again. */
  @Post(':account/enabling')
  @Allow('administrator')
  enable(@Param('account', CodePipe) account: string, @Body() body: StaffReasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#order(EnableStaff({ account, reason: body.reason }), asked, body);
  }

  /** Every account, or those of one person. */
  @Get()
  @Reads(staffRegister.name)
  async list(@Query() asked: StaffListRequest): Promise<PageOf<StaffDoc>> {
    return pageOf(await this.reads.find<StaffDoc>(staffRegister.name, indexedQuestion(indexes, { person: asked.person }, asked)));
  }

  /** One account; ETag is the revision to answer to with If-Match. */
  @Get(':account')
  @Reads(staffRegister.name)
  async one(@Param('account', CodePipe) account: string): Promise<StaffDoc> {
    const stored = await this.reads.get<StaffDoc>(staffRegister.name, account);
    if (!stored) throw new Refused('staff/not-registered', { field: 'account', value: account });
    return stored.doc;
  }
}
