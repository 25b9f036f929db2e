import type Database from 'libsql';
import { LRUCache } from 'lru-cache';
import { categoryOf } from '../event-store.js';

/** What the writer keeps of a stream. */
export interface StreamHead {
  readonly id: number;
  /** −1 before the first event. */
  revision: number;
}

const MOST = 200_000;

/** The ends of streams and the numbers of names, looked up once and kept within bounds. */
export class Heads {
  readonly #known = new LRUCache<string, StreamHead>({ max: MOST });
  readonly #types = new Map<string, number>();
  readonly #find: Database.Statement;
  readonly #addStream: Database.Statement;
  readonly #addType: Database.Statement;
  #nextStream: number;

  constructor(database: Database.Database) {
    this.#find = database.prepare('SELECT s.id, (SELECT max(revision) FROM events e WHERE e.stream = s.id) FROM streams s WHERE s.name = ?').raw(true);
    this.#addStream = database.prepare('INSERT INTO streams (id, name, category) VALUES (?, ?, ?)');
    this.#addType = database.prepare('INSERT INTO types (id, name) VALUES (?, ?)');
    this.#nextStream = Number((database.prepare('SELECT coalesce(max(id), 0) AS n FROM streams').get() as { n: number }).n) + 1;
    for (const [id, name] of database.prepare('SELECT id, name FROM types').raw(true).all() as unknown[] as [number, string][]) this.#types.set(name, id);
  }

  of(stream: string): StreamHead | null {
    const known = this.#known.get(stream);
    if (known) return known;
    const row = this.#find.get(stream) as unknown as readonly [number, number | null] | undefined;
    if (!row) return null;
    const head = { id: row[0], revision: row[1] ?? -1 };
    this.#known.set(stream, head);
    return head;
  }

  add(stream: string): StreamHead {
    const head = { id: this.#nextStream++, revision: -1 };
    this.#addStream.run(head.id, stream, categoryOf(stream));
    this.#known.set(stream, head);
    return head;
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
    this.#known.clear();
    this.#types.clear();
    for (const [id, name] of database.prepare('SELECT id, name FROM types').raw(true).all() as unknown[] as [number, string][]) this.#types.set(name, id);
    this.#nextStream = Number((database.prepare('SELECT coalesce(max(id), 0) AS n FROM streams').get() as { n: number }).n) + 1;
  }
}
