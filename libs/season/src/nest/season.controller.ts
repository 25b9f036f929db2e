import { Refused, type Asked, type CommandAnswer } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, CommandDesk, IdPipe, pageOf, Reads, type Occurrence } from '@heatledger/edge/nest';
import type { Found, Stored } from '@heatledger/read-store';
import type { SeasonFacts } from '@heatledger/vocabulary';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import * as order from '../domain/season.commands.js';
import type { SeasonCalendarDoc } from '../projections/season-calendar.projection.js';
import { FindSeasonAt, FindSeasons, GetSeason } from './season.queries.js';
import * as request from './season.requests.js';

/** Heating seasons and the calendar they make. */
@ApiTags('seasons')
@Controller('seasons')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight, 'service')
export class SeasonController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly queries: QueryBus,
  ) {}

  #order(command: order.SeasonCommand, asked: Asked, { at, channel }: Occurrence): Promise<CommandAnswer> {
    return this.desk.submit(command, asked, { id: command.data.seasonId, at, channel });
  }

  /** Announces a heating season. */
  @Post()
  @Allow('administrator')
  declare(@Body() body: request.DeclareSeasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { name, area, startsAt, endsAt, packId, days, document, outdoorDesignTenths } = body;
    const seasonId = this.desk.newId(asked, 'season');
    return this.#order(order.DeclareSeason({ seasonId, name, area, startsAt, endsAt, packId, days, document, outdoorDesignTenths }), asked, body);
  }

  /** Moves the start forward; never back. */
  @Post(':seasonId/advancement')
  @Allow('administrator')
  advance(@Param('seasonId', IdPipe) seasonId: string, @Body() body: request.AdvanceSeasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { startsAt, reason, document } = body;
    return this.#order(order.AdvanceSeason({ seasonId, startsAt, reason, document }), asked, body);
  }

  /** Moves the end back; never forward. */
  @Post(':seasonId/extension')
  @Allow('administrator')
  extend(@Param('seasonId', IdPipe) seasonId: string, @Body() body: request.ExtendSeasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { endsAt, reason, document } = body;
    return this.#order(order.ExtendSeason({ seasonId, endsAt, reason, document }), asked, body);
  }

  /** Records that heating began later than declared: a breach, with the days lost; the season stays as declared. */
  @Post(':seasonId/late-start')
  @Allow('administrator')
  startLate(@Param('seasonId', IdPipe) seasonId: string, @Body() body: request.LateStartRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { at, channel, heatedFrom, reason } = body;
    const occurred = { '/heatedFrom': heatedFrom };
    return this.desk.submit(order.RecordLateStart({ seasonId, heatedFrom, reason }), asked, { id: seasonId, at, channel, occurred });
  }

  /** Records that heating stopped; before the declared end as the breach that it is, with the days lost. */
  @Post(':seasonId/end')
  @Allow('administrator')
  end(@Param('seasonId', IdPipe) seasonId: string, @Body() body: request.EndSeasonRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { at, channel, endsAt } = body;
    const occurred = { '/endsAt': endsAt };
    return this.desk.submit(order.EndSeason({ seasonId, endsAt }), asked, { id: seasonId, at, channel, occurred });
  }

  /** The calendar, latest start first. */
  @Get()
  @Reads('season-calendar')
  async list(@Query() asked: request.SeasonsRequest): Promise<unknown> {
    const { area, limit, cursor } = asked;
    const index = area === undefined ? { index: 'by-start' } : { index: 'by-area', equals: { area } };
    const page = { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) };
    const found: Found<SeasonCalendarDoc> = await this.queries.execute(new FindSeasons({ ...index, ...page, order: 'descending' }));
    return pageOf(found, asked);
  }

  /** The season that holds at an instant, as it was decided by then. */
  @Get('at')
  @Reads('season-calendar')
  async at(@Query() { at, asOf, area }: request.SeasonAtRequest): Promise<SeasonFacts> {
    const found: SeasonFacts | null = await this.queries.execute(new FindSeasonAt(at, { area, asOf }));
    if (!found) throw new Refused('season/unknown', { field: 'at', value: at, allowed: 'an instant within a declared season' });
    return found;
  }

  /** One season with every decision about it; ETag is the revision to answer to with If-Match. */
  @Get(':seasonId')
  @Reads('season-calendar')
  async get(@Param('seasonId', IdPipe) seasonId: string): Promise<SeasonCalendarDoc> {
    const stored: Stored<SeasonCalendarDoc> | null = await this.queries.execute(new GetSeason(seasonId));
    if (!stored) throw new Refused('season/unknown', { field: 'seasonId', value: seasonId });
    return stored.doc;
  }
}
