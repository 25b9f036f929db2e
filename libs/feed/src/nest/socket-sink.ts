import type { ServerResponse } from 'node:http';
import type { Sink } from '../feed-stream.js';

/** How long a reader may refuse to take anything before it is let go, ms; it comes back with Last-Event-ID. */
const STALLED_MS = 60_000;

/** A response as a sink: one write at a time, each waits until the socket has room. */
export class SocketSink implements Sink {
  #last: Promise<void> = Promise.resolve();
  #pending = 0;

  constructor(private readonly response: ServerResponse) {}

  get writing(): boolean {
    return this.#pending > 0;
  }

  write(text: string): Promise<void> {
    this.#pending++;
    const done = this.#last.then(() => this.#hand(text)).finally(() => this.#pending--);
    this.#last = done.catch(() => undefined);
    return done;
  }

  #hand(text: string): Promise<void> {
    const { response } = this;
    if (response.destroyed || response.writableEnded) return Promise.reject(new Error('the reader is gone'));
    if (response.write(text)) return Promise.resolve();
    return new Promise((room, gone) => {
      const stalled = setTimeout(() => response.destroy(), STALLED_MS);
      const settle = (how: () => void) => (): void => {
        clearTimeout(stalled);
        response.off('drain', onDrain).off('close', onClose);
        how();
      };
      const onDrain = settle(room);
      const onClose = settle(() => gone(new Error('the reader is gone')));
      response.once('drain', onDrain).once('close', onClose);
    });
  }
}
