import { Allow, allowedRoles, Question } from '@heatledger/edge/nest';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ClockExplanation } from '../clock-history.js';
import type { RulePack } from '../pack.js';
import { askClock, askRefund, compareRefunds, type Comparison, type KnownRules } from '../questions.js';
import { Clock, Surroundings } from '@heatledger/runtime';
import { packNamed } from '../registry.js';
import type { Refund } from '../rules.js';
import { answered } from './answered.js';
import { ComparePacksRequest, ExplainClockRequest, ExplainRefundRequest, PackRequest } from './rules.requests.js';

/** A pack as it is listed. */
type ListedPack = Pick<RulePack, 'id' | 'version' | 'name' | 'effectiveFrom'> & { readonly effectiveTo: string | null; readonly parent: string | null };

/** What the rules say: packs, and clocks and refunds explained under them. Nothing here is recorded. */
@ApiTags('rules')
@Controller('rules')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight)
export class RulesController {
  constructor(
    private readonly surroundings: Surroundings,
    private readonly present: Clock,
  ) {}

  async #asked(): Promise<KnownRules> {
    return { ...(await this.surroundings.known()), now: this.present.now() };
  }

  /** Every pack, each version of its own. */
  @Get('packs')
  async packs(): Promise<{ readonly items: readonly ListedPack[] }> {
    const { packs } = await this.surroundings.known();
    return { items: packs.map(({ id, version, name, effectiveFrom, effectiveTo, parent }) => ({ id, version, name, effectiveFrom, effectiveTo: effectiveTo ?? null, parent: parent ?? null })) };
  }

  /** One pack with every rule and its source, by pinyin or place name. */
  @Get('packs/:pack')
  async pack(@Param('pack') pack: string, @Query() { date }: PackRequest): Promise<RulePack> {
    return answered(packNamed(pack, date, (await this.surroundings.known()).packs));
  }

  /** Why a clock falls due when it does: segments, pauses, what remains, the clause. */
  @Post('explanations/clock')
  @Question()
  @HttpCode(200)
  async clock(@Body() { pack, ...form }: ExplainClockRequest): Promise<ClockExplanation> {
    return answered(askClock(pack, form, await this.surroundings.known()));
  }

  /** What is to be paid back, step by step. */
  @Post('explanations/refund')
  @Question()
  @HttpCode(200)
  async refund(@Body() { pack, ...form }: ExplainRefundRequest): Promise<Refund> {
    return answered(askRefund(pack, form, await this.#asked()));
  }

  /** One case under several packs, beside each other. */
  @Post('comparisons')
  @Question()
  @HttpCode(200)
  async compare(@Body() { packs: names, ...form }: ComparePacksRequest): Promise<Comparison> {
    return answered(compareRefunds(names, form, await this.#asked()));
  }
}
