import { Duplex } from 'node:stream';
import type { PersistentSubscriptionToAll, PersistentSubscriptionToStream } from '@eventstore/db-client';
import { pause } from './pauses.js';

/** Milliseconds in which a server hears the answers that were sent to it, where it does not end the call by itself. */
const HEARING = 500;

/** What a consumer answered over a subscription, which is left once the answers are out. */
export class Answers {
  readonly #open = new Set<Promise<void>>();
  #call: unknown;
  #given = false;

  constructor(private readonly subscription: PersistentSubscriptionToAll | PersistentSubscriptionToStream) {
    subscription.once('pipe', (call: unknown) => (this.#call = call));
  }

  /** Sends an answer. */
  async give(work: Promise<void>): Promise<void> {
    this.#given = true;
    this.#open.add(work);
    try {
      await work;
    } finally {
      this.#open.delete(work);
    }
  }

  /**
   * Says behind the last answer that there will be no more, and hangs up when the server has heard it: what it has
   * not heard by then, it gives to somebody again.
   */
  async leave(): Promise<void> {
    await Promise.allSettled(this.#open);
    if (this.#given && this.#call instanceof Duplex && !this.#call.destroyed) await hungUp(this.#call);
    this.subscription.unsubscribe().catch(() => undefined);
    this.subscription.destroy();
  }
}

const hungUp = async (call: Duplex): Promise<void> => {
  const ended = new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error'] as const) call.once(event, () => resolve());
  });
  // what still comes is nobody's: it must not keep the end from being seen
  call.unpipe();
  call.resume();
  call.end();
  await Promise.race([ended, pause(HEARING)]);
};
