import { evidence, IsTemperature, Occurrence } from '@heatledger/edge/nest';
import { categories, causes, keysIn, urgencies, type Category, type Cause, type Urgency } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { complaintExits, complaintVerdicts, hearingSides, type ComplaintExit, type ComplaintVerdict, type HearingSide } from '../domain/complaint.words.js';
import { IsReferences, ReasonRequest, Requester } from './repair.requests.js';

export class ReceiveComplaintRequest extends Requester {
  @ApiProperty({ description: 'What is claimed.', enum: keysIn(categories) })
  @IsIn(keysIn(categories))
  category!: Category;

  @ApiProperty({ description: 'What was complained of, in their words.', maxLength: 4000 })
  @IsString()
  @Length(1, 4000)
  description!: string;

  @ApiPropertyOptional({ description: 'What the complainant asks for.', maxLength: 500 })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  remedySought?: string;

  @ApiPropertyOptional({ description: 'Who complains.', maxLength: 80 })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  complainantName?: string;

  @ApiPropertyOptional({ description: 'Where they can be reached: digits, + * ( ) - and spaces.' })
  @IsOptional()
  @Matches(/^[0-9+*() -]{3,24}$/)
  complainantPhone?: string;

  @ApiPropertyOptional({ description: 'Staff account or crew complained of; never responsible for this complaint.', maxLength: 120 })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  accused?: string;
}

export class ClassifyComplaintRequest extends Occurrence {
  @ApiProperty({ description: 'What is claimed.', enum: keysIn(categories) })
  @IsIn(keysIn(categories))
  category!: Category;

  @ApiProperty({ description: 'How fast danger grows.', enum: keysIn(urgencies) })
  @IsIn(keysIn(urgencies))
  urgency!: Urgency;
}

export class HandlerRequest extends Occurrence {
  @ApiProperty({ description: 'Staff account that is responsible.', maxLength: 120 })
  @IsString()
  @Length(1, 120)
  handler!: string;
}

export class ReassignComplaintRequest extends ReasonRequest {
  @ApiProperty({ description: 'Staff account that is responsible from now on.', maxLength: 120 })
  @IsString()
  @Length(1, 120)
  handler!: string;
}

export class NoteRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'What was said.', maxLength: 4000 })
  @IsOptional()
  @IsString()
  @Length(1, 4000)
  note?: string;
}

export class VisitRequest extends NoteRequest {
  @ApiProperty({ description: 'References of what shows it.', ...evidence })
  @IsReferences()
  evidence!: string[];
}

export class AttachMeasurementRequest extends Occurrence {
  @ApiProperty({ description: 'The measurement.', format: 'uuid' })
  @IsUUID()
  measurementId!: string;

  @ApiPropertyOptional({ description: 'Room temperature, tenths of °C.', minimum: -400, maximum: 600 })
  @IsOptional()
  @IsTemperature()
  roomTenths?: number;
}

export class CauseRequest extends Occurrence {
  @ApiProperty({ description: 'Who was found to be the cause.', enum: keysIn(causes) })
  @IsIn(keysIn(causes))
  cause!: Cause;

  @ApiPropertyOptional({ description: 'What shows it.', maxLength: 4000 })
  @IsOptional()
  @IsString()
  @Length(1, 4000)
  grounds?: string;
}

export class StatementRequest extends Occurrence {
  @ApiProperty({ description: 'What they said.', maxLength: 4000 })
  @IsString()
  @Length(1, 4000)
  statement!: string;
}

export class HearingRefusalRequest extends Occurrence {
  @ApiProperty({ description: 'Which side refused.', enum: keysIn(hearingSides) })
  @IsIn(keysIn(hearingSides))
  side!: HearingSide;

  @ApiProperty({ description: 'Attempts that were made.', minimum: 1, maximum: 100 })
  @IsInt()
  @Min(1)
  @Max(100)
  attempts!: number;

  @ApiProperty({ description: 'References of what shows it.', ...evidence })
  @IsReferences()
  evidence!: string[];
}

export class DecideComplaintRequest extends Occurrence {
  @ApiProperty({ description: 'What was decided.', enum: keysIn(complaintVerdicts) })
  @IsIn(keysIn(complaintVerdicts))
  verdict!: ComplaintVerdict;

  @ApiProperty({ description: 'Grounds of the decision.', maxLength: 4000 })
  @IsString()
  @Length(1, 4000)
  grounds!: string;

  @ApiProperty({ description: 'Clause that was applied.', maxLength: 200 })
  @IsString()
  @Length(1, 200)
  clause!: string;
}

export class RemedyRequest extends Occurrence {
  @ApiProperty({ description: 'What was done; name no person.', maxLength: 500 })
  @IsString()
  @Length(1, 500)
  remedy!: string;

  @ApiProperty({ description: 'References of what shows it.', ...evidence })
  @IsReferences()
  evidence!: string[];
}

export class FeedBackRequest extends Occurrence {
  @ApiProperty({ description: 'Told in writing.' })
  @IsBoolean()
  written!: boolean;

  @ApiPropertyOptional({ description: 'Further ways that were named.', maxLength: 500 })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  recourse?: string;
}

export class AnswerRequest extends Occurrence {
  @ApiProperty({ description: 'Whether the complainant is satisfied.' })
  @IsBoolean()
  satisfied!: boolean;

  @ApiPropertyOptional({ description: 'Whether it is fixed, apart from the answer.' })
  @IsOptional()
  @IsBoolean()
  fixed?: boolean;

  @ApiPropertyOptional({ description: 'Why, in their words.', maxLength: 4000 })
  @IsOptional()
  @IsString()
  @Length(1, 4000)
  why?: string;
}

export class CloseComplaintRequest extends Occurrence {
  @ApiProperty({ description: 'Named exit; its conditions must hold.', enum: keysIn(complaintExits) })
  @IsIn(keysIn(complaintExits))
  exit!: ComplaintExit;

  @ApiPropertyOptional({ description: 'What the exit rests on; name no person.', maxLength: 500 })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  reason?: string;

  @ApiPropertyOptional({ description: 'Second person who approves the exit `exhausted`.', maxLength: 120 })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  approvedBy?: string;

  @ApiPropertyOptional({ description: 'Earlier complaint, for `repeat-without-new-facts`.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  earlierId?: string;

  @ApiPropertyOptional({ description: 'Who took it up, for `legal-channel`.', maxLength: 200 })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  legalChannel?: string;
}
