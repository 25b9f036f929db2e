import type { Beat, LeaseBook } from '@heatledger/read-store';

export interface LeaseOptions {
  /** Names this process among those that share the views; no two processes ever had the same. */
  readonly holder: string;
  /** Milliseconds between two signs of life. */
  readonly beatEvery: number;
  /** Milliseconds without a sign of life after which another process takes over. */
  readonly lapse: number;
  /** False for a process that takes no share of the work and only borrows. */
  readonly works: boolean;
}

/** A beat and when this process first saw it, on its own monotonic clock, ms. */
interface Seen {
  readonly beat: Beat;
  readonly at: number;
}

/** Signs of life of those who share the work, and of those who borrow some of it. */
const [PROCESS, GUEST] = ['process/', 'guest/'];
const WANTED = 'wanted/';
const FREE = '';

/** Holds a fair share of the leases: gives one sign of life for all it has, takes what is free or whose holder went silent, gives back what is too much. */
export class LeaseKeeper {
  /** Name → number under which it was taken. */
  readonly #held = new Map<string, number>();
  #seen = new Map<string, Seen>();
  /** When the book was last looked into. */
  #looked = -Infinity;
  /** When the last sign of life that reached the book began. */
  #reached = -Infinity;
  #signs = 0;
  #beating: Promise<readonly string[]> | null = null;

  constructor(
    private readonly book: LeaseBook,
    private readonly names: readonly string[],
    readonly options: LeaseOptions,
    private readonly monotonic: () => number = () => performance.now(),
  ) {}

  get held(): readonly string[] {
    return [...this.#held.keys()];
  }

  get #presence(): string {
    return (this.options.works ? PROCESS : GUEST) + this.options.holder;
  }

  get #isAlive(): boolean {
    return this.monotonic() - this.#reached < this.options.lapse;
  }

  /** True while this process may work under the name: its last sign of life is not so old that another may have taken over. */
  holds(name: string): boolean {
    return this.#held.has(name) && this.#isAlive;
  }

  /** Gives a sign of life; answers what somebody else took. While the book cannot be reached nothing is lost until the last sign is too old. */
  beat(): Promise<readonly string[]> {
    this.#beating ??= this.#beatOnce().finally(() => (this.#beating = null));
    return this.#beating;
  }

  async #beatOnce(): Promise<readonly string[]> {
    const began = this.monotonic();
    try {
      // first the sign, then the look: who takes a lease over looks for a late sign after that, so one of the two sees the other
      const given = await this.book.beat({ name: this.#presence, holder: this.options.holder, number: ++this.#signs });
      await this.#look(began);
      if (given) this.#reached = began;
      else this.#signs = Math.max(this.#signs, this.#seen.get(this.#presence)?.beat.number ?? 0);
    } catch (error) {
      if (this.#isAlive || this.#held.size === 0) throw error;
    }
    const lost = this.#isAlive ? this.#takenByOthers() : this.held;
    for (const name of lost) this.#held.delete(name);
    return lost;
  }

  #takenByOthers(): readonly string[] {
    return [...this.#held].filter(([name, number]) => (this.#seen.get(name)?.beat.number ?? 0) > number).map(([name]) => name);
  }

  async #look(now: number): Promise<void> {
    const seen = new Map<string, Seen>();
    for (const beat of await this.book.latest()) {
      const before = this.#seen.get(beat.name);
      seen.set(beat.name, before?.beat.number === beat.number && before.beat.holder === beat.holder ? before : { beat, at: now });
    }
    this.#seen = seen;
    this.#looked = now;
  }

  /** The last sign of life of whoever took what was seen. */
  #signOf(holder: string): Seen | undefined {
    return this.#seen.get(PROCESS + holder) ?? this.#seen.get(GUEST + holder);
  }

  /** Whoever took it gave no sign of life between two looks that lie the lapse apart. */
  #isSilent(taken: Seen): boolean {
    const { at } = this.#signOf(taken.beat.holder) ?? taken;
    return this.#looked - at >= this.options.lapse;
  }

  /** How many leases each process at work may hold, so that all hold about as many. */
  async #fairShare(): Promise<number> {
    const { holder } = this.options;
    const present = new Set([holder]);
    const holders = new Set([...this.#seen.values()].filter(({ beat }) => this.names.includes(beat.name)).map(({ beat }) => beat.holder));
    for (const [name, seen] of this.#seen) {
      if (!name.startsWith(PROCESS) && !name.startsWith(GUEST)) continue;
      if (!this.#isSilent(seen)) {
        if (name.startsWith(PROCESS)) present.add(seen.beat.holder);
        // as long as it holds something, the others need to see how long it has been silent
      } else if (seen.beat.holder !== holder && !holders.has(seen.beat.holder)) await this.book.forget(name);
    }
    return Math.ceil(this.names.length / present.size);
  }

  /** Takes what is free, as far as its share goes; answers what it took. */
  async take(): Promise<readonly string[]> {
    if (!this.#isAlive) return [];
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
    const { holder } = this.options;
    const before = seen?.beat.holder ?? FREE;
    const number = (seen?.beat.number ?? 0) + 1;
    if (seen && before !== FREE && before !== holder && !this.#isSilent(seen)) return false;
    if (!(await this.book.beat({ name, holder, number }))) return false;
    if (before !== FREE && before !== holder && (await this.#cameBack(before))) {
      await this.book.beat({ name, holder: FREE, number: number + 1 });
      return false;
    }
    this.#held.set(name, number);
    return true;
  }

  /** Whoever was taken for dead gave a sign of life since the last look. */
  async #cameBack(holder: string): Promise<boolean> {
    const last = this.#signOf(holder)?.beat.number ?? 0;
    await this.#look(this.monotonic());
    return (this.#signOf(holder)?.beat.number ?? 0) > last;
  }

  /** Somebody asked for the lease and is still there. */
  #isWanted(name: string): boolean {
    const seen = this.#seen.get(WANTED + name);
    return seen !== undefined && seen.beat.holder !== this.options.holder && !this.#isSilent(seen);
  }

  /** Asks whoever holds the lease to give it back; true once it is here. To be called again until then and while it is used, and `yielded` after. */
  async ask(name: string): Promise<boolean> {
    await this.beat();
    if (this.#held.has(name)) return true;
    const wanted = this.#seen.get(WANTED + name)?.beat;
    if (wanted?.holder !== this.options.holder) await this.book.beat({ name: WANTED + name, holder: this.options.holder, number: (wanted?.number ?? 0) + 1 });
    return this.#claim(name);
  }

  /** Lets the others have it again. */
  async yielded(name: string): Promise<void> {
    await this.giveBack([name]);
    await this.book.forget(WANTED + name);
    if (!this.options.works && this.#held.size === 0) await this.book.forget(this.#presence);
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
    await this.book.forget(this.#presence);
  }
}
