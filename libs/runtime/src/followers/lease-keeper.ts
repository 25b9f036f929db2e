import type { Beat, LeaseBook } from '@heatledger/read-store';

export interface LeaseOptions {
  /** Names this process among those that share the views. */
  readonly holder: string;
  /** Milliseconds between two signs of life. */
  readonly beatEvery: number;
  /** Milliseconds without a sign of life after which another process takes over. */
  readonly lapse: number;
}

/** A beat and when this process first saw it, on its own monotonic clock, ms. */
interface Seen {
  readonly beat: Beat;
  readonly at: number;
}

const PRESENCE = 'process/';
const WANTED = 'wanted/';
const FREE = '';

/** Holds a fair share of the leases: beats for what it has, takes what is free or whose holder went silent, gives back what is too much. */
export class LeaseKeeper {
  /** Name → number of this process's last beat. */
  readonly #held = new Map<string, number>();
  #seen = new Map<string, Seen>();
  /** When the last beats that reached the book began. */
  #reached = -Infinity;

  constructor(
    private readonly book: LeaseBook,
    private readonly names: readonly string[],
    readonly options: LeaseOptions,
    private readonly monotonic: () => number = () => performance.now(),
  ) {}

  get held(): readonly string[] {
    return [...this.#held.keys()];
  }

  /** True while this process may work under the name: its last sign of life is not so old that another may have taken over. */
  holds(name: string): boolean {
    return this.#held.has(name) && this.monotonic() - this.#reached < this.options.lapse;
  }

  /** Gives a sign of life for everything held; answers what somebody else took. While the book cannot be reached nothing is lost until the last beat is too old. */
  async beat(): Promise<readonly string[]> {
    const began = this.monotonic();
    try {
      await this.#look(began);
      const presence = PRESENCE + this.options.holder;
      await this.book.beat({ name: presence, holder: this.options.holder, number: (this.#seen.get(presence)?.beat.number ?? 0) + 1 });
      // side by side: one after another they would take longer than the lapse where the book is slow
      const kept = await Promise.all([...this.#held].map(async ([name, number]) => ({ name, number, ours: await this.book.beat({ name, holder: this.options.holder, number: number + 1 }) })));
      const lost: string[] = [];
      for (const { name, number, ours } of kept) {
        // given back meanwhile: it is not to be had again by a beat that was under way
        if (this.#held.get(name) !== number) continue;
        if (ours) this.#held.set(name, number + 1);
        else lost.push(name);
      }
      for (const name of lost) this.#held.delete(name);
      this.#reached = began;
      return lost;
    } catch (error) {
      if (this.monotonic() - this.#reached < this.options.lapse) throw error;
      const lost = this.held;
      this.#held.clear();
      if (lost.length === 0) throw error;
      return lost;
    }
  }

  async #look(now: number): Promise<void> {
    const seen = new Map<string, Seen>();
    for (const beat of await this.book.latest()) {
      const before = this.#seen.get(beat.name);
      seen.set(beat.name, before?.beat.number === beat.number && before.beat.holder === beat.holder ? before : { beat, at: now });
    }
    this.#seen = seen;
  }

  #isSilent({ at }: Seen): boolean {
    return this.monotonic() - at >= this.options.lapse;
  }

  /** How many leases each process at work may hold, so that all hold about as many. */
  async #fairShare(): Promise<number> {
    const present = new Set([this.options.holder]);
    for (const [name, seen] of this.#seen) {
      if (!name.startsWith(PRESENCE)) continue;
      if (!this.#isSilent(seen)) present.add(seen.beat.holder);
      else if (seen.beat.holder !== this.options.holder) await this.book.forget(name);
    }
    return Math.ceil(this.names.length / present.size);
  }

  /** Takes what is free, as far as its share goes; answers what it took. */
  async take(): Promise<readonly string[]> {
    const fair = await this.#fairShare();
    const taken: string[] = [];
    for (const name of this.names) {
      if (this.#held.size >= fair) break;
      if (!this.#held.has(name) && !this.#isWanted(name) && (await this.#claim(name))) taken.push(name);
    }
    return taken;
  }

  /** Takes one lease when nobody has it. */
  async #claim(name: string): Promise<boolean> {
    const seen = this.#seen.get(name);
    const open = !seen || seen.beat.holder === FREE || seen.beat.holder === this.options.holder || this.#isSilent(seen);
    const number = (seen?.beat.number ?? 0) + 1;
    if (!open || !(await this.book.beat({ name, holder: this.options.holder, number }))) return false;
    this.#held.set(name, number);
    return true;
  }

  /** Somebody asked for the lease, for a while. */
  #isWanted(name: string): boolean {
    const seen = this.#seen.get(WANTED + name);
    return seen !== undefined && seen.beat.holder !== this.options.holder && !this.#isSilent(seen);
  }

  /** Asks whoever holds the lease to give it back; true once it is here. To be called again until then, and `yielded` after. */
  async ask(name: string): Promise<boolean> {
    const began = this.monotonic();
    await this.#look(began);
    await this.book.beat({ name: WANTED + name, holder: this.options.holder, number: (this.#seen.get(WANTED + name)?.beat.number ?? 0) + 1 });
    if (this.#held.has(name)) await this.beat();
    else if (await this.#claim(name)) this.#reached = began;
    return this.#held.has(name);
  }

  /** Lets the others have it again. */
  async yielded(name: string): Promise<void> {
    await this.giveBack([name]);
    await this.book.forget(WANTED + name);
  }

  /** What goes beyond its share, and what somebody asked for. */
  async surplus(): Promise<readonly string[]> {
    const fair = await this.#fairShare();
    const wanted = this.held.filter((name) => this.#isWanted(name));
    return [...wanted, ...this.held.filter((name) => !this.#isWanted(name)).slice(fair)];
  }

  /** Gives leases back, so that others need not wait; to be called while nothing is done under them. */
  async giveBack(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const number = this.#held.get(name);
      if (number === undefined) continue;
      this.#held.delete(name);
      await this.book.beat({ name, holder: FREE, number: number + 1 });
    }
  }

  /** Gives everything back and is gone. */
  async leave(): Promise<void> {
    await this.giveBack(this.held);
    await this.book.forget(PRESENCE + this.options.holder);
  }
}
