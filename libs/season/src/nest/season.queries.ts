import type { Instant } from '@heatledger/kernel';
import { ReadStore, type FindQuery, type Found, type Stored } from '@heatledger/read-store';
import type { SeasonFacts } from '@heatledger/vocabulary';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { seasonAt, type SeasonView } from '../projections/season-at.js';
import { seasonCalendar, type SeasonCalendarDoc } from '../projections/season-calendar.projection.js';

export class FindSeasons extends Query<Found<SeasonCalendarDoc>> {
  constructor(readonly question: FindQuery) {
    super();
  }
}

@QueryHandler(FindSeasons)
export class FindSeasonsHandler implements IQueryHandler<FindSeasons> {
  constructor(private readonly reads: ReadStore) {}

  execute({ question }: FindSeasons): Promise<Found<SeasonCalendarDoc>> {
    return this.reads.find<SeasonCalendarDoc>(seasonCalendar.name, question);
  }
}

export class GetSeason extends Query<Stored<SeasonCalendarDoc> | null> {
  constructor(readonly seasonId: string) {
    super();
  }
}

@QueryHandler(GetSeason)
export class GetSeasonHandler implements IQueryHandler<GetSeason> {
  constructor(private readonly reads: ReadStore) {}

  execute({ seasonId }: GetSeason): Promise<Stored<SeasonCalendarDoc> | null> {
    return this.reads.get<SeasonCalendarDoc>(seasonCalendar.name, seasonId);
  }
}

export class FindSeasonAt extends Query<SeasonFacts | null> {
  constructor(
    readonly at: Instant,
    readonly view: SeasonView,
  ) {
    super();
  }
}

const SEASONS = 1000;

/** Looks through the whole calendar: a company has some dozens of seasons. */
@QueryHandler(FindSeasonAt)
export class FindSeasonAtHandler implements IQueryHandler<FindSeasonAt> {
  constructor(private readonly reads: ReadStore) {}

  async execute({ at, view }: FindSeasonAt): Promise<SeasonFacts | null> {
    const { docs } = await this.reads.find<SeasonCalendarDoc>(seasonCalendar.name, { index: 'by-start', order: 'descending', limit: SEASONS });
    return seasonAt(
      docs.map(({ doc }) => doc),
      at,
      view,
    );
  }
}

export const seasonQueries = [FindSeasonsHandler, GetSeasonHandler, FindSeasonAtHandler];
