import type { FollowOptions, Page, Position, ScanOptions } from './event-store.js';

/** Reads the page that follows a position. */
export type PageAfter = (after: Position) => Page;

/** Resolves when there may be more in the log, at the latest after a while; at once when the signal is given. */
export type More = (signal: AbortSignal) => Promise<void>;

/** History first, then what comes, one page at a time; the reader's pace is the pace. The first page at the end is given even when empty, so that a reader knows it has caught up. Only an empty look leads to waiting: what was appended while a page was handled is not slept over. */
export async function* followed(pageAfter: PageAfter, more: More, { after = '' }: FollowOptions, signal: AbortSignal): AsyncGenerator<Page> {
  let position = after;
  let told = false;
  while (!signal.aborted) {
    const page = pageAfter(position);
    const moved = page.position !== position;
    position = page.position;
    if (moved || (page.atEnd && !told)) {
      told = page.atEnd;
      yield page;
    } else if (!signal.aborted) await more(signal);
  }
}

/** A finite run: page by page until the end that stood at the call. */
export async function* scanned(pageAfter: PageAfter, { after = '' }: ScanOptions): AsyncGenerator<Page> {
  let position = after;
  for (;;) {
    const page = pageAfter(position);
    if (page.events.length > 0 || page.atEnd) yield page;
    if (page.atEnd) return;
    position = page.position;
  }
}

/** Wakes everybody who waits for more. */
export class Bell {
  #waiting = new Set<() => void>();

  ring(): void {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
  }

  /** Waits for the bell, for the signal, or for `atMost` milliseconds, whichever comes first. */
  wait(signal: AbortSignal, atMost: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, atMost);
      this.#waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted) done();
    });
  }
}
