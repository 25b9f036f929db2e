import { breather } from '@heatledger/edge';
import { START, type EventStore, type Filter, type Position, type RecordedEvent } from '@heatledger/event-store';
import { isAside } from '@heatledger/runtime';

/** What a reader asks for. */
export interface FeedQuestion extends Filter {
  /** Exclusive; the start of the log when absent. */
  readonly after?: Position | undefined;
  /** Events a page. */
  readonly limit: number;
}

/** A run of the log; a full one will never be another one, since what is recorded stays. */
export interface FeedPage {
  readonly events: readonly RecordedEvent[];
  /** `after` for the next page; also moves over what the filter skipped. */
  readonly next: Position;
  readonly full: boolean;
  /** True when nothing in the log lay beyond it. */
  readonly atEnd: boolean;
}

/** Events looked at for one page at most, so that a rare filter does not hold up a request; the page says how far it came. */
const MOST_SCANNED_PAGES = 200;

/** The page of the log after a position. */
export const feedPage = async (store: Pick<EventStore, 'scan'>, { after, limit, ...filter }: FeedQuestion): Promise<FeedPage> => {
  const events: RecordedEvent[] = [];
  let next = after ?? START;
  let pages = 0;
  for await (const page of store.scan({ ...filter, ...(after === undefined ? {} : { after }), pageSize: Math.max(limit, 500) })) {
    for (const event of page.events) {
      if (isAside(event)) continue;
      events.push(event);
      if (events.length === limit) return { events, next: event.position, full: true, atEnd: page.atEnd && event === page.events.at(-1) };
    }
    // a rare filter walks far: others go first between two pages
    await breather();
    next = page.position;
    if (page.atEnd) return { events, next, full: false, atEnd: true };
    if (++pages === MOST_SCANNED_PAGES) return { events, next, full: false, atEnd: false };
  }
  return { events, next, full: false, atEnd: true };
};
