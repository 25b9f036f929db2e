import { IsCleanText, IsDay, IsId, IsInstant, IsOneOf, PageRequest } from '@heatledger/edge/nest';
import { keysIn, ticketKinds, type TicketKind } from '@heatledger/vocabulary';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

/** What a screen asks the queue; open tickets by due time, of one crew, officer, zone or kind, or of one kind in one zone. */
export class QueueRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Only tickets of this crew.' })
  @IsOptional()
  @IsCleanText(120)
  crew?: string;

  @ApiPropertyOptional({ description: 'Only complaints of this handler.' })
  @IsOptional()
  @IsCleanText(120)
  officer?: string;

  @ApiPropertyOptional({ description: 'Only tickets of this zone.' })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsOneOf(keysIn(ticketKinds))
  kind?: TicketKind;

  @ApiPropertyOptional({ description: 'Only tickets on which something falls due before this instant, with offset.' })
  @IsOptional()
  @IsInstant()
  dueBefore?: string;
}

/** How tickets are looked up: by case number, household, kind or zone, newest first. */
export class CardsRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Case number, such as R-20260105-7K3M.' })
  @IsOptional()
  @IsCleanText(120)
  caseNumber?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsId()
  householdId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsOneOf(keysIn(ticketKinds))
  kind?: TicketKind;

  @ApiPropertyOptional()
  @IsOptional()
  @IsCleanText(120)
  zone?: string;
}

/** Which merges are looked up: all, those into one ticket, or those that close a ring. */
export class MergesRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Only tickets that are merged into this one.', format: 'uuid' })
  @IsOptional()
  @IsId()
  survivorId?: string;

  @ApiPropertyOptional({ description: 'Only merges that close a ring, or only those that do not.', enum: ['true', 'false'] })
  @IsOptional()
  @IsIn(['true', 'false'])
  ring?: 'true' | 'false';
}

/** Which pauses are looked up: those that last, the longest first, or those that are over. */
export class PausesRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Those that last (the default), or those that are over, the longest first.', enum: ['paused', 'over'] })
  @IsOptional()
  @IsIn(['paused', 'over'])
  state?: 'paused' | 'over';
}

/** How the register of responses is looked up: by day, actor or zone. */
export class ResponsesRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Local calendar day.' })
  @IsOptional()
  @IsDay()
  day?: string;

  @ApiPropertyOptional({ description: 'Who responded: staff account or crew.' })
  @IsOptional()
  @IsCleanText(120)
  actor?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsCleanText(120)
  zone?: string;
}
