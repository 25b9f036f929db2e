import { randomUUID } from 'node:crypto';
import type { AnyBulkWriteOperation, ClientSession, Collection } from 'mongodb';
import { indexedFields } from '../query.js';
import { overtaken, ReadStoreError, type CollectionSpec, type Write } from '../read-store.js';
import type { BuildRecord, Removal } from './build-record.js';
import type { Connection } from './connection.js';
import { sortablePosition } from './sortable.js';
import { laterState, stateOf, type StoredDocument } from './stored-documents.js';

/** Operations a call, so that none lasts longer than an answer is waited for: FerretDB looks through a whole collection for each. */
const A_CALL = 50;

type Operation = AnyBulkWriteOperation<StoredDocument>;

/** A document's write that leaves something to keep. */
type Upsert = Write & { readonly doc: object };

const isUpsert = (write: Write): write is Upsert => write.doc !== null;
const removalOf = ({ key, position }: Write): Removal => ({ k: key, s: sortablePosition(position) });

/** A removal that names no position takes whatever is there. */
const removeUnlessLater = ({ k, s }: Removal): Operation => ({ deleteOne: { filter: s === '' ? { _id: k } : { _id: k, 'v.s': { $lte: s } } } });

/** Writes documents and bookmark of one build, one call after another. */
export class BuildWriter {
  /** The write that moved the bookmark last, as far as this writer knows; null before it has looked. */
  #seen: string | null = null;
  /** The write it asked for last, whose answer may have been lost. */
  #asked = '';
  #bookmark = '';
  #turn: Promise<unknown> = Promise.resolve();
  readonly #fields: readonly string[];

  constructor(
    private readonly connection: Connection,
    private readonly records: Collection<BuildRecord>,
    private readonly docs: Collection<StoredDocument>,
    private readonly spec: CollectionSpec,
    private readonly build: number,
  ) {
    this.#fields = indexedFields(spec);
  }

  /** Finishes what a writer before left half done, and goes on from there as the one writer. */
  takeOver(): Promise<BuildRecord> {
    return this.#inTurn(async () => this.#believe(await this.#settled(await this.#record())));
  }

  /** `after` is the bookmark the caller went by. */
  write(writes: readonly Write[], bookmark: string | undefined, after?: string): Promise<void> {
    const last = [...new Map(writes.map((write) => [write.key, write])).values()];
    return this.#inTurn(async () => {
      if (this.#seen === null) this.#believe(await this.#settled(await this.#record()));
      if (after !== undefined && after !== this.#bookmark) throw overtaken({ ...this.spec, build: this.build }, after, this.#bookmark);
      if (bookmark === undefined) return this.#correct(last);
      const name = randomUUID();
      return this.connection.transactions ? this.#moveTogether(last, bookmark, name) : this.#moveInSteps(last, bookmark, name);
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #record(session?: ClientSession): Promise<BuildRecord> {
    const find = (): Promise<BuildRecord | null> => this.records.findOne({ _id: String(this.build) }, session ? { session } : {});
    const record = await (session ? find() : this.connection.ask(find));
    if (!record) throw new ReadStoreError('no-collection', `no collection ${this.spec.name} build ${this.build}`);
    return record;
  }

  #believe(record: BuildRecord): BuildRecord {
    this.#seen = record.by;
    this.#bookmark = record.bookmark;
    return record;
  }

  #fenced(): ReadStoreError {
    return new ReadStoreError('overtaken', `${this.spec.name} build ${this.build}: another process has moved the bookmark; this one starts again from where the other has come`);
  }

  /** The bookmark may be moved by who moved it last; an own write counts whose answer was lost. */
  #checked(record: BuildRecord): BuildRecord {
    if (record.by !== this.#seen && record.by !== this.#asked) throw this.#fenced();
    this.#seen = record.by;
    return record;
  }

