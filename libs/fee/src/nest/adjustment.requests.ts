import { IsCleanText, IsEvidence, IsFen, IsId, IsMonth, IsOneOf, IsWhole, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn, ticketKinds, type TicketKind } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
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
  @ApiProperty({ description: 'Why the bill is adjusted.' })
  @IsOneOf(keysIn(adjustmentBases))
  basis!: AdjustmentBasis;

  @ApiProperty({ description: 'Random id of the household.' })
  @IsId()
  householdId!: string;

  @ApiPropertyOptional({ description: 'Ticket it follows from.' })
  @IsOptional()
  @IsId()
  ticketId?: string;

  @ApiPropertyOptional({ description: 'Kind of that ticket; the adjustment then belongs to its case.' })
  @IsOptional()
  @IsOneOf(keysIn(ticketKinds))
  ticketKind?: TicketKind;

  @ApiProperty({ description: 'Why; name no person.' })
  @IsCleanText(1000)
  reason!: string;

  @ApiPropertyOptional({ description: 'What it rests on.' })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

/** Approval of a calculation. */
export class ApproveAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'The calculation judged.' })
  @IsWhole(1, 1000)
  version!: number;

  @ApiPropertyOptional({ description: 'Remark; name no person.' })
  @IsOptional()
  @IsCleanText(500)
  note?: string;
}

/** Return or refusal of a calculation. */
export class JudgeAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'The calculation judged.' })
  @IsWhole(1, 1000)
  version!: number;

  @ApiProperty({ description: 'Why; name no person.' })
  @IsCleanText(1000)
  reason!: string;
}

/** How the customer was told. */
export class NotifyAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'How the customer was told.' })
  @IsOneOf(keysIn(noticeWays))
  way!: NoticeWay;
}

/** A payment as booked. */
export class PayAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'Sum paid, fen: what is approved and not yet paid.' })
  @IsFen()
  amountFen!: number;

  @ApiProperty({ description: 'Number of the payment in the books.' })
  @IsCleanText(120)
  reference!: string;
}

/** What the customer says against the outcome. */
export class ObjectToAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'In their words.' })
  @IsCleanText(4000)
  objection!: string;

  @ApiPropertyOptional({ description: 'What the customer brought.' })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

/** Why the request is taken back. */
export class WithdrawAdjustmentRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.' })
  @IsCleanText(1000)
  reason!: string;
}

/** Nothing but when it happened. */
export class AdjustmentStepRequest extends Occurrence {}

/** How the register is looked up: by number, phase, household, ticket, month, or zone and month; latest first. */
export class AdjustmentsRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Number of the adjustment, such as F-20260105-7K3M.' })
  @IsOptional()
  @IsCleanText(120)
  caseNumber?: string;

  @ApiPropertyOptional({ description: 'Where it stands.' })
  @IsOptional()
  @IsOneOf(keysIn(adjustmentPhases))
  phase?: AdjustmentPhase;

  @ApiPropertyOptional({ description: 'Of this household.' })
  @IsOptional()
  @IsId()
  householdId?: string;

  @ApiPropertyOptional({ description: 'Of this ticket.' })
  @IsOptional()
  @IsId()
  ticketId?: string;

  @ApiPropertyOptional({ description: 'Heating zone, with or without a month.' })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Month of the request.' })
  @IsOptional()
  @IsMonth()
  month?: string;
}
