import type Database from 'libsql';
import { categoryOf } from '../event-store.js';

/** What the writer keeps of a stream. */
export interface StreamHead {
  readonly id: number;
  /** −1 before the first event. */
  revision: number;
}

type HeadRow = readonly [name: string, id: number, revision: number | null];
const HEAD = 's.name, s.id, (SELECT max(revision) FROM events e WHERE e.stream = s.id)';

/** Streams known not to be there; most are begun a moment later. */
const MOST_ABSENT = 10_000;
/** Streams of one generation; two are kept. */
const GENERATION = 100_000;

/** The ends of streams and the numbers of names, looked up once and kept within bounds. */
export class Heads {
  #young = new Map<string, StreamHead>();
  #old: ReadonlyMap<string, StreamHead> = new Map();
  /** Streams that were looked for and are not there: nobody but this writer begins them. */
  readonly #absent = new Set<string>();
  /** Streams begun in this transaction, with consecutive numbers from `#firstNew` on. */
  #begun: string[] = [];
  #firstNew = 0;
  readonly #types = new Map<string, number>();
  readonly #find: Database.Statement;
  readonly #findMany: Database.Statement;
  readonly #addStream: Database.Statement;
  readonly #addStreams: Database.Statement;
  readonly #addType: Database.Statement;
  #nextStream: number;

  constructor(database: Database.Database) {
    this.#find = database.prepare(`SELECT ${HEAD} FROM streams s WHERE s.name = ?`).raw(true);
    this.#findMany = database.prepare(`SELECT ${HEAD} FROM json_each(?) asked JOIN streams s ON s.name = asked.value`).raw(true);
    this.#addStream = database.prepare('INSERT INTO streams (id, name, category) VALUES (?, ?, ?)');
    this.#addStreams = database.prepare("INSERT INTO streams (id, name, category) SELECT ? + key, value, substr(value, 1, instr(value, '-') - 1) FROM json_each(?)");
    this.#addType = database.prepare('INSERT INTO types (id, name) VALUES (?, ?)');
    this.#nextStream = Number((database.prepare('SELECT coalesce(max(id), 0) AS n FROM streams').get() as { n: number }).n) + 1;
    for (const [id, name] of database.prepare('SELECT id, name FROM types').raw(true).all() as unknown[] as [number, string][]) this.#types.set(name, id);
  }

  /** Looks up at once what is not known yet of the streams of a transaction. */
  learn(streams: readonly string[]): void {
    const asked = new Set<string>();
    for (const stream of streams) if (!this.#known(stream) && !this.#absent.has(stream)) asked.add(stream);
    if (asked.size === 0) return;
    for (const [name, id, revision] of this.#found(asked)) {
      this.#know(name, { id, revision: revision ?? -1 });
      asked.delete(name);
    }
    for (const stream of asked) this.foundAbsent(stream);
  }

  isAbsent(stream: string): boolean {
    return this.#absent.has(stream);
  }

  foundAbsent(stream: string): void {
    if (this.#absent.size >= MOST_ABSENT) this.#absent.clear();
    this.#absent.add(stream);
  }

  #found(asked: ReadonlySet<string>): readonly HeadRow[] {
    const [first] = asked;
    if (asked.size > 1) return this.#findMany.all(JSON.stringify([...asked])) as unknown[] as HeadRow[];
    const row = this.#find.get(first) as unknown as HeadRow | undefined;
    return row ? [row] : [];
  }

  /** Once a generation is full, those that nobody asked for since the one before are forgotten. */
  #know(stream: string, head: StreamHead): void {
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(stream, head);
  }

  #known(stream: string): StreamHead | undefined {
    const young = this.#young.get(stream);
    if (young) return young;
    const old = this.#old.get(stream);
    if (old) this.#know(stream, old);
    return old;
  }

  of(stream: string): StreamHead | null {
    const known = this.#known(stream);
    if (known || this.#absent.has(stream)) return known ?? null;
    this.learn([stream]);
    return this.#known(stream) ?? null;
  }

  /** Begins a stream; it is written with the others by `write`. */
  add(stream: string): StreamHead {
    const head = { id: this.#nextStream++, revision: -1 };
    if (this.#begun.length === 0) this.#firstNew = head.id;
    this.#begun.push(stream);
    this.#absent.delete(stream);
    this.#know(stream, head);
    return head;
  }

  /** Writes down the streams that were begun. */
  write(): void {
    const [first] = this.#begun;
    if (first === undefined) return;
    if (this.#begun.length === 1) this.#addStream.run(this.#firstNew, first, categoryOf(first));
    else this.#addStreams.run(this.#firstNew, JSON.stringify(this.#begun));
    this.#begun = [];
  }

  typeOf(name: string): number {
    const known = this.#types.get(name);
    if (known !== undefined) return known;
    const id = this.#types.size + 1;
    this.#addType.run(id, name);
    this.#types.set(name, id);
    return id;
  }

  /** After a transaction that came to nothing. */
  forget(database: Database.Database): void {
    this.#young.clear();
    this.#old = new Map();
    this.#absent.clear();
    this.#begun = [];
    this.#types.clear();
    for (const [id, name] of database.prepare('SELECT id, name FROM types').raw(true).all() as unknown[] as [number, string][]) this.#types.set(name, id);
    this.#nextStream = Number((database.prepare('SELECT coalesce(max(id), 0) AS n FROM streams').get() as { n: number }).n) + 1;
  }
}
