import { IsCleanText, IsEvidence, IsId, IsInstant, IsNoMore, IsOneOf, IsPhone, IsWhole, IsYesNo, Occurrence } from '@heatledger/edge/nest';
import type { Instant } from '@heatledger/kernel';
import {
  categories,
  causes,
  clocks,
  keysIn,
  pauseReasons,
  urgencies,
  type Category,
  type Cause,
  type ClockName,
  type PauseReason,
  type Urgency,
} from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import {
  callBackAnswers,
  repairExits,
  repairOutcomes,
  visitFailures,
  type CallBackAnswer,
  type RepairExit,
  type RepairOutcome,
  type VisitFailure,
} from '../domain/ticket.words.js';

/** Whom a request is about and who made it; zone and station are taken from the household where there is one. */
export class Requester extends Occurrence {
  @ApiPropertyOptional({ description: 'Random id of the household; zone and station follow from it.' })
  @IsOptional()
  @IsId()
  householdId?: string;

  @ApiPropertyOptional({ description: 'Heating zone, when no household is named.' })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Heat station, when no household is named.' })
  @IsOptional()
  @IsCleanText(120)
  station?: string;
}

export class ReportRepairRequest extends Requester {
  @ApiProperty({ description: 'What is claimed.' })
  @IsOneOf(keysIn(categories))
  category!: Category;

  @ApiPropertyOptional({ description: 'Urgency as it sounds.' })
  @IsOptional()
  @IsOneOf(keysIn(urgencies))
  urgency?: Urgency;

  @ApiProperty({ description: 'What was reported, in their words.' })
  @IsCleanText(4000)
  description!: string;

  @ApiPropertyOptional({ description: 'Where it is, when no household is named.' })
  @IsOptional()
  @IsCleanText(300)
  place?: string;

  @ApiPropertyOptional({ description: 'Who reports it.' })
  @IsOptional()
  @IsCleanText(80)
  callerName?: string;

  @ApiPropertyOptional({ description: 'Where they can be reached: digits, + * ( ) - and spaces.' })
  @IsOptional()
  @IsPhone()
  callerPhone?: string;
}

export class TriageRepairRequest extends Occurrence {
  @ApiProperty()
  @IsOneOf(keysIn(categories))
  category!: Category;

  @ApiProperty()
  @IsOneOf(keysIn(urgencies))
  urgency!: Urgency;
}

export class CrewRequest extends Occurrence {
  @ApiProperty({ description: 'Crew.' })
  @IsCleanText(120)
  crewId!: string;
}

export class ReasonRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.' })
  @IsCleanText(500)
  reason!: string;
}

export class CrewReasonRequest extends CrewRequest {
  @ApiProperty({ description: 'Why; name no person.' })
  @IsCleanText(500)
  reason!: string;
}

export class FailedVisitRequest extends CrewRequest {
  @ApiProperty()
  @IsOneOf(keysIn(visitFailures))
  failure!: VisitFailure;

  @ApiProperty({ description: 'References of what shows the attempt, at least one.' })
  @IsEvidence()
  evidence!: string[];
}

export class PauseRequest extends Occurrence {
  @ApiProperty({ description: 'The only reasons for which clocks may stand still.' })
  @IsOneOf(keysIn(pauseReasons))
  reason!: PauseReason;

  @ApiProperty({ description: 'References of what shows the reason; a visit in vain and an appointment show themselves.' })
  @IsEvidence()
  evidence!: string[];

  @ApiPropertyOptional({ description: 'Number of the order of the test, or of the summons; needed for those two reasons.', maxLength: 80 })
  @IsOptional()
  @IsCleanText(80)
  basis?: string;
}

/** A later time that was agreed with the user. */
export class AppointmentRequest extends Occurrence {
  @ApiProperty({ description: 'From when somebody comes, with offset.' })
  @IsInstant()
  from!: Instant;

  @ApiProperty({ description: 'Until when somebody comes at the latest, with offset.' })
  @IsInstant()
  to!: Instant;

  @ApiProperty({ description: 'Crew or staff account that comes.' })
  @IsCleanText(120)
  with!: string;
}

export class CompleteRepairRequest extends CrewRequest {
  @ApiProperty({ description: 'Who was found to be the cause.' })
  @IsOneOf(keysIn(causes))
  cause!: Cause;

  @ApiProperty({ description: 'What came of the work; it never says that anybody is satisfied.' })
  @IsOneOf(keysIn(repairOutcomes))
  outcome!: RepairOutcome;

  @ApiPropertyOptional({ description: 'What was done.' })
  @IsOptional()
  @IsCleanText(4000)
  note?: string;

  @ApiPropertyOptional({ description: 'References of what shows the work.' })
  @IsOptional()
  @IsEvidence()
  evidence?: string[];
}

export class CallBackRequest extends Occurrence {
  @ApiProperty()
  @IsOneOf(keysIn(callBackAnswers))
  answer!: CallBackAnswer;

  @ApiPropertyOptional({ description: 'Whether it is fixed in their words, apart from the answer.' })
  @IsOptional()
  @IsYesNo()
  fixed?: boolean;

  @ApiPropertyOptional({ description: 'Why, in their words.' })
  @IsOptional()
  @IsCleanText(1000)
  why?: string;
}

export class CloseRepairRequest extends Occurrence {
  @ApiProperty()
  @IsOneOf(keysIn(repairExits))
  exit!: RepairExit;

  @ApiPropertyOptional({ description: 'The complaint it goes on as; for the exit `complaint`.' })
  @IsOptional()
  @IsId()
  complaintId?: string;
}

export class RepeatRequest extends Occurrence {
  @ApiProperty({ description: 'The earlier ticket that this one repeats.' })
  @IsId()
  earlierId!: string;
}

export class MergeRequest extends ReasonRequest {
  @ApiProperty({ description: 'The ticket that goes on.' })
  @IsId()
  survivorId!: string;
}

export class EscalationRequest extends ReasonRequest {
  @ApiProperty()
  @IsWhole(1, 9)
  level!: number;
}

/** What stands in place of a name in a body. */
export const anotherDecides = {
  zh: '第二人须以本人令牌决定，见 GET /approvals',
  en: 'a second person decides with a token of their own, see GET /approvals',
} as const;

export class ExtensionRequest extends ReasonRequest {
  @ApiProperty()
  @IsOneOf(keysIn(clocks))
  clock!: ClockName;

  @ApiProperty({ description: 'The new due time, with offset.' })
  @IsInstant()
  due!: Instant;

  @IsNoMore(anotherDecides)
  askedBy?: undefined;
}

/** A clock that goes over to the rule in force now. */
export class SupersessionRequest extends ReasonRequest {
  @ApiProperty()
  @IsOneOf(keysIn(clocks))
  clock!: ClockName;

  @IsNoMore(anotherDecides)
  askedBy?: undefined;
}

/** Nothing but when and how it happened. */
export class ResumeRequest extends Occurrence {}
