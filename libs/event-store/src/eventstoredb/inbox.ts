import type { AllStreamResolvedEvent, AllStreamSubscription, Position as Place } from '@eventstore/db-client';
import { Silence, unavailable } from './failures.js';

/** What a subscription brings, in the order in which the server sent it. */
export type Arrival =
  | { readonly kind: 'event'; readonly resolved: AllStreamResolvedEvent }
  /** Everything up to here was looked at. */
  | { readonly kind: 'checkpoint'; readonly place: Place }
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'fell-behind' };

/** Opens a subscription that tells its checkpoints to the given function. */
export type Subscribe = (
  checkpointReached: (subscription: AllStreamSubscription, place: Place) => void,
) => AllStreamSubscription;

/**
 * A subscription read at the reader's pace; the client tells of checkpoints and of being caught up before the events
 * that came earlier are read, so each is kept with the number of events that go before it.
 */
export class Inbox {
  readonly #subscription: AllStreamSubscription;
  readonly #marks: { readonly before: number; readonly arrival: Arrival }[] = [];
  #taken = 0;
  #failure: unknown = null;
  #wake: (() => void) | null = null;
  readonly #left = (): void => this.#fail(unavailable(this.what, 'the connection was thrown away'));

  constructor(
    subscribe: Subscribe,
    private readonly what: string,
    /** Given when the connection is thrown away that the subscription goes over. */
    private readonly gone: AbortSignal,
  ) {
    const subscription = subscribe((_, place) => this.#mark({ kind: 'checkpoint', place }));
    this.#subscription = subscription;
    subscription.on('error', (error: Error) => this.#fail(error));
    subscription.on('caughtUp', () => this.#mark({ kind: 'caught-up' }));
    subscription.on('fellBehind', () => this.#mark({ kind: 'fell-behind' }));
    subscription.on('end', () => this.#fail(unavailable(this.what, 'the server ended the subscription')));
    subscription.on('close', () => this.#fail(unavailable(this.what, 'the subscription was closed')));
    subscription.on('readable', () => this.#ring());
    gone.addEventListener('abort', this.#left, { once: true });
  }

  /** The next arrival at hand, null when there is none yet. */
  take(): Arrival | null {
    const mark = this.#marks[0];
    if (mark && mark.before <= this.#taken) {
      this.#marks.shift();
      return mark.arrival;
    }
    const resolved = this.#subscription.read() as AllStreamResolvedEvent | null;
    if (resolved === null) return null;
    this.#taken++;
    return { kind: 'event', resolved };
  }

  /** True while something that came is not taken yet. */
  get pending(): boolean {
    return this.#marks.length > 0 || this.#subscription.readableLength > 0;
  }

  /**
   * Waits until something comes or the signal is given; throws what broke the subscription, or that nothing came for
   * `atMost` milliseconds.
   */
  async more(signal: AbortSignal, atMost: number): Promise<void> {
    if (this.pending || signal.aborted) return;
    if (this.#failure !== null) throw this.#failure;
    const quiet = await new Promise<boolean>((resolve) => {
      const done = (late: boolean): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        this.#wake = null;
        resolve(late);
      };
      const stop = (): void => done(false);
      const timer = atMost === Infinity ? undefined : setTimeout(() => done(true), atMost);
      this.#wake = stop;
      signal.addEventListener('abort', stop, { once: true });
    });
    if (quiet) throw new Silence(this.what, atMost);
  }

  close(): void {
    this.gone.removeEventListener('abort', this.#left);
    this.#subscription.unsubscribe().catch(() => undefined);
    this.#subscription.destroy();
  }

  #mark(arrival: Arrival): void {
    this.#marks.push({ before: this.#taken + this.#subscription.readableLength, arrival });
    this.#ring();
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#ring();
  }

  #ring(): void {
    this.#wake?.();
  }
}
