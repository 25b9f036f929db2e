import { randomUUID } from 'node:crypto';

/** An event as the server keeps it. */
export interface LogRecord {
  readonly stream: string;
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** 100-nanosecond ticks since 1970. */
  readonly created: bigint;
  /** Place in the log: an offset in bytes, commit and prepare alike. */
  readonly position: bigint;
}

/** An event to append. */
export type Proposed = Pick<LogRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

export type Expectation = 'any' | 'exists' | 'none' | bigint;

export type AppendOutcome =
  | { readonly kind: 'done'; readonly revision: bigint; readonly position: bigint | undefined }
  | { readonly kind: 'conflict'; readonly actual: bigint | undefined }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'too-large' };

export const MAX_APPEND = 1_048_576;
export const LAST_REVISION = 9_223_372_036_854_775_807n;
const NOWHERE = -1n;
const HEADER = 100n;
const TICKS = 10_000n;
const text = new TextEncoder();
const json = (value: unknown): Uint8Array => text.encode(JSON.stringify(value));

interface StreamLimits {
  readonly truncateBefore: bigint;
  readonly maxCount: number;
  /** Seconds. */
  readonly maxAge: number;
}

/** What a server holds, with the rules by which a real one takes appends. */
export class TestLog {
  readonly records: LogRecord[] = [];
  readonly #streams = new Map<string, LogRecord[]>();
  readonly #tombs = new Set<string>();
  /** Records of one append. */
  readonly #appends: number[] = [];
  /** Ids of appends without an exact expectation: in memory only. */
  #ids = new Map<string, LogRecord>();
  #end = 66n;
  #waiting = new Set<() => void>();

  /** KurrentDB 25 counts names and metadata into the limit of an append, EventStoreDB 24 the data alone. */
  countsEverything = false;

  constructor() {
    // a server writes about itself before anybody else does
    this.#write('$$$scavenges', [{ id: randomUUID(), type: '$metadata', contentType: 'application/json', data: json({ $maxAge: 2_592_000 }), metadata: new Uint8Array() }]);
    this.#write('$projections-$master', [{ id: randomUUID(), type: '$ProjectionsInitialized', contentType: 'application/json', data: json({}), metadata: new Uint8Array() }]);
  }

  /** After a restart: what was only in memory is gone, and so are the last `tail` appends. */
  restarted(tail = 0): void {
    this.#ids = new Map();
    for (const count of this.#appends.splice(this.#appends.length - tail, tail).reverse())
      for (const record of this.records.splice(this.records.length - count, count)) this.#streams.get(record.stream)?.pop();
  }

  /** With a stream its metadata are gone. */
  isTombstoned(stream: string): boolean {
    return this.#tombs.has(stream) || (stream.startsWith('$$') && this.#tombs.has(stream.slice(2)));
  }

  #of(stream: string): readonly LogRecord[] {
    return this.#streams.get(stream) ?? [];
  }

  lastOf(stream: string): bigint {
    return this.#of(stream).at(-1)?.revision ?? NOWHERE;
  }

