import { setTimeout as pause } from 'node:timers/promises';
import type { Collection, Filter } from 'mongodb';
import { cursorAfter, indexValueOf, planOf } from '../query.js';
import { ReadStore, ReadStoreError, type BuildRef, type CollectionSpec, type FindQuery, type Found, type Stored, type VersionState, type Write } from '../read-store.js';
import { freshRecord, versionState, type BuildRecord } from './build-record.js';
import { BuildWriter } from './build-writer.js';
import type { Connection } from './connection.js';
import { isNoCollection } from './failures.js';
import { MongoLeaseBook } from './mongo-lease-book.js';
import { filterOf, hintOf, indexesOf, sortOf, storedOf, type StoredDocument } from './stored-documents.js';

/** Which build of a collection is live: one document, so that one write switches. */
interface LiveBuild {
  readonly _id: string;
  readonly build: number;
}

/** A build as this process knows it. */
interface Known {
  readonly record: BuildRecord;
  readonly spec: CollectionSpec;
  readonly docs: Collection<StoredDocument>;
  readonly writer: BuildWriter;
}

/** Milliseconds for which the live build of a collection is taken for known; a dropped build lives on somewhat longer. */
const REMEMBERED = 500;
const RACES = 20;

/** Somebody else has made the very thing. */
const isTaken = (error: unknown): boolean => error instanceof ReadStoreError && error.code === 'in-use';

/** Views in MongoDB: documents under their keys, one server collection a build. */
export class MongoReadStore extends ReadStore {
  override readonly leases: MongoLeaseBook;
  readonly #live: Collection<LiveBuild>;
  readonly #builds: Collection<BuildRecord>;
  readonly #known = new Map<number, Known>();
  readonly #names = new Map<string, { readonly build: number; readonly at: number }>();

  constructor(private readonly connection: Connection) {
    super();
    const { database } = connection;
    this.#live = database.collection<LiveBuild>('live-builds');
    this.#builds = database.collection<BuildRecord>('builds');
    this.leases = new MongoLeaseBook(connection, database.collection('leases'));
  }

