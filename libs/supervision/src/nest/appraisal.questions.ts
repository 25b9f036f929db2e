import { IsCleanText, IsDay, IsOneOf, IsRecord, IsWhole, IsWholeParameter, PageRequest } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
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
    ApiPropertyOptional({ description: 'A draft scheme in place of a pack, checked like one.', example: draftExample }),
    IsOptional(),
    IsRecord(),
  );

export class RerunRequest {
  @ApiPropertyOptional({ description: 'Version of the score; the one that stands when absent.' })
  @IsOptional()
  @IsWhole(1, 1_000_000)
  version?: number;

  @ApiPropertyOptional({ description: 'Another pack, PACK or PACK@DATE; the recorded version of the recorded pack when absent.' })
  @IsOptional()
  @IsCleanText(80)
  pack?: string;

  @DraftScheme()
  draft?: object;
}

export class RegisterRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Appraisals of one unit.' })
  @IsOptional()
  @IsCleanText(120)
  unit?: string;

  @ApiPropertyOptional({ description: 'Only those whose standing version has this grade.' })
  @IsOptional()
  @IsCleanText(120)
  grade?: string;

  @ApiPropertyOptional({ description: 'Periods that end on this day or later.' })
  @IsOptional()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({ description: 'Periods that end on this day or earlier.' })
  @IsOptional()
  @IsDay()
  to?: string;
}

/** A unit that may be appraised. */
class UnitRequest {
  @ApiProperty({ description: 'What is appraised.' })
  @IsOneOf(keysIn(unitKinds))
  unitKind!: UnitKind;

  @ApiPropertyOptional({ description: 'Name of the zone or the station; the company needs none.' })
  @IsOptional()
  @IsCleanText(120)
  unit?: string;
}

export class ProposalRequest extends IntersectionType(UnitRequest, CountedDaysRequest, StandingAtRequest) {
  @ApiPropertyOptional({ description: 'Cases shown for each rate.', default: 50 })
  @IsOptional()
  @IsWholeParameter(1, 500)
  limit?: number;
}
