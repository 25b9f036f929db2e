import { Refused, type Asked, type CommandAnswer } from '@heatledger/edge';
import { Allow, Ask, CommandDesk, IdPipe, Moving, pageOf, Reads, type Occurrence } from '@heatledger/edge/nest';
import type { Found, Stored } from '@heatledger/read-store';
import { Clock, CompanyZone } from '@heatledger/runtime';
import type { HouseholdFacts } from '@heatledger/vocabulary';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import * as order from '../domain/household.commands.js';
import { fileFor, householdAt, type HouseholdFileDoc } from '../projections/household-file.projection.js';
import { FindHouseholds, GetHousehold, ReadContact, type HouseholdContact } from './household.queries.js';
import { householdsQuestion } from './household.questions.js';
import * as request from './household.requests.js';

/** The archive as it stands, with what is valid at the instant asked for. */
export interface HouseholdAnswer extends HouseholdFileDoc {
  /** Nothing before the archive begins. */
  readonly valid: HouseholdFacts | null;
}

/** The customer archive (clause 四(一)). */
@ApiTags('households')
@Controller('households')
@Allow('agent', 'dispatcher', 'crew', 'complaint-officer', 'fee-officer', 'inspector', 'administrator', 'auditor')
export class HouseholdController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly queries: QueryBus,
    private readonly clock: Clock,
    private readonly zone: CompanyZone,
  ) {}

  #order(command: order.HouseholdCommand, asked: Asked, { at, channel }: Occurrence): Promise<CommandAnswer> {
    return this.desk.submit(command, asked, { id: command.data.householdId, at, channel });
  }

  /** Enters a home in the archive. */
  @Post()
  @Allow('agent', 'fee-officer', 'administrator')
  register(@Body() body: request.RegisterHouseholdRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const { archiveNumber, zone, station, areaTenths, contractTenths, heating, from, address, person, phone } = body;
    const entries = { archiveNumber, zone, station, areaTenths, contractTenths, heating, from, address, person, phone };
    return this.#order(order.RegisterHousehold({ householdId: this.desk.newId(asked, 'household'), ...entries }), asked, body);
  }

  /** Puts entries right from a day on; the former ones stay in the history. */
  @Post(':householdId/corrections')
  @Allow('agent', 'fee-officer', 'administrator')
  correct(
    @Param('householdId', IdPipe) householdId: string,
    @Body() body: request.CorrectHouseholdRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    const { from, zone, station, areaTenths, address, person, phone, reason, evidence } = body;
    return this.#order(
      order.CorrectHouseholdArchive({ householdId, from, zone, station, areaTenths, address, person, phone, reason, evidence }),
      asked,
      body,
    );
  }

  /** Agrees another room temperature from a day on. */
  @Post(':householdId/contract-temperature')
  @Allow('fee-officer', 'administrator')
  agree(
    @Param('householdId', IdPipe) householdId: string,
    @Body() body: request.AgreeContractTemperatureRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    const { contractTenths, from, evidence } = body;
    return this.#order(order.AgreeContractTemperature({ householdId, contractTenths, from, evidence }), asked, body);
  }

  /** Stops, suspends or resumes heating from a day on. */
  @Post(':householdId/heating-state')
  @Allow('agent', 'fee-officer', 'administrator')
  changeHeating(
    @Param('householdId', IdPipe) householdId: string,
    @Body() body: request.ChangeHeatingStateRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    const { heating, from, reason } = body;
    return this.#order(order.ChangeHeatingState({ householdId, heating, from, reason }), asked, body);
  }

  /** Homes by zone, station or archive number; addresses masked unless the caller's token opens their class. */
  @Get()
  @Reads('household-file')
  async list(@Query() asked: request.HouseholdsRequest, @Ask() { caller }: Asked): Promise<unknown> {
    const found: Found<HouseholdFileDoc> = await this.queries.execute(new FindHouseholds(householdsQuestion(asked)));
    const docs = found.docs.map((stored) => ({ ...stored, doc: fileFor(stored.doc, caller.dataClasses) }));
    return pageOf({ ...found, docs }, asked);
  }

  /** One home with its dated entries and those valid at an instant, its address masked unless the caller's token opens its class; ETag is the revision to answer to with If-Match. */
  @Get(':householdId')
  @Moving()
  @Reads('household-file')
  async get(
    @Param('householdId', IdPipe) householdId: string,
    @Query() { at = this.clock.now(), asOf }: request.HouseholdAtRequest,
    @Ask() { caller }: Asked,
  ): Promise<HouseholdAnswer> {
    const file = await this.#file(householdId);
    return { ...fileFor(file, caller.dataClasses), valid: householdAt(file, this.zone.name, at, asOf) };
  }

  /** Name and phone; masked unless the caller's token opens their class. */
  @Get(':householdId/contact')
  @Allow('agent', 'dispatcher', 'complaint-officer', 'fee-officer')
  @Reads('household-file')
  async contact(@Param('householdId', IdPipe) householdId: string, @Ask() asked: Asked): Promise<HouseholdContact> {
    await this.#file(householdId);
    return this.queries.execute(new ReadContact(householdId, asked.caller.dataClasses));
  }

  async #file(householdId: string): Promise<HouseholdFileDoc> {
    const stored: Stored<HouseholdFileDoc> | null = await this.queries.execute(new GetHousehold(householdId));
    if (stored) return stored.doc;
    throw new Refused('household/unknown', { field: 'householdId', value: householdId });
  }
}
