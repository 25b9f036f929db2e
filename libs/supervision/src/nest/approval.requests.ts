import { IsCleanText, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';

const states = ['waiting', 'approved', 'refused', 'ended'] as const;

/** What waits for a second person, the oldest first; of one zone, or of one ticket whatever became of it. */
export class ApprovalsRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'How it stands; waiting unless a ticket is named.', enum: states })
  @IsOptional()
  @IsIn(states)
  state?: (typeof states)[number];

  @ApiPropertyOptional({ description: 'Only of this heating zone.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Only of this ticket, whatever became of it.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  ticketId?: string;
}

/** A decision for it. */
export class ApproveRequest extends Occurrence {}

/** A decision against it. */
export class RefuseRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.', maxLength: 500 })
  @IsCleanText(500)
  reason!: string;
}
