import { IsCleanText, IsDay, IsId, IsListOf, IsOneOf, IsWhole, Occurrence } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { unitKinds, type UnitKind } from '../domain/appraisal.events.js';
import { DraftScheme } from './appraisal.questions.js';

const MOST_ITEMS = 500;
const MOST_VETOES = 50;

export class ItemNameRequest {
  @ApiProperty({ description: 'Group of the scheme.' })
  @IsCleanText(120)
  group!: string;

  @ApiProperty({ description: 'Id of the recorded fact that it rests on.' })
  @IsId()
  eventId!: string;
}

export class AppraisalItemRequest extends ItemNameRequest {
  @ApiProperty({ description: 'Tenths of a point, negative for points lost.' })
  @IsWhole(-1_000_000, 1_000_000)
  pointsTenths!: number;

  @ApiProperty({ description: 'Why; name no person.' })
  @IsCleanText(500)
  reason!: string;
}

export class AppraisalVetoRequest {
  @ApiProperty({ description: 'Veto of the scheme.' })
  @IsCleanText(120)
  veto!: string;

  @ApiProperty({ description: 'Id of the recorded fact that shows it.' })
  @IsId()
  eventId!: string;
}

export class PublishAppraisalRequest extends Occurrence {
  @ApiProperty({ description: 'What is appraised.' })
  @IsOneOf(keysIn(unitKinds))
  unitKind!: UnitKind;

  @ApiProperty({ description: 'Name of the zone, the station or the company.' })
  @IsCleanText(120)
  unit!: string;

  @ApiProperty({ description: 'First day of the period.' })
  @IsDay()
  from!: string;

  @ApiProperty({ description: 'Last day of the period; the scheme in force on it holds.' })
  @IsDay()
  to!: string;

  @ApiProperty({ description: 'Points won or lost, each with the fact that it rests on; none leaves every group its weight.' })
  @IsListOf(AppraisalItemRequest, { most: MOST_ITEMS })
  items!: AppraisalItemRequest[];

  @ApiPropertyOptional({ description: 'What loses everything.' })
  @IsOptional()
  @IsListOf(AppraisalVetoRequest, { most: MOST_VETOES })
  vetoes?: AppraisalVetoRequest[];
}

export class ReviseAppraisalRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.' })
  @IsCleanText(500)
  reason!: string;

  @ApiPropertyOptional({ description: 'Items that come to it.' })
  @IsOptional()
  @IsListOf(AppraisalItemRequest, { most: MOST_ITEMS })
  add?: AppraisalItemRequest[];

  @ApiPropertyOptional({ description: 'Items that are taken out, by group and fact.' })
  @IsOptional()
  @IsListOf(ItemNameRequest, { most: MOST_ITEMS })
  remove?: ItemNameRequest[];

  @ApiPropertyOptional({ description: 'The vetoes anew; those that stand when absent.' })
  @IsOptional()
  @IsListOf(AppraisalVetoRequest, { most: MOST_VETOES })
  vetoes?: AppraisalVetoRequest[];
}

export class WithdrawAppraisalRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.' })
  @IsCleanText(500)
  reason!: string;
}

export class ReappraiseRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Pack by pinyin or place name: in force on the last day of the period, or PACK@DATE for the version of another day.', example: 'linyi@2026-01-05' })
  @IsOptional()
  @IsCleanText(80)
  pack?: string;

  @DraftScheme()
  draft?: object;
}
