import { evidence, IsCleanText, IsDay, IsEvidence, IsInstant, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { heatingStates, type HeatingState } from '../domain/household.words.js';

/** A home as it enters the archive. */
export class RegisterHouseholdRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Number of the archive, as on the bill.', maxLength: 40 })
  @IsOptional()
  @IsCleanText(40)
  archiveNumber?: string;

  @ApiProperty({ description: 'Heating zone.', maxLength: 120 })
  @IsCleanText(120)
  zone!: string;

  @ApiProperty({ description: 'Heat station.', maxLength: 120 })
  @IsCleanText(120)
  station!: string;

  @ApiProperty({ description: 'Billed area, tenths of m².', type: 'integer', minimum: 1, maximum: 100000000 })
  @IsInt()
  @Min(1)
  @Max(100000000)
  areaTenths!: number;

  @ApiProperty({ description: 'Agreed room temperature, tenths of °C.', type: 'integer', minimum: 50, maximum: 350 })
  @IsInt()
  @Min(50)
  @Max(350)
  contractTenths!: number;

  @ApiProperty({ description: 'Whether the home is heated.', enum: keysIn(heatingStates) })
  @IsIn(keysIn(heatingStates))
  heating!: HeatingState;

  @ApiProperty({ description: 'First day on which the archive holds.', format: 'date' })
  @IsDay()
  from!: string;

  @ApiPropertyOptional({ description: 'Address without a name.', maxLength: 200 })
  @IsOptional()
  @IsCleanText(200)
  address?: string;

  @ApiPropertyOptional({ description: 'Name of the heat user.', maxLength: 80 })
  @IsOptional()
  @IsCleanText(80)
  person?: string;

  @ApiPropertyOptional({ description: 'Phone of the heat user: digits, + * ( ) - and spaces.' })
  @IsOptional()
  @Matches(/^[0-9+*() -]{3,24}$/)
  phone?: string;
}

/** Entries put right; at least one of them. */
export class CorrectHouseholdRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Day from which the corrected entry holds; the first day of the archive when absent.', format: 'date' })
  @IsOptional()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({ description: 'Heating zone.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Heat station.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  station?: string;

  @ApiPropertyOptional({ description: 'Billed area, tenths of m².', type: 'integer', minimum: 1, maximum: 100000000 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100000000)
  areaTenths?: number;

  @ApiPropertyOptional({ description: 'Address without a name.', maxLength: 200 })
  @IsOptional()
  @IsCleanText(200)
  address?: string;

  @ApiPropertyOptional({ description: 'Name of the heat user.', maxLength: 80 })
  @IsOptional()
  @IsCleanText(80)
  person?: string;

  @ApiPropertyOptional({ description: 'Phone of the heat user: digits, + * ( ) - and spaces.' })
  @IsOptional()
  @Matches(/^[0-9+*() -]{3,24}$/)
  phone?: string;

  @ApiProperty({ description: 'Why the entry was wrong; name no person.', maxLength: 500 })
  @IsCleanText(500)
  reason!: string;

  @ApiPropertyOptional({ description: 'Documents that show it.', ...evidence })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

/** A room temperature agreed by contract. */
export class AgreeContractTemperatureRequest extends Occurrence {
  @ApiProperty({ description: 'Agreed room temperature, tenths of °C.', type: 'integer', minimum: 50, maximum: 350 })
  @IsInt()
  @Min(50)
  @Max(350)
  contractTenths!: number;

  @ApiProperty({ description: 'First day on which it holds.', format: 'date' })
  @IsDay()
  from!: string;

  @ApiPropertyOptional({ description: 'The contract.', ...evidence })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

/** A stop, suspension or resumption. */
export class ChangeHeatingStateRequest extends Occurrence {
  @ApiProperty({ description: 'Whether the home is heated.', enum: keysIn(heatingStates) })
  @IsIn(keysIn(heatingStates))
  heating!: HeatingState;

  @ApiProperty({ description: 'First day on which it holds.', format: 'date' })
  @IsDay()
  from!: string;

  @ApiPropertyOptional({ description: 'Why; name no person.', maxLength: 500 })
  @IsOptional()
  @IsCleanText(500)
  reason?: string;
}

/** How the archive is looked up: by zone, by zone and station, by station or by archive number. */
export class HouseholdsRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Heating zone.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Heat station.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  station?: string;

  @ApiPropertyOptional({ description: 'Number of the archive.', maxLength: 40 })
  @IsOptional()
  @IsCleanText(40)
  archiveNumber?: string;
}

/** The archive on a date. */
export class HouseholdAtRequest {
  @ApiPropertyOptional({ description: 'Valid at this instant; now when absent.', format: 'date-time' })
  @IsOptional()
  @IsInstant()
  at?: string;

  @ApiPropertyOptional({ description: 'Leave out what was recorded later.', format: 'date-time' })
  @IsOptional()
  @IsInstant()
  asOf?: string;
}
