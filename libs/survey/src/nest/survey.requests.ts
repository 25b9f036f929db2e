import { IsCleanText, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { fixedAnswers, type FixedAnswer } from '../domain/survey.events.js';

const phases = ['invited', 'reminded', 'answered', 'unreached', 'expired'] as const;

export class AnswerSurveyRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Score for heating.', minimum: 1, maximum: 5 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  heating?: number;

  @ApiPropertyOptional({ description: 'Score for the repair.', minimum: 1, maximum: 5 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  repair?: number;

  @ApiPropertyOptional({ description: 'Score for billing.', minimum: 1, maximum: 5 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  billing?: number;

  @ApiProperty({ description: 'Whether it is fixed, apart from any score.', enum: keysIn(fixedAnswers) })
  @IsIn(keysIn(fixedAnswers))
  fixed!: FixedAnswer;

  @ApiPropertyOptional({ description: 'In their words.', maxLength: 4000 })
  @IsOptional()
  @IsCleanText(4000)
  comment?: string;
}

export class UnreachedRequest extends Occurrence {}

export class SurveysRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Surveys of one ticket.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  ticketId?: string;

  @ApiPropertyOptional({ description: 'Surveys at one stage; `invited` when neither is given.', enum: phases })
  @IsOptional()
  @IsIn(phases)
  phase?: (typeof phases)[number];
}
