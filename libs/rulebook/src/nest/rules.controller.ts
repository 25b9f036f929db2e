import { Allow, allowedRoles, Question } from '@heatledger/edge/nest';
import { Body, Controller, Get, HttpCode, HttpException, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ClockExplanation } from '../clock-history.js';
import type { RulePack } from '../pack.js';
import { askClock, askRefund, compareRefunds, type Comparison } from '../questions.js';
import { Surroundings } from '@heatledger/runtime';
import { packNamed } from '../registry.js';
import type { Refund, Ruled, RulebookRefusal } from '../rules.js';
import { ComparePacksRequest, ExplainClockRequest, ExplainRefundRequest, PackRequest } from './rules.requests.js';

const refusals: Readonly<Record<RulebookRefusal, readonly [status: number, said: string]>> = {
  'rulebook/rule-missing': [422, '规则包及其上级均无此规则。 Neither the pack nor its parents give this rule.'],
  'rulebook/bad-case': [422, '个案有误。 The case cannot be right.'],
  'rulebook/bad-pack': [422, '规则包有误。 The pack cannot be right.'],
  'rulebook/wrong-date': [422, '规则包在该日不适用。 The pack does not hold on that day.'],
  'rulebook/unknown-pack': [404, '没有这个规则包。 There is no such pack.'],
  'rulebook/calendar-unknown': [422, '该年度的工作日历未知。 The working days of that year are not known.'],
};

const answered = <T>(ruled: Ruled<T>): T => {
  if (ruled.ok) return ruled.value;
  const [status, message] = refusals[ruled.code];
  throw new HttpException({ code: ruled.code, message, detail: ruled.detail }, status);
};

/** A pack as it is listed. */
type ListedPack = Pick<RulePack, 'id' | 'version' | 'name' | 'effectiveFrom'> & { readonly effectiveTo: string | null; readonly parent: string | null };

/** What the rules say: packs, and clocks and refunds explained under them. Nothing here is recorded. */
@ApiTags('rules')
@Controller('rules')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight)
export class RulesController {
  constructor(private readonly surroundings: Surroundings) {}

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
    return answered(askRefund(pack, form, await this.surroundings.known()));
  }

  /** One case under several packs, beside each other. */
  @Post('comparisons')
  @Question()
  @HttpCode(200)
  async compare(@Body() { packs: names, ...form }: ComparePacksRequest): Promise<Comparison> {
    return answered(compareRefunds(names, form, await this.surroundings.known()));
  }
}
