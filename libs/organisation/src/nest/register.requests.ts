import { IsCleanText, IsSomeOf, IsTexts, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn, roles, type RoleName } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

const members = { each: 120, least: 0, most: 500, unique: true } as const;
const grantable = keysIn(roles).filter((role) => role !== 'system');

/** A crew to be entered. */
export class RegisterCrewRequest extends Occurrence {
  @ApiProperty({ description: 'Code of the crew, for life: the one that tickets name.' })
  @IsCleanText(120)
  code!: string;

  @ApiProperty({ description: 'What it is called.' })
  @IsCleanText(120)
  name!: string;

  @ApiProperty({ description: 'Staff accounts that act for it.' })
  @IsTexts(members)
  members!: string[];

  @ApiPropertyOptional({ description: 'Zones it is meant for; everywhere when empty.' })
  @IsOptional()
  @IsTexts(members)
  zones?: string[];
}

/** What changes of a crew; what is absent stays. */
export class ChangeCrewRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'What it is called.' })
  @IsOptional()
  @IsCleanText(120)
  name?: string;

  @ApiPropertyOptional({ description: 'Staff accounts that act for it, all of them.' })
  @IsOptional()
  @IsTexts(members)
  members?: string[];

  @ApiPropertyOptional({ description: 'Zones it is meant for, all of them.' })
  @IsOptional()
  @IsTexts(members)
  zones?: string[];
}

/** A staff account to be entered. */
export class BeginStaffRequest extends Occurrence {
  @ApiProperty({ description: 'The account: `sub` of the person’s token.' })
  @IsCleanText(120)
  account!: string;

  @ApiPropertyOptional({ description: 'Code of the person behind it; the account when absent. Two accounts of one person are one person.' })
  @IsOptional()
  @IsCleanText(120)
  person?: string;

  @ApiProperty({ description: 'What colleagues call them.' })
  @IsCleanText(120)
  name!: string;

  @ApiProperty({ description: 'What the account may be used for at most.' })
  @IsSomeOf(grantable)
  roles!: RoleName[];
}

/** What changes of a staff account; what is absent stays. */
export class ChangeStaffRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Code of the person behind it.' })
  @IsOptional()
  @IsCleanText(120)
  person?: string;

  @ApiPropertyOptional({ description: 'What colleagues call them.' })
  @IsOptional()
  @IsCleanText(120)
  name?: string;

  @ApiPropertyOptional({ description: 'What the account may be used for at most, all of it.' })
  @IsOptional()
  @IsSomeOf(grantable)
  roles?: RoleName[];
}

/** Why an account is disabled or enabled. */
export class StaffReasonRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.' })
  @IsCleanText(500)
  reason!: string;
}

/** Staff by account, or the accounts of one person. */
export class StaffListRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Only accounts of this person.' })
  @IsOptional()
  @IsCleanText(120)
  person?: string;
}
