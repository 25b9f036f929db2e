import type { RecordedFact } from '@heatledger/kernel';
import type { BuildRef, CollectionSpec, ReadStore } from '@heatledger/read-store';

/** Where a fact stands, to find it again. */
export interface FactPlace {
  readonly eventId: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

/** A document (or a reaction) that stands still since one of its facts could not be handled; later facts wait behind it, in order. */
export interface Parked {
  readonly follower: string;
  readonly key: string;
  readonly error: string;
  readonly facts: readonly FactPlace[];
}

const spec: CollectionSpec = { name: 'parked', version: 1, indexes: { byFollower: ['follower'] } };
const idOf = (follower: string, key: string): string => `${follower}/${key}`;

/** What is parked, as far as it must be found again. */
type Placed = Pick<RecordedFact, 'id' | 'type' | 'stream' | 'revision' | 'position'>;

const placeOf = ({ id, type, stream, revision, position }: Placed): FactPlace => {
  return { eventId: id, type, stream, revision, position };
};

/** The parked facts of all followers; small, and so held in memory beside the store. */
export class Parking {
  readonly #all = new Map<string, Parked>();
  #build: BuildRef | null = null;

  constructor(private readonly reads: ReadStore) {}

  async open(): Promise<void> {
    if (!this.#build) await this.reload();
  }

  /** Looks again at what is parked: other processes park too. */
  async reload(): Promise<void> {
    this.#build = await this.reads.ensure(spec);
    const all = new Map<string, Parked>();
    let cursor: string | undefined;
    do {
      const found = await this.reads.find<Parked>(this.#build, { index: 'key', limit: 1000, ...(cursor === undefined ? {} : { cursor }) });
      for (const { key, doc } of found.docs) all.set(key, doc);
      cursor = found.cursor;
    } while (cursor !== undefined);
    this.#all.clear();
    for (const [key, parked] of all) this.#all.set(key, parked);
  }

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  of(follower: string, key: string): Parked | undefined {
    return this.#all.get(idOf(follower, key));
  }

  list(follower?: string): readonly Parked[] {
    return [...this.#all.values()].filter((parked) => follower === undefined || parked.follower === follower);
  }

  /** Parks a fact, behind what is parked for the same document already. */
  async park(follower: string, key: string, fact: Placed, error: string): Promise<void> {
    const before = this.of(follower, key);
    if (before?.facts.some(({ eventId }) => eventId === fact.id)) return;
    await this.put({ follower, key, error: before?.error ?? error, facts: [...(before?.facts ?? []), placeOf(fact)] });
  }

  async put(parked: Parked): Promise<void> {
    const id = idOf(parked.follower, parked.key);
    const [first] = parked.facts;
    // what is not kept is not parked: whoever parks it comes again
    const write = { key: id, doc: first ? parked : null, position: first?.position ?? '' };
    if (this.#build) await this.reads.write(this.#build, [write]);
    if (first) this.#all.set(id, parked);
    else this.#all.delete(id);
  }

  /** Lets what one reader parked stand for another, in place of what that one had parked: a rebuilt view takes over from the live one. */
  async rename(from: string, to: string): Promise<void> {
    await this.clear(to);
    for (const parked of this.list(from)) {
      await this.put({ ...parked, follower: to });
      await this.put({ ...parked, facts: [] });
    }
  }

  /** Forgets what a follower had parked, since it starts over. */
  async clear(follower: string): Promise<void> {
    for (const parked of this.list(follower)) await this.put({ ...parked, facts: [] });
  }
}
