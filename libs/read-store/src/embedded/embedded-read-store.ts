import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { overtaken, ReadStore, ReadStoreError, type BuildRef, type CollectionSpec, type FindQuery, type Found, type Stored, type VersionState, type Write } from '../read-store.js';
import { Collection } from './collection.js';
import { failure } from './failures.js';
import { WriteQueue, type Batch } from './write-queue.js';

export interface EmbeddedReadOptions {
  /** Data directory; made when missing. */
  readonly directory: string;
  /** Reads beside a running writer and never writes. */
  readonly readOnly?: boolean;
}

export const VIEWS_FILE = 'views.db';
const LAYOUT = 1;

/** Views in one SQLite file; they can always be built again, so a commit is not waited for (synchronous=NORMAL), but documents and bookmark move together. */
class EmbeddedReadStore extends ReadStore {
  readonly #begin: Database.Statement;
  readonly #end: Database.Statement;
  readonly #mark: Database.Statement;
  #collections: Collection[] = [];
  readonly #queue = new WriteQueue((batches) => this.#commit(batches));
  #closed = false;

  constructor(
    private readonly database: Database.Database,
    private readonly directory: string,
    private readonly readOnly: boolean,
  ) {
    super();
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#end = database.prepare('COMMIT');
    this.#mark = database.prepare('UPDATE builds SET bookmark = ? WHERE build = ?');
    this.#load();
  }

