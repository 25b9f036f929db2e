import { evidence, Occurrence } from '@heatledger/edge/nest';
import type { Instant } from '@heatledger/kernel';
import { categories, causes, clocks, keysIn, pauseReasons, urgencies, type Category, type Cause, type ClockName, type PauseReason, type Urgency } from '@heatledger/vocabulary';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { callBackAnswers, repairExits, repairOutcomes, visitFailures, type CallBackAnswer, type RepairExit, type RepairOutcome, type VisitFailure } from '../domain/ticket.words.js';

/** References of what shows something, 20 at most. */
export const IsReferences = (): PropertyDecorator => applyDecorators(Length(1, 200, { each: true }), IsString({ each: true }), ArrayMaxSize(evidence.maxItems), IsArray());

/** Whom a request is about and who made it; zone and station are taken from the household where there is one. */
export class Requester extends Occurrence {
  @ApiPropertyOptional({ description: 'Random id of the household; zone and station follow from it.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  householdId?: string;

  @ApiPropertyOptional({ description: 'Heating zone, when no household is named.', maxLength: 120 })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  zone?: string;

  @ApiPropertyOptional({ description: 'Heat station, when no household is named.', maxLength: 120 })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  station?: string;
}

export class ReportRepairRequest extends Requester {
  @ApiProperty({ description: 'What is claimed.', enum: keysIn(categories) })
  @IsIn(keysIn(categories))
  category!: Category;

  @ApiPropertyOptional({ description: 'Urgency as it sounds.', enum: keysIn(urgencies) })
  @IsOptional()
  @IsIn(keysIn(urgencies))
  urgency?: Urgency;

  @ApiProperty({ description: 'What was reported, in their words.', maxLength: 4000 })
  @IsString()
  @Length(1, 4000)
  description!: string;

  @ApiPropertyOptional({ description: 'Where it is, when no household is named.', maxLength: 300 })
  @IsOptional()
  @IsString()
  @Length(1, 300)
  place?: string;

  @ApiPropertyOptional({ description: 'Who reports it.', maxLength: 80 })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  callerName?: string;

  @ApiPropertyOptional({ description: 'Where they can be reached: digits, + * ( ) - and spaces.' })
  @IsOptional()
  @Matches(/^[0-9+*() -]{3,24}$/)
  callerPhone?: string;
}

export class TriageRepairRequest extends Occurrence {
  @ApiProperty({ enum: keysIn(categories) })
  @IsIn(keysIn(categories))
  category!: Category;

  @ApiProperty({ enum: keysIn(urgencies) })
  @IsIn(keysIn(urgencies))
  urgency!: Urgency;
}

export class CrewRequest extends Occurrence {
  @ApiProperty({ description: 'Crew.', maxLength: 120 })
  @IsString()
  @Length(1, 120)
  crewId!: string;
}

export class ReasonRequest extends Occurrence {
  @ApiProperty({ description: 'Why; name no person.', maxLength: 500 })
  @IsString()
  @Length(1, 500)
  reason!: string;
}

export class CrewReasonRequest extends CrewRequest {
  @ApiProperty({ description: 'Why; name no person.', maxLength: 500 })
  @IsString()
  @Length(1, 500)
  reason!: string;
}

export class FailedVisitRequest extends CrewRequest {
  @ApiProperty({ enum: keysIn(visitFailures) })
  @IsIn(keysIn(visitFailures))
  failure!: VisitFailure;

  @ApiProperty({ description: 'References of what shows the attempt, at least one.', ...evidence })
  @IsReferences()
  evidence!: string[];
}

export class PauseRequest extends Occurrence {
  @ApiProperty({ description: 'The only reasons for which clocks may stand still.', enum: keysIn(pauseReasons) })
  @IsIn(keysIn(pauseReasons))
  reason!: PauseReason;

  @ApiProperty({ description: 'References of what shows the reason.', ...evidence })
  @IsReferences()
  evidence!: string[];
}

export class CompleteRepairRequest extends CrewRequest {
  @ApiProperty({ description: 'Who was found to be the cause.', enum: keysIn(causes) })
  @IsIn(keysIn(causes))
  cause!: Cause;

  @ApiProperty({ description: 'What came of the work; it never says that anybody is satisfied.', enum: keysIn(repairOutcomes) })
  @IsIn(keysIn(repairOutcomes))
  outcome!: RepairOutcome;

  @ApiPropertyOptional({ description: 'What was done.', maxLength: 4000 })
  @IsOptional()
  @IsString()
  @Length(1, 4000)
  note?: string;

  @ApiPropertyOptional({ description: 'References of what shows the work.', ...evidence })
  @IsOptional()
  @IsReferences()
  evidence?: string[];
}

export class CallBackRequest extends Occurrence {
  @ApiProperty({ enum: keysIn(callBackAnswers) })
  @IsIn(keysIn(callBackAnswers))
  answer!: CallBackAnswer;

  @ApiPropertyOptional({ description: 'Whether it is fixed in their words, apart from the answer.' })
  @IsOptional()
  @IsBoolean()
  fixed?: boolean;

  @ApiPropertyOptional({ description: 'Why, in their words.', maxLength: 1000 })
  @IsOptional()
  @IsString()
  @Length(1, 1000)
  why?: string;
}

export class CloseRepairRequest extends Occurrence {
  @ApiProperty({ enum: keysIn(repairExits) })
  @IsIn(keysIn(repairExits))
  exit!: RepairExit;

  @ApiPropertyOptional({ description: 'The complaint it goes on as; for the exit `complaint`.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  complaintId?: string;
}

export class RepeatRequest extends Occurrence {
  @ApiProperty({ description: 'The earlier ticket that this one repeats.', format: 'uuid' })
  @IsUUID()
  earlierId!: string;
}

export class MergeRequest extends ReasonRequest {
  @ApiProperty({ description: 'The ticket that goes on.', format: 'uuid' })
  @IsUUID()
  survivorId!: string;
}

export class EscalationRequest extends ReasonRequest {
  @ApiProperty({ minimum: 1, maximum: 9 })
  @IsInt()
  @Min(1)
  @Max(9)
  level!: number;
}

export class ExtensionRequest extends ReasonRequest {
  @ApiProperty({ enum: keysIn(clocks) })
  @IsIn(keysIn(clocks))
  clock!: ClockName;

  @ApiProperty({ description: 'The new due time, with offset.', format: 'date-time' })
  @IsISO8601({ strict: true })
  @Matches(/(Z|[+-]\d{2}:\d{2})$/, { message: 'due must be an instant with offset, such as 2026-01-05T08:30:00+08:00' })
  due!: Instant;

  @ApiProperty({ description: 'Staff account that asked for more time; another one than who approves by this request.', maxLength: 120 })
  @IsString()
  @Length(1, 120)
  askedBy!: string;
}

/** A clock that goes over to the rule in force now. */
export class SupersessionRequest extends ReasonRequest {
  @ApiProperty({ enum: keysIn(clocks) })
  @IsIn(keysIn(clocks))
  clock!: ClockName;

  @ApiProperty({ description: 'Staff account that asked for it; another one than who orders it by this request.', maxLength: 120 })
  @IsString()
  @Length(1, 120)
  askedBy!: string;
}

/** Nothing but when and how it happened. */
export class ResumeRequest extends Occurrence {}
