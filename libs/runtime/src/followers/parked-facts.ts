import type { EventStore } from '@heatledger/event-store';
import type { Actor, Message, RecordedFact } from '@heatledger/kernel';
import type { Clock } from '../clock.js';
import type { FactCodec } from '../fact-codec.js';
import { storeTroubleOf } from '../store-trouble.js';
import { reasonOf } from './follower.js';
import type { Hub } from './hub.js';
import { RecordRetry, SkipParkedFact } from './operations.js';
import type { FactPlace, Parked, Parking } from './parking.js';
import { ProjectionFollower } from './projection-follower.js';
import { ReactionFollower } from './reaction-follower.js';
import { TimerFollower } from './timer-follower.js';
import type { Turns } from './turns.js';

/** What an operator does about facts that a reader could not handle. */
export class ParkedFacts {
  constructor(
    private readonly store: EventStore,
    private readonly codec: FactCodec,
    private readonly clock: Clock,
    private readonly hub: Hub,
    private readonly parking: Parking,
    private readonly skipped: Set<string>,
    private readonly turns: Turns,
    private readonly order: (command: Message, actor: Actor, id?: string) => Promise<boolean>,
  ) {}

  async list(follower?: string): Promise<readonly Parked[]> {
    if (this.turns.share) await this.parking.reload();
    return this.parking.list(follower);
  }

  /**
   * Tries a parked document again; answers false, with everything as before but the reason, when it still cannot be
   * handled. Throws what the store is to blame for.
   */
  async retry(name: string, key: string, actor: Actor): Promise<boolean> {
    this.#of(name, key);
    const [done, first] = await this.turns.alone(name, async () => {
      const parked = this.#of(name, key);
      return [await this.#handled(name, parked), parked.facts[0]] as const;
    });
    if (done && first) await this.order(RecordRetry({ follower: name, key, eventId: first.eventId }), actor);
    return done;
  }

  /** Lets a reader go on without the fact it stands still at; who and why is recorded. */
  async skip(name: string, key: string, reason: string, actor: Actor, id?: string): Promise<void> {
    const [first] = this.#of(name, key).facts;
    if (!first) return;
    if (!(await this.order(SkipParkedFact({ follower: name, key, eventId: first.eventId, reason }), actor, id))) return;
    this.skipped.add(`${name}/${first.eventId}`);
    const later = await this.turns.alone(name, () => this.#without(first, name, key));
    if (later.length > 0) await this.retry(name, key, actor);
  }

  async #without({ eventId }: FactPlace, name: string, key: string): Promise<readonly FactPlace[]> {
    const parked = this.#of(name, key);
    const rest = parked.facts.filter((fact) => fact.eventId !== eventId);
    const follower = this.#follower(name);
    if (follower instanceof TimerFollower) await follower.forget(key);
    await this.parking.put({ ...parked, facts: rest });
    return rest;
  }

  #of(name: string, key: string): Parked {
    const parked = this.parking.of(name, key);
    if (parked) return parked;
    throw new RangeError(`${name}/${key}: nothing is parked under this name`);
  }

  #follower(name: string): Hub['followers'][number] | undefined {
    return this.hub.followers.find((one) => one.name === name);
  }

  async #handled(name: string, parked: Parked): Promise<boolean> {
    try {
      await this.#handle(name, parked);
      await this.parking.put({ ...parked, facts: [] });
      return true;
    } catch (error) {
      if (storeTroubleOf(error)) throw error;
      await this.parking.put({ ...parked, error: reasonOf(error) });
      return false;
    }
  }

  async #handle(name: string, parked: Parked): Promise<void> {
    const follower = this.#follower(name);
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
}
