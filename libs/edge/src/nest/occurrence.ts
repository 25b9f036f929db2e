import { channels, type Channel, type Instant } from '@heatledger/kernel';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsInstant, IsOneOf } from './fields.js';

/** What every command request may say beside its content: when it happened and how it reached the company. */
export class Occurrence {
  @ApiPropertyOptional({ description: 'When it happened, ISO 8601 with offset; now when absent. Never in the future.', example: '2026-01-05T08:30:00+08:00' })
  @IsOptional()
  @IsInstant()
  at?: Instant;

  @ApiPropertyOptional({ description: 'How it reached the company; web when absent.' })
  @IsOptional()
  @IsOneOf(channels)
  channel?: Channel;
}
