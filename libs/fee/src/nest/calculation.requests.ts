import {
  IsCleanText,
  IsDay,
  IsEvidence,
  IsFen,
  IsInstant,
  IsListOf,
  IsOneOf,
  IsTemperature,
  IsWhole,
  IsYesNo,
  Occurrence,
} from '@heatledger/edge/nest';
import { keysIn, readingOrigins, visitOutcomes, type ReadingOrigin, type VisitOutcome } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

/** A day's reading, or what came of the visit instead. */
export class DayReadingRequest {
  @ApiProperty({ description: 'Local day.' })
  @IsDay()
  on!: string;

  @ApiPropertyOptional({ description: 'Room temperature of that day, tenths of °C.' })
  @IsOptional()
  @IsTemperature()
  measuredTenths?: number;

  @ApiProperty({ description: 'Who it comes from; a third party stands in place of what the parties measured.' })
  @IsOneOf(keysIn(readingOrigins))
  by!: ReadingOrigin;

  @ApiPropertyOptional({ description: 'What came of the visit, where a side failed its part.' })
  @IsOptional()
  @IsOneOf(keysIn(visitOutcomes))
  outcome?: VisitOutcome;
}

/** What a figure is made from: cold rooms and outages need fee and span, the other bases a sum with its grounds. */
export class CalculateAdjustmentRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Fee of the whole season, fen.' })
  @IsOptional()
  @IsFen()
  seasonFeeFen?: number;

  @ApiPropertyOptional({ description: 'Heated days; those of the season at `from` when absent.' })
  @IsOptional()
  @IsWhole(1, 366)
  seasonDays?: number;

  @ApiPropertyOptional({ description: 'First failing instant.' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ description: 'Last failing instant.' })
  @IsOptional()
  @IsInstant()
  to?: string;

  @ApiPropertyOptional({ description: 'Failing days, where the officer states them.' })
  @IsOptional()
  @IsWhole(0, 366)
  days?: number;

  @ApiPropertyOptional({ description: 'Governing room temperature, tenths of °C.' })
  @IsOptional()
  @IsTemperature()
  measuredTenths?: number;

  @ApiPropertyOptional({ description: 'Agreed room temperature, tenths of °C; that of the archive when absent.' })
  @IsOptional()
  @IsTemperature()
  contractTenths?: number;

  @ApiPropertyOptional({ description: 'Billed area, tenths of m²; that of the archive when absent.' })
  @IsOptional()
  @IsWhole(1, 100000000)
  billedAreaTenths?: number;

  @ApiPropertyOptional({ description: 'Area of the failing rooms, tenths of m².' })
  @IsOptional()
  @IsWhole(1, 100000000)
  failingAreaTenths?: number;

  @ApiPropertyOptional({ description: 'Basic part of the season fee, fen.' })
  @IsOptional()
  @IsFen()
  basicFeeFen?: number;

  @ApiPropertyOptional({ description: 'Whether the user was found to be the cause.' })
  @IsOptional()
  @IsYesNo()
  userCaused?: boolean;

  @ApiPropertyOptional({ description: 'Whether heat is billed by meter.' })
  @IsOptional()
  @IsYesNo()
  metered?: boolean;

  @ApiPropertyOptional({ description: 'Readings of single days, in place of one temperature and of stated days.' })
  @IsOptional()
  @IsListOf(DayReadingRequest, { least: 1, most: 366 })
  readings?: DayReadingRequest[];

  @ApiPropertyOptional({ description: 'Stated sum, fen.' })
  @IsOptional()
  @IsFen()
  amountFen?: number;

  @ApiPropertyOptional({ description: 'Why the figure is right; name no person.' })
  @IsOptional()
  @IsCleanText(1000)
  grounds?: string;

  @ApiPropertyOptional({ description: 'Documents it rests on.' })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}
