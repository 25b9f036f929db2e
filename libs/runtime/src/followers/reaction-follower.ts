import type { EventStore, Position } from '@heatledger/event-store';
import { handledTypes, isImported, type AnyReaction, type Instant, type Message, type Order, type RecordedFact } from '@heatledger/kernel';
import type { BuildRef, ReadStore } from '@heatledger/read-store';
import type { Clock } from '../clock.js';
import type { CommandRouter } from '../command-router.js';
import { derivedId } from '../derived-id.js';
import { RaceLost, storeTroubleOf } from '../store-trouble.js';
import { reasonOf, type Follower, type OpenedPage } from './follower.js';
import type { Parking } from './parking.js';

const NAMESPACE = 'b7a4b0ce-6f0e-5f0e-9d53-1c2f4f0f8a11';

/** What a reaction orders because of a fact; whoever carries it out first, the ids are the same. */
export const ordersOf = (reaction: AnyReaction, fact: RecordedFact, now: Instant): readonly Order[] => {
  const commands = isImported(fact) ? [] : ((reaction.on as Handlers)[fact.type]?.(fact) ?? []);
  return commands.map((command, index) => ({
    ...command,
    meta: {
      id: derivedId(`${reaction.name}/${fact.id}/${index}`, NAMESPACE),
      at: fact.meta.at,
      now,
      actor: { id: reaction.name, role: 'system' },
      channel: reaction.channelOf?.(fact) ?? 'system',
      correlation: caseOf(fact),
      causation: fact.id,
    },
  }));
};

type Handlers = Readonly<Record<string, (fact: RecordedFact) => readonly Message[]>>;

/** Cases whose commands are under way at once: they share one write to the disk. */
const LANES = 64;

const caseOf = (fact: RecordedFact): string => fact.meta.correlation ?? fact.stream;

const byCase = (facts: readonly RecordedFact[]): readonly (readonly RecordedFact[])[] => {
  const cases = new Map<string, RecordedFact[]>();
  for (const fact of facts) {
    const same = cases.get(caseOf(fact));
    if (same) same.push(fact);
    else cases.set(caseOf(fact), [fact]);
  }
  return [...cases.values()];
};

/**
 * Takes the lists in order, so many at a time; each list one after another. Once one fails no other is begun, and the
 * failure is told when none is under way any more.
 */
const inLanes = async <T>(lists: readonly (readonly T[])[], work: (list: readonly T[]) => Promise<void>): Promise<void> => {
  const next = lists.values();
  const failures: unknown[] = [];
  const lane = async (): Promise<void> => {
    for (const list of next) {
      if (failures.length > 0) return;
      await work(list).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(LANES, lists.length) }, lane));
  if (failures.length > 0) throw failures[0];
};

/** Turns facts into commands; the same fact makes the same commands with the same ids. Nothing follows from what another system told of its past. */
export class ReactionFollower implements Follower {
  readonly kind = 'reaction';
  readonly version = 1;
  readonly name: string;
  readonly collection: string;
  readonly types: ReadonlySet<string>;
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
    this.collection = `reaction-${this.name}`;
    this.types = new Set(handledTypes(reaction.on));
  }

  get bookmark(): Position {
    return this.#bookmark;
  }

  get parked(): number {
    return this.parking.list(this.name).length;
  }

  async open(): Promise<void> {
    const state = await this.reads.ensure({ name: this.collection, version: 1, indexes: {} });
    this.#build = state;
    this.#bookmark = state.bookmark;
  }

  /** It wants it, it comes after the bookmark, and nobody decided to go on without it. */
  #isMine({ id, type, position }: Pick<RecordedFact, 'id' | 'type' | 'position'>): boolean {
    if (!this.types.has(type) || this.skipped.has(`${this.name}/${id}`)) return false;
    return this.store.compare(position, this.#bookmark) > 0;
  }

  async take({ facts, unreadable, position, sideBySide = false }: OpenedPage): Promise<void> {
    if (!this.#build || this.store.compare(position, this.#bookmark) <= 0) return;
    for (const { event, reason } of unreadable)
      if (this.#isMine(event)) await this.parking.park(this.name, event.id, event, reason);
    const mine = facts.filter((fact) => this.#isMine(fact));
    const cases = sideBySide ? byCase(mine) : [mine];
    await inLanes(cases, async (facts) => {
      for (const fact of facts) await this.#handle(fact);
    });
    await this.reads.write(this.#build, [], position, this.#bookmark);
    this.#bookmark = position;
  }

  async #handle(fact: RecordedFact): Promise<void> {
    try {
      await this.react(fact);
    } catch (error) {
      if (storeTroubleOf(error)) throw error;
      await this.parking.park(this.name, fact.id, fact, reasonOf(error));
    }
  }

  /** Orders what follows from a fact; a refusal is an answer. */
  async react(fact: RecordedFact): Promise<void> {
    for (const order of ordersOf(this.reaction, fact, this.clock.now())) {
      const outcome = await this.router.submit(order);
      if (!outcome.ok && 'conflict' in outcome) throw new RaceLost(order.type);
    }
  }
}
