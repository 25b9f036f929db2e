import type { Order } from '@heatledger/kernel';
import { Ledger, Surroundings, type Outcome } from '@heatledger/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { SeasonCommand } from '../domain/season.commands.js';
import { season } from '../domain/season.js';

export class SubmitSeason extends Command<Outcome> {
  constructor(readonly order: Order<SeasonCommand>) {
    super();
  }
}

@CommandHandler(SubmitSeason)
export class SeasonCommandHandler implements ICommandHandler<SubmitSeason> {
  readonly #submit: (order: Order<SeasonCommand>) => Promise<Outcome>;

  constructor(ledger: Ledger, surroundings: Surroundings) {
    this.#submit = ledger.decideOn(season, async () => {
      const [{ packs: known }, areas, seasons] = await Promise.all([surroundings.known(), surroundings.areas(), surroundings.seasons()]);
      return { known, zone: surroundings.zone, areas, seasons };
    });
  }

  execute({ order }: SubmitSeason): Promise<Outcome> {
    return this.#submit(order);
  }
}
