import { IsCleanText, IsDay, Occurrence } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type as nested } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { unitKinds, type UnitKind } from '../domain/appraisal.events.js';
import { DraftScheme } from './appraisal.questions.js';

const MOST_ITEMS = 500;
const MOST_VETOES = 50;

const IsListOf = (of: Type, most: number): PropertyDecorator => applyDecorators(nested(() => of), ValidateNested({ each: true }), ArrayMaxSize(most), IsArray());

export class ItemNameRequest {
  @ApiProperty({ description: 'Group of the scheme.', maxLength: 120 })
  @IsCleanText(120)
  group!: string;

  @ApiProperty({ description: 'Id of the recorded fact that it rests on.', format: 'uuid' })
  @IsUUID()
  eventId!: string;
}

export class AppraisalItemRequest extends ItemNameRequest {
  @ApiProperty({ description: 'Tenths of a point, negative for points lost.', type: 'integer' })
  @IsInt()
  @Min(-1_000_000)
  @Max(1_000_000)
  pointsTenths!: number;

  @ApiProperty({ description: 'Why; name no person.', maxLength: 500 })
  @IsCleanText(500)
  reason!: string;
}

export class AppraisalVetoRequest {
  @ApiProperty({ description: 'Veto of the scheme.', maxLength: 120 })
  @IsCleanText(120)
  veto!: string;

  @ApiProperty({ description: 'Id of the recorded fact that shows it.', format: 'uuid' })
  @IsUUID()
  eventId!: string;
}

export class PublishAppraisalRequest extends Occurrence {
  @ApiProperty({ description: 'What is appraised.', enum: keysIn(unitKinds) })
  @IsIn(keysIn(unitKinds))
  unitKind!: UnitKind;

  @ApiProperty({ description: 'Name of the zone, the station or the company.', maxLength: 120 })
  @IsCleanText(120)
  unit!: string;

  @ApiProperty({ description: 'First day of the period.', format: 'date' })
  @IsDay()
  from!: string;

  @ApiProperty({ description: 'Last day of the period; the scheme in force on it holds.', format: 'date' })
  @IsDay()
  to!: string;

  @ApiProperty({
    description: 'Points won or lost, each with the fact that it rests on; none leaves every group its weight.',
    type: [AppraisalItemRequest],
    maxItems: MOST_ITEMS,
  })
  @IsListOf(AppraisalItemRequest, MOST_ITEMS)
  items!: AppraisalItemRequest[];

  @ApiPropertyOptional({ description: 'What loses everything.', type: [AppraisalVetoRequest], maxItems: MOST_VETOES })
  @IsOptional()
  @IsListOf(AppraisalVetoRequest, MOST_VETOES)
  vetoes?: AppraisalVetoRequest[];
}

export class ReviseAppraisalRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.', maxLength: 500 })
  @IsCleanText(500)
  reason!: string;

  @ApiPropertyOptional({ description: 'Items that come to it.', type: [AppraisalItemRequest], maxItems: MOST_ITEMS })
  @IsOptional()
  @IsListOf(AppraisalItemRequest, MOST_ITEMS)
  add?: AppraisalItemRequest[];

  @ApiPropertyOptional({ description: 'Items that are taken out, by group and fact.', type: [ItemNameRequest], maxItems: MOST_ITEMS })
  @IsOptional()
  @IsListOf(ItemNameRequest, MOST_ITEMS)
  remove?: ItemNameRequest[];

  @ApiPropertyOptional({ description: 'The vetoes anew; those that stand when absent.', type: [AppraisalVetoRequest], maxItems: MOST_VETOES })
  @IsOptional()
  @IsListOf(AppraisalVetoRequest, MOST_VETOES)
  vetoes?: AppraisalVetoRequest[];
}

export class WithdrawAppraisalRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.', maxLength: 500 })
  @IsCleanText(500)
  reason!: string;
}

export class ReappraiseRequest extends Occurrence {
  @ApiPropertyOptional({
    description: 'Pack by pinyin or place name: in force on the last day of the period, or PACK@DATE for the version of another day.',
    maxLength: 80,
    example: 'linyi@2026-01-05',
  })
  @IsOptional()
  @IsCleanText(80)
  pack?: string;

  @DraftScheme()
  draft?: object;
}
