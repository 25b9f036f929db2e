import type { Found } from '@heatledger/read-store';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

/** How much of a list, and from where. */
export class PageRequest {
  @ApiPropertyOptional({ description: 'Entries a page.', type: 'integer', minimum: 1, maximum: 1000, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;

  @ApiPropertyOptional({ description: '`next` of the page before; opaque, good for the same question only.', maxLength: 4096 })
  @IsOptional()
  @IsString()
  @Length(1, 4096)
  cursor?: string;
}

/** One page of a list; `next` is absent on the last one. */
export interface PageOf<D> {
  readonly items: readonly D[];
  readonly next?: string;
}

/** What a query found, as one page; the answer also carries `Link: rel="next"`. */
export const pageOf = <D>(found: Found<D>, _asked?: PageRequest): PageOf<D> => ({
  items: found.docs.map(({ doc }) => doc),
  ...(found.cursor === undefined ? {} : { next: found.cursor }),
});
