import type { ReadStore } from '@heatledger/read-store';
import type { Hub } from './hub.js';
import { LeaseKeeper, type LeaseOptions } from './lease-keeper.js';

const ASK_EVERY = 100;

/** Which followers this process works for, among others over the same log and views. */
export class WorkShare {
  readonly #keeper: LeaseKeeper;
  #sharing = false;
  #looking: Promise<void> | null = null;

  constructor(
    private readonly hub: Hub,
    private readonly reads: ReadStore,
    readonly options: LeaseOptions,
    /** One piece of work on the followers at a time. */
    private readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>,
    private readonly onFault: (where: string, error: unknown) => void,
    /** Told before a follower is taken up: what it parked elsewhere must be known here. */
    private readonly before: () => Promise<void>,
  ) {
    if (!reads.leases) throw new TypeError('these views belong to one process: there is nothing to share');
    this.#keeper = new LeaseKeeper(
      reads.leases,
      hub.followers.map(({ name }) => name),
      options,
    );
    hub.stillHolds = (name) => this.#keeper.holds(name);
  }

  /** Gives signs of life and shares work until the signal, then gives everything back. */
  async run(signal: AbortSignal, resting: (ms: number, signal: AbortSignal) => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.look();
        if (this.options.works) await this.#beat();
      } catch (error) {
        if (!signal.aborted) this.onFault('leases', error);
      }
      await resting(this.options.beatEvery, signal);
    }
  }

  async #beat(): Promise<void> {
    for (const name of await this.#keeper.beat()) this.hub.layDown(name);
    if (this.#sharing) return;
    this.#sharing = true;
    // signs of life go on while a long page holds up the sharing
    this.inTurn(() => this.#share())
      .catch((error: unknown) => this.onFault('leases', error))
      .finally(() => (this.#sharing = false));
  }

  async #share(): Promise<void> {
    const surplus = await this.#keeper.surplus();
    for (const name of surplus) this.hub.layDown(name);
    await this.#keeper.giveBack(surplus);
    await this.#keeper.take();
    // one whose work could not be taken up, because the views were away, is taken up now
    const idle = this.#keeper.held.filter((name) => !this.hub.works(name));
    if (idle.length > 0) await this.before();
    for (const name of idle) await this.hub.takeUp(name);
  }

  /** Sees how far the others have come; all who wait for that share one look. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = null));
    return this.#looking;
  }

  async #look(): Promise<void> {
    const live = new Map((await this.reads.versions()).filter((build) => build.live).map(({ name, bookmark }) => [name, bookmark]));
    this.hub.sawElsewhere((collection) => live.get(collection));
  }

  /** Does something as the only process that works for the follower. */
  async borrowed<T>(name: string, work: () => Promise<T>): Promise<T> {
    const mine = this.hub.works(name);
    const until = performance.now() + 3 * this.options.lapse;
    while (!mine && !(await this.#keeper.ask(name))) {
      if (performance.now() > until) throw new Error(`${name}: whoever works on it did not hand it over within ${3 * this.options.lapse} ms; try again`);
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY));
    }
    const beating = mine ? undefined : setInterval(() => void this.#keeper.ask(name).catch((error: unknown) => this.onFault('leases', error)), this.options.beatEvery);
    try {
      await this.before();
      if (!mine) await this.hub.takeUp(name);
      return await work();
    } finally {
      clearInterval(beating);
      if (!mine) {
        this.hub.layDown(name);
        await this.#keeper.yielded(name);
      }
    }
  }

  /** Gives everything back. */
  async leave(): Promise<void> {
    for (const { name } of this.hub.followers) this.hub.layDown(name);
    if (this.options.works) await this.#keeper.leave();
  }
}
