import { IsCleanText, IsEvidence, Occurrence } from '@heatledger/edge/nest';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

/** What is added to a ticket: a note, evidence, or both. */
export class SupplementRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'What is added, in plain words.' })
  @IsOptional()
  @IsCleanText(4000)
  note?: string;

  @ApiPropertyOptional({ description: 'References of what shows it.' })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}