  async ensure(spec: CollectionSpec): Promise<VersionState> {
    const text = JSON.stringify(spec);
    for (let race = 1; ; race++) {
      const records = await this.#recordsOf(spec.name);
      const live = await this.#liveBuildOf(spec.name);
      const fitting = records.filter((record) => record.spec === text);
      const found = fitting.find(({ build }) => build === live) ?? fitting[0];
      let added: BuildRecord | undefined;
      try {
        const record = found ?? (added = await this.#add(spec));
        if (live === undefined) await this.connection.askOnce(() => this.#live.insertOne({ _id: spec.name, build: record.build }));
        return await this.#continued(spec, record, live ?? record.build);
      } catch (error) {
        // another process was quicker: look again at what it made
        if (added) await this.connection.ask(() => this.#builds.deleteOne({ _id: added?._id ?? '' }));
        if (!isTaken(error) || race === RACES) throw error;
      }
    }
  }

  async #continued(spec: CollectionSpec, record: BuildRecord, live: number): Promise<VersionState> {
    const known = this.#know(record);
    await this.#index(known);
    this.#names.delete(spec.name);
    return versionState(await known.writer.takeOver(), record.build === live);
  }

  /** Makes the declared indexes that are not there yet, one by one: FerretDB ends a connection that asks for one it has. */
  async #index({ spec, docs }: Known): Promise<void> {
    const declared = indexesOf(spec);
    if (declared.length === 0) return;
    const listed = await this.connection.ask(() => docs.listIndexes().toArray().catch((error: unknown) => (isNoCollection(error) ? [] : Promise.reject(error as Error))));
    const there = new Set(listed.map(({ name }) => String(name)));
    for (const index of declared) if (!there.has(String(index.name))) await this.connection.ask(() => docs.createIndexes([index]));
  }

  async create(spec: CollectionSpec): Promise<VersionState> {
    for (;;) {
      try {
        const record = await this.#add(spec);
        return await this.#continued(spec, record, NaN);
      } catch (error) {
        if (!isTaken(error)) throw error;
      }
    }
  }

  async #add(spec: CollectionSpec): Promise<BuildRecord> {
    const [last] = await this.connection.ask(() => this.#builds.find({}, { projection: { build: 1 } }).sort({ build: -1 }).limit(1).toArray());
    const record = freshRecord((last?.build ?? 0) + 1, spec);
    await this.connection.askOnce(() => this.#builds.insertOne({ ...record }));
    return record;
  }

  #recordsOf(name: string): Promise<BuildRecord[]> {
    return this.connection.ask(() => this.#builds.find({ name }).sort({ build: 1 }).toArray());
  }

  async #liveBuildOf(name: string): Promise<number | undefined> {
    return (await this.connection.ask(() => this.#live.findOne({ _id: name })))?.build;
  }

  #know(record: BuildRecord): Known {
    const known = this.#known.get(record.build);
    if (known) return known;
    const spec = JSON.parse(record.spec) as CollectionSpec;
    const docs = this.connection.database.collection<StoredDocument>(`${record.name}.${record.build}`);
    const fresh: Known = { record, spec, docs, writer: new BuildWriter(this.connection, this.#builds, docs, spec, record.build) };
    this.#known.set(record.build, fresh);
    return fresh;
  }

  async switch(ref: BuildRef): Promise<void> {
    await this.#of(ref);
    await this.connection.ask(() => this.#live.updateOne({ _id: ref.name }, { $set: { build: ref.build } }, { upsert: true }));
    this.#names.delete(ref.name);
  }

  async drop(ref: BuildRef): Promise<void> {
    const { docs } = await this.#of(ref);
    if ((await this.#liveBuildOf(ref.name)) === ref.build) throw new ReadStoreError('bad-query', `${ref.name} build ${ref.build} is live and cannot be dropped`);
    await this.connection.ask(() => this.#builds.deleteOne({ _id: String(ref.build) }));
    this.#known.delete(ref.build);
    // other processes may still take it for the live one
    await pause(2 * REMEMBERED);
    await this.connection.ask(() => docs.drop());
  }

  async versions(name?: string): Promise<readonly VersionState[]> {
    const records = await this.connection.ask(() => this.#builds.find(name === undefined ? {} : { name }).sort({ build: 1 }).toArray());
    const live = new Set((await this.connection.ask(() => this.#live.find().toArray())).map(({ build }) => build));
    return records.map((record) => versionState(record, live.has(record.build)));
  }

  async get<D>(collection: string | BuildRef, key: string): Promise<Stored<D> | null> {
    const { docs } = await this.#of(collection);
    const found = await this.connection.ask(() => docs.findOne({ _id: key }));
    return found && storedOf<D>(found);
  }

  async getMany<D>(collection: string | BuildRef, keys: readonly string[]): Promise<readonly Stored<D>[]> {
    const { docs } = await this.#of(collection);
    if (keys.length === 0) return [];
    const found = new Map((await this.connection.ask(() => docs.find({ _id: { $in: [...new Set(keys)] } }).toArray())).map((one) => [one._id, one]));
    return [...new Set(keys)].flatMap((key) => {
      const one = found.get(key);
      return one ? [storedOf<D>(one)] : [];
    });
  }

  async find<D>(collection: string | BuildRef, query: FindQuery): Promise<Found<D>> {
    const { docs, spec } = await this.#of(collection);
    const plan = planOf(spec, query);
    const filter: Filter<StoredDocument> = filterOf(spec, plan);
    const found = await this.connection.ask(() =>
      docs
        .find(filter, { ...this.#hint(query.index), maxTimeMS: this.connection.answerTimeoutMs })
        .sort(sortOf(spec, plan))
        .limit(plan.limit + 1)
        .toArray(),
    );
    const page = found.slice(0, plan.limit).map((one) => storedOf<D>(one));
    const last = page.at(-1);
    const valueOf = (field: string) => (field === 'key' ? (last?.key ?? null) : indexValueOf(last?.doc as object, field));
    return { docs: page, ...(found.length > page.length && last ? { cursor: cursorAfter(plan, plan.order.map(valueOf), last.key) } : {}) };
  }

  async count(collection: string | BuildRef, query: Pick<FindQuery, 'index' | 'equals' | 'range'>): Promise<number> {
    const { docs, spec } = await this.#of(collection);
    const filter: Filter<StoredDocument> = filterOf(spec, planOf(spec, query));
    return this.connection.ask(() => docs.countDocuments(filter, { ...this.#hint(query.index), maxTimeMS: this.connection.answerTimeoutMs }));
  }

  /** Only a server that knows hints is told which index answers. */
  #hint(index: string): { readonly hint?: string } {
    return this.connection.transactions ? { hint: hintOf(index) } : {};
  }

  async write(ref: BuildRef, writes: readonly Write[], bookmark?: string, after?: string): Promise<void> {
    const { writer } = await this.#of(ref);
    await writer.write(writes, bookmark, after);
  }

  async bookmark(collection: string | BuildRef): Promise<string> {
    const { record } = await this.#of(collection);
    const found = await this.connection.ask(() => this.#builds.findOne({ _id: record._id }));
    if (!found) throw this.#missing(collection);
    return found.bookmark;
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  async #of(collection: string | BuildRef): Promise<Known> {
    this.connection.requireOpen();
    const name = typeof collection === 'string' ? collection : collection.name;
    const build = typeof collection === 'string' ? await this.#rememberedBuildOf(name) : collection.build;
    const known = build === undefined ? undefined : (this.#known.get(build) ?? (await this.#found(build)));
    if (!known || known.record.name !== name) throw this.#missing(collection);
    return known;
  }

  async #rememberedBuildOf(name: string): Promise<number | undefined> {
    const remembered = this.#names.get(name);
    if (remembered && performance.now() - remembered.at < REMEMBERED) return remembered.build;
    const build = await this.#liveBuildOf(name);
    if (build === undefined) this.#names.delete(name);
    else this.#names.set(name, { build, at: performance.now() });
    return build;
  }

  async #found(build: number): Promise<Known | undefined> {
    const record = await this.connection.ask(() => this.#builds.findOne({ _id: String(build) }));
    return record ? this.#know(record) : undefined;
  }

  #missing(collection: string | BuildRef): ReadStoreError {
    return new ReadStoreError('no-collection', `no collection ${typeof collection === 'string' ? collection : `${collection.name} build ${collection.build}`}`);
  }
}

