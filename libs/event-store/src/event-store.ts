import type { Actor, Bilingual, Channel, Instant, RuleRef } from '@heatledger/kernel';

/** JSON as it stands in the log: integers only, no floats. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** What is recorded beside the content of an event. */
export interface EventMetadata {
  /** Schema version of the type. */
  readonly v: number;
  /** When it happened, offset kept. */
  readonly at: Instant;
  readonly actor: Actor;
  readonly channel: Channel;
  readonly command: string;
  readonly correlation: string;
  readonly causation?: string;
  readonly rule?: RuleRef;
  /** SHA-256 of the request behind the command. */
  readonly fingerprint?: string;
  /** Version of the digest; absent in the first one, which covers neither the time of recording nor commitments. */
  readonly chain?: 2;
  /** When it was recorded, UTC, milliseconds; with version 2 of the digest. */
  readonly recordedAt?: Instant;
  /** By JSON pointer into the data: SHA-256, hex, of salt, pointer and canonical form of a personal value, which the digest covers in its stead; with version 2. */
  readonly commitments?: Readonly<Record<string, string>>;
  /** By the same pointers: the salts, hex; as personal as the values, and covered by no digest. */
  readonly salts?: Readonly<Record<string, string>>;
  /** SHA-256, hex, over data, metadata without digest, and the digest of the stream's previous event. */
  readonly digest: string;
}

/** An event's content as JSON. */
export interface EventText {
  readonly data: string;
  readonly metadata: string;
}

/** An event on its way into the log. */
export interface NewEvent {
  /** UUID. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: EventMetadata;
  /** When it was recorded in the log it comes from; only for a log that is moved, else the store's clock says it. */
  readonly recordedAt?: Instant;
  /** The very same data and metadata as JSON, from whoever wrote them already; a store that keeps text takes these. */
  readonly text?: EventText;
}

/** Ordered place in the whole log: opaque outside the store; compare only with `EventStore.compare`. */
export type Position = string;

/** Before the first event of any log. */
export const START: Position = '';

/** An event in the log. */
export interface RecordedEvent extends Omit<NewEvent, 'text'> {
  readonly stream: string;
  /** 0-based, dense. */
  readonly revision: number;
  readonly position: Position;
  /** The store's clock, UTC, milliseconds. */
  readonly recordedAt: Instant;
}

/** What the writer believes of the stream: not there, at this revision, or whatever (which promises no idempotence). */
export type Expected = 'none' | 'any' | { readonly exact: number };

/** The outcome of an append; a lost race is a value, since it happens every day. */
export type Appended =
  | { readonly ok: true; readonly revision: number; readonly position: Position }
  | { readonly ok: false; readonly conflict: { readonly actual: number | 'none' } };

export interface ReadOptions {
  /** First revision, inclusive; 0 when absent (the last one when `backwards`). */
  readonly from?: number;
  /** Last revision, inclusive. */
  readonly to?: number;
  readonly backwards?: boolean;
  readonly limit?: number;
}

/** Which events a reader wants: all, or those of the named types and stream categories (both given = both must hold). */
export interface Filter {
  readonly types?: readonly string[];
  readonly categories?: readonly string[];
}

export interface ScanOptions extends Filter {
  /** Exclusive; the start of the log when absent. */
  readonly after?: Position;
  /** Inclusive end; the end of the log at the call when absent. */
  readonly upTo?: Position;
  /** Events a page at most; the adapter's default when absent. */
  readonly pageSize?: number;
}

export interface FollowOptions extends Filter {
  /** Exclusive; the start of the log when absent. */
  readonly after?: Position;
  readonly pageSize?: number;
}

/** A run of the log in order: the wanted events, and how far the reader has come when it has handled them (skipped ones included). */
export interface Page {
  readonly events: readonly RecordedEvent[];
  /** Bookmark once the page is handled: at or after the last event here, never beyond what was offered. */
  readonly position: Position;
  /** True when nothing in the log lay beyond this page when it was read. */
  readonly atEnd: boolean;
}

