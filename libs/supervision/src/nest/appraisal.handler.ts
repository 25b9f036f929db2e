import type { Order } from '@heatledger/kernel';
import { ReadStore } from '@heatledger/read-store';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import { endOfDayIn } from '@heatledger/vocabulary';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppraisalCommand } from '../domain/appraisal.commands.js';
import { appraisal } from '../domain/appraisal.js';
import type { AppraisalWorld } from '../domain/policies/grounds.js';
import { AUDIT_TRAIL } from '../projections/audit-trail.projection.js';

export class SubmitAppraisal extends Command<Outcome> {
  constructor(readonly order: Order<AppraisalCommand>) {
    super();
  }
}

/** The ids of facts that a command rests on. */
const namedBy = ({ type, data }: AppraisalCommand): readonly string[] => {
  const lists = type === 'PublishAppraisal' ? [data.items, data.vetoes] : type === 'ReviseAppraisal' ? [data.add, data.vetoes ?? []] : [];
  return [...new Set(lists.flatMap((list: readonly { readonly eventId: string }[]) => list.map(({ eventId }) => eventId)))];
};

@CommandHandler(SubmitAppraisal)
export class AppraisalCommandHandler implements ICommandHandler<SubmitAppraisal> {
  readonly #submit: (order: Order<AppraisalCommand>) => Promise<Outcome>;

  constructor(
    ledger: Ledger,
    private readonly surroundings: Surroundings,
    private readonly reads: ReadStore,
  ) {
    this.#submit = ledger.decideOn(appraisal, (order) => this.#world(order));
  }

  execute({ order }: SubmitAppraisal): Promise<Outcome> {
    return this.#submit(order);
  }

  async #world(order: Order<AppraisalCommand>): Promise<AppraisalWorld> {
    const { at } = order.meta;
    const found = await this.reads.getMany(AUDIT_TRAIL, namedBy(order));
    const rules = await this.surroundings.rulesAt(order.type === 'PublishAppraisal' ? endOfDayIn(this.surroundings.zone, order.data.to) : at);
    const { packs } = await this.surroundings.known();
    const people = await this.surroundings.people();
    return { rules, known: packs, people, recorded: new Set(found.map(({ key }) => key)) };
  }
}
