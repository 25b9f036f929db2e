import { IsCleanText, IsEvidence, IsInstant, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { itemResults, severities, type ItemResult, type Severity } from '../domain/inspection.events.js';

const phases = ['planned', 'started', 'missed', 'closed'] as const;

export class PlanInspectionRequest extends Occurrence {
  @ApiProperty({ description: 'Station, pipe, office or household id.', maxLength: 200 })
  @IsCleanText(200)
  site!: string;

  @ApiPropertyOptional({ description: 'What it is for.', maxLength: 500 })
  @IsOptional()
  @IsCleanText(500)
  purpose?: string;

  @ApiProperty({ description: 'Items to check, each once.', type: [String], minItems: 1, maxItems: 100 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsCleanText(120, { each: true })
  checklist!: string[];

  @ApiProperty({ description: 'Staff account of the inspector.', maxLength: 120 })
  @IsCleanText(120)
  inspector!: string;

  @ApiProperty({ description: 'When it must have begun.', format: 'date-time' })
  @IsInstant()
  due!: string;

  @ApiPropertyOptional({ description: 'Heating zone.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Heat station.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  station?: string;
}

export class PlainRequest extends Occurrence {}

export class CheckItemRequest extends Occurrence {
  @ApiProperty({ description: 'Item of the checklist.', maxLength: 120 })
  @IsCleanText(120)
  item!: string;

  @ApiProperty({ enum: keysIn(itemResults) })
  @IsIn(keysIn(itemResults))
  result!: ItemResult;

  @ApiPropertyOptional({ description: 'What was seen; name no person.', maxLength: 500 })
  @IsOptional()
  @IsCleanText(500)
  note?: string;
}

export class RaiseFindingRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Item of the checklist.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  item?: string;

  @ApiProperty({ enum: keysIn(severities) })
  @IsIn(keysIn(severities))
  severity!: Severity;

  @ApiProperty({ description: 'Clause it breaks.', maxLength: 200 })
  @IsCleanText(200)
  clause!: string;

  @ApiProperty({ description: 'What was found; name no person.', maxLength: 500 })
  @IsCleanText(500)
  description!: string;
}

export class DemandRectificationRequest extends Occurrence {
  @ApiProperty({ description: 'Unit that must put it right.', maxLength: 120 })
  @IsCleanText(120)
  responsible!: string;

  @ApiPropertyOptional({ description: "Until when; the rules' term for the severity when absent.", format: 'date-time' })
  @IsOptional()
  @IsInstant()
  due?: string;

  @ApiPropertyOptional({ description: "Why another date than the rules'; name no person.", maxLength: 500 })
  @IsOptional()
  @IsCleanText(500)
  reason?: string;
}

export class RectifyFindingRequest extends Occurrence {
  @ApiProperty({ description: 'References of what shows it.', type: [String], minItems: 1, maxItems: 20 })
  @IsEvidence()
  evidence!: string[];
}

export class SendBackRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.', maxLength: 500 })
  @IsCleanText(500)
  reason!: string;
}

export class BoardRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Inspections of one inspector.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  inspector?: string;

  @ApiPropertyOptional({ description: 'Inspections in one zone.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Inspections at one stage.', enum: phases })
  @IsOptional()
  @IsIn(phases)
  phase?: (typeof phases)[number];
}
