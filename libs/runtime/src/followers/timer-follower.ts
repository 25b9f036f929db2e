import type { EventStore, Position } from '@heatledger/event-store';
import { handledTypes, isImported, type AnyTimerPlan, type Instant, type Message, type RecordedFact, type TimerChange } from '@heatledger/kernel';
import type { BuildRef, FindQuery, ReadStore, Stored, Write } from '@heatledger/read-store';
import type { CommandRouter } from '../command-router.js';
import { derivedId } from '../derived-id.js';
import { RaceLost, storeTroubleOf } from '../store-trouble.js';
import { reasonOf, type Follower, type OpenedPage } from './follower.js';
import type { Parking } from './parking.js';

const NAMESPACE = '5d6a1f3c-2f57-5c0b-8a55-7be0a4d0b9d2';
const BATCH = 500;
/** Due time of a timer that waits for somebody to look at it. */
const PARKED = Number.MAX_SAFE_INTEGER;
/** Due times of timers that wait for the working days of a year: this and the year. */
const AWAITING = 9_000_000_000_000_000;
/** Between plan and fact id in the name under which a fact is parked that could not be planned. */
const FACT = '/fact:';

/** Whether the working days of a year are known. */
export type YearKnown = (year: number) => Promise<boolean>;

/** Something that falls due. */
interface Timer {
  readonly plan: string;
  readonly timer: string;
  /** Null while it waits for the working days of a year. */
  readonly due: Instant | null;
  /** Milliseconds since 1970 UTC, by which timers are found. */
  readonly dueMillis: number;
  readonly command: Message;
  readonly correlation: string;
  readonly causation: string;
}

type Handlers = Readonly<Record<string, ((fact: RecordedFact) => readonly TimerChange<Message>[]) | undefined>>;

/** Keeps what falls due and orders it once its time has come; after downtime too, with the true instant. */
export class TimerFollower implements Follower {
  readonly kind = 'timers';
  readonly name = 'timers';
  readonly version = 1;
  readonly collection = 'timers';
  readonly types: ReadonlySet<string>;
  #build: BuildRef | null = null;
  #bookmark: Position = '';

  constructor(
    private readonly plans: readonly AnyTimerPlan[],
    private readonly store: EventStore,
    private readonly reads: ReadStore,
    private readonly parking: Parking,
    private readonly router: CommandRouter,
    private readonly yearKnown: YearKnown = () => Promise.resolve(false),
  ) {
    this.types = new Set(plans.flatMap((plan) => handledTypes(plan.on)));
  }

  get bookmark(): Position {
    return this.#bookmark;
  }

  get parked(): number {
    return this.parking.list(this.name).length;
  }

  async open(): Promise<void> {
    const state = await this.reads.ensure({ name: this.collection, version: 1, indexes: { byDue: ['dueMillis'] } });
    this.#build = state;
    this.#bookmark = state.bookmark;
  }

