import { IsCleanText, IsDay, IsInstant } from '@heatledger/edge/nest';
import { ApiProperty, ApiPropertyOptional, IntersectionType, PickType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

/** The two axes of time, alone or together. */
export class TimeRequest {
  @ApiPropertyOptional({ description: 'Only what had happened by this instant.' })
  @IsOptional()
  @IsInstant()
  at?: string;

  @ApiPropertyOptional({ description: 'Only what was known then: an instant with offset, or a position of the log.' })
  @IsOptional()
  @IsCleanText(80)
  asOf?: string;
}

class AtRequest {
  @ApiPropertyOptional({ description: 'As it stood at this instant; now when absent.' })
  @IsOptional()
  @IsInstant()
  at?: string;
}

/** The same for figures, which always stand at an instant. */
export class StandingAtRequest extends IntersectionType(AtRequest, PickType(TimeRequest, ['asOf'] as const)) {}

/** Days, both included, that a figure is counted over. */
export class CountedDaysRequest {
  @ApiProperty({ description: 'First day counted.' })
  @IsDay()
  from!: string;

  @ApiProperty({ description: 'Last day counted.' })
  @IsDay()
  to!: string;
}

/** One group of a figure. */
export class GroupRequest {
  @ApiPropertyOptional({ description: 'One group of the grouping; all when absent.' })
  @IsOptional()
  @IsCleanText(120)
  group?: string;
}
