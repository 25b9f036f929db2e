import { cursorAfter, indexValueOf, planOf } from '../query.js';
import { ReadStore, type BuildRef, type CollectionSpec, type FindQuery, type Found, type IndexValue, type Stored, type VersionState, type Write } from '../read-store.js';
import { Catalogue } from './catalogue.js';
import type { Connection } from './connection.js';
import { MongoLeaseBook } from './mongo-lease-book.js';
import { filterOf, hintOf, sortOf, storedOf } from './stored-documents.js';

/** Views in MongoDB: documents under their keys, one server collection a build. */
export class MongoReadStore extends ReadStore {
  override readonly leases: MongoLeaseBook;
  readonly #catalogue: Catalogue;

  constructor(private readonly connection: Connection) {
    super();
    this.#catalogue = new Catalogue(connection);
    this.leases = new MongoLeaseBook(connection, connection.database.collection('leases'));
  }

  ensure(spec: CollectionSpec): Promise<VersionState> {
    return this.#catalogue.ensure(spec);
  }

  create(spec: CollectionSpec): Promise<VersionState> {
    return this.#catalogue.create(spec);
  }

  /** Indexes are made with the build here. */
  async complete(build: BuildRef): Promise<void> {
    await this.#catalogue.of(build);
  }

  switch(build: BuildRef): Promise<void> {
    return this.#catalogue.switch(build);
  }

  drop(build: BuildRef): Promise<void> {
    return this.#catalogue.drop(build);
  }

  versions(name?: string): Promise<readonly VersionState[]> {
    return this.#catalogue.versions(name);
  }

  async get<D>(collection: string | BuildRef, key: string): Promise<Stored<D> | null> {
    const { docs } = await this.#catalogue.of(collection);
    const found = await this.connection.ask(() => docs.findOne({ _id: key }, this.#limit));
    return found && storedOf<D>(found);
  }

  async getMany<D>(collection: string | BuildRef, keys: readonly string[]): Promise<readonly Stored<D>[]> {
    const { docs } = await this.#catalogue.of(collection);
    if (keys.length === 0) return [];
    const found = await this.connection.ask(() => docs.find({ _id: { $in: [...new Set(keys)] } }, this.#limit).toArray());
    return found.map((one) => storedOf<D>(one));
  }

  async find<D>(collection: string | BuildRef, query: FindQuery): Promise<Found<D>> {
    const { docs, spec } = await this.#catalogue.of(collection);
    const plan = planOf(spec, query);
    const found = await this.connection.ask(() =>
      docs
        .find(filterOf(spec, plan), { ...this.#hint(query.index), ...this.#limit })
        .sort(sortOf(spec, plan))
        .limit(plan.limit + 1)
        .toArray(),
    );
    const page = found.slice(0, plan.limit).map((one) => storedOf<D>(one));
    const last = page.at(-1);
    if (found.length === page.length || !last) return { docs: page };
    const ends = plan.order.map((field): IndexValue => (field === 'key' ? last.key : indexValueOf(last.doc as object, field)));
    return { docs: page, cursor: cursorAfter(plan, ends, last.key) };
  }

  async count(collection: string | BuildRef, query: Pick<FindQuery, 'index' | 'equals' | 'range'>): Promise<number> {
    const { docs, spec } = await this.#catalogue.of(collection);
    const filter = filterOf(spec, planOf(spec, query));
    return this.connection.ask(() => docs.countDocuments(filter, { ...this.#hint(query.index), ...this.#limit }));
  }

  /** Only a server that knows hints is told which index answers. */
  #hint(index: string): { readonly hint?: string } {
    return this.connection.transactions ? { hint: hintOf(index) } : {};
  }

  get #limit(): { readonly maxTimeMS: number } {
    return { maxTimeMS: this.connection.answerTimeoutMs };
  }

  async write(ref: BuildRef, writes: readonly Write[], bookmark?: string, after?: string): Promise<void> {
    const { writer } = await this.#catalogue.of(ref);
    await writer.write(writes, bookmark, after);
  }

  async bookmark(collection: string | BuildRef): Promise<string> {
    return (await this.#catalogue.recordOf(collection)).bookmark;
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
