import type { Found } from '@heatledger/read-store';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsCleanText, IsWholeParameter } from './fields.js';

/** How much of a list, and from where. */
export class PageRequest {
  @ApiPropertyOptional({ description: 'Entries a page.', default: 100 })
  @IsOptional()
  @IsWholeParameter(1, 1000)
  limit?: number;

  @ApiPropertyOptional({ description: '`next` of the page before; opaque, good for the same question only.' })
  @IsOptional()
  @IsCleanText(4096)
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
