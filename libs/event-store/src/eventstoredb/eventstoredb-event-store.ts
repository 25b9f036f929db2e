import type { Instant } from '@heatledger/kernel';
import { appendable } from '../appendable.js';
import { EventStore, EventStoreError, START, type Appended, type Expected, type Flaw, type FollowOptions, type Head, type NewEvent, type Page, type Position, type ReadOptions, type RecordedEvent, type ScanOptions } from '../event-store.js';
import { Appender, type AppendLimits } from './appender.js';
import type { Connection } from './connection.js';
import { flawOf } from './examination.js';
import { followLog, type FollowLimits } from './log-follower.js';
import { comparePositions } from './places.js';
import { everyEvent, isThere, lastPosition, readStream, type ReadLimits } from './stream-reader.js';
import { RecordingClock } from '../recording-clock.js';

/** How long calls may take and how often they are tried. */
export interface Limits {
  readonly append: AppendLimits;
  readonly read: ReadLimits;
  readonly follow: FollowLimits;
}

/** The port's promises kept by EventStoreDB or KurrentDB. */
export class EventStoreDbEventStore extends EventStore {
  readonly repairs: readonly string[] = [];
  readonly #appender: Appender;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(
    readonly connection: Connection,
    private readonly limits: Limits,
    private readonly chance: () => number = Math.random,
    private readonly clock: RecordingClock = new RecordingClock(),
  ) {
    super();
    this.#appender = new Appender(connection, limits.append, async (stream) => (await this.head(stream))?.revision ?? -1, chance);
  }

  async *read(stream: string, options: ReadOptions = {}): AsyncGenerator<RecordedEvent> {
    this.#open();
    yield* readStream(this.connection, stream, options, this.limits.read, this.chance);
  }

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    this.#open();
    appendable(stream, events);
    const work = this.#appender.append(stream, events, expected);
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  async *follow(options: FollowOptions, signal: AbortSignal): AsyncGenerator<Page> {
    const both = AbortSignal.any([signal, this.#closing.signal]);
    yield* followLog(this.connection, options, this.#followLimits(options.pageSize), both, this.chance);
  }

  async *scan(options: ScanOptions = {}): AsyncGenerator<Page> {
    this.#open();
    const { after = START, upTo, pageSize, ...filter } = options;
    const last = await this.position();
    const end = upTo !== undefined && this.compare(upTo, last) < 0 ? upTo : last;
    if (this.compare(end, after) <= 0) return yield { events: [], position: after, atEnd: true };
    const stop = new AbortController();
    try {
      for await (const page of followLog(this.connection, { ...filter, after }, this.#followLimits(pageSize), AbortSignal.any([stop.signal, this.#closing.signal]), this.chance)) {
        const atEnd = page.atEnd || page.position >= end;
        const events = atEnd ? page.events.filter(({ position }) => position <= end) : page.events;
        if (atEnd || events.length > 0) yield { events, position: atEnd ? end : page.position, atEnd };
        if (atEnd) return;
      }
      this.#open();
    } finally {
      stop.abort();
    }
  }

  async head(stream: string): Promise<Head | null> {
    for await (const { revision, position, metadata } of this.read(stream, { backwards: true, limit: 1 })) return { revision, position, digest: metadata.digest };
    return null;
  }

  async *flaws(): AsyncGenerator<Flaw> {
    this.#open();
    for await (const event of everyEvent(this.connection, this.limits.read, this.chance)) {
      const flaw = flawOf(event);
      if (flaw) yield flaw;
    }
  }

  recordingTime(): Instant {
    return new Date(this.clock.next()).toISOString();
  }

  async position(): Promise<Position> {
    this.#open();
    return (await lastPosition(this.connection, this.limits.read, this.chance)) ?? START;
  }

  /** A bookmark may lie behind the last event, among the server's own. */
  override async hasReached(position: Position): Promise<boolean> {
    return (await super.hasReached(position)) || isThere(this.connection, position, this.limits.read, this.chance);
  }

  compare(a: Position, b: Position): number {
    return comparePositions(a, b);
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await Promise.allSettled(this.#underWay);
    await this.connection.close();
  }

  #followLimits(pageSize: number | undefined): FollowLimits {
    return pageSize === undefined ? this.limits.follow : { ...this.limits.follow, pageSize };
  }

  #open(): void {
    if (this.#closing.signal.aborted) throw new EventStoreError('closed', 'the log is closed');
  }
}
