import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';

const listed = ({ value }: { value: unknown }): unknown =>
  (Array.isArray(value) ? value : [value]).flatMap((part: unknown) => (typeof part === 'string' ? part.split(',').map((word) => word.trim()) : [part])).filter((word) => word !== '');

/** From where, and which facts. */
export class FeedStreamRequest {
  @ApiPropertyOptional({ description: 'Position to go on from, exclusive; `latest` for what comes from now on; the start of the log when absent.', maxLength: 200 })
  @IsOptional()
  @IsString()
  @Length(0, 200)
  after?: string;

  @ApiPropertyOptional({ description: 'Only these facts, separated by commas, with or without `heatledger.`.', type: String, example: 'RepairReported,RepairClosed' })
  @IsOptional()
  @Transform(listed)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @Matches(/^(heatledger\.)?[A-Za-z][A-Za-z0-9]{0,79}$/, { each: true })
  types?: string[];

  @ApiPropertyOptional({ description: 'Only streams of these categories, separated by commas.', type: String, example: 'complaint,repair' })
  @IsOptional()
  @Transform(listed)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @Matches(/^[a-z][A-Za-z0-9]{0,79}$/, { each: true })
  categories?: string[];
}

export class FeedRequest extends FeedStreamRequest {
  @ApiPropertyOptional({ description: 'Events a page.', type: 'integer', minimum: 1, maximum: 1000, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}
