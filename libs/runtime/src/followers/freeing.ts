import { storeTroubleOf, wasParkedByStore } from '../store-trouble.js';
import type { Hub } from './hub.js';
import type { ParkedFacts } from './parked-facts.js';
import type { Parking } from './parking.js';
import { waitAfter } from './resting.js';

/** Takes up again what programs before this one parked only since the store failed. */
export class Freeing {
  /** What could not be handled for a reason of its own. */
  readonly #given = new Set<string>();
  #falls = 0;
  #next = 0;

  constructor(
    private readonly hub: Hub,
    private readonly parking: Parking,
    private readonly parked: ParkedFacts,
  ) {}

  /**
   * Tries everything of that kind that this process works on; while the store fails it is left alone for a while,
   * longer each time. Answers how many are handled now.
   */
  async free(chance: () => number): Promise<number> {
    if (this.parking.isEmpty || performance.now() < this.#next) return 0;
    let freed = 0;
    try {
      for (const { follower, key, error } of this.parking.list()) {
        const name = `${follower}/${key}`;
        if (this.#given.has(name) || !wasParkedByStore(error) || !this.#orders(follower)) continue;
        if (await this.parked.retry(follower, key, { id: follower, role: 'system' })) freed += 1;
        else this.#given.add(name);
      }
      this.#falls = 0;
    } catch (error) {
      if (!storeTroubleOf(error)) throw error;
      this.#falls += 1;
      this.#next = performance.now() + waitAfter(this.#falls, chance());
    }
    return freed;
  }

  /** Views fold only what they have read; what they parked never came from the store. */
  #orders(name: string): boolean {
    return (
      this.hub.works(name) &&
      this.hub.followers.some((follower) => follower.name === name && follower.kind !== 'projection')
    );
  }
}
