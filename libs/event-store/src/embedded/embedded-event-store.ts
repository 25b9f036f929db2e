import type { Instant } from '@heatledger/kernel';
import { appendable } from '../appendable.js';
import {
  EventStore,
  EventStoreError,
  type Appended,
  type CloseOptions,
  type Expected,
  type Flaw,
  type FollowOptions,
  type Head,
  type NewEvent,
  type Page,
  type Position,
  type ReadOptions,
  type RecordedEvent,
  type ScanOptions,
} from '../event-store.js';
import { Bell, followed, scanned } from '../following.js';
import { positionOf, sequenceOf } from '../positions.js';
import { requireOwnLog } from './backup-manifest.js';
import { examined } from './examination.js';
import { failure } from './failures.js';
import { GroupWriter, type Waiting } from './group-writer.js';
import { giveBack, layoutOf, openLogFile, openLogToRead, type LogFile, type WritingOptions } from './log-file.js';
import { LogReader, PAGE } from './log-reader.js';
import { checkInBackground } from './page-check.js';
import { instantOf } from './rows.js';
import { TypeNames } from './type-names.js';
import { WriterLock } from './writer-lock.js';
import { RecordingClock } from '../recording-clock.js';

export interface EmbeddedOptions extends WritingOptions {
  /** Data directory; made when missing. */
  readonly directory: string;
  /** The store's clock; the machine's when absent. */
  readonly now?: () => Instant;
  /** Reads beside a running writer and never writes. */
  readonly readOnly?: boolean;
  /** For who makes a backup or puts one back: the directory is not whole yet. */
  readonly unfinished?: boolean;
}

/** How long a reader of another process's log sleeps between looks, in ms. */
const LOOK_AGAIN = 100;
const PATIENCE = 60_000;
/** Events that one transaction takes at most, so that a flood does not hold everybody up. */
const GROUP_EVENTS = 2048;

/** The log in one SQLite file, durable when an append resolves (WAL, synchronous=FULL, one fsync a group). */
class EmbeddedEventStore extends EventStore {
  readonly repairs: readonly string[];
  readonly #reader: LogReader;
  readonly #writer: GroupWriter | null;
  readonly #bell = new Bell();
  readonly #closing = new AbortController();
  #torn: boolean;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | null = null;

  constructor(
    private readonly directory: string,
    private readonly file: LogFile,
    private readonly lock: WriterLock | null,
    clock: RecordingClock,
  ) {
    super();
    this.repairs = file.repairs;
    this.#torn = file.torn ?? false;
    const types = new TypeNames(file.database);
    this.#reader = new LogReader(file.database, types);
    this.#writer = lock ? new GroupWriter(file.database, types, clock) : null;
    if (this.#writer) checkInBackground(file.database, this.#writer.last, (error) => this.#failed(error), this.#closing.signal);
  }

  async *read(stream: string, options: ReadOptions = {}): AsyncGenerator<RecordedEvent> {
    this.#open();
    try {
      if (this.#writer?.isAbsent(stream)) return;
      let there = false;
      for (const event of this.#reader.stream(stream, options)) {
        there = true;
        yield event;
      }
      // what is begun next need not be looked for again
      if (!there && (options.from ?? 0) === 0 && options.to === undefined && options.limit === undefined && !options.backwards) this.#writer?.foundAbsent(stream);
    } catch (error) {
      throw this.#failed(error);
    }
  }

  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#open();
      if (!this.#writer) throw new EventStoreError('read-only', `${this.directory}: opened for reading only`);
      if (this.damage) throw this.damage;
      this.#waiting.push({ stream, events: appendable(stream, events), expected, resolve, reject });
      this.#flushing ??= new Promise((flushed) => setImmediate(() => flushed(this.#flush(this.#writer))));
    });
  }

