import { evidence, IsCleanText, IsDay, IsEvidence, IsInstant, IsTemperature, Occurrence, temperature } from '@heatledger/edge/nest';
import { keysIn, ticketKinds, type TicketKind } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsUUID, Max, Min, ValidateIf, ValidateNested } from 'class-validator';
import {
  measurementBases,
  rooms,
  signatures,
  testFailures,
  type MeasurementBasis,
  type Room,
  type Signature,
  type TestFailure,
} from '../domain/measurement.words.js';

/** One reading of a series. */
export class SlotRequest {
  @ApiProperty({ description: 'When it was taken.', format: 'date-time' })
  @IsInstant()
  at!: string;

  @ApiProperty({ description: 'Room temperature, tenths of °C.', ...temperature })
  @IsTemperature()
  roomTenths!: number;
}

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

  @ApiPropertyOptional({
    description: 'Room temperature, tenths of °C; the average of the slots when absent.',
    ...temperature,
  })
  @ValidateIf(({ roomTenths, slots }: MeasureRoomRequest) => roomTenths !== undefined || slots === undefined)
  @IsTemperature()
  roomTenths?: number;

  @ApiPropertyOptional({
    description: 'Series of readings, where the rules count the average of several; `at` of the request is when the last was taken or later.',
    type: [SlotRequest],
    minItems: 1,
    maxItems: 100,
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SlotRequest)
  slots?: SlotRequest[];

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

  @ApiPropertyOptional({ description: 'Outdoor daily mean, tenths of °C.', ...temperature })
  @IsOptional()
  @IsTemperature()
  outdoorMeanTenths?: number;

  @ApiPropertyOptional({ description: 'Where the outdoor mean comes from; needed with it.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  outdoorSource?: string;

  @ApiPropertyOptional({
    description: 'Outdoor design temperature, tenths of °C; that of the season when absent.',
    ...temperature,
  })
  @IsOptional()
  @IsTemperature()
  outdoorDesignTenths?: number;

  @ApiProperty({ description: 'Whether the user brought the temperature about.' })
  @IsBoolean()
  userCaused!: boolean;

  @ApiPropertyOptional({ description: 'Photo, signed form.', ...evidence })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

/** A test that did not take place. */
export class RecordFailedTestRequest extends Occurrence {
  @ApiProperty({ description: 'Random id of the household.', format: 'uuid' })
  @IsUUID()
  householdId!: string;

  @ApiPropertyOptional({ description: 'Ticket it was to be taken for.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  ticketId?: string;

  @ApiPropertyOptional({ description: 'Kind of that ticket; the test then belongs to its case.', enum: keysIn(ticketKinds) })
  @IsOptional()
  @IsIn(keysIn(ticketKinds))
  ticketKind?: TicketKind;

  @ApiProperty({ description: 'Why the room was to be measured.', enum: keysIn(measurementBases) })
  @IsIn(keysIn(measurementBases))
  basis!: MeasurementBasis;

  @ApiProperty({ description: 'Why the test did not take place.', enum: keysIn(testFailures) })
  @IsIn(keysIn(testFailures))
  failure!: TestFailure;

  @ApiPropertyOptional({ description: 'What happened; name no person.', maxLength: 500 })
  @IsOptional()
  @IsCleanText(500)
  note?: string;

  @ApiProperty({ description: 'What shows it.', type: [String], minItems: 1, maxItems: 20 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsCleanText(200, { each: true })
  evidence!: string[];
}
