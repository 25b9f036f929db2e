import { IsCleanText, IsDay, IsInstant, IsOneOf, PageRequest } from '@heatledger/edge/nest';
import { kpiNames, type KpiName } from '@heatledger/rulebook';
import { categories, clocks, keysIn, type Category, type ClockName } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { complianceGroups, type ComplianceGroup } from '../figures/compliance.js';
import { besides, type KpiStanding } from '../figures/kpi-items.js';
import { kpiGroups, type KpiGroup } from '../figures/kpis.js';
import { satisfactionGroups, type SatisfactionGroup } from '../figures/satisfaction.js';
import { CountedDaysRequest, GroupRequest, StandingAtRequest, TimeRequest } from './axes.requests.js';
import { SpanRequest } from './span.requests.js';

const standings = ['met', 'metInTime', 'metEarly', 'breached', 'metLate', 'openOverdue', 'stoppedLate', 'running', 'paused', 'noDue', 'stopped'] as const;

export class HistoryRequest extends TimeRequest {
  @ApiPropertyOptional({ description: 'Order of the lines: as they became known, or as things happened.', default: 'recorded' })
  @IsOptional()
  @IsOneOf(['recorded', 'occurred'])
  order?: 'recorded' | 'occurred';
}

export class DifferenceRequest {
  @ApiPropertyOptional({ description: 'Earlier view: only what had happened by this instant.' })
  @IsOptional()
  @IsInstant()
  fromAt?: string;

  @ApiPropertyOptional({ description: 'Earlier view: only what was known then (instant or position).' })
  @IsOptional()
  @IsCleanText(80)
  fromAsOf?: string;

  @ApiPropertyOptional({ description: 'Later view: only what had happened by this instant.' })
  @IsOptional()
  @IsInstant()
  toAt?: string;

  @ApiPropertyOptional({ description: 'Later view: only what was known then (instant or position).' })
  @IsOptional()
  @IsCleanText(80)
  toAsOf?: string;
}

export class ComplianceRequest extends IntersectionType(TimeRequest, SpanRequest) {
  @ApiPropertyOptional({ description: 'Which promise of time; all when absent.' })
  @IsOptional()
  @IsOneOf(keysIn(clocks))
  clock?: ClockName;

  @ApiProperty({ description: 'What to group by; months and years are those in which clocks fall due.' })
  @IsOneOf(complianceGroups)
  by!: ComplianceGroup;
}

export class ComplianceCasesRequest extends IntersectionType(ComplianceRequest, GroupRequest, PageRequest) {
  @ApiPropertyOptional({ description: 'How the clock stood, or what had come of it.' })
  @IsOptional()
  @IsOneOf(standings)
  standing?: (typeof standings)[number];
}

export class SatisfactionRequest extends IntersectionType(TimeRequest, SpanRequest) {
  @ApiProperty({ description: 'What to group by; months are those in which users were asked.' })
  @IsOneOf(satisfactionGroups)
  by!: SatisfactionGroup;
}

/** Which rates, and what to group them by. */
class RateNameRequest {
  @ApiProperty({ description: 'What to group by; days, months and seasons are those in which cases fall.' })
  @IsOneOf(kpiGroups)
  by!: KpiGroup;

  @ApiPropertyOptional({ description: 'One rate; all when absent.' })
  @IsOptional()
  @IsOneOf(keysIn(kpiNames))
  kpi?: KpiName;
}

/** Which part of the town or of the work. */
class RatePartRequest {
  @ApiPropertyOptional({ description: 'Only the days of the heating season of this name, such as 2025-2026.' })
  @IsOptional()
  @IsCleanText(60)
  season?: string;

  @ApiPropertyOptional({ description: 'Only this zone.' })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Only this station.' })
  @IsOptional()
  @IsCleanText(120)
  station?: string;

  @ApiPropertyOptional({ description: 'Only this category.' })
  @IsOptional()
  @IsOneOf(keysIn(categories))
  category?: Category;
}

/** Which rates, over which days and parts, on both axes of time. */
export class RatesRequest extends IntersectionType(RateNameRequest, PartialType(CountedDaysRequest), RatePartRequest, StandingAtRequest) {}

const rateStandings = ['in', 'out', ...besides] as const;

/** The cases behind a count of a rate. */
export class RateCasesRequest extends IntersectionType(RatesRequest, PageRequest, GroupRequest) {
  @ApiPropertyOptional({ description: 'One sample base.' })
  @IsOptional()
  @IsCleanText(40)
  basis?: string;

  @ApiPropertyOptional({ description: 'How the case stands: in both counts, in the denominator only (out), or beside.' })
  @IsOptional()
  @IsOneOf(rateStandings)
  standing?: KpiStanding;
}

export class AuditTrailRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Account that acted.' })
  @IsOptional()
  @IsCleanText(120)
  actor?: string;

  @ApiPropertyOptional({ description: 'Case: the stream in which its story began.' })
  @IsOptional()
  @IsCleanText(200)
  case?: string;

  @ApiPropertyOptional({ description: 'Day on which it happened.' })
  @IsOptional()
  @IsDay()
  day?: string;
}

/** Another pack to be run over history. */
export class WhatIfRequest extends IntersectionType(TimeRequest, PickType(PageRequest, ['limit'] as const)) {
  @ApiProperty({ description: 'PACK or PACK@DATE, by place name or pinyin; without a date, the version of each day.', example: '青岛' })
  @IsCleanText(60)
  pack!: string;

  @ApiPropertyOptional({ description: 'First day of the cases looked at.' })
  @IsOptional()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({ description: 'Last day of the cases looked at.' })
  @IsOptional()
  @IsDay()
  to?: string;

  @ApiPropertyOptional({ description: 'Only this promise of time.' })
  @IsOptional()
  @IsOneOf(keysIn(clocks))
  clock?: ClockName;
}
