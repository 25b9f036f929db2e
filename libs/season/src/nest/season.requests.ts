import { IsCleanText, IsInstant, IsTemperature, IsWhole, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

/** A heating season as announced. */
export class DeclareSeasonRequest extends Occurrence {
  @ApiProperty({ description: 'Name of the season, such as 2025-2026.' })
  @IsCleanText(120)
  name!: string;

  @ApiProperty({ description: 'Jurisdiction or supply area.' })
  @IsCleanText(120)
  area!: string;

  @ApiProperty({ description: 'First heated instant.' })
  @IsInstant()
  startsAt!: string;

  @ApiProperty({ description: 'Last heated instant.' })
  @IsInstant()
  endsAt!: string;

  @ApiProperty({ description: 'Rule pack that governs it.' })
  @IsCleanText(120)
  packId!: string;

  @ApiPropertyOptional({ description: 'Heated days, where the notice states them.' })
  @IsOptional()
  @IsWhole(1, 366)
  days?: number;

  @ApiPropertyOptional({ description: 'Number of the official notice.' })
  @IsOptional()
  @IsCleanText(120)
  document?: string;

  @ApiPropertyOptional({ description: 'Outdoor design temperature of the place, tenths of °C.' })
  @IsOptional()
  @IsTemperature()
  outdoorDesignTenths?: number;
}

/** An earlier start. */
export class AdvanceSeasonRequest extends Occurrence {
  @ApiProperty({ description: 'New start, before the known one.' })
  @IsInstant()
  startsAt!: string;

  @ApiProperty({ description: 'Why.' })
  @IsCleanText(500)
  reason!: string;

  @ApiPropertyOptional({ description: 'Number of the official notice.' })
  @IsOptional()
  @IsCleanText(120)
  document?: string;
}

/** A later end. */
export class ExtendSeasonRequest extends Occurrence {
  @ApiProperty({ description: 'New end, after the known one.' })
  @IsInstant()
  endsAt!: string;

  @ApiProperty({ description: 'Why.' })
  @IsCleanText(500)
  reason!: string;

  @ApiPropertyOptional({ description: 'Number of the official notice.' })
  @IsOptional()
  @IsCleanText(120)
  document?: string;
}

/** A start later than declared. */
export class LateStartRequest extends Occurrence {
  @ApiProperty({ description: 'When heating really began, after the declared start.' })
  @IsInstant()
  heatedFrom!: string;

  @ApiProperty({ description: 'Why.' })
  @IsCleanText(500)
  reason!: string;
}

/** The end of heating. */
export class EndSeasonRequest extends Occurrence {
  @ApiProperty({ description: 'When heating stopped; before the declared end it is a breach, recorded with the days lost.' })
  @IsInstant()
  endsAt!: string;
}

/** How the calendar is looked up; latest start first. */
export class SeasonsRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Only seasons of this area.' })
  @IsOptional()
  @IsCleanText(120)
  area?: string;
}

/** Which season holds at an instant. */
export class SeasonAtRequest {
  @ApiProperty({ description: 'Instant asked about.' })
  @IsInstant()
  at!: string;

  @ApiPropertyOptional({ description: 'Leave out what was recorded later.' })
  @IsOptional()
  @IsInstant()
  asOf?: string;

  @ApiPropertyOptional({ description: 'Jurisdiction or supply area.' })
  @IsOptional()
  @IsCleanText(120)
  area?: string;
}
