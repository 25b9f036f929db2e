import { IsCleanText, IsEvidence, IsFen, IsForms, IsInstant, IsTemperature, IsWhole, IsYesNo, Occurrence, UUID } from '@heatledger/edge/nest';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

/** What a figure is made from: cold rooms and outages need fee and span, the other bases a sum with its grounds. */
export class CalculateAdjustmentRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Fee of the whole season, fen.' })
  @IsOptional()
  @IsFen()
  seasonFeeFen?: number;

  @ApiPropertyOptional({ description: 'Heated days; those of the season at `from` when absent.' })
  @IsOptional()
  @IsWhole(1, 366)
  seasonDays?: number;

  @ApiPropertyOptional({ description: 'Begin of an outage; the application, where cold rooms follow from no ticket.' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ description: 'End of an outage; for cold rooms the last day, where not all measured ones are claimed.' })
  @IsOptional()
  @IsInstant()
  to?: string;

  @ApiPropertyOptional({ description: 'Agreed room temperature, tenths of °C; that of the archive when absent.' })
  @IsOptional()
  @IsTemperature()
  contractTenths?: number;

  @ApiPropertyOptional({ description: 'Billed area, tenths of m²; that of the archive when absent.' })
  @IsOptional()
  @IsWhole(1, 100000000)
  billedAreaTenths?: number;

  @ApiPropertyOptional({ description: 'Area of the failing rooms, tenths of m².' })
  @IsOptional()
  @IsWhole(1, 100000000)
  failingAreaTenths?: number;

  @ApiPropertyOptional({ description: 'Basic part of the season fee, fen.' })
  @IsOptional()
  @IsFen()
  basicFeeFen?: number;

  @ApiPropertyOptional({ description: 'Whether the user was found to be the cause.' })
  @IsOptional()
  @IsYesNo()
  userCaused?: boolean;

  @ApiPropertyOptional({ description: 'Whether heat is billed by meter.' })
  @IsOptional()
  @IsYesNo()
  metered?: boolean;

  @ApiPropertyOptional({ description: 'Measurements that the days of cold rooms rest on, by id: degrees and days are taken from them and never typed.' })
  @IsOptional()
  @IsForms({ pattern: UUID, wanted: { zh: '测温记录编号（UUID）', en: 'ids of measurements' }, least: 1, most: 366 })
  readings?: string[];

  @ApiPropertyOptional({ description: 'Stated sum, fen.' })
  @IsOptional()
  @IsFen()
  amountFen?: number;

  @ApiPropertyOptional({ description: 'Why the figure is right; name no person.' })
  @IsOptional()
  @IsCleanText(1000)
  grounds?: string;

  @ApiPropertyOptional({ description: 'Documents it rests on.' })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}