  #limitsOf(stream: string): StreamLimits {
    const last = this.#of(`$$${stream}`).at(-1);
    if (!last) return { truncateBefore: 0n, maxCount: stream.startsWith('$$') ? 1 : Infinity, maxAge: Infinity };
    const { $tb, $maxCount, $maxAge } = JSON.parse(new TextDecoder().decode(last.data)) as { $tb?: number; $maxCount?: number; $maxAge?: number };
    return { truncateBefore: $tb === undefined ? 0n : $tb >= Number(LAST_REVISION) ? LAST_REVISION : BigInt($tb), maxCount: $maxCount ?? Infinity, maxAge: $maxAge ?? Infinity };
  }

  isSoftDeleted(stream: string): boolean {
    return this.#limitsOf(stream).truncateBefore === LAST_REVISION;
  }

  /** What readers see of a stream; null where it is not there for them. */
  visible(stream: string): readonly LogRecord[] | null {
    const all = this.#of(stream);
    if (all.length === 0 || this.isSoftDeleted(stream)) return null;
    const { truncateBefore, maxCount, maxAge } = this.#limitsOf(stream);
    const oldest = maxAge === Infinity ? 0n : (BigInt(Date.now()) - BigInt(maxAge) * 1000n) * TICKS;
    return all.slice(maxCount === Infinity ? 0 : -maxCount).filter(({ revision, created }) => revision >= truncateBefore && created >= oldest);
  }

  append(stream: string, events: readonly Proposed[], expected: Expectation): AppendOutcome {
    const counted = ({ data, metadata, type, contentType, id }: Proposed): number =>
      data.length + (this.countsEverything ? metadata.length + 2 * (type.length + stream.length) + contentType.length + id.length : 0);
    if (events.reduce((sum, event) => sum + counted(event), 0) > MAX_APPEND) return { kind: 'too-large' };
    if (this.isTombstoned(stream)) return { kind: 'deleted' };
    const last = this.lastOf(stream);
    const softDeleted = this.isSoftDeleted(stream);
    const conflict: AppendOutcome = { kind: 'conflict', actual: last === NOWHERE ? undefined : last };
    if (expected === 'any' || expected === 'exists') {
      const before = this.#answeredFromMemory(stream, events);
      if (before) return before;
      if (expected === 'exists' && last === NOWHERE) return conflict;
      if (expected === 'exists' && softDeleted) return { kind: 'deleted' };
    } else {
      const from = expected === 'none' ? NOWHERE : expected;
      if (from > last) return conflict;
      if (from < last) {
        const before = this.#repeated(stream, events, from);
        if (before) return softDeleted ? { ...before, position: undefined } : before;
        if (!(expected === 'none' && softDeleted)) return conflict;
      }
    }
    if (events.length === 0) return { kind: 'done', revision: last === NOWHERE ? 0n : last, position: (this.#end += HEADER) };
    const written = this.#write(stream, events);
    if (softDeleted) this.setMetadata(stream, { $tb: Number(last) + 1 });
    for (const record of written) this.#ids.set(record.id, record);
    const end = written.at(-1);
    return { kind: 'done', revision: end?.revision ?? 0n, position: end?.position };
  }

  #repeated(stream: string, events: readonly Proposed[], from: bigint): Extract<AppendOutcome, { kind: 'done' }> | null {
    const there = this.#of(stream).slice(Number(from) + 1, Number(from) + 1 + events.length);
    const last = there.at(-1);
    return last && there.length === events.length && events.every(({ id }, i) => there[i]?.id === id) ? { kind: 'done', revision: last.revision, position: last.position } : null;
  }

  #answeredFromMemory(stream: string, events: readonly Proposed[]): AppendOutcome | null {
    const known = events[0] && this.#ids.get(events[0].id);
    if (!known || known.stream !== stream) return null;
    return this.#repeated(stream, events, known.revision - 1n) ?? { kind: 'conflict', actual: this.lastOf(stream) };
  }

  setMetadata(stream: string, metadata: object): LogRecord {
    const [record] = this.#write(`$$${stream}`, [{ id: randomUUID(), type: '$metadata', contentType: 'application/json', data: json(metadata), metadata: new Uint8Array() }]);
    if (!record) throw new Error('one was written');
    return record;
  }

  /** Hides the stream; a later append goes on behind what was there. */
  softDelete(stream: string): bigint {
    return this.setMetadata(stream, { $tb: Number(LAST_REVISION) }).position;
  }

  tombstone(stream: string): bigint {
    this.#tombs.add(stream);
    const [record] = this.#write(stream, [{ id: randomUUID(), type: '$streamDeleted', contentType: 'application/json', data: new Uint8Array(), metadata: new Uint8Array() }], LAST_REVISION);
    return record?.position ?? 0n;
  }

  /** A link to another event, as groups park them. */
  link(stream: string, to: LogRecord, metadata: object): LogRecord {
    const [record] = this.#write(stream, [{ id: randomUUID(), type: '$>', contentType: 'application/octet-stream', data: text.encode(`${to.revision}@${to.stream}`), metadata: json(metadata) }]);
    if (!record) throw new Error('one was written');
    return record;
  }

  /** The event a link leads to. */
  resolved({ data }: LogRecord): LogRecord | undefined {
    const [revision = '', ...stream] = new TextDecoder().decode(data).split('@');
    return this.#of(stream.join('@'))[Number(revision)];
  }

  #write(stream: string, events: readonly Proposed[], at?: bigint): readonly LogRecord[] {
    const created = BigInt(Date.now()) * TICKS;
    let next = this.lastOf(stream) + 1n;
    const written = events.map((event): LogRecord => {
      const position = this.#end;
      this.#end += HEADER + BigInt(event.data.length + event.metadata.length + event.type.length);
      return { ...event, id: event.id.toLowerCase(), stream, revision: at ?? next++, created, position };
    });
    this.records.push(...written);
    this.#appends.push(written.length);
    const known = this.#streams.get(stream);
    if (known) known.push(...written);
    else this.#streams.set(stream, [...written]);
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
    return written;
  }

  /** Resolves when something is written, or the signal is given. */
  more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done);
        this.#waiting.delete(done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted) done();
    });
  }
}
