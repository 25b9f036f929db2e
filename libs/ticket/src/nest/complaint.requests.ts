import { IsCleanText, IsEvidence, IsId, IsNoMore, IsOneOf, IsPhone, IsTemperature, IsWhole, IsYesNo, Occurrence } from '@heatledger/edge/nest';
import { categories, causes, keysIn, urgencies, type Category, type Cause, type Urgency } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import {
  complaintExits,
  complaintVerdicts,
  hearingSides,
  type ComplaintExit,
  type ComplaintVerdict,
  type HearingSide,
} from '../domain/complaint.words.js';
import { visitFailures, type VisitFailure } from '../domain/ticket.words.js';
import { anotherDecides, ReasonRequest, Requester } from './repair.requests.js';

export class ReceiveComplaintRequest extends Requester {
  @ApiProperty({ description: 'What is claimed.' })
  @IsOneOf(keysIn(categories))
  category!: Category;

  @ApiProperty({ description: 'What was complained of, in their words.' })
  @IsCleanText(4000)
  description!: string;

  @ApiPropertyOptional({ description: 'What the complainant asks for.' })
  @IsOptional()
  @IsCleanText(500)
  remedySought?: string;

  @ApiPropertyOptional({ description: 'Who complains.' })
  @IsOptional()
  @IsCleanText(80)
  complainantName?: string;

  @ApiPropertyOptional({ description: 'Where they can be reached: digits, + * ( ) - and spaces.' })
  @IsOptional()
  @IsPhone()
  complainantPhone?: string;

  @ApiPropertyOptional({ description: 'Staff account or crew complained of; never responsible for this complaint.' })
  @IsOptional()
  @IsCleanText(120)
  accused?: string;
}

export class FailedComplaintVisitRequest extends Occurrence {
  @ApiProperty()
  @IsOneOf(keysIn(visitFailures))
  failure!: VisitFailure;

  @ApiProperty({ description: 'References of what shows the attempt, at least one.' })
  @IsEvidence()
  evidence!: string[];
}

export class ClassifyComplaintRequest extends Occurrence {
  @ApiProperty({ description: 'What is claimed.' })
  @IsOneOf(keysIn(categories))
  category!: Category;

  @ApiProperty({ description: 'How fast danger grows.' })
  @IsOneOf(keysIn(urgencies))
  urgency!: Urgency;
}

export class HandlerRequest extends Occurrence {
  @ApiProperty({ description: 'Staff account that is responsible.' })
  @IsCleanText(120)
  handler!: string;
}

export class ReassignComplaintRequest extends ReasonRequest {
  @ApiProperty({ description: 'Staff account that is responsible from now on.' })
  @IsCleanText(120)
  handler!: string;
}

export class NoteRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'What was said.' })
  @IsOptional()
  @IsCleanText(4000)
  note?: string;
}

export class VisitRequest extends NoteRequest {
  @ApiProperty({ description: 'References of what shows it.' })
  @IsEvidence()
  evidence!: string[];
}

export class AttachMeasurementRequest extends Occurrence {
  @ApiProperty({ description: 'The measurement.' })
  @IsId()
  measurementId!: string;

  @ApiPropertyOptional({ description: 'Room temperature, tenths of °C.', minimum: -400 })
  @IsOptional()
  @IsTemperature()
  roomTenths?: number;
}

export class CauseRequest extends Occurrence {
  @ApiProperty({ description: 'Who was found to be the cause.' })
  @IsOneOf(keysIn(causes))
  cause!: Cause;

  @ApiPropertyOptional({ description: 'What shows it.' })
  @IsOptional()
  @IsCleanText(4000)
  grounds?: string;
}

export class StatementRequest extends Occurrence {
  @ApiProperty({ description: 'What they said.' })
  @IsCleanText(4000)
  statement!: string;
}

export class HearingRefusalRequest extends Occurrence {
  @ApiProperty({ description: 'Which side refused.' })
  @IsOneOf(keysIn(hearingSides))
  side!: HearingSide;

  @ApiProperty({ description: 'Attempts that were made.' })
  @IsWhole(1, 100)
  attempts!: number;

  @ApiProperty({ description: 'References of what shows it.' })
  @IsEvidence()
  evidence!: string[];
}

export class DecideComplaintRequest extends Occurrence {
  @ApiProperty({ description: 'What was decided.' })
  @IsOneOf(keysIn(complaintVerdicts))
  verdict!: ComplaintVerdict;

  @ApiProperty({ description: 'Grounds of the decision.' })
  @IsCleanText(4000)
  grounds!: string;

  @ApiProperty({ description: 'Clause that was applied.' })
  @IsCleanText(200)
  clause!: string;
}

export class RemedyRequest extends Occurrence {
  @ApiProperty({ description: 'What was done; name no person.' })
  @IsCleanText(500)
  remedy!: string;

  @ApiProperty({ description: 'References of what shows it.' })
  @IsEvidence()
  evidence!: string[];
}

export class FeedBackRequest extends Occurrence {
  @ApiProperty({ description: 'Told in writing.' })
  @IsYesNo()
  written!: boolean;

  @ApiPropertyOptional({ description: 'Further ways that were named.' })
  @IsOptional()
  @IsCleanText(500)
  recourse?: string;
}

export class AnswerRequest extends Occurrence {
  @ApiProperty({ description: 'Whether the complainant is satisfied.' })
  @IsYesNo()
  satisfied!: boolean;

  @ApiPropertyOptional({ description: 'Whether it is fixed, apart from the answer.' })
  @IsOptional()
  @IsYesNo()
  fixed?: boolean;

  @ApiPropertyOptional({ description: 'Why, in their words.' })
  @IsOptional()
  @IsCleanText(4000)
  why?: string;
}

export class CloseComplaintRequest extends Occurrence {
  @ApiProperty({ description: 'Named exit; its conditions must hold.' })
  @IsOneOf(keysIn(complaintExits))
  exit!: ComplaintExit;

  @ApiPropertyOptional({ description: 'What the exit rests on; name no person.' })
  @IsOptional()
  @IsCleanText(500)
  reason?: string;

  @IsNoMore(anotherDecides)
  approvedBy?: undefined;

  @ApiPropertyOptional({ description: 'Earlier complaint, for `repeat-without-new-facts`.' })
  @IsOptional()
  @IsId()
  earlierId?: string;

  @ApiPropertyOptional({ description: 'Who took it up, for `legal-channel`.' })
  @IsOptional()
  @IsCleanText(200)
  legalChannel?: string;
}
