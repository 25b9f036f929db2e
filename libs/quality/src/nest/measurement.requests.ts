import { IsCleanText, IsDay, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn, ticketKinds, type TicketKind } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import {
  measurementBases,
  results,
  rooms,
  signatures,
  type MeasurementBasis,
  type MeasurementResult,
  type Room,
  type Signature,
} from '../domain/measurement.words.js';

/** A reading with the conditions its validity depends on. */
export class MeasureRoomRequest extends Occurrence {
  @ApiProperty({ description: 'Random id of the household.', format: 'uuid' })
  @IsUUID()
  householdId!: string;

  @ApiPropertyOptional({ description: 'Ticket it was read for.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  ticketId?: string;

  @ApiPropertyOptional({ description: 'Kind of that ticket; the measurement then belongs to its case.', enum: keysIn(ticketKinds) })
  @IsOptional()
  @IsIn(keysIn(ticketKinds))
  ticketKind?: TicketKind;

  @ApiProperty({ description: 'Why the room was measured.', enum: keysIn(measurementBases) })
  @IsIn(keysIn(measurementBases))
  basis!: MeasurementBasis;

  @ApiProperty({ description: 'Which room.', enum: keysIn(rooms) })
  @IsIn(keysIn(rooms))
  room!: Room;

  @ApiProperty({ description: 'Room temperature, tenths of °C.', type: 'integer', minimum: -400, maximum: 600 })
  @IsInt()
  @Min(-400)
  @Max(600)
  roomTenths!: number;

  @ApiPropertyOptional({
    description: 'Agreed room temperature, tenths of °C; that of the archive when absent.',
    type: 'integer',
    minimum: 50,
    maximum: 350,
  })
  @IsOptional()
  @IsInt()
  @Min(50)
  @Max(350)
  contractTenths?: number;

  @ApiProperty({ description: 'How long doors and windows had been closed.', type: 'integer', minimum: 0, maximum: 10080 })
  @IsInt()
  @Min(0)
  @Max(10080)
  closedMinutes!: number;

  @ApiProperty({ description: 'Height of the probe above the floor, cm.', type: 'integer', minimum: 0, maximum: 1000 })
  @IsInt()
  @Min(0)
  @Max(1000)
  heightCentimetres!: number;

  @ApiProperty({ description: 'Number of the instrument.', maxLength: 120 })
  @IsCleanText(120)
  instrument!: string;

  @ApiProperty({ description: 'Day until which its certificate holds.', format: 'date' })
  @IsDay()
  instrumentValidUntil!: string;

  @ApiProperty({ description: 'Whether the user signed.', enum: keysIn(signatures) })
  @IsIn(keysIn(signatures))
  signedByUser!: Signature;

  @ApiProperty({ description: 'Whether the company signed.' })
  @IsBoolean()
  signedByCompany!: boolean;

  @ApiPropertyOptional({ description: 'Outdoor daily mean, tenths of °C.', type: 'integer', minimum: -400, maximum: 600 })
  @IsOptional()
  @IsInt()
  @Min(-400)
  @Max(600)
  outdoorMeanTenths?: number;

  @ApiPropertyOptional({ description: 'Where the outdoor mean comes from.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  outdoorSource?: string;

  @ApiProperty({ description: 'Whether the user brought the temperature about.' })
  @IsBoolean()
  userCaused!: boolean;

  @ApiPropertyOptional({ description: 'Photo, signed form.', type: [String], maxItems: 20 })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsCleanText(200, { each: true })
  evidence?: string[];
}

/** Why a reading does not count. */
export class InvalidateMeasurementRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.', maxLength: 500 })
  @IsCleanText(500)
  reason!: string;

  @ApiPropertyOptional({ description: 'What shows it.', type: [String], maxItems: 20 })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsCleanText(200, { each: true })
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
