import { join } from 'node:path';
import type { NewEvent, RecordedEvent } from '@heatledger/event-store';
import Database from 'libsql';

interface Waiting {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: number;
  readonly resolve: (revision: number) => void;
  readonly reject: (error: unknown) => void;
}

interface NaiveRow {
  readonly position: number;
  readonly data: string;
  readonly metadata: string;
}

const decoded = (row: NaiveRow) => ({ ...row, data: JSON.parse(row.data) as unknown, metadata: JSON.parse(row.metadata) as unknown });

/** What one would write in an afternoon, as durable as the real one and grouped alike: a text column for the stream, two unique indexes, one insert an event. */
export class NaiveStore {
  readonly #database: Database.Database;
  readonly #head: Database.Statement;
  readonly #insert: Database.Statement;
  readonly #page: Database.Statement;
  readonly #stream: Database.Statement;
  #waiting: Waiting[] = [];

  constructor(directory: string) {
    this.#database = new Database(join(directory, 'naive.db'));
    this.#database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
      CREATE TABLE events (position INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, revision INTEGER NOT NULL, type TEXT NOT NULL,
        id TEXT NOT NULL UNIQUE, recorded TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, revision))`);
    this.#head = this.#database.prepare('SELECT max(revision) FROM events WHERE stream = ?').raw(true);
    this.#page = this.#database.prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?');
    this.#stream = this.#database.prepare('SELECT * FROM events WHERE stream = ? ORDER BY revision');
    this.#insert = this.#database.prepare('INSERT INTO events (stream, revision, type, id, recorded, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)');
  }

  /** Takes events over as they are. */
  take(events: readonly RecordedEvent[]): void {
    this.#database.exec('BEGIN IMMEDIATE');
    for (const { stream, revision, type, id, recordedAt, data, metadata } of events) this.#insert.run(stream, revision, type, id, recordedAt, JSON.stringify(data), JSON.stringify(metadata));
    this.#database.exec('COMMIT');
  }

  /** Every event with its content, page by page; answers how many there are. */
  scan(pageSize: number): number {
    let [events, after] = [0, 0];
    for (;;) {
      const page = (this.#page.all(after, pageSize) as NaiveRow[]).map(decoded);
      events += page.length;
      after = page.at(-1)?.position ?? after;
      if (page.length < pageSize) return events;
    }
  }

  read(stream: string): readonly object[] {
    return (this.#stream.all(stream) as NaiveRow[]).map(decoded);
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
