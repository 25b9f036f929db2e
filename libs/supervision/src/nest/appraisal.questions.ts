import { IsCleanText, IsDay, IsInstant, PageRequest } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, Max, Min } from 'class-validator';
import { unitKinds, type UnitKind } from '../domain/appraisal.events.js';

/** A draft scheme as a caller may write it. */
export const draftExample = {
  id: 'draft-2026',
  version: '1',
  total: 100,
  weights: { 供热质量: 60, 服务响应: 40 },
  grades: [{ grade: 'A', name: { zh: '合格', en: 'pass' }, atLeast: 0 }],
  vetoes: [],
  source: 'proposal of the appraisal office',
};

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

  @ApiPropertyOptional({
    description: 'A draft scheme in place of a pack, checked like one.',
    type: 'object',
    additionalProperties: true,
    example: draftExample,
  })
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