  /** Everything that waits goes to disk together; what comes meanwhile waits for the next turn. */
  #flush(writer: GroupWriter | null): void {
    this.#flushing = null;
    const group = this.#taken();
    if (this.#waiting.length > 0) this.#flushing = new Promise((flushed) => setImmediate(() => flushed(this.#flush(writer))));
    if (!writer || group.length === 0) return;
    try {
      this.#dropTorn();
      const answers = writer.write(group);
      group.forEach(({ resolve, reject }, i) => {
        const answer = answers[i] as Appended | EventStoreError;
        if (answer instanceof EventStoreError) reject(answer);
        else resolve(answer);
      });
      this.#bell.ring();
    } catch (error) {
      // what was written of it lies behind the last whole write, and would stand in the middle after the next one
      this.#torn = true;
      const told = this.#failed(error);
      for (const { reject } of group) reject(told);
    }
  }

  /** What a crash or a failed write had cut short goes before anything is written behind it, and not before every check of a start has passed. */
  #dropTorn(): void {
    if (this.#torn) giveBack(this.file.database);
    this.#torn = false;
  }

  #taken(): readonly Waiting[] {
    let events = 0;
    const count = this.#waiting.findIndex((waiting) => (events += waiting.events.length) > GROUP_EVENTS);
    return this.#waiting.splice(0, count < 0 ? this.#waiting.length : Math.max(1, count));
  }

  follow(options: FollowOptions, signal: AbortSignal): AsyncGenerator<Page> {
    const both = AbortSignal.any([signal, this.#closing.signal]);
    const patience = this.#writer ? PATIENCE : LOOK_AGAIN;
    return followed((after) => this.#page(after, options, this.#end()), (until) => this.#bell.wait(until, patience), options, both);
  }

  scan(options: ScanOptions = {}): AsyncGenerator<Page> {
    const end = options.upTo === undefined ? this.#end() : Math.min(sequenceOf(options.upTo), this.#end());
    return scanned((after) => this.#page(after, options, end), options);
  }

  #page(after: Position, options: FollowOptions, end: number): Page {
    this.#open();
    return this.#told(() => this.#reader.page(after, options, options.pageSize ?? PAGE, end));
  }

  #end(): number {
    return this.#writer?.last ?? this.#told(() => this.#reader.last());
  }

  async head(stream: string): Promise<Head | null> {
    this.#open();
    return this.#told(() => this.#reader.head(stream));
  }

  async *flaws(): AsyncGenerator<Flaw> {
    this.#open();
    try {
      yield* examined(this.file.database, layoutOf(this.file.database));
    } catch (error) {
      throw failure(error, this.directory);
    }
  }

  recordingTime(): Instant {
    if (!this.#writer) throw new EventStoreError('read-only', `${this.directory}: opened for reading only`);
    return instantOf(this.#writer.recordingTime());
  }

  async position(): Promise<Position> {
    this.#open();
    return positionOf(this.#end());
  }

  compare(a: Position, b: Position): number {
    return sequenceOf(a) - sequenceOf(b);
  }

  async close({ asItWas = false }: CloseOptions = {}): Promise<void> {
    if (this.#closing.signal.aborted) return;
    while (this.#flushing) await this.#flushing;
    this.#closing.abort();
    if (this.lock && !asItWas) giveBack(this.file.database);
    this.file.database.close();
    this.file.remove?.();
    this.lock?.release();
  }

  #told<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw this.#failed(error);
    }
  }

  /** Damage, once found, is kept: nothing more is written over it. */
  #failed(error: unknown): EventStoreError {
    const told = failure(error, this.directory);
    if (told.code === 'corrupt') this.damage ??= told;
    return told;
  }

  #open(): void {
    if (this.#closing.signal.aborted) throw new EventStoreError('closed', 'the log is closed');
  }
}

/** Opens the embedded log of a directory; refuses a directory that is in use, damaged, of another version, or cannot be written to. */
export const openEmbeddedEventStore = async ({ directory, now, readOnly = false, unfinished = false, played = false, mostPages }: EmbeddedOptions): Promise<EventStore> => {
  const clock = new RecordingClock(now && (() => Date.parse(now())));
  if (!unfinished) requireOwnLog(directory, readOnly);
  if (readOnly) return new EmbeddedEventStore(directory, openLogToRead(directory), null, clock);
  const lock = WriterLock.take(directory);
  try {
    return new EmbeddedEventStore(directory, openLogFile(directory, { played, mostPages }), lock, clock);
  } catch (error) {
    lock.release();
    throw failure(error, directory);
  }
};
