import type { Appended, EventStore, Expected, NewEvent, RecordedEvent } from '@heatledger/event-store';
import { decide, evolveOne, type CommandMeta, type Decider, type Draft, type Fact, type Instant, type Message, type Order, type RuleRef } from '@heatledger/kernel';
import { isBefore } from '@heatledger/vocabulary';
import { LRUCache } from 'lru-cache';
import { AnsweredCommands } from './answered-commands.js';
import type { Salts } from './clock.js';
import { committedTo } from './commitments.js';
import { chained, genesisOf } from './digest.js';
import { eventIdOf } from './event-id.js';
import type { FactCodec, Fault } from './fact-codec.js';
import { metadataOf, type Undigested } from './metadata.js';
import type { Outcome } from './outcome.js';
import { RandomSalts } from './random-salts.js';
import { saidOtherwise } from './said-otherwise.js';
import { tracedRule } from './traced-rule.js';
import type { WrittenHere } from './written-here.js';

/** What one earlier command did to a stream. */
interface Done {
  readonly revision: number;
  readonly position: string;
  readonly events: number;
  readonly fingerprint: string | undefined;
  /** True when one of its facts only asks. */
  readonly waiting?: boolean;
}

/** A stream as folded so far. */
interface Folded<S> {
  state: S;
  /** −1 before the first event. */
  revision: number;
  position: string;
  digest: string;
  /** When the last event was recorded. */
  recordedAt: string;
  /** True when the last event is one that this process appended and nobody read back since. */
  unread: boolean;
  correlation: string;
  /** When its first fact happened. */
  beganAt?: Instant;
  readonly commands: Map<string, Done>;
}

export interface LedgerOptions {
  /** Folded streams kept in memory. */
  readonly cachedStreams?: number;
  /** True when other processes append to the same log: cached states are caught up before each decision. */
  readonly shared?: boolean;
  /** Told of what was appended. */
  readonly written?: WrittenHere;
  /** What personal values are committed to with; chance nobody can guess when absent. */
  readonly salts?: Salts;
}

/** A stream of which nothing is known. */
const notSeen = <C extends Message, S, E extends Message, R extends string, W>(
  { initial }: Decider<C, S, E, R, W>,
  stream: string,
): Folded<S> => ({
  ...{ state: initial, revision: -1, position: '', digest: genesisOf(stream), recordedAt: '', unread: false },
  correlation: stream,
  commands: new Map(),
});

const RACES = 3;

/** The only place that knows how a command becomes events: load, fold, decide, append, look again on a race. */
export class Ledger {
  readonly #cache: LRUCache<string, Folded<unknown>>;
  readonly #answered: AnsweredCommands;
  #underWay = 0;
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #salts: Salts;

  constructor(
    readonly store: EventStore,
    readonly codec: FactCodec,
    readonly options: LedgerOptions = {},
  ) {
    this.#cache = new LRUCache({ max: options.cachedStreams ?? 20_000 });
    this.#salts = options.salts ?? new RandomSalts();
    this.#answered = new AnsweredCommands(store, codec);
  }

