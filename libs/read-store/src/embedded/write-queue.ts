import type { Write } from '../read-store.js';
import type { Collection } from './collection.js';
import type { Cell } from './script.js';

/** Documents of one writer, and how far it has come with them. */
export interface Batch {
  readonly collection: Collection;
  readonly writes: readonly Write[];
  readonly bookmark?: string | undefined;
  /** The bookmark the writer went by. */
  readonly after?: string | undefined;
  /** What becomes of the table itself, after its documents. */
  readonly changes?: readonly Change[];
}

/** A statement with its cells. */
export type Change = readonly [sql: string, ...cells: readonly Cell[]];

interface Waiting {
  readonly batch: Batch;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers what is asked for in the same turn, or while the transaction before is under way, into one transaction; where that fails, each batch goes into its own, so that one writer's trouble stays its own. */
export class WriteQueue {
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;

  /** `commit` writes all batches or none, and throws then. */
  constructor(private readonly commit: (batches: readonly Batch[]) => Promise<void>) {}

  add(batch: Batch): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, resolve, reject });
      this.#running ??= new Promise((done) => process.nextTick(() => void this.#run().then(done)));
    });
  }

  /** Resolves once nothing waits any more. */
  async drained(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      if (!(await this.#together(group))) for (const one of group) await this.#together([one]);
    }
    this.#running = null;
  }

  async #together(group: readonly Waiting[]): Promise<boolean> {
    try {
      await this.commit(group.map(({ batch }) => batch));
    } catch (error) {
      const [only] = group;
      if (group.length > 1) return false;
      only?.reject(error);
      return true;
    }
    for (const { resolve } of group) resolve();
    return true;
  }
}
