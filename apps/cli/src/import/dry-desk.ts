import { decide, evolveOne, type Draft, type Fact, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import type { Outcome } from '@heatledger/runtime';
import { complaint, type Complaint, type ComplaintCommand, type ComplaintEvent } from '@heatledger/ticket';
import type { Say } from '../language.js';
import { DEFAULT_ZONE, tellingIn } from '@heatledger/vocabulary';
import type { Desk } from './orders.js';

/** What is known before anything is imported. */
export interface Standing {
  /** The facts of a request so far. */
  factsOf(stream: string): AsyncIterable<Fact<ComplaintEvent>>;
  rulesAt(at: string): Promise<RulesInForce>;
  now(): string;
  /** In whose time facts are told. */
  readonly zone: string;
}

/** A request as it would be recorded, told fact by fact. */
export interface Sample {
  readonly request: string;
  readonly facts: readonly { readonly at: string; readonly sentence: string }[];
}

/** Requests whose facts are shown. */
const SAMPLES = 5;

interface Folded {
  readonly state: Complaint;
  readonly revision: number;
}

/** Decides as the ledger would, remembers what would have been recorded, and records nothing. */
export class DryDesk implements Desk {
  readonly zone = DEFAULT_ZONE;
  readonly samples: Sample[] = [];
  readonly #known = new Map<string, Folded>();

  constructor(
    readonly standing: Standing,
    readonly say: Say,
  ) {}

  now(): string {
    return this.standing.now();
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }

  async submit(order: Order<ComplaintCommand>): Promise<Outcome> {
    const stream = complaint.streamOf(order);
    const before = this.#known.get(stream) ?? (await this.#folded(stream));
    const decision = decide(complaint, before.state, order, await this.standing.rulesAt(order.meta.at));
    if (!decision.accepted)
      return { ok: false, rejected: decision.code, ...(decision.detail ? { detail: decision.detail } : {}) };
    for (const { type, data } of decision.events) {
      const faults = complaint.kinds.find((kind) => kind.type === type)?.schema.safeParse(data).error?.issues;
      if (faults) return { ok: false, rejected: 'fact/invalid', detail: { fact: type, faults } };
    }
    const after = decision.events.reduce<Folded>(
      ({ state, revision }, draft) => ({
        state: evolveOne(complaint.evolve, state, factOf(draft, order)),
        revision: revision + 1,
      }),
      before,
    );
    this.#known.set(stream, after);
    this.#show(order, decision.events);
    return {
      ok: true,
      stream,
      revision: after.revision,
      position: '',
      events: decision.events.length,
      repeated: false,
    };
  }

  async #folded(stream: string): Promise<Folded> {
    let folded: Folded = { state: complaint.initial, revision: -1 };
    for await (const fact of this.standing.factsOf(stream))
      folded = { state: evolveOne(complaint.evolve, folded.state, fact), revision: folded.revision + 1 };
    return folded;
  }

  #show({ data, meta }: Order<ComplaintCommand>, drafts: readonly Draft<ComplaintEvent>[]): void {
    if (this.samples.length >= SAMPLES || drafts.length === 0 || !('externalId' in data)) return;
    const telling = tellingIn(this.standing.zone);
    const facts = drafts.map(({ type, data: told, at = meta.at }) => {
      const sentences = complaint.kinds.find((kind) => kind.type === type)?.say;
      return { at, sentence: sentences ? this.say(sentences.zh(told, telling), sentences.en(told, telling)) : type };
    });
    this.samples.push({ request: data.externalId, facts });
  }
}

const factOf = (draft: Draft<ComplaintEvent>, { meta: { at, actor, channel } }: Order): Fact<ComplaintEvent> => {
  const { at: own = at, rule, ...event } = draft;
  const fact: Fact = { ...event, meta: { at: own, actor, channel, rule } };
  return fact as Fact<ComplaintEvent>;
};
