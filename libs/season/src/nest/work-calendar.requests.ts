import { IsCleanText, IsDay, IsForms, IsWhole, Occurrence } from '@heatledger/edge/nest';
import { ApiProperty } from '@nestjs/swagger';

/** Days of a year. */
const spans = { pattern: /^\d{2}-\d{2}(\.\.\d{2}-\d{2})?$/, wanted: { zh: '日期，例如 10-01 或 10-01..10-07', en: 'days such as 10-01 or 10-01..10-07' }, most: 60 };

/** What a list of working days says. */
class ListRequest extends Occurrence {
  @ApiProperty({ description: 'Days off, MM-DD or MM-DD..MM-DD.', example: ['01-01..01-03', '10-01..10-07'] })
  @IsForms(spans)
  holidays!: string[];

  @ApiProperty({ description: 'Week-end days that are worked instead, in the same form.', example: ['01-04'] })
  @IsForms(spans)
  working!: string[];

  @ApiProperty({ description: 'Number of the official notice.', example: '国办发明电〔2026〕7号' })
  @IsCleanText(120)
  document!: string;
}

/** The official list of a year. */
export class AnnounceWorkingDaysRequest extends ListRequest {
  @ApiProperty({ description: 'Calendar year.' })
  @IsWhole(2000, 2100)
  year!: number;
}

/** Another list for the rest of a year. */
export class AmendWorkingDaysRequest extends ListRequest {
  @ApiProperty({ description: 'First day for which it counts.' })
  @IsDay()
  from!: string;

  @ApiProperty({ description: 'Why.' })
  @IsCleanText(500)
  reason!: string;
}
