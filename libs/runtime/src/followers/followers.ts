import type { EventStore, Position, RecordedEvent } from '@heatledger/event-store';
import type { Actor, AnyProjection, AnyReaction, AnyTimerPlan, Instant, Message } from '@heatledger/kernel';
import type { ReadStore } from '@heatledger/read-store';
import { DEFAULT_ZONE } from '@heatledger/vocabulary';
import type { Clock, Ids } from '../clock.js';
import type { CommandRouter } from '../command-router.js';
import type { FactCodec } from '../fact-codec.js';
import { FollowLoop, IDLE_LOOK } from './follow-loop.js';
import type { FollowerStatus } from './follower.js';
import { Freeing } from './freeing.js';
import { Hub } from './hub.js';
import type { LeaseOptions } from './lease-keeper.js';
import { ParkedFactSkipped } from './operations.events.js';
import { operationsOf } from './operations.js';
import { ParkedFacts } from './parked-facts.js';
import { Parking, type Parked } from './parking.js';
import { ProjectionFollower } from './projection-follower.js';
import { ReactionFollower } from './reaction-follower.js';
import { Rebuilding, type RebuildOptions, type Rebuilt } from './rebuilding.js';
import { resting } from './resting.js';
import { TimerFollower, type YearKnown } from './timer-follower.js';
import { Turns } from './turns.js';
import { WorkShare } from './work-share.js';

export interface FollowersOptions {
  /** Zone in whose days and months views tell; that of a company that said nothing else when absent. */
  readonly zone?: string;
  readonly projections: readonly AnyProjection[];
  readonly reactions: readonly AnyReaction[];
  readonly timers: readonly AnyTimerPlan[];
  /** Milliseconds between two looks at what falls due. */
  readonly tickEvery?: number;
  readonly onFault?: (follower: string, error: unknown) => void;
  /** Commands that somebody waits for: they go before the views. */
  readonly underWay?: () => number;
  /** Told of every page that came from the log. */
  readonly seen?: (events: readonly RecordedEvent[]) => void;
  /** Whether the working days of a year are known, for what waits for them. */
  readonly yearKnown?: YearKnown;
  /** How the work is shared with other processes over the same log and views; absent where this process is the only one. */
  readonly share?: LeaseOptions;
}

const OPERATOR: Actor = { id: 'operator', role: 'administrator' };
const TICK = 1000;
/** Facts that are fed at once on a run to the end of the log. */
const PAGE = 500;
/** Times that a run to the end of the log asks a store again which fails. */
const PATIENCE = 5;
/** Milliseconds that a run to the end of the log waits for views that stand still elsewhere. */
const STANDSTILL = 30_000;

/** Everything that reads the log: views, reactions and timers, each with its own bookmark and its own state. */
export class Followers {
  readonly #hub: Hub;
  readonly #parking: Parking;
  readonly #timers: TimerFollower;
  readonly #turns = new Turns();
  readonly #loop: FollowLoop;
  readonly #rebuilding: Rebuilding;
  readonly #parked: ParkedFacts;
  /** Facts that somebody decided to go on without, by `<follower>/<event id>`. */
  readonly #skipped = new Set<string>();
  #opened: Promise<void> | null = null;
  #stopping: AbortController | null = null;
  #running: Promise<unknown> = Promise.resolve();
  #settledAt: Position | null = null;

