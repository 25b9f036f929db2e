import type { EventStore, Position } from '@heatledger/event-store';
import type { Actor, AnyProjection, AnyReaction, AnyTimerPlan, Instant, Message, RecordedFact } from '@heatledger/kernel';
import type { ReadStore } from '@heatledger/read-store';
import type { Clock, Ids } from '../clock.js';
import type { CommandRouter } from '../command-router.js';
import type { FactCodec } from '../fact-codec.js';
import type { FollowerStatus } from './follower.js';
import { Hub } from './hub.js';
import { ParkedFactSkipped } from './operations.events.js';
import { operationsOf, RecordRebuild, RecordRetry, SkipParkedFact } from './operations.js';
import { Parking, type FactPlace, type Parked } from './parking.js';
import { ProjectionFollower, specOf } from './projection-follower.js';
import { ReactionFollower } from './reaction-follower.js';
import { TimerFollower } from './timer-follower.js';
import { WorkShare, type ShareOptions } from './work-share.js';

export interface FollowersOptions {
  readonly projections: readonly AnyProjection[];
  readonly reactions: readonly AnyReaction[];
  readonly timers: readonly AnyTimerPlan[];
  /** Milliseconds between two looks at what falls due. */
  readonly tickEvery?: number;
  readonly onFault?: (follower: string, error: unknown) => void;
  /** How the work is shared with other processes over the same log and views; absent where this process is the only one. */
  readonly share?: ShareOptions;
}

export interface RebuildOptions {
  readonly signal?: AbortSignal;
  /** Told after every page how far it is: places done, places in all. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly actor?: Actor;
}

const OPERATOR: Actor = { id: 'operator', role: 'administrator' };
const SETTLE_PAGE = 1000;
/**
 * Milliseconds. At the end of the log the followers rest as long as their page took, so that under load what is appended meanwhile makes one
 * larger page, which costs less.
 */
const LONGEST_BREATH = 100;
const MEND_EVERY = 100;
/** Milliseconds between two looks for work while other processes do it all. */
const IDLE_LOOK = 50;
/** Milliseconds that a run to the end of the log waits for views that stand still elsewhere. */
const STANDSTILL = 30_000;

/** Everything that reads the log: views, reactions and timers, each with its own bookmark and its own state. */
export class Followers {
  readonly #hub: Hub;
  readonly #parking: Parking;
  readonly #timers: TimerFollower;
  readonly #share: WorkShare | null;
  readonly #skipped = new Set<string>();
  #opened: Promise<void> | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #stopping: AbortController | null = null;
  #running: Promise<unknown> = Promise.resolve();
  #settledAt: Position | null = null;
  #end: Position = '';

  constructor(
    private readonly store: EventStore,
    private readonly reads: ReadStore,
    private readonly codec: FactCodec,
    private readonly router: CommandRouter,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly options: FollowersOptions,
  ) {
    this.#parking = new Parking(reads);
    this.#timers = new TimerFollower(options.timers, store, reads, this.#parking, router);
    this.#hub = new Hub(
      store,
      codec,
      [
        ...options.projections.map((projection) => new ProjectionFollower(projection, store, reads, this.#parking, this.#skipped)),
        this.#timers,
        ...options.reactions.map((reaction) => new ReactionFollower(reaction, store, reads, this.#parking, this.#skipped, router, clock)),
      ],
      options.onFault ?? (() => undefined),
      options.share !== undefined,
    );
    this.#share = options.share ? new WorkShare(this.#hub, reads, options.share, (work) => this.#inTurn(work), options.onFault ?? (() => undefined), () => this.#learnSkipped().then(() => this.#parking.reload())) : null;
  }

  /** Finds every bookmark; done once, before anything is taken. */
  open(): Promise<void> {
    this.#opened ??= (async () => {
      await this.#learnSkipped();
      await this.#parking.open();
      for (const follower of this.#hub.followers) await follower.open();
    })();
    return this.#opened;
  }

  /** Facts that somebody decided to go on without. */
  async #learnSkipped(): Promise<void> {
    await Promise.all(
      this.#hub.followers.map(async ({ name }) => {
        for await (const { type, data } of this.store.read(operationsOf(name))) if (type === ParkedFactSkipped.type) this.#skipped.add(`${name}/${String(data['eventId'])}`);
      }),
    );
  }