  /** The answerer of an aggregate's commands; `worldOf` looks up what its decisions need to know, and may ask how the aggregate stands. */
  decideOn<C extends Message, S, E extends Message, R extends string, W>(
    decider: Decider<C, S, E, R, W>,
    worldOf: (order: Order<C>, standing: () => Promise<S>) => W | Promise<W>,
  ): (order: Order<C>) => Promise<Outcome> {
    return async (order) => {
      const stream = decider.streamOf(order);
      this.#underWay += 1;
      return this.#inTurn(stream, async () => {
        // about a stream that begins with this command nothing was answered before: whether it does is seen below
        const isKnown = this.#cache.has(stream);
        const before = isKnown ? this.#answered.before(order.meta) : undefined;
        const standing = async (): Promise<S> =>
          ((this.#cache.get(stream) as Folded<S> | undefined) ?? (await this.#load(decider, stream))).state;
        const [world, answered] = await Promise.all([worldOf(order, standing), before]);
        if (answered) return repeated(answered.stream, answered, order.meta);
        const early = this.options.shared ? await this.#early(decider, stream, order, world) : null;
        if (early) return early;
        for (let attempt = 1; ; attempt++) {
          const outcome = await this.#attempt(decider, stream, order, world, isKnown);
          if (outcome.ok || !('conflict' in outcome)) return outcome;
          this.#cache.delete(stream);
          if (order.meta.expected !== undefined || attempt === RACES) return outcome;
        }
      }).finally(() => (this.#underWay -= 1));
    };
  }

  /** Commands that are not answered yet. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Told what stands in the log, so that what this process appended need not be read back. */
  seen(events: readonly Pick<RecordedEvent, 'stream' | 'revision' | 'metadata'>[]): void {
    for (const { stream, revision, metadata } of events) {
      const folded = this.#cache.peek(stream);
      if (folded?.unread && folded.revision === revision && folded.digest === metadata.digest) folded.unread = false;
    }
  }

  /**
   * Over a log that others append to as well: appends to the stream as last seen while what came since is looked for.
   * Null where that tells nothing: what is refused, is true already or lost its race is decided on what stands there.
   */
  async #early<C extends Message, S, E extends Message, R extends string, W>(
    decider: Decider<C, S, E, R, W>,
    stream: string,
    order: Order<C>,
    world: W,
  ): Promise<Outcome | null> {
    const folded = (this.#cache.get(stream) as Folded<S> | undefined) ?? notSeen(decider, stream);
    const { meta } = order;
    const known = folded.commands.has(meta.id);
    // behind events that nobody read back the digest might follow on another
    if (known || folded.unread || meta.expected !== undefined || meta.onSight || beforeBeginning(beginningOf(decider, folded), meta)) return null;
    const decision = decide(decider, folded.state, order, world);
    if (!decision.accepted || decision.events.length === 0) return null;
    const looking = this.#since(stream, folded.revision);
    const sealed = this.#seal(stream, meta, decision.events, folded);
    if (!sealed.ok) return looking.then(() => null);
    const expected: Expected = folded.revision < 0 ? 'none' : { exact: folded.revision };
    const [appended, since] = await Promise.all([this.store.append(stream, sealed.events, expected), looking]).catch(
      (error: unknown) => {
        this.#cache.delete(stream);
        throw error;
      },
    );
    if (!appended.ok) return null;
    const digests = new Map(sealed.events.map(({ metadata }, n) => [folded.revision + 1 + n, metadata.digest]));
    const mine = since.filter(({ revision }) => digests.has(revision));
    if (mine.some(({ revision, metadata }) => metadata.digest !== digests.get(revision))) {
      // the same ids stood there before, and the log answers as it did then
      this.#cache.delete(stream);
      return null;
    }
    this.#cache.set(stream, folded as Folded<unknown>);
    this.#advance(decider, folded, stream, sealed.events, appended);
    folded.unread = !mine.some(({ revision }) => revision === appended.revision);
    return this.#done(stream, sealed.events, appended);
  }

  async #since(stream: string, revision: number): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const event of this.store.read(stream, { from: revision + 1 })) events.push(event);
    return events;
  }

  #done(stream: string, events: readonly NewEvent[], { revision, position }: Extract<Appended, { ok: true }>): Outcome {
    this.options.written?.note(new Set(events.map(({ type }) => type)), position);
    const waiting = events.some(({ type }) => this.codec.kindOf(type).waits);
    return { ok: true, stream, revision, position, events: events.length, repeated: false, ...waitingOf({ waiting }) };
  }

  /** Commands on one stream go one after another within this process, so that they do not race each other. */
  #inTurn<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(stream);
    const turn = before ? before.then(work, work) : work();
    this.#turns.set(stream, turn);
    const leave = (): void => {
      if (this.#turns.get(stream) === turn) this.#turns.delete(stream);
    };
    turn.then(leave, leave);
    return turn;
  }

