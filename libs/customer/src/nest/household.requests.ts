import { IsCleanText, IsDay, IsEvidence, IsInstant, IsOneOf, IsPhone, IsWhole, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { heatingStates, type HeatingState } from '../domain/household.words.js';

/** A home as it enters the archive. */
export class RegisterHouseholdRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Number of the archive, as on the bill.' })
  @IsOptional()
  @IsCleanText(40)
  archiveNumber?: string;

  @ApiProperty({ description: 'Heating zone.' })
  @IsCleanText(120)
  zone!: string;

  @ApiProperty({ description: 'Heat station.' })
  @IsCleanText(120)
  station!: string;

  @ApiProperty({ description: 'Billed area, tenths of m².' })
  @IsWhole(1, 100000000)
  areaTenths!: number;

  @ApiProperty({ description: 'Agreed room temperature, tenths of °C.' })
  @IsWhole(50, 350)
  contractTenths!: number;

  @ApiProperty({ description: 'Whether the home is heated.' })
  @IsOneOf(keysIn(heatingStates))
  heating!: HeatingState;

  @ApiProperty({ description: 'First day on which the archive holds.' })
  @IsDay()
  from!: string;

  @ApiPropertyOptional({ description: 'Address without a name.' })
  @IsOptional()
  @IsCleanText(200)
  address?: string;

  @ApiPropertyOptional({ description: 'Name of the heat user.' })
  @IsOptional()
  @IsCleanText(80)
  person?: string;

  @ApiPropertyOptional({ description: 'Phone of the heat user: digits, + * ( ) - and spaces.' })
  @IsOptional()
  @IsPhone()
  phone?: string;
}

/** Entries put right; at least one of them. */
export class CorrectHouseholdRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Day from which the corrected entry holds; the first day of the archive when absent.' })
  @IsOptional()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({ description: 'Heating zone.' })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Heat station.' })
  @IsOptional()
  @IsCleanText(120)
  station?: string;

  @ApiPropertyOptional({ description: 'Billed area, tenths of m².' })
  @IsOptional()
  @IsWhole(1, 100000000)
  areaTenths?: number;

  @ApiPropertyOptional({ description: 'Address without a name.' })
  @IsOptional()
  @IsCleanText(200)
  address?: string;

  @ApiPropertyOptional({ description: 'Name of the heat user.' })
  @IsOptional()
  @IsCleanText(80)
  person?: string;

  @ApiPropertyOptional({ description: 'Phone of the heat user: digits, + * ( ) - and spaces.' })
  @IsOptional()
  @IsPhone()
  phone?: string;

  @ApiProperty({ description: 'Why the entry was wrong; name no person.' })
  @IsCleanText(500)
  reason!: string;

  @ApiPropertyOptional({ description: 'Documents that show it.' })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

/** A room temperature agreed by contract. */
export class AgreeContractTemperatureRequest extends Occurrence {
  @ApiProperty({ description: 'Agreed room temperature, tenths of °C.' })
  @IsWhole(50, 350)
  contractTenths!: number;

  @ApiProperty({ description: 'First day on which it holds.' })
  @IsDay()
  from!: string;

  @ApiPropertyOptional({ description: 'The contract.' })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

/** A stop, suspension or resumption. */
export class ChangeHeatingStateRequest extends Occurrence {
  @ApiProperty({ description: 'Whether the home is heated.' })
  @IsOneOf(keysIn(heatingStates))
  heating!: HeatingState;

  @ApiProperty({ description: 'First day on which it holds.' })
  @IsDay()
  from!: string;

  @ApiPropertyOptional({ description: 'Why; name no person.' })
  @IsOptional()
  @IsCleanText(500)
  reason?: string;
}

/** How the archive is looked up: by zone, by zone and station, by station or by archive number. */
export class HouseholdsRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Heating zone.' })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Heat station.' })
  @IsOptional()
  @IsCleanText(120)
  station?: string;

  @ApiPropertyOptional({ description: 'Number of the archive.' })
  @IsOptional()
  @IsCleanText(40)
  archiveNumber?: string;
}

/** The archive on a date. */
export class HouseholdAtRequest {
  @ApiPropertyOptional({ description: 'Valid at this instant; now when absent.' })
  @IsOptional()
  @IsInstant()
  at?: string;

  @ApiPropertyOptional({ description: 'Leave out what was recorded later.' })
  @IsOptional()
  @IsInstant()
  asOf?: string;
}
