import { householdAt, householdFile, type HouseholdFileDoc } from '@heatledger/customer';
import type { Instant } from '@heatledger/kernel';
import type { ReadStore, Stored } from '@heatledger/read-store';
import { Surroundings } from '@heatledger/runtime';
import { packs, type KnownRules, type RulePack, type RulesInForce } from '@heatledger/rulebook';
import { lastSeasonAt, packsKnown, rulePackRegister, seasonCalendar, workCalendars, yearsKnown, type RulePackDoc, type SeasonCalendarDoc, type WorkCalendarDoc } from '@heatledger/season';
import type { HouseholdFacts } from '@heatledger/vocabulary';
import { packInForce } from './packs.js';

/** A company has some dozens of seasons, years and packs. */
const ALL = 1000;

/** What decisions may know of the world, read from the season calendar and the customer archive. */
export class ProjectedSurroundings extends Surroundings {
  /** Packs as last read, and from which documents: their text is long. */
  #read = { of: '', packs: packs() };

  constructor(private readonly reads: ReadStore) {
    super();
  }

  /** The season that holds or was heated last, and the pack it named; the default pack where no season is known. */
  async rulesAt(at: Instant): Promise<RulesInForce> {
    const [{ docs }, known] = await Promise.all([this.reads.find<SeasonCalendarDoc>(seasonCalendar.name, { index: 'by-start', order: 'descending', limit: ALL }), this.known()]);
    const season = lastSeasonAt(docs.map(({ doc }) => doc), at);
    return { pack: packInForce(season, at, known.packs), season, years: known.years };
  }

  async known(): Promise<Required<KnownRules>> {
    const [adopted, entered] = await Promise.all([
      this.reads.find<RulePackDoc>(rulePackRegister.name, { index: 'by-pack', limit: ALL }),
      this.reads.find<WorkCalendarDoc>(workCalendars.name, { index: 'by-year', limit: ALL }),
    ]);
    return { packs: this.#packs(adopted.docs), years: yearsKnown(entered.docs.map(({ doc }) => doc)) };
  }

  #packs(docs: readonly Stored<RulePackDoc>[]): readonly RulePack[] {
    const of = docs.map(({ key, position }) => `${key}@${position}`).join();
    if (of !== this.#read.of) this.#read = { of, packs: packsKnown(docs.map(({ doc }) => doc)) };
    return this.#read.packs;
  }

  async household(householdId: string, at: Instant): Promise<HouseholdFacts | null> {
    const stored = await this.reads.get<HouseholdFileDoc>(householdFile.name, householdId);
    return stored && householdAt(stored.doc, at);
  }
}
