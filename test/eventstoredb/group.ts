import { randomUUID } from 'node:crypto';
import type { LogRecord, TestLog } from './log.js';

export interface GroupSettings {
  readonly maxRetryCount: number;
  readonly messageTimeoutMs: number;
  /** 0 = as many as like. */
  readonly maxSubscribers: number;
  /** What is told of it, as it was asked for. */
  readonly told: Readonly<Record<'checkPointAfter' | 'checkPointLowerBound' | 'checkPointUpperBound' | 'liveBufferSize' | 'readBatchSize' | 'historyBufferSize', number>> & { readonly startFrom: string };
}

/** An event on its way to a consumer. */
export interface Message {
  readonly record: LogRecord;
  readonly link?: LogRecord;
  readonly retry: number;
}

export interface Consumer {
  readonly id: string;
  readonly room: number;
  readonly give: (message: Message) => void;
  readonly drop: () => void;
  readonly open: Map<string, { readonly message: Message; readonly timer: NodeJS.Timeout }>;
}

/** Competing consumers under one name: each event goes to one of them, until it is answered. */
export class Group {
  readonly #consumers: Consumer[] = [];
  readonly #again: Message[] = [];
  readonly #over = new AbortController();
  #next: number;
  /** Deliveries, those again included. */
  delivered = 0;

  constructor(
    private readonly log: TestLog,
    readonly source: string,
    readonly name: string,
    readonly settings: GroupSettings,
    private readonly wanted: (record: LogRecord) => boolean,
    start: number,
  ) {
    this.#next = start;
    void this.#watch();
  }

  get parkedStream(): string {
    return `$persistentsubscription-${this.source}::${this.name}-parked`;
  }

  get parked(): readonly LogRecord[] {
    return (this.log.visible(this.parkedStream) ?? []).filter((record) => !this.#replayed.has(record.id));
  }
  readonly #replayed = new Set<string>();

  get inFlight(): number {
    return this.#consumers.reduce((sum, { open }) => sum + open.size, 0);
  }

  get consumers(): number {
    return this.#consumers.length;
  }

  /** The last record that the group wants. */
  get lastKnown(): LogRecord | undefined {
    return this.log.records.findLast((record) => this.wanted(record));
  }

  /** The last record before which everything wanted was answered or put aside. */
  get lastAnswered(): LogRecord | undefined {
    const waiting = [...this.#again, ...this.#consumers.flatMap(({ open }) => [...open.values()].map(({ message }) => message))].filter(({ link }) => !link);
    const first = Math.min(this.#next, ...waiting.map(({ record }) => this.log.records.indexOf(record)));
    return this.log.records.slice(0, first).findLast((record) => this.wanted(record));
  }

  get isFull(): boolean {
    return this.settings.maxSubscribers > 0 && this.#consumers.length >= this.settings.maxSubscribers;
  }

  join(room: number, give: (message: Message) => void, drop: () => void): Consumer {
    const consumer: Consumer = { id: randomUUID(), room, give, drop, open: new Map() };
    this.#consumers.push(consumer);
    queueMicrotask(() => this.#pump());
    return consumer;
  }

  /** What a consumer who leaves did not answer goes to another. */
  leave(consumer: Consumer): void {
    const index = this.#consumers.indexOf(consumer);
    if (index < 0) return;
    this.#consumers.splice(index, 1);
    for (const { message, timer } of consumer.open.values()) {
      clearTimeout(timer);
      this.#retried(message);
    }
    this.#pump();
  }

  ack(consumer: Consumer, id: string): void {
    this.#answered(consumer, id);
    this.#pump();
  }

  nack(consumer: Consumer, id: string, action: 'retry' | 'park' | 'skip', reason: string): void {
    const message = this.#answered(consumer, id);
    if (message && action === 'park') this.#park(message, `Client explicitly NAK'ed message.\n${reason}`);
    else if (message && action === 'retry') this.#retried(message);
    this.#pump();
  }

  replayParked(): void {
    for (const link of this.parked) {
      const record = this.log.resolved(link);
      this.#replayed.add(link.id);
      if (record) this.#again.push({ record, link, retry: 0 });
    }
    this.#pump();
  }

  end(): void {
    this.#over.abort();
    for (const { drop, open } of this.#consumers.splice(0)) {
      for (const { timer } of open.values()) clearTimeout(timer);
      drop();
    }
  }

  #answered({ open }: Consumer, id: string): Message | undefined {
    const found = open.get(id);
    clearTimeout(found?.timer);
    open.delete(id);
    return found?.message;
  }

  #retried(message: Message): void {
    if (message.retry >= this.settings.maxRetryCount) this.#park(message, `Reached retry count of ${this.settings.maxRetryCount}`);
    else this.#again.push({ ...message, retry: message.retry + 1 });
  }

  #park({ record }: Message, reason: string): void {
    this.log.link(this.parkedStream, record, { added: new Date().toISOString(), reason, subscriptionEventNumber: Number(record.revision) });
  }

  async #watch(): Promise<void> {
    while (!this.#over.signal.aborted) {
      await this.log.more(this.#over.signal);
      this.#pump();
    }
  }

  #take(): Message | null {
    const again = this.#again.shift();
    if (again) return again;
    for (let record = this.log.records[this.#next]; record; record = this.log.records[this.#next]) {
      this.#next++;
      if (this.wanted(record)) return { record, retry: 0 };
    }
    return null;
  }

  #pump(): void {
    for (;;) {
      const consumer = this.#consumers.find(({ open, room }) => open.size < room);
      const message = consumer && this.#take();
      if (!consumer || !message) return;
      // one after another
      this.#consumers.push(...this.#consumers.splice(this.#consumers.indexOf(consumer), 1));
      const id = (message.link ?? message.record).id;
      const timer = setTimeout(() => {
        const late = this.#answered(consumer, id);
        if (late) this.#retried(late);
        this.#pump();
      }, this.settings.messageTimeoutMs);
      timer.unref();
      consumer.open.set(id, { message, timer });
      this.delivered++;
      consumer.give(message);
    }
  }
}