  /** Follows the log until `stop`; answers at once. */
  async start(): Promise<void> {
    await this.open();
    if (this.#stopping) return;
    const stopping = new AbortController();
    this.#stopping = stopping;
    this.#running = Promise.all([this.#follow(stopping.signal), this.#ring(stopping.signal), this.#mend(stopping.signal), this.#share?.run(stopping.signal, resting)]);
  }

  async stop(): Promise<void> {
    if (!this.#stopping) return;
    this.#stopping.abort();
    await this.#running.catch(() => undefined);
    await this.#turn.catch(() => undefined);
    await this.#share?.leave().catch((error: unknown) => this.options.onFault?.('leases', error));
    this.#stopping = null;
    this.#hub.stopped();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    let pause = 100;
    while (!signal.aborted) {
      if (this.#hub.idle) {
        await resting(IDLE_LOOK, signal);
        continue;
      }
      try {
        const after = await this.#inTurn(() => Promise.resolve(this.#hub.begin()));
        for await (const page of this.store.follow({ after }, signal)) {
          await anotherTurn();
          const began = performance.now();
          await this.#inTurn(() => this.#hub.feed(page, true));
          pause = 100;
          if (page.atEnd) await resting(Math.min(LONGEST_BREATH, performance.now() - began), signal);
        }
      } catch (error) {
        if (signal.aborted) return;
        this.options.onFault?.('log', error);
        await resting(pause * (0.5 + Math.random()), signal);
        pause = Math.min(30_000, pause * 2);
      }
    }
  }

  async #ring(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.#end = await this.store.position();
        if (this.#hub.works(this.#timers.name)) await this.#inTurn(() => this.#timers.ring(this.clock.now()));
      } catch (error) {
        if (!signal.aborted) this.options.onFault?.('timers', error);
      }
      await resting(this.options.tickEvery ?? 1000, signal);
    }
  }

