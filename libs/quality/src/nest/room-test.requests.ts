import {
  IsCleanText,
  IsDay,
  IsEvidence,
  IsId,
  IsInstant,
  IsListOf,
  IsOneOf,
  IsTemperature,
  IsWhole,
  IsYesNo,
  Occurrence,
} from '@heatledger/edge/nest';
import { keysIn, ticketKinds, type TicketKind } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, ValidateIf } from 'class-validator';
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
  @ApiProperty({ description: 'When it was taken.' })
  @IsInstant()
  at!: string;

  @ApiProperty({ description: 'Room temperature, tenths of °C.' })
  @IsTemperature()
  roomTenths!: number;
}

/** A reading with the conditions its validity depends on. */
export class MeasureRoomRequest extends Occurrence {
  @ApiProperty({ description: 'Random id of the household.' })
  @IsId()
  householdId!: string;

  @ApiPropertyOptional({ description: 'Ticket it was read for.' })
  @IsOptional()
  @IsId()
  ticketId?: string;

  @ApiPropertyOptional({ description: 'Kind of that ticket; the measurement then belongs to its case.' })
  @IsOptional()
  @IsOneOf(keysIn(ticketKinds))
  ticketKind?: TicketKind;

  @ApiProperty({ description: 'Why the room was measured.' })
  @IsOneOf(keysIn(measurementBases))
  basis!: MeasurementBasis;

  @ApiProperty({ description: 'Which room.' })
  @IsOneOf(keysIn(rooms))
  room!: Room;

  @ApiPropertyOptional({ description: 'Room temperature, tenths of °C; the average of the slots when absent.' })
  @ValidateIf(({ roomTenths, slots }: MeasureRoomRequest) => roomTenths !== undefined || slots === undefined)
  @IsTemperature()
  roomTenths?: number;

  @ApiPropertyOptional({ description: 'Series of readings, where the rules count the average of several; `at` of the request is when the last was taken or later.' })
  @IsOptional()
  @IsListOf(SlotRequest, { least: 1, most: 100 })
  slots?: SlotRequest[];

  @ApiPropertyOptional({ description: 'Agreed room temperature, tenths of °C; that of the archive when absent.' })
  @IsOptional()
  @IsWhole(50, 350)
  contractTenths?: number;

  @ApiProperty({ description: 'How long doors and windows had been closed.' })
  @IsWhole(0, 10080)
  closedMinutes!: number;

  @ApiProperty({ description: 'Height of the probe above the floor, cm.' })
  @IsWhole(0, 1000)
  heightCentimetres!: number;

  @ApiProperty({ description: 'Number of the instrument.' })
  @IsCleanText(120)
  instrument!: string;

  @ApiProperty({ description: 'Day until which its certificate holds.' })
  @IsDay()
  instrumentValidUntil!: string;

  @ApiProperty({ description: 'Whether the user signed.' })
  @IsOneOf(keysIn(signatures))
  signedByUser!: Signature;

  @ApiProperty({ description: 'Whether the company signed.' })
  @IsYesNo()
  signedByCompany!: boolean;

  @ApiPropertyOptional({ description: 'Outdoor daily mean, tenths of °C.' })
  @IsOptional()
  @IsTemperature()
  outdoorMeanTenths?: number;

  @ApiPropertyOptional({ description: 'Where the outdoor mean comes from; needed with it.' })
  @IsOptional()
  @IsCleanText(120)
  outdoorSource?: string;

  @ApiPropertyOptional({ description: 'Outdoor design temperature, tenths of °C; that of the season when absent.' })
  @IsOptional()
  @IsTemperature()
  outdoorDesignTenths?: number;

  @ApiProperty({ description: 'Whether the user brought the temperature about.' })
  @IsYesNo()
  userCaused!: boolean;

  @ApiPropertyOptional({ description: 'Photo, signed form.' })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

/** A test that did not take place. */
export class RecordFailedTestRequest extends Occurrence {
  @ApiProperty({ description: 'Random id of the household.' })
  @IsId()
  householdId!: string;

  @ApiPropertyOptional({ description: 'Ticket it was to be taken for.' })
  @IsOptional()
  @IsId()
  ticketId?: string;

  @ApiPropertyOptional({ description: 'Kind of that ticket; the test then belongs to its case.' })
  @IsOptional()
  @IsOneOf(keysIn(ticketKinds))
  ticketKind?: TicketKind;

  @ApiProperty({ description: 'Why the room was to be measured.' })
  @IsOneOf(keysIn(measurementBases))
  basis!: MeasurementBasis;

  @ApiProperty({ description: 'Why the test did not take place.' })
  @IsOneOf(keysIn(testFailures))
  failure!: TestFailure;

  @ApiPropertyOptional({ description: 'What happened; name no person.' })
  @IsOptional()
  @IsCleanText(500)
  note?: string;

  @ApiProperty({ description: 'What shows it.' })
  @IsEvidence(1)
  evidence!: string[];
}
