import type { Instant } from '@heatledger/kernel';
import { appendable } from '../appendable.js';
import {
  categoryOf,
  EventStore,
  EventStoreError,
  type Appended,
  type Expected,
  type Filter,
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

const PAGE = 500;
const PATIENCE = 60_000;

/** The port's promises kept in memory: for tests, and for trying things out. */
export class MemoryEventStore extends EventStore {
  readonly repairs: readonly string[] = [];
  readonly #log: RecordedEvent[] = [];
  readonly #streams = new Map<string, RecordedEvent[]>();
  readonly #bell = new Bell();
  readonly #closing = new AbortController();
  #recorded = '';

  constructor(private readonly now: () => Instant = () => new Date().toISOString()) {
    super();
  }

  async *read(stream: string, { from, to, backwards = false, limit = Infinity }: ReadOptions = {}): AsyncGenerator<RecordedEvent> {
    this.#open();
    const events = this.#streams.get(stream) ?? [];
    const last = events.length - 1;
    const step = backwards ? -1 : 1;
    const start = Math.max(0, Math.min(from ?? (backwards ? last : 0), backwards ? last : Infinity));
    const end = backwards ? (to ?? 0) : Math.min(to ?? last, last);
    let left = limit;
    for (let i = start; left > 0 && (backwards ? i >= end : i <= end); i += step, left--) {
      const event = events[i];
      if (event) yield event;
    }
  }

  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    try {
      this.#open();
      const written = appendable(stream, events);
      return Promise.resolve(this.#append(stream, written.map(({ event: { text: _, ...event }, text }) => ({ ...event, data: JSON.parse(text.data), metadata: JSON.parse(text.metadata) })), expected));
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  #append(stream: string, events: readonly NewEvent[], expected: Expected): Appended {
    const known = this.#streams.get(stream) ?? [];
    const actual = known.length - 1;
    const from = expected === 'any' ? actual : expected === 'none' ? -1 : expected.exact;
    if (from !== actual) return this.#repeated(known, events, from) ?? { ok: false, conflict: { actual: actual < 0 ? 'none' : actual } };
    const recordedAt = this.recordingTime();
    for (const event of events) {
      const said = event.recordedAt ?? event.metadata.recordedAt ?? recordedAt;
      if (said > this.#recorded) this.#recorded = said;
      const recorded: RecordedEvent = { ...event, stream, revision: known.length, position: positionOf(this.#log.length + 1), recordedAt: said };
      known.push(recorded);
      this.#log.push(recorded);
    }
    this.#streams.set(stream, known);
    this.#bell.ring();
    return { ok: true, revision: known.length - 1, position: positionOf(this.#log.length) };
  }

  /** The first answer again, when the very same events stand where they were expected to go. */
  #repeated(known: readonly RecordedEvent[], events: readonly NewEvent[], from: number): Appended | null {
    const there = known.slice(from + 1, from + 1 + events.length);
    const last = there.at(-1);
    if (!last || there.length < events.length || events.some(({ id }, i) => there[i]?.id !== id)) return null;
    return { ok: true, revision: last.revision, position: last.position };
  }

  follow(options: FollowOptions, signal: AbortSignal): AsyncGenerator<Page> {
    const both = AbortSignal.any([signal, this.#closing.signal]);
    return followed((after) => this.#page(after, options, this.#log.length), (until) => this.#bell.wait(until, PATIENCE), options, both);
  }

  scan(options: ScanOptions = {}): AsyncGenerator<Page> {
    const end = options.upTo === undefined ? this.#log.length : Math.min(sequenceOf(options.upTo), this.#log.length);
    return scanned((after) => this.#page(after, options, end), options);
  }

  #page(after: Position, { types, categories, pageSize = PAGE }: Filter & { pageSize?: number }, end: number): Page {
    this.#open();
    const from = sequenceOf(after);
    const to = Math.min(end, from + pageSize);
    const events = this.#log
      .slice(from, to)
      .filter(({ type, stream }) => (!types || types.includes(type)) && (!categories || categories.includes(categoryOf(stream))));
    return { events, position: to > from ? positionOf(to) : after, atEnd: to >= end };
  }

  head(stream: string): Promise<Head | null> {
    const last = this.#streams.get(stream)?.at(-1);
    return Promise.resolve(last ? { revision: last.revision, position: last.position, digest: last.metadata.digest } : null);
  }

  recordingTime(): Instant {
    const now = new Date(this.now()).toISOString();
    if (now > this.#recorded) this.#recorded = now;
    return this.#recorded;
  }

  async *flaws(): AsyncGenerator<Flaw> {
    // what lives in this process is kept by nobody else
  }

  position(): Promise<Position> {
    return Promise.resolve(positionOf(this.#log.length));
  }

  compare(a: Position, b: Position): number {
    return sequenceOf(a) - sequenceOf(b);
  }

  close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }

  #open(): void {
    if (this.#closing.signal.aborted) throw new EventStoreError('closed', 'the log is closed');
  }
}
