import type { Asked, CommandAnswer } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, CommandDesk, Reads, WholePipe, type Occurrence } from '@heatledger/edge/nest';
import type { WorkCalendar } from '@heatledger/rulebook';
import { Surroundings } from '@heatledger/runtime';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AmendWorkingDays, AnnounceWorkingDays, type WorkCalendarCommand } from '../domain/work-calendar.commands.js';
import { AmendWorkingDaysRequest, AnnounceWorkingDaysRequest } from './work-calendar.requests.js';

/** Working days of mainland China, year by year. */
@ApiTags('work calendars')
@Controller('work-calendars')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight, 'service')
export class WorkCalendarController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly surroundings: Surroundings,
  ) {}

  #order(command: WorkCalendarCommand, asked: Asked, { at, channel }: Occurrence): Promise<CommandAnswer> {
    return this.desk.submit(command, asked, { id: String(command.data.year), at, channel });
  }

  /** Enters the official list of a year that is not known yet. */
  @Post()
  @Allow('administrator')
  announce(@Body() body: AnnounceWorkingDaysRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { year, holidays, working, document } = body;
    return this.#order(AnnounceWorkingDays({ year, holidays, working, document }), asked, body);
  }

  /** Enters another list for the rest of a year; due times on record stay. */
  @Post(':year/amendment')
  @Allow('administrator')
  amend(@Param('year', WholePipe) year: number, @Body() body: AmendWorkingDaysRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { from, holidays, working, document, reason } = body;
    return this.#order(AmendWorkingDays({ year, from, holidays, working, document, reason }), asked, body);
  }

  /** Every year whose working days are known, with its source and its amendments. */
  @Get()
  @Reads('work-calendar')
  async list(): Promise<{ readonly items: readonly (WorkCalendar[string] & { readonly year: number })[] }> {
    const { years } = await this.surroundings.known();
    return { items: Object.entries(years).map(([year, list]) => ({ year: Number(year), ...list })) };
  }
}
