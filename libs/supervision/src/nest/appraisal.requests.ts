import { IsCleanText, IsDay, IsInstant, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { unitKinds, type UnitKind } from '../domain/appraisal.events.js';

const MOST_ITEMS = 500;
const MOST_VETOES = 50;

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

  @ApiProperty({ description: 'Points won or lost, each with the fact that it rests on; none leaves every group its weight.', type: [AppraisalItemRequest], maxItems: MOST_ITEMS })
  @IsArray()
  @ArrayMaxSize(MOST_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => AppraisalItemRequest)
  items!: AppraisalItemRequest[];

  @ApiPropertyOptional({ description: 'What loses everything.', type: [AppraisalVetoRequest], maxItems: MOST_VETOES })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_VETOES)
  @ValidateNested({ each: true })
  @Type(() => AppraisalVetoRequest)
  vetoes?: AppraisalVetoRequest[];
}

export class ReviseAppraisalRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.', maxLength: 500 })
  @IsCleanText(500)
  reason!: string;

  @ApiPropertyOptional({ description: 'Items that come to it.', type: [AppraisalItemRequest], maxItems: MOST_ITEMS })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => AppraisalItemRequest)
  add?: AppraisalItemRequest[];

  @ApiPropertyOptional({ description: 'Items that are taken out, by group and fact.', type: [ItemNameRequest], maxItems: MOST_ITEMS })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => ItemNameRequest)
  remove?: ItemNameRequest[];

  @ApiPropertyOptional({ description: 'The vetoes anew; those that stand when absent.', type: [AppraisalVetoRequest], maxItems: MOST_VETOES })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_VETOES)
  @ValidateNested({ each: true })
  @Type(() => AppraisalVetoRequest)
  vetoes?: AppraisalVetoRequest[];
}

export class WithdrawAppraisalRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.', maxLength: 500 })
  @IsCleanText(500)
  reason!: string;
}

const draftExample = { id: 'draft-2026', version: '1', total: 100, weights: { 供热质量: 60, 服务响应: 40 }, grades: [{ grade: 'A', name: { zh: '合格', en: 'pass' }, atLeast: 0 }], vetoes: [], source: 'proposal of the appraisal office' };

export class ReappraiseRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Pack by pinyin or place name: in force on the last day of the period, or PACK@DATE for the version of another day.', maxLength: 80, example: 'linyi@2026-01-05' })
  @IsOptional()
  @IsCleanText(80)
  pack?: string;

  @ApiPropertyOptional({ description: 'A draft scheme in place of a pack, checked like one.', type: 'object', additionalProperties: true, example: draftExample })
  @IsOptional()
  @IsObject()
  draft?: object;
}

export class RerunRequest {
  @ApiPropertyOptional({ description: 'Version of the score; the one that stands when absent.', type: 'integer', minimum: 1 })
  @IsOptional()
  @IsInt()
  @Min(1)
  version?: number;

  @ApiPropertyOptional({ description: 'Another pack, PACK or PACK@DATE; the recorded version of the recorded pack when absent.', maxLength: 80 })
  @IsOptional()
  @IsCleanText(80)
  pack?: string;

  @ApiPropertyOptional({ description: 'A draft scheme in place of a pack, checked like one.', type: 'object', additionalProperties: true, example: draftExample })
  @IsOptional()
  @IsObject()
  draft?: object;
}

export class RegisterRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Appraisals of one unit.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  unit?: string;

  @ApiPropertyOptional({ description: 'Only those whose standing version has this grade.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  grade?: string;

  @ApiPropertyOptional({ description: 'Periods that end on this day or later.', format: 'date' })
  @IsOptional()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({ description: 'Periods that end on this day or earlier.', format: 'date' })
  @IsOptional()
  @IsDay()
  to?: string;
}

export class ProposalRequest {
  @ApiProperty({ description: 'What is appraised.', enum: keysIn(unitKinds) })
  @IsIn(keysIn(unitKinds))
  unitKind!: UnitKind;

  @ApiPropertyOptional({ description: 'Name of the zone or the station; the company needs none.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  unit?: string;

  @ApiProperty({ description: 'First day counted.', format: 'date' })
  @IsDay()
  from!: string;

  @ApiProperty({ description: 'Last day counted.', format: 'date' })
  @IsDay()
  to!: string;

  @ApiPropertyOptional({ description: 'As it stood at this instant; now when absent.', format: 'date-time' })
  @IsOptional()
  @IsInstant()
  at?: string;

  @ApiPropertyOptional({ description: 'Only what was known then: an instant with offset, or a position of the log.', maxLength: 80 })
  @IsOptional()
  @IsCleanText(80)
  asOf?: string;

  @ApiPropertyOptional({ description: 'Cases shown for each rate.', type: 'integer', minimum: 1, maximum: 500, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}
