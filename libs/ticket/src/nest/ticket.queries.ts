import { EventStore } from '@heatledger/event-store';
import type { DataClass, Instant } from '@heatledger/kernel';
import { ReadStore, type FindQuery, type Found, type Stored } from '@heatledger/read-store';
import { FactCodec } from '@heatledger/runtime';
import { maskedData } from '@heatledger/vocabulary';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ResponseRecord } from '../projections/response-record.js';
import { responseRecord } from '../projections/response-record.projection.js';
import type { TicketCard } from '../projections/ticket-card.js';
import { ticketCard } from '../projections/ticket-card.projection.js';
import { ticketQueue, type QueueEntry } from '../projections/ticket-queue.projection.js';

export class FindQueue extends Query<Found<QueueEntry>> {
  constructor(readonly question: FindQuery) {
    super();
  }
}

@QueryHandler(FindQueue)
export class FindQueueHandler implements IQueryHandler<FindQueue> {
  constructor(private readonly reads: ReadStore) {}

  execute({ question }: FindQueue): Promise<Found<QueueEntry>> {
    return this.reads.find<QueueEntry>(ticketQueue.name, question);
  }
}

export class FindCards extends Query<Found<TicketCard>> {
  constructor(readonly question: FindQuery) {
    super();
  }
}

@QueryHandler(FindCards)
export class FindCardsHandler implements IQueryHandler<FindCards> {
  constructor(private readonly reads: ReadStore) {}

  execute({ question }: FindCards): Promise<Found<TicketCard>> {
    return this.reads.find<TicketCard>(ticketCard.name, question);
  }
}

export class GetCard extends Query<Stored<TicketCard> | null> {
  constructor(readonly ticketId: string) {
    super();
  }
}

@QueryHandler(GetCard)
export class GetCardHandler implements IQueryHandler<GetCard> {
  constructor(private readonly reads: ReadStore) {}

  execute({ ticketId }: GetCard): Promise<Stored<TicketCard> | null> {
    return this.reads.get<TicketCard>(ticketCard.name, ticketId);
  }
}

export class FindResponses extends Query<Found<ResponseRecord>> {
  constructor(readonly question: FindQuery) {
    super();
  }
}

@QueryHandler(FindResponses)
export class FindResponsesHandler implements IQueryHandler<FindResponses> {
  constructor(private readonly reads: ReadStore) {}

  execute({ question }: FindResponses): Promise<Found<ResponseRecord>> {
    return this.reads.find<ResponseRecord>(responseRecord.name, question);
  }
}

/** What the requester said, as a reader with the given data classes may see it. */
export interface OpeningWords {
  readonly type: string;
  readonly at: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

export class ReadOpeningWords extends Query<OpeningWords | null> {
  constructor(
    readonly stream: string,
    readonly open: readonly DataClass[],
  ) {
    super();
  }
}

/** Reads the words from the log itself, since no screen keeps them. */
@QueryHandler(ReadOpeningWords)
export class ReadOpeningWordsHandler implements IQueryHandler<ReadOpeningWords> {
  constructor(
    private readonly store: EventStore,
    private readonly codec: FactCodec,
  ) {}

  async execute({ stream, open }: ReadOpeningWords): Promise<OpeningWords | null> {
    for await (const event of this.store.read(stream, { from: 0, to: 0 })) {
      const fact = this.codec.open(event);
      const data = maskedData(this.codec.kindOf(fact.type), fact.data as Readonly<Record<string, unknown>>, open);
      return { type: fact.type, at: fact.meta.at, data };
    }
    return null;
  }
}

export const ticketQueries = [ReadOpeningWordsHandler, FindQueueHandler, FindCardsHandler, GetCardHandler, FindResponsesHandler];