  async #moveTogether(writes: readonly Write[], bookmark: string, name: string): Promise<void> {
    const operations = [...this.#upserts(writes.filter(isUpsert)), ...writes.filter((write) => !isUpsert(write)).map((write) => removeUnlessLater(removalOf(write)))];
    const { _id, by } = this.#checked(await this.#settled(await this.#record()));
    this.#asked = name;
    await this.connection.together(async (session) => {
      // an attempt before was committed, only its answer was lost
      if ((await this.#record(session)).by === name) return;
      if (operations.length > 0) await this.docs.bulkWrite(operations, { session, ordered: false });
      const { matchedCount } = await this.records.updateOne({ _id, by }, { $set: { bookmark, by: name } }, { session });
      if (matchedCount === 0) throw this.#fenced();
    });
    this.#seen = name;
    this.#bookmark = bookmark;
  }

  /** Without transactions: documents first; then, in one step, the name of the write with what it removes; the bookmark last. */
  async #moveInSteps(writes: readonly Write[], bookmark: string, name: string): Promise<void> {
    const record = this.#checked(await this.#settled(await this.#record()));
    const gone = new Map(record.gone.map(({ k, s }) => [k, s]));
    await this.#apply(this.#upserts(writes.filter(isUpsert).filter(({ key, position }) => (gone.get(key) ?? '') < sortablePosition(position))));
    const removing = writes.filter((write) => !isUpsert(write)).map(removalOf);
    const left = record.gone.filter(({ s }) => s > sortablePosition(bookmark));
    this.#asked = name;
    const step = removing.length > 0 ? { next: bookmark, removing } : { bookmark };
    const { matchedCount } = await this.connection.ask(() => this.records.updateOne({ _id: record._id, by: record.by, next: null }, { $set: { ...step, by: name, gone: left } }));
    const moved = matchedCount === 1 ? { ...record, ...step, by: name } : await this.#record();
    if (moved.by !== name) throw this.#fenced();
    this.#believe(await this.#settled(moved));
  }

  /** Removes what a moved bookmark leaves to remove, and lets the bookmark be seen. */
  async #settled(record: BuildRecord): Promise<BuildRecord> {
    const { _id, by, next, removing } = record;
    if (next === null) return record;
    await this.#apply(removing.map(removeUnlessLater));
    await this.connection.ask(() => this.records.updateOne({ _id, by, next }, { $set: { bookmark: next, next: null, removing: [] } }));
    return { ...record, bookmark: next, next: null, removing: [] };
  }

  /** Documents set right or removed on their own, at the position they have; an older one changes nothing. */
  async #correct(writes: readonly Write[]): Promise<void> {
    const removals = writes.filter((write) => !isUpsert(write)).map(removalOf);
    const operations = [...removals.map(removeUnlessLater), ...writes.filter(isUpsert).flatMap((write) => this.#replacing(write))];
    if (this.connection.transactions && operations.length > 1) {
      await this.connection.together((session) => this.docs.bulkWrite(operations, { session, ordered: true }));
      return;
    }
    await this.#remember(removals.filter(({ s }) => s > sortablePosition(this.#bookmark)));
    await this.#apply(operations, true);
  }

  /** Keeps what is removed ahead of the bookmark from coming back when facts are taken again. */
  async #remember(ahead: readonly Removal[]): Promise<void> {
    if (ahead.length === 0 || this.connection.transactions) return;
    const { _id, by, gone } = this.#checked(await this.#record());
    const keys = new Set(ahead.map(({ k }) => k));
    const { matchedCount } = await this.connection.ask(() => this.records.updateOne({ _id, by }, { $set: { gone: [...gone.filter(({ k }) => !keys.has(k)), ...ahead] } }));
    if (matchedCount === 0) throw this.#fenced();
  }

  #upserts(writes: readonly Upsert[]): readonly Operation[] {
    return writes.map((write) => ({ updateOne: { filter: { _id: write.key }, update: laterState(stateOf(this.#fields, write.doc, write, 0)), upsert: true } }));
  }

  #replacing(write: Upsert): readonly Operation[] {
    const v = stateOf(this.#fields, write.doc, write, 1);
    return [
      { updateOne: { filter: { _id: write.key, 'v.s': { $lte: v.s } }, update: { $set: { v } } } },
      { updateOne: { filter: { _id: write.key }, update: { $setOnInsert: { v } }, upsert: true } },
    ];
  }

  async #apply(operations: readonly Operation[], ordered = false): Promise<void> {
    for (let from = 0; from < operations.length; from += A_CALL) await this.connection.ask(() => this.docs.bulkWrite(operations.slice(from, from + A_CALL), { ordered }));
  }
}
