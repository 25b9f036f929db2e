import type { EventStore, Filter, Position, RecordedEvent } from '@heatledger/event-store';

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

/**
 * Sends the log to one reader until the signal: one page is asked for, written event by event, and only then the next one, so a slow
 * reader slows its own source and never holds more than a page. Between events a heartbeat carries how far the reader has come.
 */
export const streamFeed = async (store: Pick<EventStore, 'follow'>, sink: Sink, options: StreamOptions, signal: AbortSignal): Promise<void> => {
  const { show, heartbeatMs, cursorOf, after, ...filter } = options;
  let reached = after;
  const beat = setInterval(() => {
    if (!sink.writing) void sink.write(reached === undefined || reached === '' ? ': heartbeat\n\n' : frame(cursorOf(reached), { position: cursorOf(reached) }, 'progress')).catch(() => undefined);
  }, heartbeatMs);
  try {
    await sink.write('retry: 2000\n\n');
    for await (const page of store.follow({ ...filter, ...(after === undefined ? {} : { after }), pageSize: PAGE }, signal)) {
      for (const event of page.events) {
        await sink.write(frame(cursorOf(event.position), show(event)));
        reached = event.position;
      }
      reached = page.position;
    }
  } finally {
    clearInterval(beat);
  }
};
