import { Refused, type Asked, type CommandAnswer } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, CommandDesk, pageOf, PageRequest, Reads } from '@heatledger/edge/nest';
import type { Found, Stored } from '@heatledger/read-store';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AdoptRulePack, WithdrawRulePack } from '../domain/rule-pack.commands.js';
import type { RulePackDoc } from '../projections/rule-pack-register.projection.js';
import { AdoptRulePackRequest, WithdrawRulePackRequest } from './rule-pack.requests.js';
import { FindRulePacks, GetRulePack } from './rules-in-force.queries.js';

interface Reply {
  header(name: string, value: string): unknown;
}

/** Rule packs that the company wrote or took over: adopted, superseded, taken back. */
@ApiTags('rule packs')
@Controller('rule-packs')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight, 'service')
export class RulePackController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly queries: QueryBus,
  ) {}

  /** Asks that a version be put in force from its first day on; another administrator decides, see `GET /approvals`. The one before then gives way, and what was computed stays. */
  @Post()
  @Allow('administrator')
  adopt(@Body() { pack, document, at, channel }: AdoptRulePackRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    const packId = typeof pack['id'] === 'string' ? pack['id'] : '';
    return this.desk.submit(AdoptRulePack({ packId, pack, document }), asked, { id: packId, at, channel });
  }

  /** Takes a version back before its first day. */
  @Post(':packId/withdrawal')
  @Allow('administrator')
  withdraw(@Param('packId') packId: string, @Body() { version, reason, at, channel }: WithdrawRulePackRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.desk.submit(WithdrawRulePack({ packId, version, reason }), asked, { id: packId, at, channel });
  }

  /** Every pack of which a version was adopted here. */
  @Get()
  @Reads('rule-pack-register')
  async list(@Query() asked: PageRequest): Promise<unknown> {
    const found: Found<RulePackDoc> = await this.queries.execute(new FindRulePacks(asked));
    return pageOf(found, asked);
  }

  /** One pack with every version adopted here; ETag is the revision to answer to with If-Match. */
  @Get(':packId')
  @Reads('rule-pack-register')
  async get(@Param('packId') packId: string, @Res({ passthrough: true }) reply: Reply): Promise<RulePackDoc> {
    const stored: Stored<RulePackDoc> | null = await this.queries.execute(new GetRulePack(packId));
    if (!stored) throw new Refused('pack/unknown-version', { field: 'packId', value: packId, allowed: 'a pack of which a version was adopted here; GET /rules/packs lists all' });
    reply.header('ETag', `"${stored.doc.revision}"`);
    return stored.doc;
  }
}
