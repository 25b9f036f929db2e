import type { WorkShare } from './work-share.js';

/** One piece of work on the followers at a time. */
export class Turns {
  #turn: Promise<unknown> = Promise.resolve();
  /** How the work is shared with other processes; null where this one is the only one. */
  share: WorkShare | null = null;

  /** Does it once everything asked for before is done, however that ended. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** The same, and no other process works on that follower meanwhile. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.take(() => (this.share ? this.share.borrowed(name, work) : work()));
  }

  /** Resolves once what was asked for until now is done. */
  async done(): Promise<void> {
    await this.#turn;
  }
}
