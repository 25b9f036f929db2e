import type { LeaseBook } from './lease-book.js';

/** A read model's collection as its projection declares it. */
export interface CollectionSpec {
  readonly name: string;
  /** Version of the projection; two versions can stand side by side, one of them live. */
  readonly version: number;
  /** Index name → document fields, in order. */
  readonly indexes: Readonly<Record<string, readonly string[]>>;
}

/** A document with the log position of the last fact it took in. */
export interface Stored<D> {
  readonly key: string;
  readonly doc: D;
  readonly position: string;
}

/** A document to write; `doc: null` removes it. */
export interface Write {
  readonly key: string;
  readonly doc: object | null;
  readonly position: string;
}

export type IndexValue = string | number | boolean | null;

/** A question to a declared index. */
export interface FindQuery {
  /** Name of a declared index; `key` is always there and orders by key. */
  readonly index: string;
  /** Values of the index's leading fields. */
  readonly equals?: Readonly<Record<string, IndexValue>>;
  /** Bounds on the field that follows them: `gte`/`gt` and `lt`/`lte`. */
  readonly range?: { readonly gte?: IndexValue; readonly gt?: IndexValue; readonly lt?: IndexValue; readonly lte?: IndexValue };
  readonly order?: 'ascending' | 'descending';
  /** Opaque, from the page before; bound to the same query. */
  readonly cursor?: string;
  /** 1–1000; 100 when absent. */
  readonly limit?: number;
}

export interface Found<D> {
  readonly docs: readonly Stored<D>[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** A wish the read store cannot fulfil; `code` is stable. */
export class ReadStoreError extends Error {
  constructor(
    readonly code: 'no-index' | 'no-collection' | 'bad-cursor' | 'bad-query' | 'in-use' | 'read-only' | 'full' | 'other-version' | 'overtaken' | 'unavailable' | 'closed',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ReadStoreError';
  }
}

/** Somebody else has written what this writer was about to write. */
export const overtaken = ({ name, build }: BuildRef, after: string, bookmark: string): ReadStoreError =>
  new ReadStoreError('overtaken', `${name} build ${build}: its bookmark stands at ${JSON.stringify(bookmark)}, not at ${JSON.stringify(after)} as the writer believed: another process writes it`);

/** State of one version of a collection. */
export interface VersionState {
  readonly name: string;
  readonly version: number;
  /** Several builds of one version can follow each other; a rebuild is a new build beside the live one. */
  readonly build: number;
  readonly live: boolean;
  /** Log position up to which every fact is taken in; '' = none. */
  readonly bookmark: string;
}

/** Names one build of a collection; readers that name none get the live one. */
export interface BuildRef {
  readonly name: string;
  readonly version: number;
  readonly build: number;
}

/** Documents for readers: disposable, rebuilt from the log at any time. */
export abstract class ReadStore {
  /** Makes sure a live build exists for the spec (created empty when missing); answers the build to continue. */
  abstract ensure(spec: CollectionSpec): Promise<VersionState>;
  /** Creates an empty build of the spec beside the live one. */
  abstract create(spec: CollectionSpec): Promise<VersionState>;
  /**
   * Told that a build has caught up with the log: an engine that puts a build's indexes off while it fills makes them now. They are also made by the first question that needs one, and before the build
   * goes live; doing it again changes nothing.
   */
  abstract complete(build: BuildRef): Promise<void>;
  /** Makes a build the live one, atomically; readers see the old one or the new one, never both. */
  abstract switch(build: BuildRef): Promise<void>;
  /** Drops a build that is not live. */
  abstract drop(build: BuildRef): Promise<void>;
  abstract versions(name?: string): Promise<readonly VersionState[]>;
  /** From the live build of the collection, or the named build. */
  abstract get<D>(collection: string | BuildRef, key: string): Promise<Stored<D> | null>;
  abstract getMany<D>(collection: string | BuildRef, keys: readonly string[]): Promise<readonly Stored<D>[]>;
  /** By a declared index only; ties are ordered by key. */
  abstract find<D>(collection: string | BuildRef, query: FindQuery): Promise<Found<D>>;
  abstract count(collection: string | BuildRef, query: Pick<FindQuery, 'index' | 'equals' | 'range'>): Promise<number>;
  /** Documents and bookmark move together or not at all; when `bookmark` is absent only the documents move. `after` is the bookmark the writer went by: where another one stands, somebody else has written, and nothing moves (`overtaken`). */
  abstract write(build: BuildRef, writes: readonly Write[], bookmark?: string, after?: string): Promise<void>;
  abstract bookmark(collection: string | BuildRef): Promise<string>;
  /** Where processes that share these views agree who writes them; null where one process has them for itself. */
  readonly leases: LeaseBook | null = null;
  abstract close(): Promise<void>;
}
