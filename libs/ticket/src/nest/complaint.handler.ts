import type { Order } from '@heatledger/kernel';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { LinkedCase } from '../domain/linked-case.js';
import type { ComplaintCommand } from '../domain/complaint.commands.js';
import { complaint } from '../domain/complaint.js';
import { placeOf } from './place-of.js';
import { LinkedCases } from './linked-cases.js';

/** The other ticket that the order points at. */
const linkedBy = async ({ type, data }: Order<ComplaintCommand>, cases: LinkedCases): Promise<LinkedCase | undefined> => {
  if (type === 'LinkComplaintAsRepeat') return cases.find('complaint', data.earlierId);
  if (type !== 'CloseComplaint' || data.exit !== 'repeat-without-new-facts') return undefined;
  const earlierId = data.earlierId ?? (await cases.find('complaint', data.ticketId))?.earlierId;
  return earlierId === undefined ? undefined : cases.find('complaint', earlierId);
};

export class SubmitComplaint extends Command<Outcome> {
  constructor(readonly order: Order<ComplaintCommand>) {
    super();
  }
}

@CommandHandler(SubmitComplaint)
export class ComplaintCommandHandler implements ICommandHandler<SubmitComplaint> {
  readonly #submit: (order: Order<ComplaintCommand>) => Promise<Outcome>;

  constructor(ledger: Ledger, surroundings: Surroundings, cases: LinkedCases) {
    this.#submit = ledger.decideOn(complaint, async (order, standing) => ({
      ...(await surroundings.worldAt(order.meta.at, await placeOf(order, standing))),
      linked: await linkedBy(order, cases),
    }));
  }

  execute({ order }: SubmitComplaint): Promise<Outcome> {
    return this.#submit(order);
  }
}
