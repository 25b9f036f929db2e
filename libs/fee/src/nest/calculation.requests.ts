import { evidence, IsCleanText, IsDay, IsEvidence, IsFen, IsInstant, IsTemperature, Occurrence, temperature } from '@heatledger/edge/nest';
import { keysIn, readingOrigins, visitOutcomes, type ReadingOrigin, type VisitOutcome } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, Max, Min, ValidateNested } from 'class-validator';

/** A day's reading, or what came of the visit instead. */
export class DayReadingRequest {
  @ApiProperty({ description: 'Local day.', format: 'date' })
  @IsDay()
  on!: string;

  @ApiPropertyOptional({ description: 'Room temperature of that day, tenths of °C.', ...temperature })
  @IsOptional()
  @IsTemperature()
  measuredTenths?: number;

  @ApiProperty({ description: 'Who it comes from; a third party stands in place of what the parties measured.', enum: keysIn(readingOrigins) })
  @IsIn(keysIn(readingOrigins))
  by!: ReadingOrigin;

  @ApiPropertyOptional({ description: 'What came of the visit, where a side failed its part.', enum: keysIn(visitOutcomes) })
  @IsOptional()
  @IsIn(keysIn(visitOutcomes))
  outcome?: VisitOutcome;
}

/** What a figure is made from: cold rooms and outages need fee and span, the other bases a sum with its grounds. */
export class CalculateAdjustmentRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Fee of the whole season, fen.', type: 'integer', minimum: 0 })
  @IsOptional()
  @IsFen()
  seasonFeeFen?: number;

  @ApiPropertyOptional({ description: 'Heated days; those of the season at `from` when absent.', type: 'integer', minimum: 1, maximum: 366 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(366)
  seasonDays?: number;

  @ApiPropertyOptional({ description: 'First failing instant.', format: 'date-time' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ description: 'Last failing instant.', format: 'date-time' })
  @IsOptional()
  @IsInstant()
  to?: string;

  @ApiPropertyOptional({ description: 'Failing days, where the officer states them.', type: 'integer', minimum: 0, maximum: 366 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(366)
  days?: number;

  @ApiPropertyOptional({ description: 'Governing room temperature, tenths of °C.', ...temperature })
  @IsOptional()
  @IsTemperature()
  measuredTenths?: number;

  @ApiPropertyOptional({
    description: 'Agreed room temperature, tenths of °C; that of the archive when absent.',
    ...temperature,
  })
  @IsOptional()
  @IsTemperature()
  contractTenths?: number;

  @ApiPropertyOptional({
    description: 'Billed area, tenths of m²; that of the archive when absent.',
    type: 'integer',
    minimum: 1,
    maximum: 100000000,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100000000)
  billedAreaTenths?: number;

  @ApiPropertyOptional({ description: 'Area of the failing rooms, tenths of m².', type: 'integer', minimum: 1, maximum: 100000000 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100000000)
  failingAreaTenths?: number;

  @ApiPropertyOptional({ description: 'Basic part of the season fee, fen.', type: 'integer', minimum: 0 })
  @IsOptional()
  @IsFen()
  basicFeeFen?: number;

  @ApiPropertyOptional({ description: 'Whether the user was found to be the cause.' })
  @IsOptional()
  @IsBoolean()
  userCaused?: boolean;

  @ApiPropertyOptional({ description: 'Whether heat is billed by meter.' })
  @IsOptional()
  @IsBoolean()
  metered?: boolean;

  @ApiPropertyOptional({
    description: 'Readings of single days, in place of one temperature and of stated days.',
    type: [DayReadingRequest],
    minItems: 1,
    maxItems: 366,
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(366)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DayReadingRequest)
  readings?: DayReadingRequest[];

  @ApiPropertyOptional({ description: 'Stated sum, fen.', type: 'integer', minimum: 0 })
  @IsOptional()
  @IsFen()
  amountFen?: number;

  @ApiPropertyOptional({ description: 'Why the figure is right; name no person.', maxLength: 1000 })
  @IsOptional()
  @IsCleanText(1000)
  grounds?: string;

  @ApiPropertyOptional({ description: 'Documents it rests on.', ...evidence })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}
