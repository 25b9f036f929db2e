import type { EventStore, Filter, Position, RecordedEvent } from '@heatledger/event-store';
import { isAside } from '@heatledger/runtime';

/** Where the stream goes: a socket that says when it is full. */
export interface Sink {
  /** Resolves when the text is handed over and there is room again; rejects when the reader is gone or stalled. */
  write(text: string): Promise<void>;
  readonly writing: boolean;
}

export interface StreamOptions extends Filter {
  readonly after?: Position | undefined;
  /** How an event reads on the wire. */
  readonly show: (event: RecordedEvent) => unknown;
  readonly heartbeatMs: number;
  /** How a position reads on the wire. */
  readonly cursorOf: (position: Position) => string;
}

/** Events a page at most: the whole of what one reader can hold in memory. */
const PAGE = 64;

const frame = (id: string, data: unknown, event?: string): string =>
  `id: ${id}\n${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

/** How soon a reader comes back, ms; said with the first block, since a block of its own is taken for an event by some readers. */
const RETRY = 'retry: 2000\n';

/**
 * Sends the log to one reader until the signal: one page is asked for, written event by event, and only then the next one, so a slow
 * reader slows its own source and never holds more than a page. At the beginning and between events a frame carries how far the reader
 * has come: an event of its own, since not every reader keeps the id of a block without data.
 */
export const streamFeed = async (store: Pick<EventStore, 'follow'>, sink: Sink, options: StreamOptions, signal: AbortSignal): Promise<void> => {
  const { show, heartbeatMs, cursorOf, after, ...filter } = options;
  let reached = after;
  let head = RETRY;
  const write = (block: string): Promise<void> => {
    const whole = head + block;
    head = '';
    return sink.write(whole);
  };
  const progress = (position: Position): string => frame(cursorOf(position), { position: cursorOf(position) }, 'progress');
  const isBegun = (position: Position | undefined): position is Position => position !== undefined && position !== '';
  const beat = setInterval(() => {
    if (!sink.writing) void (isBegun(reached) ? write(progress(reached)) : sink.write(': heartbeat\n\n')).catch(() => undefined);
  }, heartbeatMs);
  try {
    if (isBegun(after)) await write(progress(after));
    for await (const page of store.follow({ ...filter, ...(after === undefined ? {} : { after }), pageSize: PAGE }, signal)) {
      for (const event of page.events) {
        if (isAside(event)) continue;
        await write(frame(cursorOf(event.position), show(event)));
        reached = event.position;
      }
      reached = page.position;
    }
  } finally {
    clearInterval(beat);
  }
};
