import { IsCleanText, IsDay, PageRequest } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, Max, Min } from 'class-validator';
import { unitKinds, type UnitKind } from '../domain/appraisal.events.js';
import { CountedDaysRequest, StandingAtRequest } from './axes.requests.js';

const draftExample = {
  id: 'draft-2026',
  version: '1',
  total: 100,
  weights: { 供热质量: 60, 服务响应: 40 },
  grades: [{ grade: 'A', name: { zh: '合格', en: 'pass' }, atLeast: 0 }],
  vetoes: [],
  source: 'proposal of the appraisal office',
};

/** A draft scheme as a caller may write it. */
export const DraftScheme = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ description: 'A draft scheme in place of a pack, checked like one.', type: 'object', additionalProperties: true, example: draftExample }),
    IsOptional(),
    IsObject(),
  );

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

  @DraftScheme()
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

/** A unit that may be appraised. */
class UnitRequest {
  @ApiProperty({ description: 'What is appraised.', enum: keysIn(unitKinds) })
  @IsIn(keysIn(unitKinds))
  unitKind!: UnitKind;

  @ApiPropertyOptional({ description: 'Name of the zone or the station; the company needs none.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  unit?: string;
}

export class ProposalRequest extends IntersectionType(UnitRequest, CountedDaysRequest, StandingAtRequest) {
  @ApiPropertyOptional({ description: 'Cases shown for each rate.', type: 'integer', minimum: 1, maximum: 500, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}
