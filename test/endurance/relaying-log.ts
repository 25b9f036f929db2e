import {
  EventStore,
  type Appended,
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
} from '@heatledger/event-store';
import type { Instant } from '@heatledger/kernel';

/** A log that passes everything on to another, which several processes may share; who extends it says what comes otherwise. */
export class RelayingLog extends EventStore {
  readonly repairs: readonly string[] = [];

  constructor(protected readonly inner: EventStore) {
    super();
  }

  read(stream: string, options?: ReadOptions): AsyncIterable<RecordedEvent> {
    return this.inner.read(stream, options);
  }

  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    return this.inner.append(stream, events, expected);
  }

  follow(options: FollowOptions, signal: AbortSignal): AsyncIterable<Page> {
    return this.inner.follow(options, signal);
  }

  scan(options?: ScanOptions): AsyncIterable<Page> {
    return this.inner.scan(options);
  }

  head(stream: string): Promise<Head | null> {
    return this.inner.head(stream);
  }

  flaws(): AsyncIterable<Flaw> {
    return this.inner.flaws();
  }

  recordingTime(): Instant {
    return this.inner.recordingTime();
  }

  position(): Promise<Position> {
    return this.inner.position();
  }

  compare(a: Position, b: Position): number {
    return this.inner.compare(a, b);
  }

  /** The log is its owner's to close. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
