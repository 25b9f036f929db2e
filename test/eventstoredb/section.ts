import { EventStore, START, type Appended, type Expected, type Flaw, type FollowOptions, type Head, type NewEvent, type Page, type Position, type ReadOptions, type RecordedEvent, type ScanOptions } from '@heatledger/event-store';
import type { Instant } from '@heatledger/kernel';

/** The part of a server's log that one test writes: its streams have categories of their own, and nothing before its beginning is seen. */
export class Section extends EventStore {
  readonly repairs: readonly string[] = [];

  private constructor(
    private readonly store: EventStore,
    private readonly mark: string,
    private readonly beginning: Position,
  ) {
    super();
  }

  static async of(store: EventStore, mark: string): Promise<Section> {
    return new Section(store, mark, await store.position());
  }

  #marked(stream: string): string {
    return stream.includes('-') ? `${this.mark}${stream}` : stream;
  }

  #plain(event: RecordedEvent): RecordedEvent {
    return { ...event, stream: event.stream.slice(this.mark.length) };
  }

  async *read(stream: string, options?: ReadOptions): AsyncGenerator<RecordedEvent> {
    for await (const event of this.store.read(this.#marked(stream), options)) yield this.#plain(event);
  }

  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    return this.store.append(this.#marked(stream), events, expected);
  }

  #asked<O extends ScanOptions | FollowOptions>(options: O): O {
    const categories = options.categories?.map((category) => `${this.mark}${category}`);
    return { ...options, after: options.after === undefined || options.after === START ? this.beginning : options.after, ...(categories ? { categories } : {}) };
  }

  async *#pages(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
    for await (const page of pages) yield { ...page, events: page.events.filter(({ stream }) => stream.startsWith(this.mark)).map((event) => this.#plain(event)) };
  }

  follow(options: FollowOptions, signal: AbortSignal): AsyncGenerator<Page> {
    return this.#pages(this.store.follow(this.#asked(options), signal));
  }

  scan(options: ScanOptions = {}): AsyncGenerator<Page> {
    return this.#pages(this.store.scan(this.#asked(options)));
  }

  head(stream: string): Promise<Head | null> {
    return this.store.head(this.#marked(stream));
  }

  position(): Promise<Position> {
    return this.store.position();
  }

  flaws(): AsyncIterable<Flaw> {
    return this.store.flaws();
  }

  recordingTime(): Instant {
    return this.store.recordingTime();
  }

  compare(a: Position, b: Position): number {
    return this.store.compare(a, b);
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
