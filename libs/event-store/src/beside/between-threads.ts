import { EventStoreError, type Expected, type FollowOptions, type NewEvent, type ReadOptions, type ScanOptions } from '../event-store.js';

/** An event as it crosses: contents as JSON, since text is handed over faster than objects. */
export interface SentEvent extends Pick<NewEvent, 'id' | 'type' | 'recordedAt'> {
  readonly data: string;
  readonly metadata: string;
}

/** What is walked through part by part; the next part is asked for. */
export type Walk =
  | { readonly over: 'read'; readonly stream: string; readonly options: ReadOptions }
  | { readonly over: 'scan'; readonly options: ScanOptions }
  | { readonly over: 'follow'; readonly options: FollowOptions }
  | { readonly over: 'flaws' };

/** What the thread is asked; `id` comes again with the answer. */
export type Asked =
  | { readonly id: number; readonly call: 'append'; readonly stream: string; readonly events: readonly SentEvent[]; readonly expected: Expected }
  | { readonly id: number; readonly call: 'head'; readonly stream: string }
  | { readonly id: number; readonly call: 'position' }
  | { readonly id: number; readonly call: 'hasReached'; readonly position: string }
  /** Begins a walk and asks for its first part. */
  | { readonly id: number; readonly call: 'walk'; readonly walk: Walk }
  /** Asks for the next part of the walk begun under this id. */
  | { readonly id: number; readonly call: 'more' }
  /** Ends the walk; a part that is still waited for is answered as its end. */
  | { readonly id: number; readonly call: 'leave' }
  | { readonly id: number; readonly call: 'close' };

/** An error as it crosses. */
export interface SentError {
  readonly code: EventStoreError['code'] | undefined;
  readonly message: string;
  readonly stream: string | undefined;
  readonly zh: string | undefined;
}

/** What the thread says; `text` is JSON, and absent at the end of a walk. */
export type Said =
  | { readonly id: number; readonly text?: string }
  | { readonly id: number; readonly error: SentError }
  | { readonly waiting: string };

/** An event on its way to the thread, in the text that was written for it already. */
export const sentEvent = ({ id, type, data, metadata, recordedAt, text }: NewEvent): SentEvent => ({
  id,
  type,
  data: text?.data ?? JSON.stringify(data),
  metadata: text?.metadata ?? JSON.stringify(metadata),
  ...(recordedAt === undefined ? {} : { recordedAt }),
});

export const eventOf = ({ data, metadata, ...event }: SentEvent): NewEvent => ({
  ...event,
  data: JSON.parse(data) as NewEvent['data'],
  metadata: JSON.parse(metadata) as NewEvent['metadata'],
});

export const sentError = (error: unknown): SentError =>
  error instanceof EventStoreError
    ? { code: error.code, message: error.message, stream: error.stream, zh: error.zh }
    : { code: undefined, message: error instanceof Error ? error.message : String(error), stream: undefined, zh: undefined };

export const errorOf = ({ code, message, stream, zh }: SentError): Error =>
  code === undefined
    ? new Error(message)
    : new EventStoreError(code, message, { ...(stream === undefined ? {} : { stream }), ...(zh === undefined ? {} : { zh }) });

/** Hands over in one message what is said within one turn of the event loop: waking another thread costs more than a word. */
export class Batches<T> {
  #waiting: T[] = [];

  constructor(private readonly post: (batch: readonly T[]) => void) {}

  add(word: T): void {
    if (this.#waiting.push(word) > 1) return;
    setImmediate(() => this.flush());
  }

  flush(): void {
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    this.post(batch);
  }
}
