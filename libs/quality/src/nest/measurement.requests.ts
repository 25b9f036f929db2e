import { evidence, IsCleanText, IsDay, IsEvidence, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { results, type MeasurementResult } from '../domain/measurement.words.js';

/** Why a reading does not count. */
export class InvalidateMeasurementRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.', maxLength: 500 })
  @IsCleanText(500)
  reason!: string;

  @ApiPropertyOptional({ description: 'What shows it.', ...evidence })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

/** How readings are looked up: by household, ticket, day, zone, or result; latest first. */
export class MeasurementsRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Of this household.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  householdId?: string;

  @ApiPropertyOptional({ description: 'Of this ticket.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  ticketId?: string;

  @ApiPropertyOptional({ description: 'Of this day.', format: 'date' })
  @IsOptional()
  @IsDay()
  day?: string;

  @ApiPropertyOptional({ description: 'Of this heating zone.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'With this result.', enum: keysIn(results) })
  @IsOptional()
  @IsIn(keysIn(results))
  result?: MeasurementResult;
}
