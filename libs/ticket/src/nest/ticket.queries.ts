import { ReadStore, type FindQuery, type Found, type Stored } from '@heatledger/read-store';
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

export const ticketQueries = [FindQueueHandler, FindCardsHandler, GetCardHandler, FindResponsesHandler];
