import { IsCleanText, IsTexts, IsYesNo, Occurrence } from '@heatledger/edge/nest';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

const places = { each: 120, least: 0, most: 500, unique: true } as const;

/** An area to be entered. */
export class RegisterAreaRequest extends Occurrence {
  @ApiProperty({ description: 'Code of the area, for life: what seasons name.' })
  @IsCleanText(120)
  code!: string;

  @ApiProperty({ description: 'What it is called.' })
  @IsCleanText(120)
  name!: string;

  @ApiPropertyOptional({ description: 'Zones that lie in it.' })
  @IsOptional()
  @IsTexts(places)
  zones?: string[];

  @ApiPropertyOptional({ description: 'Stations that lie in it; they go before zones.' })
  @IsOptional()
  @IsTexts(places)
  stations?: string[];

  @ApiProperty({ description: 'Rule pack that is usual there, such as linyi.' })
  @IsCleanText(120)
  pack!: string;

  @ApiPropertyOptional({ description: 'Whether a place that lies in no area belongs to it; exactly one does, the first.' })
  @IsOptional()
  @IsYesNo()
  default?: boolean;
}

/** What changes of an area; what is absent stays. */
export class ChangeAreaRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'What it is called.' })
  @IsOptional()
  @IsCleanText(120)
  name?: string;

  @ApiPropertyOptional({ description: 'Zones that lie in it, all of them.' })
  @IsOptional()
  @IsTexts(places)
  zones?: string[];

  @ApiPropertyOptional({ description: 'Stations that lie in it, all of them.' })
  @IsOptional()
  @IsTexts(places)
  stations?: string[];

  @ApiPropertyOptional({ description: 'Rule pack that is usual there.' })
  @IsOptional()
  @IsCleanText(120)
  pack?: string;
}