  #load(): void {
    const rows = this.database.prepare('SELECT build, spec, live, bookmark FROM builds ORDER BY build').raw(true).all() as unknown[] as [number, string, number, string][];
    this.#collections = rows.map(([build, spec, live, bookmark]) => new Collection(this.database, JSON.parse(spec) as CollectionSpec, build, { live: live === 1, bookmark }));
  }

  async ensure(spec: CollectionSpec): Promise<VersionState> {
    this.#open();
    const same = this.#collections.filter((build) => build.spec.name === spec.name);
    const live = same.find((build) => build.live);
    const fits = (build: Collection): boolean => JSON.stringify(build.spec) === JSON.stringify(spec);
    if (live && fits(live)) return live.state;
    return (same.find(fits) ?? this.#add(spec, !live)).state;
  }

  async create(spec: CollectionSpec): Promise<VersionState> {
    this.#open();
    return this.#add(spec, false).state;
  }

  #add(spec: CollectionSpec, live: boolean): Collection {
    const build = Math.max(0, ...this.#collections.map((other) => other.build)) + 1;
    const collection = new Collection(this.database, spec, build, { live, bookmark: '' });
    this.#together(() => {
      collection.createTable();
      this.database.prepare('INSERT INTO builds (build, name, spec, live, bookmark) VALUES (?, ?, ?, ?, ?)').run(build, spec.name, JSON.stringify(spec), Number(live), '');
    });
    this.#collections.push(collection);
    return collection;
  }

  async switch(ref: BuildRef): Promise<void> {
    const chosen = this.#of(ref);
    this.#together(() => this.database.prepare('UPDATE builds SET live = (build = ?) WHERE name = ?').run(chosen.build, ref.name));
    for (const collection of this.#collections) if (collection.spec.name === ref.name) collection.live = collection === chosen;
  }

  async drop(ref: BuildRef): Promise<void> {
    const collection = this.#of(ref);
    if (collection.live) throw new ReadStoreError('bad-query', `${ref.name} build ${ref.build} is live and cannot be dropped`);
    this.#together(() => {
      collection.dropTable();
      this.database.prepare('DELETE FROM builds WHERE build = ?').run(collection.build);
    });
    this.#collections = this.#collections.filter((other) => other !== collection);
  }

  async versions(name?: string): Promise<readonly VersionState[]> {
    this.#open();
    if (this.readOnly) this.#load();
    return this.#collections.filter(({ spec }) => name === undefined || spec.name === name).map(({ state }) => state);
  }

  async get<D>(collection: string | BuildRef, key: string): Promise<Stored<D> | null> {
    return this.#told(() => this.#of(collection).get<D>(key));
  }

  async getMany<D>(collection: string | BuildRef, keys: readonly string[]): Promise<readonly Stored<D>[]> {
    return this.#told(() => this.#of(collection).getMany<D>(keys));
  }

  async find<D>(collection: string | BuildRef, query: FindQuery): Promise<Found<D>> {
    return this.#told(() => this.#of(collection).find<D>(query));
  }

  async count(collection: string | BuildRef, query: Pick<FindQuery, 'index' | 'equals' | 'range'>): Promise<number> {
    return this.#told(() => this.#of(collection).count(query));
  }

  async write(ref: BuildRef, writes: readonly Write[], bookmark?: string, after?: string): Promise<void> {
    await this.#queue.add({ collection: this.#of(ref), writes, bookmark, after });
  }

  #commit(batches: readonly Batch[]): void {
    this.#open();
    this.#together(() => {
      for (const { collection, writes, bookmark, after } of batches) {
        if (after !== undefined && after !== collection.bookmark) throw overtaken({ ...collection.spec, build: collection.build }, after, collection.bookmark);
        collection.write(writes);
        if (bookmark !== undefined) this.#mark.run(bookmark, collection.build);
      }
    });
    for (const { collection, bookmark } of batches) if (bookmark !== undefined) collection.bookmark = bookmark;
  }

  async bookmark(collection: string | BuildRef): Promise<string> {
    if (this.readOnly) this.#load();
    return this.#of(collection).bookmark;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#queue.flush();
    this.#closed = true;
    this.database.close();
  }

  #of(collection: string | BuildRef): Collection {
    this.#open();
    const found = this.#collections.find(({ spec, build, live }) => (typeof collection === 'string' ? spec.name === collection && live : spec.name === collection.name && build === collection.build));
    if (found) return found;
    throw new ReadStoreError('no-collection', `no collection ${typeof collection === 'string' ? collection : `${collection.name} build ${collection.build}`}`);
  }

  #told<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw failure(error, this.directory);
    }
  }

  #together(work: () => void): void {
    this.#told(() => {
      if (this.readOnly) throw new ReadStoreError('read-only', `${this.directory}: opened for reading only`);
      this.#begin.run();
      try {
        work();
        this.#end.run();
      } catch (error) {
        this.#undo();
        throw error;
      }
    });
  }

  #undo(): void {
    try {
      this.database.exec('ROLLBACK');
    } catch {
      // the engine has rolled back by itself
    }
  }

  #open(): void {
    if (this.#closed) throw new ReadStoreError('closed', 'the read store is closed');
  }
}

/** Opens the embedded views of a directory; refuses what cannot be read or written, by its name. */
export const openEmbeddedReadStore = async ({ directory, readOnly = false }: EmbeddedReadOptions): Promise<ReadStore> => {
  const file = join(directory, VIEWS_FILE);
  try {
    if (readOnly && !existsSync(file)) throw new ReadStoreError('unavailable', `${directory}: holds no views yet; start the service or the demo with this directory first`);
    if (!readOnly) mkdirSync(directory, { recursive: true });
    const database = new Database(file, { timeout: 2000 });
    database.exec(readOnly ? 'PRAGMA query_only=ON' : 'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=16000');
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version !== 0 && version !== LAYOUT) throw new ReadStoreError('other-version', `${directory}: the views have layout ${version}, this program reads ${LAYOUT}; delete ${VIEWS_FILE}, they are rebuilt from the log`);
    if (version === 0 && !readOnly)
      database.exec(`BEGIN; CREATE TABLE builds (build INTEGER PRIMARY KEY, name TEXT NOT NULL, spec TEXT NOT NULL, live INTEGER NOT NULL, bookmark TEXT NOT NULL); PRAGMA user_version = ${LAYOUT}; COMMIT;`);
    return new EmbeddedReadStore(database, directory, readOnly);
  } catch (error) {
    throw failure(error, directory);
  }
};
