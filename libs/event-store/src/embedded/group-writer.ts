import type Database from 'libsql';
import type { Written } from '../appendable.js';
import { EventStoreError, type Appended, type Expected } from '../event-store.js';
import { positionOf } from '../positions.js';
import { Heads, type StreamHead } from './heads.js';
import { Inserts, type NewRow } from './inserts.js';
import { logEndOf } from './log-end.js';
import { instantOf, millisOf } from './rows.js';
import type { TypeNames } from './type-names.js';
import type { RecordingClock } from '../recording-clock.js';

/** An append that waits for its turn. */
export interface Waiting {
  readonly stream: string;
  readonly events: readonly Written[];
  readonly expected: Expected;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes everything that waits in one transaction; answers only after it is on disk. */
export class GroupWriter {
  readonly #heads: Heads;
  readonly #inserts: Inserts;
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;
  readonly #there: Database.Statement;
  readonly #end: Database.Statement;
  #last = 0;
  /** The latest time in the log, ms since 1970. */
  #recorded = 0;

  constructor(
    private readonly database: Database.Database,
    private readonly types: TypeNames,
    private readonly clock: RecordingClock,
  ) {
    this.#heads = new Heads(database);
    this.#inserts = new Inserts(database);
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#there = database.prepare('SELECT id, revision, position FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision').raw(true);
    this.#end = database.prepare('UPDATE log_end SET position = ?, recorded = ?');
    this.#lookUpEnd();
  }

  /** When what comes next is recorded, ms since 1970: the clock, never before anything recorded or given out. */
  recordingTime(): number {
    return this.clock.next(this.#recorded);
  }

  get last(): number {
    return this.#last;
  }

  /** True for a stream that was looked for and not begun since; false says nothing. */
  isAbsent(stream: string): boolean {
    return this.#heads.isAbsent(stream);
  }

  /** Told that a stream was looked for and has no event. */
  foundAbsent(stream: string): void {
    this.#heads.foundAbsent(stream);
  }

  /** The answers, in order, an error where an append does not fit the log; throws when the transaction could not be made durable, and then nothing of it is. */
  write(group: readonly Waiting[]): readonly (Appended | EventStoreError)[] {
    this.#begin.run();
    try {
      const rows: NewRow[] = [];
      const recorded = this.recordingTime();
      this.#heads.learn(group.map(({ stream }) => stream));
      const answers = group.map((waiting) => this.#place(waiting, rows, recorded));
      this.#inserts.run(rows);
      if (rows.length > 0) this.#end.run(this.#last, this.#recorded);
      this.#commit.run();
      return answers;
    } catch (error) {
      this.#undo();
      throw error;
    }
  }

  #undo(): void {
    try {
      this.database.exec('ROLLBACK');
    } catch {
      // the engine has rolled back by itself
    }
    this.#heads.forget();
    this.types.forget();
    this.#lookUpEnd();
  }

  #place({ stream, events, expected }: Waiting, rows: NewRow[], recorded: number): Appended | EventStoreError {
    const known = this.#heads.of(stream);
    const actual = known?.revision ?? -1;
    const from = expected === 'any' ? actual : expected === 'none' ? -1 : expected.exact;
    if (from !== actual) return (known && this.#repeated(known, events, from, rows)) ?? { ok: false, conflict: { actual: actual < 0 ? 'none' : actual } };
    const early = events.find(({ event }) => event.recordedAt === undefined && event.metadata.recordedAt !== undefined && millisOf(event.metadata.recordedAt) < this.#recorded);
    if (early) return new EventStoreError('invalid-event', `${early.event.type} of ${stream}: recorded at ${early.event.metadata.recordedAt}, before what the log recorded last at ${instantOf(this.#recorded)}`);
    const head = known ?? this.#heads.begin(stream, this.#last + 1);
    for (const { event, text } of events) {
      const name = head.revision < 0 ? stream : null;
      const said = event.recordedAt ?? event.metadata.recordedAt;
      const millis = said === undefined ? recorded : millisOf(said);
      if (millis > this.#recorded) this.#recorded = millis;
      rows.push([++this.#last, head.id, ++head.revision, this.types.numberFor(event.type), name, event.id, millis, text.data, text.metadata]);
    }
    return { ok: true, revision: head.revision, position: positionOf(this.#last) };
  }

  /** The first answer again, when the very same events stand where they were expected to go; `rows` are those of this transaction. */
  #repeated(head: StreamHead, events: readonly Written[], from: number, rows: readonly NewRow[]): Appended | null {
    const to = from + events.length;
    if (to > head.revision) return null;
    const stored = this.#there.all(head.id, from + 1, to) as unknown[] as (readonly [string, number, number])[];
    const pending = rows.filter(([, stream, revision]) => stream === head.id && revision > from && revision <= to).map(([position, , revision, , , id]) => [id, revision, position] as const);
    const there = [...stored, ...pending];
    const last = there.at(-1);
    if (!last || there.length < events.length || events.some(({ event }, i) => there[i]?.[0] !== event.id)) return null;
    return { ok: true, revision: last[1], position: positionOf(last[2]) };
  }

  #lookUpEnd(): void {
    const end = logEndOf(this.database);
    this.#last = end?.found ?? 0;
    this.#recorded = end?.recorded ?? 0;
  }
}
