import type { Write } from '../read-store.js';
import type { Collection } from './collection.js';

/** Documents of one writer, and how far it has come with them. */
export interface Batch {
  readonly collection: Collection;
  readonly writes: readonly Write[];
  readonly bookmark: string | undefined;
  /** The bookmark the writer went by. */
  readonly after: string | undefined;
}

interface Waiting {
  readonly batch: Batch;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers what is asked for in the same turn into one transaction; where that fails, each batch goes into its own, so that one writer's trouble stays its own. */
export class WriteQueue {
  #waiting: Waiting[] = [];

  /** `commit` writes all batches or none, and throws then. */
  constructor(private readonly commit: (batches: readonly Batch[]) => void) {}

  add(batch: Batch): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, resolve, reject });
      if (this.#waiting.length === 1) process.nextTick(() => this.flush());
    });
  }

  /** Writes what waits. */
  flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length > 0 && !this.#together(group)) for (const one of group) this.#together([one]);
  }

  #together(group: readonly Waiting[]): boolean {
    try {
      this.commit(group.map(({ batch }) => batch));
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
