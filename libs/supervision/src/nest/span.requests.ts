import { Refused } from '@heatledger/edge';
import { IsCleanText, required } from '@heatledger/edge/nest';
import { compareInstants, isInstant, momentIn } from '@heatledger/vocabulary';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import type { CountedSpan } from '../figures/compliance.js';

/** What is counted: what falls from one instant on and before another, in one part of the town. */
export interface CountedPart {
  /** An instant with offset, or a day of the company's zone. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly zone?: string | undefined;
}

const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value;

/** An instant with offset, or a calendar day. */
export const isMoment = (value: unknown): value is string => typeof value === 'string' && (isInstant(value) || isDay(value));

const IsMoment = (): PropertyDecorator =>
  required({
    name: 'isMoment',
    holds: isMoment,
    wanted: { zh: '日期或带时区偏移的时间，例如 2026-01-05', en: 'a day or an instant with offset, such as 2026-01-05' },
    schema: { type: 'string' },
  });

/** Which span and part of the town a statistic counts. */
export class SpanRequest {
  @ApiPropertyOptional({ description: 'Only what falls due (of satisfaction: was asked) from here on: a day or an instant.' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ description: 'Only what falls due (of satisfaction: was asked) before this day or instant, which is not part of the span.' })
  @IsOptional()
  @IsMoment()
  to?: string;

  @ApiPropertyOptional({ description: 'Only this zone.' })
  @IsOptional()
  @IsCleanText(120)
  zone?: string;
}

const momentOf = (value: string | undefined, timeZone: string): string | undefined => (value !== undefined && isDay(value) ? momentIn(timeZone, value) : value);

/** The span that was asked for; refuses one that ends before it begins. */
export const spanOf = ({ from, to }: CountedPart, timeZone: string): CountedSpan => {
  const span = { timeZone, from: momentOf(from, timeZone), to: momentOf(to, timeZone) };
  if (span.from === undefined || span.to === undefined || compareInstants(span.from, span.to) <= 0) return span;
  throw new Refused('request/invalid', { field: 'to', value: to, allowed: `not before ${from}` });
};
