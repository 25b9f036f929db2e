import { IsCleanText, IsOneOf, IsPhone, IsYesNo, Occurrence } from '@heatledger/edge/nest';
import { categories, keysIn, type Category } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { enquiryExits, turnTargets, type EnquiryExit, type TurnTarget } from '../domain/ticket.words.js';
import { Requester } from './repair.requests.js';

export class AskEnquiryRequest extends Requester {
  @ApiProperty({ description: 'What is asked about.' })
  @IsOneOf(keysIn(categories))
  category!: Category;

  @ApiProperty({ description: 'The question, in their words.' })
  @IsCleanText(4000)
  question!: string;

  @ApiPropertyOptional({ description: 'Who asks.' })
  @IsOptional()
  @IsCleanText(80)
  askerName?: string;

  @ApiPropertyOptional({ description: 'Where they can be reached: digits, + * ( ) - and spaces.' })
  @IsOptional()
  @IsPhone()
  askerPhone?: string;

  @ApiPropertyOptional({ description: 'A written answer was asked for; nothing said will do then.' })
  @IsOptional()
  @IsYesNo()
  wantsWriting?: boolean;
}

export class AnswerEnquiryRequest extends Occurrence {
  @ApiProperty()
  @IsCleanText(4000)
  answer!: string;

  @ApiProperty({ description: 'Whether it was given in writing.' })
  @IsYesNo()
  inWriting!: boolean;
}

export class TurnEnquiryRequest extends Occurrence {
  @ApiProperty()
  @IsOneOf(keysIn(turnTargets))
  into!: TurnTarget;

  @ApiPropertyOptional({ description: 'Category of the new ticket, when another one fits better.' })
  @IsOptional()
  @IsOneOf(keysIn(categories))
  category?: Category;
}

export class CloseEnquiryRequest extends Occurrence {
  @ApiProperty()
  @IsOneOf(keysIn(enquiryExits))
  exit!: EnquiryExit;
}