  constructor(
    private readonly store: EventStore,
    reads: ReadStore,
    codec: FactCodec,
    private readonly router: CommandRouter,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly options: FollowersOptions,
  ) {
    const { zone = DEFAULT_ZONE, projections, reactions, timers, share, tickEvery = TICK, onFault = () => undefined } = options;
    this.#parking = new Parking(reads);
    this.#timers = new TimerFollower(timers, store, reads, this.#parking, router, options.yearKnown);
    const followers = [
      ...projections.map((projection) => new ProjectionFollower(projection, { zone }, store, reads, this.#parking, this.#skipped)),
      this.#timers,
      ...reactions.map((reaction) => new ReactionFollower(reaction, store, reads, this.#parking, this.#skipped, router, clock)),
    ];
    this.#hub = new Hub(store, codec, followers, onFault, () => clock.now(), share !== undefined);
    const order = this.#order.bind(this);
    this.#rebuilding = new Rebuilding(store, reads, this.#hub, this.#parking, this.#skipped, this.#turns, order);
    this.#parked = new ParkedFacts(store, codec, clock, this.#hub, this.#parking, this.#skipped, this.#turns, order);
    const freeing = new Freeing(this.#hub, this.#parking, this.#parked);
    const free = (): Promise<number> => freeing.free(Math.random);
    this.#loop = new FollowLoop(store, this.#hub, this.#timers, this.#turns, clock, {
      ...{ tickEvery, onFault, free },
      underWay: options.underWay ?? (() => 0),
      seen: options.seen ?? (() => undefined),
    });
    if (share) this.#turns.share = new WorkShare(this.#hub, reads, share, (work) => this.#turns.take(work), onFault, () => this.#learnSkipped().then(() => this.#parking.reload()));
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
    const { signal } = (this.#stopping = new AbortController());
    this.#running = Promise.all([this.#loop.run(signal), this.#turns.share?.run(signal, resting)]);
  }

  /** True between `start` and `stop`: whoever waits for a view may hope. */
  get following(): boolean {
    return this.#stopping !== null;
  }

  async stop(): Promise<void> {
    if (!this.#stopping) return;
    this.#stopping.abort();
    await this.#running.catch(() => undefined);
    await this.#turns.done();
    await this.#turns.share?.leave().catch((error: unknown) => this.options.onFault?.('leases', error));
    this.#stopping = null;
    this.#hub.stopped();
  }

  /** Handles everything in the log, and what follows from it, until nothing is left; no background loop takes part. */
  async settle(): Promise<void> {
    await this.open();
    if (this.#turns.share) return this.#settledElsewhere(this.#turns.share);
    for (;;) {
      const end = await this.store.position();
      this.#loop.end = end;
      if (end === this.#settledAt || end === '') return;
      await this.#turns.take(async () => {
        for await (const page of this.store.scan({ after: this.#hub.begin(), pageSize: PAGE })) await this.#hub.feed(page);
      });
      await this.#helpedUp();
      this.#settledAt = end;
    }
  }

  /** Helps up who fell since the store failed; throws why one fell that does not get up. */
  async #helpedUp(): Promise<void> {
    const { signal } = new AbortController();
    while (this.#hub.fallen) {
      const reason = this.#hub.lostBy(PATIENCE);
      if (reason !== undefined) throw new Error(reason);
      await resting(IDLE_LOOK, signal);
      await this.#turns.take(() => this.#hub.revive(signal, Math.random));
    }
  }

  /** Waits until those who do the work have come to the end of the log. */
  async #settledElsewhere(share: WorkShare): Promise<void> {
    const end = await this.store.position();
    this.#loop.end = end;
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
      const count = await this.#turns.take(async () => (await this.#timers.ring(now)) + (await this.#timers.ringAwaited(now)));
      if (count === 0) return ordered;
      ordered += count;
    }
  }

  /** How many timers wait for the working days of a year to be announced, by year. */
  awaited(): Promise<ReadonlyMap<number, number>> {
    return this.#timers.awaited();
  }

  /** The next instant at which something falls due. */
  async nextDue(): Promise<Instant | null> {
    await this.settle();
    return this.#timers.next();
  }

  /** The end of the log as last seen. */
  get end(): Position {
    return this.#loop.end;
  }

  /** How every reader is doing, measured against the end of the log as last seen. */
  status(): readonly FollowerStatus[] {
    return this.#hub.status(this.#loop.end);
  }

  /** True once the named follower has handled the log up to the position; false when the time is over. */
  async waitFor(name: string, position: Position, timeoutMs: number): Promise<boolean> {
    const there = (): boolean => {
      const bookmark = this.#hub.bookmarkOf(name);
      return bookmark === undefined || this.store.compare(bookmark, position) >= 0;
    };
    if (there()) return true;
    return new Promise((resolve) => {
      const looking = this.#hub.works(name) ? undefined : setInterval(() => void this.#turns.share?.look().catch(() => undefined), IDLE_LOOK);
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

  /** Builds a view again beside the live one, then puts it in its place; an aborted rebuild is continued by the next one. */
  async rebuild(name: string, { actor = OPERATOR, ...options }: RebuildOptions = {}): Promise<Rebuilt> {
    await this.open();
    const live = this.#hub.followers.find((follower): follower is ProjectionFollower => follower instanceof ProjectionFollower && follower.name === name);
    if (!live) throw new RangeError(`${name}: no such view; there are ${this.options.projections.map((one) => one.name).join(', ')}`);
    return this.#rebuilding.rebuild(live, actor, options);
  }

  async parked(follower?: string): Promise<readonly Parked[]> {
    await this.open();
    return this.#parked.list(follower);
  }

  /** Tries a parked document again; answers false, with everything as before, when it still cannot be handled. */
  async retry(name: string, key: string, actor: Actor = OPERATOR): Promise<boolean> {
    await this.open();
    return this.#parked.retry(name, key, actor);
  }

  /** Lets a reader go on without the fact it stands still at; who and why is recorded. The same command (`id`) again changes nothing. */
  async skip(name: string, key: string, reason: string, actor: Actor = OPERATOR, id?: string): Promise<void> {
    await this.open();
    await this.#parked.skip(name, key, reason, actor, id);
  }

  /** Answers false where the same command (`id`) had been carried out before. */
  async #order(command: Message, actor: Actor, id = this.ids.next()): Promise<boolean> {
    const now = this.clock.now();
    const outcome = await this.router.submit({ ...command, meta: { id, at: now, now, actor, channel: 'system' } });
    if (outcome.ok) return !outcome.repeated;
    const why = 'rejected' in outcome ? `${outcome.rejected} ${JSON.stringify(outcome.detail ?? {})}` : 'others were faster; try again';
    throw new RangeError(`${command.type}: ${why}`);
  }
}
