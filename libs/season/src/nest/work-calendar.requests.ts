import { IsCleanText, IsDay, Occurrence } from '@heatledger/edge/nest';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsInt, Matches, Max, Min } from 'class-validator';

const SPAN = /^\d{2}-\d{2}(\.\.\d{2}-\d{2})?$/;
const form = { each: true, message: '$property must hold days such as 10-01 or 10-01..10-07' };

/** What a list of working days says. */
class ListRequest extends Occurrence {
  @ApiProperty({ description: 'Days off, MM-DD or MM-DD..MM-DD.', type: [String], maxItems: 60, example: ['01-01..01-03', '10-01..10-07'] })
  @IsArray()
  @ArrayMaxSize(60)
  @Matches(SPAN, form)
  holidays!: string[];

  @ApiProperty({ description: 'Week-end days that are worked instead, in the same form.', type: [String], maxItems: 60, example: ['01-04'] })
  @IsArray()
  @ArrayMaxSize(60)
  @Matches(SPAN, form)
  working!: string[];

  @ApiProperty({ description: 'Number of the official notice.', maxLength: 120, example: '国办发明电〔2026〕7号' })
  @IsCleanText(120)
  document!: string;
}

/** The official list of a year. */
export class AnnounceWorkingDaysRequest extends ListRequest {
  @ApiProperty({ description: 'Calendar year.', type: 'integer', minimum: 2000, maximum: 2100 })
  @IsInt()
  @Min(2000)
  @Max(2100)
  year!: number;
}

/** Another list for the rest of a year. */
export class AmendWorkingDaysRequest extends ListRequest {
  @ApiProperty({ description: 'First day for which it counts.', format: 'date' })
  @IsDay()
  from!: string;

  @ApiProperty({ description: 'Why.', maxLength: 500 })
  @IsCleanText(500)
  reason!: string;
}
