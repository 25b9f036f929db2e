import { PageRequest } from '@heatledger/edge/nest';
import { keysIn, ticketKinds, type TicketKind } from '@heatledger/vocabulary';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';

/** What a screen asks the queue; open tickets by due time, of one crew, officer, zone or kind, or of one kind in one zone. */
export class QueueRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Only tickets of this crew.', maxLength: 120 })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  crew?: string;

  @ApiPropertyOptional({ description: 'Only complaints of this handler.', maxLength: 120 })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  officer?: string;

  @ApiPropertyOptional({ description: 'Only tickets of this zone.', maxLength: 120 })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  zone?: string;

  @ApiPropertyOptional({ enum: keysIn(ticketKinds) })
  @IsOptional()
  @IsIn(keysIn(ticketKinds))
  kind?: TicketKind;

  @ApiPropertyOptional({ description: 'Only tickets on which something falls due before this instant, with offset.', format: 'date-time' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/, { message: 'dueBefore must be an instant with offset, such as 2026-01-05T08:30:00+08:00' })
  dueBefore?: string;
}

/** How tickets are looked up: by case number, household, kind or zone, newest first. */
export class CardsRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Case number, such as R-20260105-7K3M.', maxLength: 120 })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  caseNumber?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  householdId?: string;

  @ApiPropertyOptional({ enum: keysIn(ticketKinds) })
  @IsOptional()
  @IsIn(keysIn(ticketKinds))
  kind?: TicketKind;

  @ApiPropertyOptional({ maxLength: 120 })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  zone?: string;
}

/** How the register of responses is looked up: by day, actor or zone. */
export class ResponsesRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Local calendar day.', example: '2026-01-05' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  day?: string;

  @ApiPropertyOptional({ description: 'Who responded: staff account or crew.', maxLength: 120 })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  actor?: string;

  @ApiPropertyOptional({ maxLength: 120 })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  zone?: string;
}
