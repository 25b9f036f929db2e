import { IsCleanText, IsId, IsOneOf, IsWhole, Occurrence, PageRequest } from '@heatledger/edge/nest';
import { keysIn } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { fixedAnswers, type FixedAnswer } from '../domain/survey.events.js';

const phases = ['invited', 'reminded', 'answered', 'unreached', 'expired'] as const;

export class AnswerSurveyRequest extends Occurrence {
  @ApiPropertyOptional({ description: 'Score for heating.' })
  @IsOptional()
  @IsWhole(1, 5)
  heating?: number;

  @ApiPropertyOptional({ description: 'Score for the repair.' })
  @IsOptional()
  @IsWhole(1, 5)
  repair?: number;

  @ApiPropertyOptional({ description: 'Score for billing.' })
  @IsOptional()
  @IsWhole(1, 5)
  billing?: number;

  @ApiProperty({ description: 'Whether it is fixed, apart from any score.' })
  @IsOneOf(keysIn(fixedAnswers))
  fixed!: FixedAnswer;

  @ApiPropertyOptional({ description: 'In their words.' })
  @IsOptional()
  @IsCleanText(4000)
  comment?: string;
}

export class UnreachedRequest extends Occurrence {}

export class SurveysRequest extends PageRequest {
  @ApiPropertyOptional({ description: 'Surveys of one ticket.' })
  @IsOptional()
  @IsId()
  ticketId?: string;

  @ApiPropertyOptional({ description: 'Surveys at one stage; `invited` when neither is given.' })
  @IsOptional()
  @IsOneOf(phases)
  phase?: (typeof phases)[number];
}
