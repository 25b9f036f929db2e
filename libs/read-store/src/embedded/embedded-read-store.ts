import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'libsql';
import { KEY_INDEX } from '../query.js';
import { overtaken, ReadStore, ReadStoreError, type BuildRef, type CollectionSpec, type FindQuery, type Found, type Stored, type VersionState, type Write } from '../read-store.js';
import { Collection } from './collection.js';
import { WriterBeside, WriterHere, type DocumentWriter } from './document-writer.js';
import { failure, isDamage } from './failures.js';
import { readableFile } from './read-only-medium.js';
import { ScriptWriter, type Script } from './script.js';
import { Transactions } from './transactions.js';
import { openViewsFile, VIEWS_FILE } from './views-file.js';
import { WriteQueue, type Batch } from './write-queue.js';
import { giveBack } from './written-ahead.js';

export interface EmbeddedReadOptions {
  /** Data directory; made when missing. */
  readonly directory: string;
  /** Reads beside a running writer and never writes. */
  readonly readOnly?: boolean;
  /** Program of the thread that writes documents (`documentThread`); without one they are written by the thread that asks. */
  readonly thread?: URL | null;
  /** Told once the views are closed, however that went. */
  readonly closed?: () => void;
  /** Told when a page of the views turns out to be damaged. */
  readonly damaged?: (error: ReadStoreError) => void;
}

const LAYOUT = 1;
/** How long a collection that is made or dropped waits for documents that are being written, ms. */
const BESIDE_ANOTHER = 60_000;
const MARK = 'UPDATE builds SET bookmark = ? WHERE build = ?';
const FORGET = 'DELETE FROM builds WHERE build = ?';

/** Views in one SQLite file; they can always be built again, so a commit is not waited for (synchronous=NORMAL), but documents and bookmark move together. */
class EmbeddedReadStore extends ReadStore {
  readonly #transactions: Transactions;
  readonly #writer: DocumentWriter;
  #collections: Collection[] = [];
  readonly #queue = new WriteQueue((batches) => this.#commit(batches));
  #closed = false;

  constructor(
    private readonly database: Database.Database,
    private readonly directory: string,
    private readonly readOnly: boolean,
    thread: URL | null,
    private readonly closed: () => void,
    private readonly damaged: (error: ReadStoreError) => void,
  ) {
    super();
    this.#transactions = new Transactions(database);
    this.#writer = thread ? new WriterBeside(thread, join(directory, VIEWS_FILE)) : new WriterHere(this.#transactions);
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

  async complete(ref: BuildRef): Promise<void> {
    await this.#indexed(this.#of(ref));
  }

  /** A build fills without its indexes; read beside its writer it is looked through as long as it has none. */
  async #indexed(collection: Collection): Promise<void> {
    if (!this.readOnly && !collection.indexed) await this.#queue.add({ collection, writes: [], changes: collection.indexing.map((sql) => [sql]) });
  }

