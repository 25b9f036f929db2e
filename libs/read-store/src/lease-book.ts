/** The latest entry under a name: who took a piece of work, or an empty holder where it was given back; or a process's sign of life. */
export interface Beat {
  readonly name: string;
  readonly holder: string;
  /** Counts the entries under this name, from 1. */
  readonly number: number;
}

/** Where processes agree who does which work. No process's clock is trusted: beats are counted, and of two that give the same number one is refused. */
export abstract class LeaseBook {
  /** The latest beat under every name. */
  abstract latest(): Promise<readonly Beat[]>;
  /** Gives the beat; false when somebody gave that number or a later one before. */
  abstract beat(beat: Beat): Promise<boolean>;
  /** Forgets a name nobody will use again. */
  abstract forget(name: string): Promise<void>;
}

/** Beats of processes (or parts of one) that share memory. */
export class MemoryLeaseBook extends LeaseBook {
  readonly #beats = new Map<string, Beat>();

  latest(): Promise<readonly Beat[]> {
    return Promise.resolve([...this.#beats.values()]);
  }

  beat(beat: Beat): Promise<boolean> {
    const fresh = beat.number > (this.#beats.get(beat.name)?.number ?? 0);
    if (fresh) this.#beats.set(beat.name, beat);
    return Promise.resolve(fresh);
  }

  forget(name: string): Promise<void> {
    this.#beats.delete(name);
    return Promise.resolve();
  }
}
