import { householdAt, householdFile, type HouseholdFileDoc } from '@heatledger/customer';
import type { Instant } from '@heatledger/kernel';
import type { ReadStore } from '@heatledger/read-store';
import { Surroundings } from '@heatledger/runtime';
import type { RulesInForce } from '@heatledger/rulebook';
import { lastSeasonAt, seasonCalendar, type SeasonCalendarDoc } from '@heatledger/season';
import type { HouseholdFacts } from '@heatledger/vocabulary';
import { packFor } from './packs.js';

/** A company has some dozens of seasons. */
const SEASONS = 1000;

/** What decisions may know of the world, read from the season calendar and the customer archive. */
export class ProjectedSurroundings extends Surroundings {
  constructor(private readonly reads: ReadStore) {
    super();
  }

  /** The season that holds or was heated last, and the pack it named; the default pack where no season is known. */
  async rulesAt(at: Instant): Promise<RulesInForce> {
    const { docs } = await this.reads.find<SeasonCalendarDoc>(seasonCalendar.name, { index: 'by-start', order: 'descending', limit: SEASONS });
    const season = lastSeasonAt(docs.map(({ doc }) => doc), at);
    return { pack: packFor(season, at), season };
  }

  async household(householdId: string, at: Instant): Promise<HouseholdFacts | null> {
    const stored = await this.reads.get<HouseholdFileDoc>(householdFile.name, householdId);
    return stored && householdAt(stored.doc, at);
  }
}
