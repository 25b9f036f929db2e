import { IsCleanText, IsDay, IsEvidence, IsId, IsOneOf, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { results, type MeasurementResult } from '../domain/measurement.words.js';

/** Why a reading does not count. */
export class InvalidateMeasurementRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.' })
  @IsCleanText(500)
  reason!: string;

  @ApiPropertyOptional({ description: 'What shows it.' })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

/** How readings are looked up: by household, ticket, day, zone, or result; latest first. */
export class MeasurementsRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Of this household.' })
  @IsOptional()
  @IsId()
  householdId?: string;

  @ApiPropertyOptional({ description: 'Of this ticket.' })
  @IsOptional()
  @IsId()
  ticketId?: string;

  @ApiPropertyOptional({ description: 'Of this day.' })
  @IsOptional()
  @IsDay()
  day?: string;

  @ApiPropertyOptional({ description: 'Of this heating zone.' })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'With this result.' })
  @IsOptional()
  @IsOneOf(keysIn(results))
  result?: MeasurementResult;
}
