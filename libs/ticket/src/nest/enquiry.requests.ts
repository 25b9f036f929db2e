import { Occurrence } from '@heatledger/edge/nest';
import { categories, keysIn, type Category } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { enquiryExits, turnTargets, type EnquiryExit, type TurnTarget } from '../domain/ticket.words.js';
import { Requester } from './repair.requests.js';

export class AskEnquiryRequest extends Requester {
  @ApiProperty({ description: 'What is asked about.', enum: keysIn(categories) })
  @IsIn(keysIn(categories))
  category!: Category;

  @ApiProperty({ description: 'The question, in their words.', maxLength: 4000 })
  @IsString()
  @Length(1, 4000)
  question!: string;

  @ApiPropertyOptional({ description: 'Who asks.', maxLength: 80 })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  askerName?: string;

  @ApiPropertyOptional({ description: 'Where they can be reached: digits, + * ( ) - and spaces.' })
  @IsOptional()
  @Matches(/^[0-9+*() -]{3,24}$/)
  askerPhone?: string;
}

export class AnswerEnquiryRequest extends Occurrence {
  @ApiProperty({ maxLength: 4000 })
  @IsString()
  @Length(1, 4000)
  answer!: string;

  @ApiProperty({ description: 'Whether it was given in writing.' })
  @IsBoolean()
  inWriting!: boolean;
}

export class TurnEnquiryRequest extends Occurrence {
  @ApiProperty({ enum: keysIn(turnTargets) })
  @IsIn(keysIn(turnTargets))
  into!: TurnTarget;

  @ApiPropertyOptional({ description: 'Category of the new ticket, when another one fits better.', enum: keysIn(categories) })
  @IsOptional()
  @IsIn(keysIn(categories))
  category?: Category;
}

export class CloseEnquiryRequest extends Occurrence {
  @ApiProperty({ enum: keysIn(enquiryExits) })
  @IsIn(keysIn(enquiryExits))
  exit!: EnquiryExit;
}
