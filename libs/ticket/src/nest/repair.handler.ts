import type { Order } from '@heatledger/kernel';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { LinkedCase } from '../domain/linked-case.js';
import type { RepairCommand } from '../domain/repair.commands.js';
import { repair } from '../domain/repair.js';
import { placeOf } from './place-of.js';
import { LinkedCases } from './linked-cases.js';

/** The other ticket that the order points at. */
const linkedBy = async ({ type, data }: Order<RepairCommand>, cases: LinkedCases): Promise<LinkedCase | undefined> => {
  if (type === 'LinkRepairAsRepeat') return cases.find('repair', data.earlierId);
  if (type !== 'CloseRepair') return undefined;
  if (data.complaintId !== undefined) return cases.find('complaint', data.complaintId);
  const own = data.exit === 'duplicate' ? await cases.find('repair', data.ticketId) : undefined;
  return own?.earlierId === undefined ? undefined : cases.find('repair', own.earlierId);
};

export class SubmitRepair extends Command<Outcome> {
  constructor(readonly order: Order<RepairCommand>) {
    super();
  }
}

@CommandHandler(SubmitRepair)
export class RepairCommandHandler implements ICommandHandler<SubmitRepair> {
  readonly #submit: (order: Order<RepairCommand>) => Promise<Outcome>;

  constructor(ledger: Ledger, surroundings: Surroundings, cases: LinkedCases) {
    this.#submit = ledger.decideOn(repair, async (order, standing) => ({
      ...(await surroundings.worldAt(order.meta.at, await placeOf(order, standing))),
      linked: await linkedBy(order, cases),
    }));
  }

  execute({ order }: SubmitRepair): Promise<Outcome> {
    return this.#submit(order);
  }
}