  /** Looks after followers that fell, beside those that did not. */
  async #mend(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await resting(MEND_EVERY, signal);
      if (!this.#hub.fallen || signal.aborted) continue;
      try {
        await this.#inTurn(() => this.#hub.revive(signal, Math.random));
      } catch (error) {
        if (!signal.aborted) this.options.onFault?.('log', error);
      }
    }
  }

  /** One piece of work on the followers at a time. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Handles everything in the log, and what follows from it, until nothing is left; no background loop takes part. */
  async settle(): Promise<void> {
    await this.open();
    if (this.#share) return this.#settledElsewhere(this.#share);
    for (;;) {
      const end = await this.store.position();
      this.#end = end;
      if (end === this.#settledAt || end === '') return;
      await this.#inTurn(async () => {
        for await (const page of this.store.scan({ after: this.#hub.begin(), pageSize: SETTLE_PAGE })) await this.#hub.feed(page);
      });
      if (this.#hub.fallen) throw new Error(this.status().find(({ state }) => state === 'dropped')?.reason ?? 'a follower fell');
      this.#settledAt = end;
    }
  }

  /** Waits until those who do the work have come to the end of the log. */
  async #settledElsewhere(share: WorkShare): Promise<void> {
    const end = await this.store.position();
    this.#end = end;
    for (let last = '', moved = performance.now(); ; ) {
      await share.look();
      const waiting = this.status().filter(({ position }) => this.store.compare(position, end) < 0);
      const [slow] = waiting;
      if (!slow) return;
      const now = waiting.map(({ position }) => position).join();
      if (now !== last) moved = performance.now();
      else if (performance.now() - moved > STANDSTILL) throw new Error(`${slow.name} stands still at ${slow.position === '' ? 'the beginning of the log' : slow.position}: is a worker running?`);
      last = now;
      await new Promise((resolve) => setTimeout(resolve, IDLE_LOOK));
    }
  }

  /** Orders what falls due by `now`, oldest first, and settles after each batch; answers how many. */
  async tick(now: Instant): Promise<number> {
    let ordered = 0;
    for (;;) {
      await this.settle();
      const count = await this.#inTurn(() => this.#timers.ring(now));
      if (count === 0) return ordered;
      ordered += count;
    }
  }

  /** The next instant at which something falls due. */
  async nextDue(): Promise<Instant | null> {
    await this.settle();
    return this.#timers.next();
  }

  /** How every reader is doing, measured against the end of the log as last seen. */
  status(): readonly FollowerStatus[] {
    return this.#hub.status(this.#end);
  }

  /** True once the named follower has handled the log up to the position; false when the time is over. */
  async waitFor(name: string, position: Position, timeoutMs: number): Promise<boolean> {
    const there = (): boolean => {
      const bookmark = this.#hub.bookmarkOf(name);
      return bookmark === undefined || this.store.compare(bookmark, position) >= 0;
    };
    if (there()) return true;
    return new Promise((resolve) => {
      const looking = this.#hub.works(name) ? undefined : setInterval(() => void this.#share?.look().catch(() => undefined), IDLE_LOOK);
      const done = (result: boolean): void => {
        clearTimeout(timer);
        clearInterval(looking);
        unlisten();
        resolve(result);
      };
      const timer = setTimeout(() => done(there()), timeoutMs);
      const unlisten = this.#hub.listen(() => there() && done(true));
    });
  }

  #projection(name: string): ProjectionFollower {
    const found = this.#hub.followers.find((follower): follower is ProjectionFollower => follower instanceof ProjectionFollower && follower.name === name);
    if (found) return found;
    throw new RangeError(`${name}: no such view; there are ${this.options.projections.map((one) => one.name).join(', ')}`);
  }

  /** Builds a view again beside the live one, then puts it in its place; an aborted rebuild is continued by the next one. */
  rebuild(name: string, options: RebuildOptions = {}): Promise<{ readonly finished: boolean; readonly events: number }> {
    // two at once would go on with one and the same build
    const rebuild = (): Promise<{ readonly finished: boolean; readonly events: number }> => this.#rebuilt(name, options);
    const turn = (this.#rebuilding.get(name) ?? Promise.resolve()).then(rebuild, rebuild);
    this.#rebuilding.set(name, turn);
    return turn;
  }
  readonly #rebuilding = new Map<string, Promise<unknown>>();

  async #rebuilt(name: string, { signal, onProgress, actor = OPERATOR }: RebuildOptions): Promise<{ readonly finished: boolean; readonly events: number }> {
    await this.open();
    const live = this.#projection(name);
    const spec = specOf(live.projection);
    const left = (await this.reads.versions(name)).find((build) => !build.live && build.version === spec.version && build.build !== live.build.build);
    const build = left ?? (await this.reads.create(spec));
    const rebuilding = new ProjectionFollower(live.projection, this.store, this.reads, this.#parking, this.#skipped, build);
    await rebuilding.open();
    let events = 0;
    const run = async (): Promise<void> => {
      const total = this.store.compare(await this.store.position(), '');
      for await (const page of this.store.scan({ after: rebuilding.bookmark, types: [...rebuilding.types], pageSize: SETTLE_PAGE })) {
        await rebuilding.take(this.#hub.opened(page, rebuilding.types));
        events += page.events.length;
        onProgress?.(this.store.compare(rebuilding.bookmark, ''), total);
        if (signal?.aborted) return;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await run();
    if (signal?.aborted) return { finished: false, events };
    await this.#alone(name, async () => {
      await run();
      if (signal?.aborted) return;
      const old = live.build;
      await this.reads.switch(build);
      live.adopt(build, rebuilding.bookmark);
      await this.#parking.rename(rebuilding.parkedAs, name);
      await this.reads.drop(old);
    });
    if (signal?.aborted) return { finished: false, events };
    await this.#order(RecordRebuild({ view: name, position: rebuilding.bookmark }), actor);
    return { finished: true, events };
  }

  /** One piece of work at a time, and by no other process meanwhile. */
  #alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.#inTurn(() => (this.#share ? this.#share.borrowed(name, work) : work()));
  }

  async parked(follower?: string): Promise<readonly Parked[]> {
    await this.open();
    if (this.#share) await this.#parking.reload();
    return this.#parking.list(follower);
  }

  /** Tries a parked document again; answers false, with everything as before, when it still cannot be handled. */
  async retry(name: string, key: string, actor: Actor = OPERATOR): Promise<boolean> {
    await this.#parkedOf(name, key);
    const [done, first] = await this.#alone(name, async () => {
      const parked = await this.#parkedOf(name, key);
      return [await this.#handled(name, parked), parked.facts[0]] as const;
    });
    if (done && first) await this.#order(RecordRetry({ follower: name, key, eventId: first.eventId }), actor);
    return done;
  }

  async #handled(name: string, parked: Parked): Promise<boolean> {
    try {
      await this.#handle(name, parked);
      await this.#parking.put({ ...parked, facts: [] });
      return true;
    } catch {
      return false;
    }
  }

  /** Lets a reader go on without the fact it stands still at; who and why is recorded. */
  async skip(name: string, key: string, reason: string, actor: Actor = OPERATOR): Promise<void> {
    const [first] = (await this.#parkedOf(name, key)).facts;
    if (!first) return;
    await this.#order(SkipParkedFact({ follower: name, key, eventId: first.eventId, reason }), actor);
    this.#skipped.add(`${name}/${first.eventId}`);
    const later = await this.#alone(name, async () => {
      const parked = await this.#parkedOf(name, key);
      const rest = parked.facts.filter(({ eventId }) => eventId !== first.eventId);
      if (name === this.#timers.name) await this.#timers.forget(key);
      await this.#parking.put({ ...parked, facts: rest });
      return rest;
    });
    if (later.length > 0) await this.retry(name, key, actor);
  }

  async #parkedOf(name: string, key: string): Promise<Parked> {
    await this.open();
    const parked = this.#parking.of(name, key);
    if (parked) return parked;
    throw new RangeError(`${name}/${key}: nothing is parked under this name`);
  }

  async #handle(name: string, parked: Parked): Promise<void> {
    const follower = this.#hub.followers.find((one) => one.name === name);
    if (follower instanceof TimerFollower && (await follower.again(parked.key, this.clock.now()))) return;
    const facts: RecordedFact[] = [];
    for (const place of parked.facts) facts.push(await this.#factAt(place));
    if (follower instanceof ProjectionFollower) await follower.refold(parked.key, facts);
    else if (follower instanceof TimerFollower) for (const fact of facts) await follower.plan(fact, parked.key);
    else if (follower instanceof ReactionFollower) for (const fact of facts) await follower.react(fact);
  }

  async #factAt({ stream, revision }: FactPlace): Promise<RecordedFact> {
    for await (const event of this.store.read(stream, { from: revision, to: revision })) return this.codec.open(event);
    throw new Error(`${stream} has no revision ${revision}`);
  }

  async #order(command: Message, actor: Actor): Promise<void> {
    const now = this.clock.now();
    await this.router.submit({ ...command, meta: { id: this.ids.next(), at: now, now, actor, channel: 'system' } });
  }
}

/** Lets those go first who wait for an answer or for the very events of the page; they take less than the views do. */
const anotherTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const resting = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