  async take({ facts, unreadable, position }: OpenedPage): Promise<void> {
    if (!this.#build || this.store.compare(position, this.#bookmark) <= 0) return;
    await this.#putAside(unreadable);
    const writes = new Map<string, Write>();
    for (const fact of facts) {
      if (!this.types.has(fact.type) || this.store.compare(fact.position, this.#bookmark) <= 0) continue;
      for (const plan of this.plans) {
        try {
          for (const write of writesOf(plan, fact)) writes.set(write.key, write);
        } catch (error) {
          await this.parking.park(this.name, factKey(plan, fact), fact, reasonOf(error));
        }
      }
    }
    await this.reads.write(this.#build, [...writes.values()], position, this.#bookmark);
    this.#bookmark = position;
  }

  /** Parks what cannot be read for every plan that would have listened. */
  async #putAside(unreadable: OpenedPage['unreadable']): Promise<void> {
    for (const { event, reason } of unreadable) {
      if (this.store.compare(event.position, this.#bookmark) <= 0) continue;
      for (const plan of this.plans)
        if (Object.hasOwn(plan.on, event.type))
          await this.parking.park(this.name, factKey(plan, event), event, reason);
    }
  }

  /** The next instant at which something falls due. */
  async next(): Promise<Instant | null> {
    if (!this.#build) return null;
    const { docs } = await this.reads.find<Timer>(this.#build, { index: 'byDue', range: { lt: AWAITING }, limit: 1 });
    return docs[0]?.doc.due ?? null;
  }

  /**
   * Orders everything that is due by `now`, oldest first, each with its own due time as the time it happened; answers
   * how many. What the store keeps from being ordered stays due, and the trouble is thrown.
   */
  async ring(now: Instant): Promise<number> {
    if (!this.#build) return 0;
    const { docs } = await this.reads.find<Timer>(this.#build, { index: 'byDue', range: { lte: Date.parse(now) }, limit: BATCH });
    const rung: Write[] = [];
    const failures: unknown[] = [];
    for (const due of docs) {
      try {
        rung.push(await this.#rung(due, now));
      } catch (error) {
        failures.push(error);
        if (!storeTroubleOf(error)?.alone) break;
      }
    }
    // one that rang and was not let go, because the process ended here, rings again under the same id
    if (rung.length > 0) await this.reads.write(this.#build, rung);
    if (failures.length > 0) throw failures[0];
    return docs.length;
  }

  /**
   * Orders what waited for the working days of years that are known by now; answers how many orders came to something.
   * Each stays until the fact that comes of it, so that nothing is lost where the views of who decides lag behind.
   */
  async ringAwaited(now: Instant): Promise<number> {
    let [came, from] = [0, AWAITING];
    while (this.#build) {
      const [first] = (await this.#awaiting({ gte: from, lt: PARKED }, 1)).map(({ doc }) => doc.dueMillis);
      if (first === undefined) return came;
      from = first + 1;
      if (!(await this.yearKnown(first - AWAITING))) continue;
      for (const timer of await this.#awaiting({ gte: first, lt: from }, BATCH)) came += await this.#rungAwaited(timer, now);
    }
    return came;
  }

  /** How many wait for working days to be announced, by year. */
  async awaited(): Promise<ReadonlyMap<number, number>> {
    const years = new Map<number, number>();
    for (let from = AWAITING; this.#build; ) {
      const [first] = (await this.#awaiting({ gte: from, lt: PARKED }, 1)).map(({ doc }) => doc.dueMillis);
      if (first === undefined) break;
      from = first + 1;
      years.set(first - AWAITING, await this.reads.count(this.#build, { index: 'byDue', range: { gte: first, lt: from } }));
    }
    return years;
  }

  async #awaiting(range: NonNullable<FindQuery['range']>, limit: number): Promise<readonly Stored<Timer>[]> {
    return this.#build ? (await this.reads.find<Timer>(this.#build, { index: 'byDue', range, limit })).docs : [];
  }

  /** What is left of a timer that rang: nothing, or itself, parked; throws what the store is to blame for. */
  async #rung(timer: Stored<Timer>, now: Instant): Promise<Write> {
    const { key, doc, position } = timer;
    try {
      await this.#order(key, doc, now);
      return { key, doc: null, position };
    } catch (error) {
      return this.#fallen(timer, error);
    }
  }

  async #rungAwaited(timer: Stored<Timer>, now: Instant): Promise<number> {
    try {
      return await this.#order(timer.key, timer.doc, now);
    } catch (error) {
      const parked = await this.#fallen(timer, error);
      if (this.#build) await this.reads.write(this.#build, [parked]);
      return 0;
    }
  }

  /** Parks a timer whose order failed by its own fault; throws what the store is to blame for. */
  async #fallen({ key, doc, position }: Stored<Timer>, error: unknown): Promise<Write> {
    if (storeTroubleOf(error)) throw error;
    const { causation: eventId, command, correlation: stream } = doc;
    const facts = [{ eventId, type: command.type, stream, revision: 0, position }];
    await this.parking.put({ follower: this.name, key, error: reasonOf(error), facts });
    return { key, doc: { ...doc, dueMillis: PARKED } satisfies Timer, position };
  }

  /** Orders a parked timer again, unless it was set anew or cleared meanwhile; false when what is parked is not a timer but a fact that could not be planned. */
  async again(key: string, now: Instant): Promise<boolean> {
    const stored = this.#build && (await this.reads.get<Timer>(this.#build, key));
    if (!stored || stored.doc.dueMillis !== PARKED) return !key.includes(FACT);
    await this.#order(key, stored.doc, now);
    await this.forget(key);
    return true;
  }

  /** Plans again what a fact sets and clears, where that failed before. */
  async plan(fact: RecordedFact, key: string): Promise<void> {
    const plan = this.plans.find((one) => factKey(one, fact) === key);
    if (plan && this.#build) await this.reads.write(this.#build, writesOf(plan, fact));
  }

  /** Lets a timer go without ordering anything. */
  async forget(key: string): Promise<void> {
    if (this.#build) await this.reads.write(this.#build, [{ key, doc: null, position: this.#bookmark }]);
  }

  /** Orders the command of a timer, as of when it was due; answers how many facts came of it now. */
  async #order(key: string, { plan, due, command, correlation, causation }: Timer, now: Instant): Promise<number> {
    const id = derivedId(`${key}/${due ?? causation}`, NAMESPACE);
    const actor = { id: plan, role: 'system' };
    const outcome = await this.router.submit({ ...command, meta: { id, at: due ?? now, now, actor, channel: 'system', correlation, causation } });
    if (!outcome.ok && 'conflict' in outcome) throw new RaceLost(command.type);
    return outcome.ok && !outcome.repeated ? Math.min(1, outcome.events) : 0;
  }
}

const factKey = (plan: AnyTimerPlan, fact: Pick<RecordedFact, 'id'>): string => `${plan.name}${FACT}${fact.id}`;

const writesOf = (plan: AnyTimerPlan, fact: RecordedFact): readonly Write[] =>
  // what another system promised is that system's; what it says has ended, ends here too
  ((plan.on as Handlers)[fact.type]?.(fact) ?? []).filter((change) => 'clear' in change || !isImported(fact)).map((change) => ({
    key: `${plan.name}/${'set' in change ? change.set : change.clear}`,
    position: fact.position,
    doc: 'set' in change ? timerOf(plan, change, fact) : null,
  }));

type TimerSet = Extract<TimerChange<Message>, { set: string }>;

const timerOf = (plan: AnyTimerPlan, change: TimerSet, fact: RecordedFact): Timer => {
  const { correlation = fact.stream } = fact.meta;
  const { set, command } = change;
  const due = 'due' in change ? change.due : null;
  const dueMillis = 'due' in change ? Date.parse(change.due) : AWAITING + change.awaitsYear;
  if (Number.isNaN(dueMillis)) throw new RangeError(`${fact.type} does not say when ${plan.name} falls due`);
  return { plan: plan.name, timer: set, due, dueMillis, command, correlation, causation: fact.id };
};