/** The end of a stream. */
export interface Head {
  readonly revision: number;
  readonly position: Position;
  readonly digest: string;
}

export interface EventStoreErrorOptions extends ErrorOptions {
  /** The one stream that is in trouble, where all others are well. */
  readonly stream?: string;
  /** The sentence in Chinese. */
  readonly zh?: string;
}

/** What is wrong with how a log is kept, and where; with `told` it is no damage, but something that a reader of the log should know. */
export interface Flaw extends Bilingual {
  /** Null where it is no single event. */
  readonly position: Position | null;
  readonly told?: true;
}

/** A wish the log cannot fulfil, in one clear sentence; `code` is stable. */
export class EventStoreError extends Error {
  /** The one stream that is in trouble; undefined where it is the log. */
  readonly stream: string | undefined;
  /** The sentence in Chinese, where there is one. */
  readonly zh: string;

  constructor(
    readonly code: 'too-large' | 'denied' | 'invalid-event' | 'in-use' | 'read-only' | 'full' | 'other-version' | 'corrupt' | 'unavailable' | 'closed' | 'bad-position' | 'gone',
    message: string,
    options: EventStoreErrorOptions = {},
  ) {
    super(message, options);
    this.name = 'EventStoreError';
    this.stream = options.stream;
    this.zh = options.zh ?? message;
  }
}

/** Bytes of one append, all events together: contents, metadata, names and what is sent around them, as `bytesOfEvent` counts them on every engine. */
export const MAX_APPEND_BYTES = 1_048_576;

export interface CloseOptions {
  /** Leaves the files as they were found: for a start that was refused after the log had been opened. */
  readonly asItWas?: boolean;
}

/** The append-only log. Streams are named `<category>-<id>`; the category ends at the first hyphen. */
export abstract class EventStore {
  /** What was found to be damaged, of the log or of the views beside it: from then on an embedded log refuses to be appended to. */
  damage: EventStoreError | null = null;
  /** Events of one stream in order; nothing for a stream that is not there. */
  abstract read(stream: string, options?: ReadOptions): AsyncIterable<RecordedEvent>;
  /** All or nothing; resolves only after the events are durable. Same ids with the same exact (or `none`) expectation again → the first answer, no second event. */
  abstract append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended>;
  /** History first, then what comes: one page at a time, the next one only when asked for, until the signal. */
  abstract follow(options: FollowOptions, signal: AbortSignal): AsyncIterable<Page>;
  /** A finite run over the log. */
  abstract scan(options?: ScanOptions): AsyncIterable<Page>;
  abstract head(stream: string): Promise<Head | null>;
  /** The last position in the log, `START` when empty. */
  abstract position(): Promise<Position>;
  /** When what is appended now is recorded: the clock this log is written by, UTC, milliseconds, and never before what it gave out. */
  abstract recordingTime(): Instant;
  /** Negative, zero or positive, as `a` lies before, at or after `b`; refuses a position this log never gave out. */
  abstract compare(a: Position, b: Position): number;
  /** True for a position that this log has come to. */
  async hasReached(position: Position): Promise<boolean> {
    return this.compare(position, await this.position()) <= 0;
  }
  /** Walks what the engine itself keeps and says what is wrong with it, beside what each stream shows of itself. */
  abstract flaws(): AsyncIterable<Flaw>;
  /** What the store found and mended when it was opened, one sentence each. */
  abstract readonly repairs: readonly string[];
  /** Ends every follow and waits for appends under way. */
  abstract close(options?: CloseOptions): Promise<void>;
}

/** The category of a stream: what stands before its first hyphen. */
export const categoryOf = (stream: string): string => {
  const hyphen = stream.indexOf('-');
  return hyphen < 0 ? stream : stream.slice(0, hyphen);
};
