import type { EventStore, Position } from '@heatledger/event-store';
import { handledTypes, type AnyReaction, type Message, type RecordedFact } from '@heatledger/kernel';
import type { BuildRef, ReadStore } from '@heatledger/read-store';
import { v5 as uuidV5 } from 'uuid';
import type { Clock } from '../clock.js';
import type { CommandRouter } from '../command-router.js';
import { reasonOf, type Follower, type OpenedPage } from './follower.js';
import type { Parking } from './parking.js';

const NAMESPACE = 'b7a4b0ce-6f0e-5f0e-9d53-1c2f4f0f8a11';

type Handlers = Readonly<Record<string, (fact: RecordedFact) => readonly Message[]>>;

/** Turns facts into commands; the same fact makes the same commands with the same ids. */
export class ReactionFollower implements Follower {
  readonly kind = 'reaction';
  readonly version = 1;
  readonly name: string;
  readonly types: ReadonlySet<string>;
  readonly #handlers: Handlers;
  #build: BuildRef | null = null;
  #bookmark: Position = '';

  constructor(
    readonly reaction: AnyReaction,
    private readonly store: EventStore,
    private readonly reads: ReadStore,
    private readonly parking: Parking,
    private readonly skipped: ReadonlySet<string>,
    private readonly router: CommandRouter,
    private readonly clock: Clock,
  ) {
    this.name = reaction.name;
    this.#handlers = reaction.on as Handlers;
    this.types = new Set(handledTypes(reaction.on));
  }

  get bookmark(): Position {
    return this.#bookmark;
  }

  get parked(): number {
    return this.parking.list(this.name).length;
  }

  async open(): Promise<void> {
    const state = await this.reads.ensure({ name: `reaction-${this.name}`, version: 1, indexes: {} });
    this.#build = state;
    this.#bookmark = state.bookmark;
  }

  async take({ facts, position }: OpenedPage): Promise<void> {
    if (!this.#build || this.store.compare(position, this.#bookmark) <= 0) return;
    for (const fact of facts) {
      if (!this.types.has(fact.type) || this.store.compare(fact.position, this.#bookmark) <= 0 || this.skipped.has(`${this.name}/${fact.id}`)) continue;
      try {
        await this.react(fact);
      } catch (error) {
        await this.parking.park(this.name, fact.id, fact, reasonOf(error));
      }
    }
    await this.reads.write(this.#build, [], position);
    this.#bookmark = position;
  }

  /** Orders what follows from a fact; a refusal is an answer, a lost race is tried again later by whoever retries it. */
  async react(fact: RecordedFact): Promise<void> {
    const commands = this.#handlers[fact.type]?.(fact) ?? [];
    for (const [index, command] of commands.entries()) {
      const outcome = await this.router.submit({
        ...command,
        meta: {
          id: uuidV5(`${this.name}/${fact.id}/${index}`, NAMESPACE),
          at: fact.meta.at,
          now: this.clock.now(),
          actor: { id: this.name, role: 'system' },
          channel: 'system',
          correlation: fact.meta.correlation ?? fact.stream,
          causation: fact.id,
        },
      });
      if (!outcome.ok && 'conflict' in outcome) throw new Error(`${command.type} lost its race three times`);
    }
  }
}
