import { NotNow } from './problems.js';

/** Seconds after which somebody who is told to come back may come back. */
const COME_BACK = 2;

/** Gives a turn back; more than once changes nothing. */
export type Leave = () => void;

interface Waiting {
  readonly go: () => void;
}

/** Turns for questions whose work grows with the log: one at a time, one for each caller, so many waiting at most; first come, first served. */
export class QuestionTurns {
  readonly #callers = new Set<string>();
  readonly #waiting: Waiting[] = [];
  #busy = false;

  /** `most`: questions that may wait for their turn. */
  constructor(private readonly most: number) {}

  /** Resolves when it is this caller's turn; throws NotNow where the caller has a question under way or too many wait, and the signal's reason where the caller has left. */
  async take(caller: string, signal: AbortSignal): Promise<Leave> {
    signal.throwIfAborted();
    if (this.#callers.has(caller)) throw new NotNow('question/one-at-a-time', COME_BACK);
    if (this.#busy && this.#waiting.length >= this.most) throw new NotNow('server/busy', COME_BACK);
    this.#callers.add(caller);
    try {
      if (this.#busy) await this.#turn(signal);
      this.#busy = true;
    } catch (error) {
      this.#callers.delete(caller);
      throw error;
    }
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#callers.delete(caller);
      const next = this.#waiting.shift();
      if (next) next.go();
      else this.#busy = false;
    };
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        go: () => {
          signal.removeEventListener('abort', left);
          resolve();
        },
      };
      const left = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal.reason as Error);
      };
      this.#waiting.push(waiting);
      signal.addEventListener('abort', left, { once: true });
    });
  }
}
