import { join } from 'node:path';
import type { NewEvent } from '@heatledger/event-store';
import Database from 'libsql';

interface Waiting {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: number;
  readonly resolve: (revision: number) => void;
  readonly reject: (error: unknown) => void;
}

/** What one would write in an afternoon, as durable as the real one and grouped alike: a text column for the stream, two unique indexes, one insert an event. */
export class NaiveStore {
  readonly #database: Database.Database;
  readonly #head: Database.Statement;
  readonly #insert: Database.Statement;
  #waiting: Waiting[] = [];

  constructor(directory: string) {
    this.#database = new Database(join(directory, 'naive.db'));
    this.#database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
      CREATE TABLE events (position INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, revision INTEGER NOT NULL, type TEXT NOT NULL,
        id TEXT NOT NULL UNIQUE, recorded TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, revision))`);
    this.#head = this.#database.prepare('SELECT max(revision) FROM events WHERE stream = ?').raw(true);
    this.#insert = this.#database.prepare('INSERT INTO events (stream, revision, type, id, recorded, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)');
  }

  /** `expected` is the last revision, −1 for none. */
  append(stream: string, events: readonly NewEvent[], expected: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ stream, events, expected, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const revisions = group.map((one) => this.#write(one));
      this.#database.exec('COMMIT');
      group.forEach(({ resolve }, i) => resolve(revisions[i] ?? -1));
    } catch (error) {
      this.#database.exec('ROLLBACK');
      for (const { reject } of group) reject(error);
    }
  }

  #write({ stream, events, expected }: Waiting): number {
    const [head] = this.#head.get(stream) as unknown as [number | null];
    let revision = head ?? -1;
    if (revision !== expected) throw new Error(`${stream} is at ${revision}`);
    for (const { type, id, data, metadata } of events)
      this.#insert.run(stream, ++revision, type, id, new Date().toISOString(), JSON.stringify(data), JSON.stringify(metadata));
    return revision;
  }

  close(): void {
    this.#database.close();
  }
}
