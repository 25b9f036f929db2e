import { IsCleanText, IsTexts, PageRequest } from '@heatledger/edge/nest';
import { IsOptional } from 'class-validator';

const KEY = 300;
const MOST_KEYS = 1000;

export class ParkedRequest extends PageRequest {
  /** Only what this reader parked. */
  @IsOptional()
  @IsCleanText(120)
  reader?: string;
}

export class RetryRequest {
  /** Documents to try again; everything that the reader parked when absent. */
  @IsOptional()
  @IsTexts({ each: KEY, least: 1, most: MOST_KEYS })
  keys?: string[];
}

export class SkipRequest {
  /** Documents whose next fact is gone on without. */
  @IsTexts({ each: KEY, least: 1, most: MOST_KEYS })
  keys!: string[];

  /** Why; names no person. */
  @IsCleanText(400)
  reason!: string;
}