  async #attempt<C extends Message, S, E extends Message, R extends string, W>(
    decider: Decider<C, S, E, R, W>,
    stream: string,
    order: Order<C>,
    world: W,
    isKnown: boolean,
  ): Promise<Outcome> {
    const folded = await this.#load(decider, stream);
    const { meta } = order;
    const done = folded.commands.get(meta.id);
    if (done) return repeated(stream, done, meta);
    const answered = isKnown || folded.revision < 0 ? undefined : await this.#answered.before(meta);
    if (answered) return repeated(answered.stream, answered, meta);
    if (meta.onSight && meta.expected === undefined) return { ok: false, rejected: 'command/revision-missing' };
    const actual = folded.revision < 0 ? ('none' as const) : folded.revision;
    if (!isExpected(meta.expected, actual)) return { ok: false, conflict: { actual } };

    const early = beforeBeginning(beginningOf(decider, folded), meta);
    if (early) return early;
    const decision = decide(decider, folded.state, order, world);
    if (!decision.accepted)
      return { ok: false, rejected: decision.code, ...(decision.detail ? { detail: decision.detail } : {}) };
    if (decision.events.length === 0) {
      const otherwise = meta.fingerprint === undefined ? undefined : await saidOtherwise(this, decider, stream, order);
      if (otherwise) return { ok: false, rejected: 'command/said-otherwise', otherwise };
      const { revision, position } = folded;
      return this.#answered.keep(meta, { ok: true, stream, revision, position, events: 0, repeated: false });
    }

    // nothing may come between the time that is sealed in and the append
    const sealed = this.#seal(stream, meta, decision.events, folded);
    if (!sealed.ok) return { ok: false, rejected: 'fact/invalid', detail: { fact: sealed.type, faults: sealed.faults } };
    const expected: Expected = folded.revision < 0 ? 'none' : { exact: folded.revision };
    const appended = await this.store.append(stream, sealed.events, expected).catch((error: unknown) => {
      this.#cache.delete(stream);
      throw error;
    });
    if (!appended.ok) return { ok: false, conflict: appended.conflict };
    this.#advance(decider, folded, stream, sealed.events, appended);
    return this.#done(stream, sealed.events, appended);
  }

  async #load<C extends Message, S, E extends Message, R extends string, W>(decider: Decider<C, S, E, R, W>, stream: string): Promise<Folded<S>> {
    const known = this.#cache.get(stream) as Folded<S> | undefined;
    if (known && !this.options.shared) return known;
    const folded: Folded<S> = known ?? notSeen(decider, stream);
    for await (const event of this.store.read(stream, { from: folded.unread ? folded.revision : folded.revision + 1 })) {
      if (event.revision === folded.revision) {
        if (event.metadata.digest === folded.digest) continue;
        // the same command came through another process first: its events are the ones in the log
        this.#cache.delete(stream);
        return this.#load(decider, stream);
      }
      folded.state = evolveOne(decider.evolve, folded.state, this.codec.fact(event) as unknown as Fact<E>);
      note(folded, event, this.codec.kindOf(event.type).waits);
    }
    folded.unread = false;
    this.#cache.set(stream, folded as Folded<unknown>);
    return folded;
  }

  #seal<S>(
    stream: string,
    meta: CommandMeta,
    drafts: readonly Draft<Message>[],
    folded: Folded<S>,
  ): { ok: true; events: NewEvent[] } | { ok: false; type: string; faults: readonly Fault[] } {
    const now = this.store.recordingTime();
    const ofStream = { correlation: folded.revision < 0 ? (meta.correlation ?? stream) : folded.correlation, recordedAt: now < folded.recordedAt ? folded.recordedAt : now };
    const events: NewEvent[] = [];
    const traces = new Map<RuleRef, string>();
    let previous = folded.digest;
    let metadata: Undigested | undefined;
    for (const draft of drafts) {
      const id = eventIdOf(meta.id, events.length);
      const sealed = this.codec.seal(draft, stream);
      if (!sealed.ok) return { ok: false, type: draft.type, faults: sealed.faults };
      // facts of one version that happened together share what is said of them
      if (!metadata || metadata.v !== sealed.version || metadata.at !== (draft.at ?? meta.at) || metadata.rule || draft.rule) {
        const rule = draft.rule && tracedRule(draft.rule, id, traces);
        metadata = metadataOf(meta, { at: draft.at, rule, v: sealed.version }, ofStream);
      }
      const committed = sealed.personal && committedTo(sealed.personal, (path) => this.#salts.of(id, path));
      const event = chained(id, draft.type, sealed.data, metadata, previous, committed);
      previous = event.metadata.digest;
      events.push(event);
    }
    return { ok: true, events };
  }

  #advance<C extends Message, S, E extends Message, R extends string, W>(
    decider: Decider<C, S, E, R, W>,
    folded: Folded<S>,
    stream: string,
    events: readonly NewEvent[],
    appended: Extract<Appended, { ok: true }>,
  ): void {
    let revision = folded.revision;
    for (const event of events) {
      const placed = { ...event, stream, revision: ++revision, position: appended.position, recordedAt: event.metadata.recordedAt ?? '' };
      folded.state = evolveOne(decider.evolve, folded.state, this.codec.fact(placed) as unknown as Fact<E>);
      note(folded, placed, this.codec.kindOf(placed.type).waits);
    }
    folded.unread = true;
  }
}

const isExpected = (expected: CommandMeta['expected'], actual: number | 'none'): boolean =>
  expected === undefined || (typeof expected === 'object' ? actual !== 'none' && expected.includes(actual) : expected === actual);

const beginningOf = (decider: { readonly ofMany?: boolean }, { beganAt }: Folded<unknown>): Instant | undefined =>
  decider.ofMany ? undefined : beganAt;

/** A person's act said to have happened before the thing began; what is imported or entered by the program may be told in any order, and a clock may be set back. */
const beforeBeginning = (beganAt: Instant | undefined, { at, now, actor }: CommandMeta): Outcome | undefined =>
  beganAt === undefined || at === now || actor.role === 'system' || !isBefore(at, beganAt)
    ? undefined
    : { ok: false, rejected: 'command/before-beginning', detail: { field: 'at', value: at, allowed: `not before ${beganAt}` } };

const waitingOf = ({ waiting }: Pick<Done, 'waiting'>): { readonly waiting?: true } => (waiting ? { waiting: true } : {});

const note = (folded: Folded<unknown>, event: RecordedEvent, waits: boolean): void => {
  if (folded.revision < 0) {
    folded.correlation = event.metadata.correlation;
    folded.beganAt = event.metadata.at;
  }
  folded.revision = event.revision;
  folded.position = event.position;
  folded.digest = event.metadata.digest;
  folded.recordedAt = event.recordedAt;
  const { command, fingerprint } = event.metadata;
  const before = folded.commands.get(command);
  const events = (before?.events ?? 0) + 1;
  const waiting = waits || before?.waiting === true;
  folded.commands.set(command, { revision: event.revision, position: event.position, events, fingerprint, waiting });
};

const repeated = (stream: string, done: Done, meta: CommandMeta): Outcome =>
  done.fingerprint !== meta.fingerprint
    ? { ok: false, rejected: 'command/key-reused', detail: { key: 'Idempotency-Key', allowed: 'the same request again, or a new key' } }
    : { ok: true, stream, revision: done.revision, position: done.position, events: done.events, repeated: true, ...waitingOf(done) };
