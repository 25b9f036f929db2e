import { setTimeout as pause } from 'node:timers/promises';
import type { Collection } from 'mongodb';
import { ReadStoreError, type BuildRef, type CollectionSpec, type VersionState } from '../read-store.js';
import { freshRecord, versionState, type BuildRecord } from './build-record.js';
import { BuildWriter } from './build-writer.js';
import type { Connection } from './connection.js';
import { isNoCollection } from './failures.js';
import { indexesOf, type StoredDocument } from './stored-documents.js';

/** Which build of a collection is live: one document, so that one write switches. */
interface LiveBuild {
  readonly _id: string;
  readonly build: number;
}

/** The last number given to a build; none is given twice, so that no build finds documents of one that was dropped. */
interface Numbers {
  readonly _id: string;
  readonly last: number;
}

/** A build as this process knows it. */
export interface KnownBuild {
  readonly record: BuildRecord;
  readonly spec: CollectionSpec;
  readonly docs: Collection<StoredDocument>;
  readonly writer: BuildWriter;
}

/** Milliseconds for which the live build of a collection is taken for known; a dropped build lives on somewhat longer. */
const REMEMBERED = 500;
const RACES = 20;
const NUMBERS = 'builds';

/** Somebody else has made the very thing. */
const isTaken = (error: unknown): boolean => error instanceof ReadStoreError && error.code === 'in-use';

/** Which builds there are on the server, and which of them are live. */
export class Catalogue {
  readonly #live: Collection<LiveBuild>;
  readonly #builds: Collection<BuildRecord>;
  readonly #numbers: Collection<Numbers>;
  readonly #known = new Map<number, KnownBuild>();
  readonly #names = new Map<string, { readonly build: number; readonly at: number }>();

  constructor(private readonly connection: Connection) {
    const { database } = connection;
    this.#live = database.collection('live-builds');
    this.#builds = database.collection('builds');
    this.#numbers = database.collection('numbers');
  }

