import type Database from 'libsql';

/** What the writer keeps of a stream. */
export interface StreamHead {
  /** Position of its first event. */
  readonly id: number;
  /** −1 before the first event. */
  revision: number;
}

type HeadRow = readonly [name: string, id: number, revision: number];
const HEAD = 's.name, s.position, (SELECT max(revision) FROM events e WHERE e.stream = s.position)';

/** Streams known not to be there; most are begun a moment later. */
const MOST_ABSENT = 10_000;
/** Streams of one generation; two are kept. */
const GENERATION = 100_000;

/** The ends of streams, looked up once and kept within bounds. */
export class Heads {
  #young = new Map<string, StreamHead>();
  #old: ReadonlyMap<string, StreamHead> = new Map();
  /** Streams that were looked for and are not there: nobody but this writer begins them. */
  readonly #absent = new Set<string>();
  readonly #find: Database.Statement;
  readonly #findMany: Database.Statement;

  constructor(database: Database.Database) {
    this.#find = database.prepare(`SELECT ${HEAD} FROM events s WHERE s.name = ?`).raw(true);
    this.#findMany = database.prepare(`SELECT ${HEAD} FROM json_each(?) asked CROSS JOIN events s ON s.name = asked.value`).raw(true);
  }

  /** Looks up at once what is not known yet of the streams of a transaction. */
  learn(streams: readonly string[]): void {
    const asked = new Set<string>();
    for (const stream of streams) if (!this.#known(stream) && !this.#absent.has(stream)) asked.add(stream);
    if (asked.size === 0) return;
    for (const [name, id, revision] of this.#found(asked)) {
      this.#know(name, { id, revision });
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
    return this.#known(stream) ?? null;
  }

  /** Begins a stream with the event at this position. */
  begin(stream: string, position: number): StreamHead {
    const head = { id: position, revision: -1 };
    this.#absent.delete(stream);
    this.#know(stream, head);
    return head;
  }

  /** After a transaction that came to nothing. */
  forget(): void {
    this.#young.clear();
    this.#old = new Map();
    this.#absent.clear();
  }
}
