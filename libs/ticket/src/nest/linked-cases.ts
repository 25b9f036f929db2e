import { EventStore } from '@heatledger/event-store';
import { evolveOne, type Decider, type Fact, type Message } from '@heatledger/kernel';
import { FactCodec } from '@heatledger/runtime';
import type { TicketKind } from '@heatledger/vocabulary';
import { Injectable } from '@nestjs/common';
import { complaint } from '../domain/complaint.js';
import { linkedCaseOf, type LinkedCase } from '../domain/linked-case.js';
import { repair } from '../domain/repair.js';

/** Merges behind one another that are followed; a ring ends sooner. */
const LONGEST_CHAIN = 100;

/** Tickets that an order points at, as they stand in the log itself. */
@Injectable()
export class LinkedCases {
  constructor(
    private readonly store: EventStore,
    private readonly codec: FactCodec,
  ) {}

  /** The ticket as it stands, if there is one of that kind; enquiries are pointed at by nobody. */
  async find(kind: TicketKind, ticketId: string): Promise<LinkedCase | undefined> {
    if (kind === 'repair') return linkedCaseOf(await this.#folded(repair, `repair-${ticketId}`));
    return kind === 'complaint' ? linkedCaseOf(await this.#folded(complaint, `complaint-${ticketId}`)) : undefined;
  }

  /** The tickets into which this one is merged, one after another. */
  async onward(kind: TicketKind, from: LinkedCase | undefined): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let next = from; next?.phase === 'merged' && next.survivorId !== undefined && ids.length < LONGEST_CHAIN; next = await this.find(kind, next.survivorId)) {
      if (ids.includes(next.survivorId)) break;
      ids.push(next.survivorId);
    }
    return ids;
  }

  async #folded<C extends Message, S, E extends Message, R extends string, W>(decider: Decider<C, S, E, R, W>, stream: string): Promise<S> {
    let state = decider.initial;
    for await (const event of this.store.read(stream)) state = evolveOne(decider.evolve, state, this.codec.fact(event) as Fact as Fact<E>);
    return state;
  }
}