  /** The live build of a spec, or the one that is to replace it; made when missing. */
  async ensure(spec: CollectionSpec): Promise<VersionState> {
    const text = JSON.stringify(spec);
    for (let race = 1; ; race++) {
      // in this order: the live build was there before it became live
      const live = await this.#liveBuildOf(spec.name);
      const records = await this.connection.ask(() => this.#builds.find({ name: spec.name }).sort({ build: 1 }).toArray());
      if (live !== undefined && race < RACES && !records.some(({ build }) => build === live)) continue;
      const fitting = records.filter((record) => record.spec === text);
      const found = fitting.find(({ build }) => build === live) ?? fitting[0];
      try {
        const record = found ?? (await this.#add(spec));
        if (live !== undefined || (await this.#madeLive(record, found === undefined))) return await this.#continued(record, live ?? record.build);
      } catch (error) {
        // another process was quicker: look again at what it made
        if (!isTaken(error) || race === RACES) throw error;
      }
    }
  }

  /** Makes the first build of a name the live one, unless another process has made its own so; a build that is not needed then goes again. */
  async #madeLive({ _id, name, build }: BuildRecord, own: boolean): Promise<boolean> {
    try {
      await this.connection.askOnce(() => this.#live.insertOne({ _id: name, build }));
      return true;
    } catch (error) {
      if (!isTaken(error)) throw error;
      if ((await this.#liveBuildOf(name)) === build) return true;
      if (own) await this.connection.ask(() => this.#builds.deleteOne({ _id }));
      return false;
    }
  }

  async create(spec: CollectionSpec): Promise<VersionState> {
    for (let race = 1; ; race++) {
      try {
        return await this.#continued(await this.#add(spec), undefined);
      } catch (error) {
        if (!isTaken(error) || race === RACES) throw error;
      }
    }
  }

  async #continued(record: BuildRecord, live: number | undefined): Promise<VersionState> {
    const known = this.#know(record);
    await this.#index(known);
    this.#names.delete(record.name);
    return versionState(await known.writer.takeOver(), record.build === live);
  }

  /** Makes the declared indexes that are not there yet, one by one: FerretDB ends a connection that asks for one it has. */
  async #index({ spec, docs }: KnownBuild): Promise<void> {
    const declared = indexesOf(spec);
    if (declared.length === 0) return;
    const listed = await this.connection.ask(() => docs.listIndexes().toArray().catch((error: unknown) => (isNoCollection(error) ? [] : Promise.reject(error as Error))));
    const there = new Set(listed.map(({ name }) => String(name)));
    for (const index of declared) if (!there.has(String(index.name))) await this.connection.ask(() => docs.createIndexes([index]));
  }

  async #add(spec: CollectionSpec): Promise<BuildRecord> {
    const numbers = await this.connection.ask(() => this.#numbers.findOneAndUpdate({ _id: NUMBERS }, { $inc: { last: 1 } }, { upsert: true, returnDocument: 'after' }));
    const record = freshRecord(numbers?.last ?? 1, spec);
    await this.connection.askOnce(() => this.#builds.insertOne({ ...record }));
    return record;
  }

  async #liveBuildOf(name: string): Promise<number | undefined> {
    return (await this.connection.ask(() => this.#live.findOne({ _id: name })))?.build;
  }

  #know(record: BuildRecord): KnownBuild {
    const known = this.#known.get(record.build);
    if (known) return known;
    const spec = JSON.parse(record.spec) as CollectionSpec;
    const docs = this.connection.database.collection<StoredDocument>(`${record.name}.${record.build}`);
    const fresh: KnownBuild = { record, spec, docs, writer: new BuildWriter(this.connection, this.#builds, docs, spec, record.build) };
    this.#known.set(record.build, fresh);
    return fresh;
  }

  async switch(ref: BuildRef): Promise<void> {
    await this.recordOf(ref);
    await this.connection.ask(() => this.#live.updateOne({ _id: ref.name }, { $set: { build: ref.build } }, { upsert: true }));
    this.#names.delete(ref.name);
  }

  async drop(ref: BuildRef): Promise<void> {
    const { docs } = await this.of(ref);
    if ((await this.#liveBuildOf(ref.name)) === ref.build) throw new ReadStoreError('bad-query', `${ref.name} build ${ref.build} is live and cannot be dropped`);
    await this.connection.ask(() => this.#builds.deleteOne({ _id: String(ref.build) }));
    this.#known.delete(ref.build);
    // other processes may still take it for the live one
    await pause(2 * REMEMBERED);
    await this.connection.ask(() => docs.drop().catch((error: unknown) => (isNoCollection(error) ? false : Promise.reject(error as Error))));
  }

  async versions(name?: string): Promise<readonly VersionState[]> {
    const records = await this.connection.ask(() => this.#builds.find(name === undefined ? {} : { name }).sort({ build: 1 }).toArray());
    const live = new Set((await this.connection.ask(() => this.#live.find().toArray())).map(({ build }) => build));
    return records.map((record) => versionState(record, live.has(record.build)));
  }

  /** What the server keeps of a build at this moment. */
  async recordOf(collection: string | BuildRef): Promise<BuildRecord> {
    const { record } = await this.of(collection);
    const found = await this.connection.ask(() => this.#builds.findOne({ _id: record._id }));
    if (!found) throw missing(collection);
    return found;
  }

  /** The live build of a collection, or the named one. */
  async of(collection: string | BuildRef): Promise<KnownBuild> {
    this.connection.requireOpen();
    const name = typeof collection === 'string' ? collection : collection.name;
    const build = typeof collection === 'string' ? await this.#rememberedBuildOf(name) : collection.build;
    const known = build === undefined ? undefined : (this.#known.get(build) ?? (await this.#found(build)));
    if (!known || known.record.name !== name) throw missing(collection);
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

  async #found(build: number): Promise<KnownBuild | undefined> {
    const record = await this.connection.ask(() => this.#builds.findOne({ _id: String(build) }));
    return record ? this.#know(record) : undefined;
  }
}

const missing = (collection: string | BuildRef): ReadStoreError =>
  new ReadStoreError('no-collection', `no collection ${typeof collection === 'string' ? collection : `${collection.name} build ${collection.build}`}`);
