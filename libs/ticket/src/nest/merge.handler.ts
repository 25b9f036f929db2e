import { EventStore } from '@heatledger/event-store';
import type { Order } from '@heatledger/kernel';
import { Clock, CommandRouter, eventIdOf, FactCodec, Ledger, ordersOf, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { merges, NoteUnmerge, type MergeCommand, type MergeWorld } from '../domain/merge.js';
import { carryOutMerges } from '../reactions/carry-out-merges.reaction.js';
import { LinkedCases } from './linked-cases.js';

export class SubmitMerge extends Command<Outcome> {
  constructor(readonly order: Order<MergeCommand>) {
    super();
  }
}

/** Decides on a merge where all merges are known, and answers once the tickets themselves say so. */
@CommandHandler(SubmitMerge)
export class MergeCommandHandler implements ICommandHandler<SubmitMerge> {
  readonly #submit: (order: Order<MergeCommand>) => Promise<Outcome>;

  constructor(
    ledger: Ledger,
    private readonly cases: LinkedCases,
    private readonly store: EventStore,
    private readonly codec: FactCodec,
    private readonly router: CommandRouter,
    private readonly clock: Clock,
  ) {
    this.#submit = ledger.decideOn(merges, (order) => this.#worldOf(order));
  }

  async execute({ order }: SubmitMerge): Promise<Outcome> {
    const { expected, ...meta } = order.meta;
    const stale = await this.#staleness(order, expected);
    if (stale) return stale;
    const agreed = await this.#submit({ ...order, meta });
    if (!agreed.ok) return agreed;
    return agreed.events === 0 ? this.#asItStands(order, agreed) : this.#carriedOut(order, agreed);
  }

  async #worldOf({ data }: Order<MergeCommand>): Promise<MergeWorld> {
    const { ticketKind, ticketId } = data;
    const survivorId = 'survivorId' in data ? data.survivorId : undefined;
    const survivor = survivorId === undefined ? undefined : await this.cases.find(ticketKind, survivorId);
    return { ticket: await this.cases.find(ticketKind, ticketId), survivor, onward: await this.cases.onward(ticketKind, survivor) };
  }

  /** What the caller saw is a revision of the ticket, not of the merges; a command that was carried out before is answered as before. */
  async #staleness(order: Order<MergeCommand>, expected: Order['meta']['expected']): Promise<Outcome | undefined> {
    if (expected === undefined) return undefined;
    const head = await this.store.head(streamOf(order));
    const actual = head?.revision ?? 'none';
    if (typeof expected === 'object' ? actual !== 'none' && expected.includes(actual) : expected === actual) return undefined;
    for await (const { metadata } of this.store.read(merges.streamOf(order))) if (metadata.command === order.meta.id) return undefined;
    return { ok: false, conflict: { actual } };
  }

  async #asItStands(order: Order<MergeCommand>, agreed: Extract<Outcome, { ok: true }>): Promise<Outcome> {
    const stream = streamOf(order);
    const head = await this.store.head(stream);
    return head ? { ...agreed, stream, revision: head.revision } : agreed;
  }

  /** Orders what the reaction orders, under the same ids, so that it is done once, whoever comes first. */
  async #carriedOut(order: Order<MergeCommand>, agreed: Extract<Outcome, { ok: true }>): Promise<Outcome> {
    const ids = new Set(Array.from({ length: agreed.events }, (_, index) => eventIdOf(order.meta.id, index)));
    const outcomes: Outcome[] = [];
    for await (const event of this.store.read(agreed.stream, { from: agreed.revision - agreed.events + 1, to: agreed.revision })) {
      if (!ids.has(event.id)) continue;
      for (const next of ordersOf(carryOutMerges, this.codec.open(event), this.clock.now())) {
        outcomes.push(await this.router.submit(next));
      }
    }
    const [answer] = outcomes;
    if (!answer) return this.#asItStands(order, agreed);
    if (answer.ok) return { ...answer, position: this.#last(answer, outcomes), repeated: agreed.repeated };
    if ('rejected' in answer && order.type === 'AgreeMerge') await this.#letGo(order);
    return answer;
  }

  /** Where the last of it stands, so that a reader who waits for it sees both tickets. */
  #last(answer: Extract<Outcome, { ok: true }>, outcomes: readonly Outcome[]): string {
    const positions = outcomes.flatMap((outcome) => (outcome.ok && outcome.events > 0 ? [outcome.position] : []));
    return positions.reduce((last, next) => (this.store.compare(next, last) > 0 ? next : last), answer.position);
  }

  /** The ticket closed in the same moment: the merge does not hold. */
  async #letGo({ data: { ticketKind, ticketId }, meta }: Order<MergeCommand>): Promise<void> {
    const undo = NoteUnmerge({ ticketKind, ticketId, reason: '并案未能执行' });
    const { fingerprint: _fingerprint, expected: _expected, ...rest } = meta;
    await this.#submit({ ...undo, meta: { ...rest, id: eventIdOf(meta.id, 99), actor: { id: carryOutMerges.name, role: 'system' } } });
  }
}

const streamOf = ({ data: { ticketKind, ticketId } }: Order<MergeCommand>): string => `${ticketKind}-${ticketId}`;
