import { evidence, IsCleanText, IsEvidence, IsFen, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn, ticketKinds, type TicketKind } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import {
  adjustmentBases,
  adjustmentPhases,
  noticeWays,
  type AdjustmentBasis,
  type AdjustmentPhase,
  type NoticeWay,
} from '../domain/adjustment.words.js';

/** What is asked for and why. */
export class RequestAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'Why the bill is adjusted.', enum: keysIn(adjustmentBases) })
  @IsIn(keysIn(adjustmentBases))
  basis!: AdjustmentBasis;

  @ApiProperty({ description: 'Random id of the household.', format: 'uuid' })
  @IsUUID()
  householdId!: string;

  @ApiPropertyOptional({ description: 'Ticket it follows from.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  ticketId?: string;

  @ApiPropertyOptional({ description: 'Kind of that ticket; the adjustment then belongs to its case.', enum: keysIn(ticketKinds) })
  @IsOptional()
  @IsIn(keysIn(ticketKinds))
  ticketKind?: TicketKind;

  @ApiProperty({ description: 'Why; name no person.', maxLength: 1000 })
  @IsCleanText(1000)
  reason!: string;

  @ApiPropertyOptional({ description: 'What it rests on.', ...evidence })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

/** Approval of a calculation. */
export class ApproveAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'The calculation judged.', type: 'integer', minimum: 1, maximum: 1000 })
  @IsInt()
  @Min(1)
  @Max(1000)
  version!: number;

  @ApiPropertyOptional({ description: 'Remark; name no person.', maxLength: 500 })
  @IsOptional()
  @IsCleanText(500)
  note?: string;
}

/** Return or refusal of a calculation. */
export class JudgeAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'The calculation judged.', type: 'integer', minimum: 1, maximum: 1000 })
  @IsInt()
  @Min(1)
  @Max(1000)
  version!: number;

  @ApiProperty({ description: 'Why; name no person.', maxLength: 1000 })
  @IsCleanText(1000)
  reason!: string;
}

/** How the customer was told. */
export class NotifyAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'How the customer was told.', enum: keysIn(noticeWays) })
  @IsIn(keysIn(noticeWays))
  way!: NoticeWay;
}

/** A payment as booked. */
export class PayAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'Sum paid, fen: what is approved and not yet paid.', type: 'integer', minimum: 0 })
  @IsFen()
  amountFen!: number;

  @ApiProperty({ description: 'Number of the payment in the books.', maxLength: 120 })
  @IsCleanText(120)
  reference!: string;
}

/** What the customer says against the outcome. */
export class ObjectToAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'In their words.', maxLength: 4000 })
  @IsCleanText(4000)
  objection!: string;

  @ApiPropertyOptional({ description: 'What the customer brought.', ...evidence })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

/** Why the request is taken back. */
export class WithdrawAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.', maxLength: 1000 })
  @IsCleanText(1000)
  reason!: string;
}

/** Nothing but when it happened. */
export class AdjustmentStepRequest extends Occurrence {}

/** How the register is looked up: by number, phase, household, ticket, month, or zone and month; latest first. */
export class AdjustmentsRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Number of the adjustment, such as F-20260105-7K3M.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  caseNumber?: string;

  @ApiPropertyOptional({ description: 'Where it stands.', enum: keysIn(adjustmentPhases) })
  @IsOptional()
  @IsIn(keysIn(adjustmentPhases))
  phase?: AdjustmentPhase;

  @ApiPropertyOptional({ description: 'Of this household.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  householdId?: string;

  @ApiPropertyOptional({ description: 'Of this ticket.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  ticketId?: string;

  @ApiPropertyOptional({ description: 'Heating zone, with or without a month.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Month of the request.', example: '2026-01' })
  @IsOptional()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'month must be a month, such as 2026-01' })
  month?: string;
}
