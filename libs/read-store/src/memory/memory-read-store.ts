import { MemoryLeaseBook } from '../lease-book.js';
import { cursorAfter, indexValueOf, planOf, type Bound, type Plan } from '../query.js';
import {
  overtaken,
  ReadStore,
  ReadStoreError,
  type BuildRef,
  type CollectionSpec,
  type FindQuery,
  type Found,
  type IndexValue,
  type Stored,
  type VersionState,
  type Write,
} from '../read-store.js';

interface Build {
  readonly spec: CollectionSpec;
  readonly build: number;
  live: boolean;
  bookmark: string;
  readonly docs: Map<string, Stored<object>>;
}

/** Nothing, then numbers (yes and no among them), then text: the order of the embedded engine. */
const compareValues = (a: IndexValue, b: IndexValue): number => {
  const rank = (value: IndexValue): number => (value === null ? 0 : typeof value === 'string' ? 2 : 1);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return Number(a) - Number(b);
};

const holds = (value: IndexValue, { op, value: bound }: Bound): boolean => {
  if (value === null) return false;
  const order = compareValues(value, bound);
  return op === '>' ? order > 0 : op === '>=' ? order >= 0 : op === '<' ? order < 0 : order <= 0;
};

const fieldOf = ({ key, doc }: Stored<object>, field: string): IndexValue => (field === 'key' ? key : indexValueOf(doc, field));

const frozen = <D>(stored: Stored<object>): Stored<D> => structuredClone(stored) as Stored<D>;

/** The port's promises kept in memory. */
export class MemoryReadStore extends ReadStore {
  readonly #builds: Build[] = [];
  override readonly leases = new MemoryLeaseBook();
  #closed = false;

  async ensure(spec: CollectionSpec): Promise<VersionState> {
    this.#open();
    const same = this.#builds.filter((build) => build.spec.name === spec.name);
    const live = same.find((build) => build.live);
    if (!live) return stateOf(this.#add(spec, true));
    const fits = (build: Build): boolean => JSON.stringify(build.spec) === JSON.stringify(spec);
    return stateOf(fits(live) ? live : (same.find(fits) ?? this.#add(spec, false)));
  }

  async create(spec: CollectionSpec): Promise<VersionState> {
    this.#open();
    return stateOf(this.#add(spec, false));
  }

  #add(spec: CollectionSpec, live: boolean): Build {
    const build: Build = { spec, build: Math.max(0, ...this.#builds.map((other) => other.build)) + 1, live, bookmark: '', docs: new Map() };
    this.#builds.push(build);
    return build;
  }

  async complete(ref: BuildRef): Promise<void> {
    this.#of(ref);
  }

  async switch(ref: BuildRef): Promise<void> {
    const chosen = this.#of(ref);
    for (const build of this.#builds) if (build.spec.name === ref.name) build.live = build === chosen;
  }

  async drop(ref: BuildRef): Promise<void> {
    const build = this.#of(ref);
    if (build.live) throw new ReadStoreError('bad-query', `${ref.name} build ${ref.build} is live and cannot be dropped`);
    this.#builds.splice(this.#builds.indexOf(build), 1);
  }

  async versions(name?: string): Promise<readonly VersionState[]> {
    this.#open();
    return this.#builds.filter((build) => name === undefined || build.spec.name === name).map(stateOf);
  }

  async get<D>(collection: string | BuildRef, key: string): Promise<Stored<D> | null> {
    const stored = this.#of(collection).docs.get(key);
    return stored ? frozen(stored) : null;
  }

  async getMany<D>(collection: string | BuildRef, keys: readonly string[]): Promise<readonly Stored<D>[]> {
    const { docs } = this.#of(collection);
    return [...new Set(keys)].flatMap((key) => {
      const stored = docs.get(key);
      return stored ? [frozen<D>(stored)] : [];
    });
  }

  async find<D>(collection: string | BuildRef, query: FindQuery): Promise<Found<D>> {
    const build = this.#of(collection);
    const plan = planOf(build.spec, query);
    const sign = plan.descending ? -1 : 1;
    const { after } = plan;
    const all = matching(build, plan)
      .sort((a, b) => sign * compareDocs(plan, a, b))
      .filter((stored) => !after || sign * compareToCursor(plan, stored, after) > 0);
    const docs = all.slice(0, plan.limit);
    const last = docs.at(-1);
    const more = all.length > docs.length && last;
    return {
      docs: docs.map((stored) => frozen<D>(stored)),
      ...(more ? { cursor: cursorAfter(plan, plan.order.map((field) => fieldOf(last, field)), last.key) } : {}),
    };
  }

  async count(collection: string | BuildRef, query: Pick<FindQuery, 'index' | 'equals' | 'range'>): Promise<number> {
    const build = this.#of(collection);
    return matching(build, planOf(build.spec, query)).length;
  }

  async write(ref: BuildRef, writes: readonly Write[], bookmark?: string, after?: string): Promise<void> {
    const build = this.#of(ref);
    if (after !== undefined && after !== build.bookmark) throw overtaken(ref, after, build.bookmark);
    const copies = writes.map(({ key, doc, position }) => ({ key, position, doc: doc === null ? null : (JSON.parse(JSON.stringify(doc)) as object) }));
    for (const { key, doc, position } of copies)
      if (doc === null) build.docs.delete(key);
      else build.docs.set(key, { key, doc, position });
    if (bookmark !== undefined) build.bookmark = bookmark;
  }

  async bookmark(collection: string | BuildRef): Promise<string> {
    return this.#of(collection).bookmark;
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #of(collection: string | BuildRef): Build {
    this.#open();
    const found = this.#builds.find(({ spec, build, live }) => (typeof collection === 'string' ? spec.name === collection && live : spec.name === collection.name && build === collection.build));
    if (found) return found;
    throw new ReadStoreError('no-collection', `no collection ${typeof collection === 'string' ? collection : `${collection.name} build ${collection.build}`}`);
  }

  #open(): void {
    if (this.#closed) throw new ReadStoreError('closed', 'the read store is closed');
  }
}

const stateOf = ({ spec, build, live, bookmark }: Build): VersionState => ({ name: spec.name, version: spec.version, build, live, bookmark });

const matching = ({ docs }: Build, { equals, bounds, order }: Plan): Stored<object>[] =>
  [...docs.values()].filter(
    (stored) =>
      equals.every(([field, value]) => compareValues(fieldOf(stored, field), value) === 0) &&
      bounds.every((bound) => order[0] !== undefined && holds(fieldOf(stored, order[0]), bound)),
  );

const compareDocs = ({ order }: Plan, a: Stored<object>, b: Stored<object>): number => {
  for (const field of order) {
    const difference = compareValues(fieldOf(a, field), fieldOf(b, field));
    if (difference !== 0) return difference;
  }
  return compareValues(a.key, b.key);
};

const compareToCursor = ({ order }: Plan, stored: Stored<object>, after: NonNullable<Plan['after']>): number => {
  for (const [i, field] of order.entries()) {
    const difference = compareValues(fieldOf(stored, field), after.values[i] ?? null);
    if (difference !== 0) return difference;
  }
  return compareValues(stored.key, after.key);
};
