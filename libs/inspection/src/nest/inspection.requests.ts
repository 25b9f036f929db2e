import { IsCleanText, IsEvidence, IsInstant, IsOneOf, IsTexts, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { itemResults, severities, type ItemResult, type Severity } from '../domain/inspection.events.js';

const phases = ['planned', 'started', 'missed', 'closed'] as const;

export class PlanInspectionRequest extends Occurrence {
  @ApiProperty({ description: 'Station, pipe, office or household id.' })
  @IsCleanText(200)
  site!: string;

  @ApiPropertyOptional({ description: 'What it is for.' })
  @IsOptional()
  @IsCleanText(500)
  purpose?: string;

  @ApiProperty({ description: 'Items to check, each once.' })
  @IsTexts({ each: 120, least: 1, most: 100, unique: true })
  checklist!: string[];

  @ApiProperty({ description: 'Staff account of the inspector.' })
  @IsCleanText(120)
  inspector!: string;

  @ApiProperty({ description: 'When it must have begun.' })
  @IsInstant()
  due!: string;

  @ApiPropertyOptional({ description: 'Heating zone.' })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Heat station.' })
  @IsOptional()
  @IsCleanText(120)
  station?: string;
}

export class PlainRequest extends Occurrence {}

export class CheckItemRequest extends Occurrence {
  @ApiProperty({ description: 'Item of the checklist.' })
  @IsCleanText(120)
  item!: string;

  @ApiProperty()
  @IsOneOf(keysIn(itemResults))
  result!: ItemResult;

  @ApiPropertyOptional({ description: 'What was seen; name no person.' })
  @IsOptional()
  @IsCleanText(500)
  note?: string;
}

export class RaiseFindingRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Item of the checklist.' })
  @IsOptional()
  @IsCleanText(120)
  item?: string;

  @ApiProperty()
  @IsOneOf(keysIn(severities))
  severity!: Severity;

  @ApiProperty({ description: 'Clause it breaks.' })
  @IsCleanText(200)
  clause!: string;

  @ApiProperty({ description: 'What was found; name no person.' })
  @IsCleanText(500)
  description!: string;
}

export class DemandRectificationRequest extends Occurrence {
  @ApiProperty({ description: 'Unit that must put it right.' })
  @IsCleanText(120)
  responsible!: string;

  @ApiPropertyOptional({ description: "Until when; the rules' term for the severity when absent." })
  @IsOptional()
  @IsInstant()
  due?: string;

  @ApiPropertyOptional({ description: "Why another date than the rules'; name no person." })
  @IsOptional()
  @IsCleanText(500)
  reason?: string;
}

export class RectifyFindingRequest extends Occurrence {
  @ApiProperty({ description: 'References of what shows it.', minItems: 1 })
  @IsEvidence()
  evidence!: string[];
}

export class SendBackRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.' })
  @IsCleanText(500)
  reason!: string;
}

export class BoardRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Inspections of one inspector.' })
  @IsOptional()
  @IsCleanText(120)
  inspector?: string;

  @ApiPropertyOptional({ description: 'Inspections in one zone.' })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Inspections at one stage.' })
  @IsOptional()
  @IsOneOf(phases)
  phase?: (typeof phases)[number];
}