  async switch(ref: BuildRef): Promise<void> {
    const chosen = this.#of(ref);
    await this.#indexed(chosen);
    this.#together(() => this.database.prepare('UPDATE builds SET live = (build = ?) WHERE name = ?').run(chosen.build, ref.name));
    for (const collection of this.#collections) if (collection.spec.name === ref.name) collection.live = collection === chosen;
  }

  async drop(ref: BuildRef): Promise<void> {
    const collection = this.#of(ref);
    if (collection.live) throw new ReadStoreError('bad-query', `${ref.name} build ${ref.build} is live and cannot be dropped`);
    await this.#queue.add({ collection, writes: [], changes: [[collection.dropping()], [FORGET, collection.build]] });
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

  /** The build that is asked, with its indexes where the question needs one: keys have theirs from the start. */
  async #askable(collection: string | BuildRef, { index }: Pick<FindQuery, 'index'>): Promise<Collection> {
    const build = this.#of(collection);
    if (index !== KEY_INDEX) await this.#indexed(build);
    return build;
  }

  async find<D>(collection: string | BuildRef, query: FindQuery): Promise<Found<D>> {
    const asked = await this.#askable(collection, query);
    return this.#told(() => asked.find<D>(query));
  }

  async count(collection: string | BuildRef, query: Pick<FindQuery, 'index' | 'equals' | 'range'>): Promise<number> {
    const asked = await this.#askable(collection, query);
    return this.#told(() => asked.count(query));
  }

  async write(ref: BuildRef, writes: readonly Write[], bookmark?: string, after?: string): Promise<void> {
    await this.#queue.add({ collection: this.#of(ref), writes, bookmark, after });
  }

  async #commit(batches: readonly Batch[]): Promise<void> {
    this.#writable();
    await this.#writer.run(this.#told(() => this.#scriptOf(batches))).catch((error: unknown) => {
      throw this.#failed(error);
    });
    for (const { collection, bookmark } of batches) if (bookmark !== undefined) collection.bookmark = bookmark;
  }

  #scriptOf(batches: readonly Batch[]): Script {
    const script = new ScriptWriter();
    for (const { collection, writes, bookmark, after, changes = [] } of batches) {
      if (after !== undefined && after !== collection.bookmark) throw overtaken({ ...collection.spec, build: collection.build }, after, collection.bookmark);
      collection.script(writes, script);
      if (bookmark !== undefined) script.add(MARK, [bookmark, collection.build]);
      for (const [sql, ...cells] of changes) script.add(sql, cells);
    }
    return script.script;
  }

  async bookmark(collection: string | BuildRef): Promise<string> {
    if (this.readOnly) this.#load();
    return this.#of(collection).bookmark;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      await this.#queue.drained();
      await this.#writer.close();
      if (!this.readOnly) giveBack(this.database);
      this.database.close();
    } finally {
      this.closed();
    }
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
      throw this.#failed(error);
    }
  }

  #failed(error: unknown): ReadStoreError {
    const told = failure(error, this.directory);
    if (isDamage(error)) this.damaged(told);
    return told;
  }

  #together(work: () => void): void {
    this.#writable();
    this.#told(() => this.#transactions.together(work));
  }

  #writable(): void {
    if (this.readOnly) throw new ReadStoreError('read-only', `${this.directory}: opened for reading only`);
  }

  #open(): void {
    if (this.#closed) throw new ReadStoreError('closed', 'the read store is closed');
  }
}

/** Opens the embedded views of a directory; refuses what cannot be read or written, by its name. */
export const openEmbeddedReadStore = async (options: EmbeddedReadOptions): Promise<ReadStore> => {
  const { directory, readOnly = false, thread = null, closed = () => undefined, damaged = () => undefined } = options;
  const file = join(directory, VIEWS_FILE);
  try {
    if (readOnly && !existsSync(file)) throw new ReadStoreError('unavailable', `${directory}: holds no views yet; start the service or the demo with this directory first`);
    if (!readOnly) mkdirSync(directory, { recursive: true, mode: 0o700 });
    const { name, remove } = readOnly ? readableFile(file) : { name: file, remove: () => undefined };
    const database = openViewsFile(name, readOnly, thread ? BESIDE_ANOTHER : undefined);
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version !== 0 && version !== LAYOUT) throw new ReadStoreError('other-version', `${directory}: the views have layout ${version}, this program reads ${LAYOUT}; delete ${VIEWS_FILE}, they are rebuilt from the log`);
    if (version === 0 && !readOnly)
      database.exec(`BEGIN; CREATE TABLE builds (build INTEGER PRIMARY KEY, name TEXT NOT NULL, spec TEXT NOT NULL, live INTEGER NOT NULL, bookmark TEXT NOT NULL); PRAGMA user_version = ${LAYOUT}; COMMIT;`);
    const ended = (): void => {
      remove();
      closed();
    };
    return new EmbeddedReadStore(database, directory, readOnly, thread, ended, damaged);
  } catch (error) {
    throw failure(error, directory);
  }
};
