import { Worker } from 'node:worker_threads';
import type { Instant } from '@heatledger/kernel';
import { appendable } from '../appendable.js';
import { EventStore, EventStoreError, type Appended, type Expected, type Flaw, type FollowOptions, type Head, type NewEvent, type Page, type Position, type ReadOptions, type RecordedEvent, type ScanOptions } from '../event-store.js';
import { RecordingClock } from '../recording-clock.js';
import { Batches, errorOf, sentEvent, type Asked, type Said, type Walk } from './between-threads.js';
import type { ThreadOptions } from './log.thread.js';
import type { EventStoreDbOptions } from '../eventstoredb/opening.js';
import { comparePositions } from '../eventstoredb/places.js';

/** The program of the thread; null where this program was not built, as under test. */
export const logThread: URL | null = import.meta.url.endsWith('.js') ? new URL('./log.thread.js', import.meta.url) : null;

interface Waiting {
  readonly resolve: (text: string | undefined) => void;
  readonly reject: (error: Error) => void;
}

const fallen = (why: string): EventStoreError =>
  new EventStoreError('unavailable', `the thread that keeps the connection to the log ended: ${why}; the same command again tells`);

type WithoutId<A> = A extends unknown ? Omit<A, 'id'> : never;
/** The id is given by whoever sends it. */
type Question = WithoutId<Asked>;

/**
 * A log on a server whose client works in a thread of its own, so that what the client costs is not taken from whoever
 * waits for an answer here; begun again after a fall, which whoever waited is told of as of a server that is away.
 */
export class EventStoreDbBeside extends EventStore {
  readonly repairs: readonly string[] = [];
  readonly #clock = new RecordingClock();
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | null = null;
  #asking: Batches<Asked> | null = null;
  #last = 0;
  #begins = 0;
  #closed = false;

  private constructor(
    private readonly program: URL,
    private readonly options: EventStoreDbOptions,
  ) {
    super();
  }

  static async open(program: URL, options: EventStoreDbOptions): Promise<EventStoreDbBeside> {
    const store = new EventStoreDbBeside(program, options);
    try {
      await store.position();
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async *read(stream: string, options: ReadOptions = {}): AsyncGenerator<RecordedEvent> {
    yield* this.#walk<RecordedEvent>({ over: 'read', stream, options });
  }

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    appendable(stream, events);
    return this.#answer<Appended>({ call: 'append', stream, events: events.map(sentEvent), expected });
  }

  async *follow(options: FollowOptions, signal: AbortSignal): AsyncGenerator<Page> {
    yield* this.#walk<Page>({ over: 'follow', options }, signal);
  }

  async *scan(options: ScanOptions = {}): AsyncGenerator<Page> {
    yield* this.#walk<Page>({ over: 'scan', options });
  }

  head(stream: string): Promise<Head | null> {
    return this.#answer<Head | null>({ call: 'head', stream });
  }

  position(): Promise<Position> {
    return this.#answer<Position>({ call: 'position' });
  }

  override hasReached(position: Position): Promise<boolean> {
    return this.#answer<boolean>({ call: 'hasReached', position });
  }

  async *flaws(): AsyncGenerator<Flaw> {
    yield* this.#walk<Flaw>({ over: 'flaws' });
  }

  recordingTime(): Instant {
    return new Date(this.#clock.next()).toISOString();
  }

  compare(a: Position, b: Position): number {
    return comparePositions(a, b);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const [thread, asking] = [this.#thread, this.#asking];
    if (!thread || !asking) return;
    thread.ref();
    await new Promise<void>((ended) => {
      thread.once('exit', () => ended());
      asking.add({ id: ++this.#last, call: 'close' });
    });
  }

  async #answer<T>(question: Question): Promise<T> {
    return JSON.parse((await this.#ask(++this.#last, question)) ?? 'null') as T;
  }

  /** What comes part by part, until it ends, whoever walks leaves, or the signal is given. */
  async *#walk<T>(walk: Walk, signal?: AbortSignal): AsyncGenerator<T> {
    if (signal?.aborted) return;
    const id = ++this.#last;
    const leave = (): void => this.#asking?.add({ id, call: 'leave' });
    signal?.addEventListener('abort', leave, { once: true });
    let over = false;
    try {
      for (let question: Question = { call: 'walk', walk }; ; question = { call: 'more' }) {
        const text = await this.#ask(id, question).catch((error: unknown) => {
          over = true;
          if (signal?.aborted) return undefined;
          throw error;
        });
        over ||= text === undefined;
        if (text === undefined || signal?.aborted) return;
        yield* JSON.parse(text) as readonly T[];
      }
    } finally {
      signal?.removeEventListener('abort', leave);
      if (!over) leave();
    }
  }

  #ask(id: number, question: Question): Promise<string | undefined> {
    if (this.#closed) return Promise.reject(new EventStoreError('closed', 'the log is closed'));
    const thread = (this.#thread ??= this.#begun());
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (this.#waiting.size === 1) thread.ref();
      this.#asking?.add({ id, ...question });
    });
  }

  #begun(): Worker {
    const { waiting = () => undefined, ...options } = this.options;
    // what was preloaded into the service is none of its business
    const workerData: ThreadOptions = this.#begins++ === 0 ? options : { ...options, patience: 0 };
    const thread = new Worker(this.program, { workerData, execArgv: [] });
    this.#asking = new Batches((batch) => thread.postMessage(batch));
    thread.on('message', (batch: readonly Said[]) => {
      for (const said of batch) {
        if ('waiting' in said) waiting(said.waiting);
        else this.#told(said);
      }
      if (this.#waiting.size === 0) thread.unref();
    });
    let why = '';
    thread.on('error', (error) => (why = error.message));
    thread.on('exit', (code) => this.#ended(thread, why === '' ? `with ${code}` : why));
    return thread;
  }

  #told(said: Exclude<Said, { readonly waiting: string }>): void {
    const asking = this.#waiting.get(said.id);
    this.#waiting.delete(said.id);
    if ('error' in said) asking?.reject(errorOf(said.error));
    else asking?.resolve(said.text);
  }

  #ended(thread: Worker, why: string): void {
    if (this.#thread !== thread) return;
    this.#thread = this.#asking = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(this.#closed ? new EventStoreError('closed', 'the log is closed') : fallen(why));
  }
}

/** Opens the log on a server as `openEventStoreDb` does, with its client in a thread of its own. */
export const openEventStoreDbBeside = (program: URL, options: EventStoreDbOptions): Promise<EventStoreDbBeside> =>
  EventStoreDbBeside.open(program, options);
