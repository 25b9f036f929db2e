import { householdAt, householdFile, type HouseholdFileDoc } from '@heatledger/customer';
import type { Instant } from '@heatledger/kernel';
import { areaRegister, crewRegister, staffRegister, type AreaDoc, type CrewDoc, type StaffDoc } from '@heatledger/organisation';
import type { ReadStore } from '@heatledger/read-store';
import { Surroundings } from '@heatledger/runtime';
import { packs, type KnownRules, type RulePack, type RulesInForce, type WorkCalendar } from '@heatledger/rulebook';
import { lastSeasonAt, packsKnown, seasonNow, rulePackRegister, seasonCalendar, workCalendars, yearsKnown, type RulePackDoc, type SeasonCalendarDoc, type WorkCalendarDoc } from '@heatledger/season';
import { areaOf, type HouseholdFacts, type KnownArea, type People, type Place, type SeasonFacts } from '@heatledger/vocabulary';
import { KeptView } from './kept-view.js';
import { packInForce } from './packs.js';

/** A company has some dozens of seasons, years and packs. */
const ALL = 1000;

/** What decisions may know of the world, read from the season calendar, the rules entered since and the customer archive. */
export class ProjectedSurroundings extends Surroundings {
  override readonly views = [seasonCalendar.name, rulePackRegister.name, workCalendars.name, householdFile.name, areaRegister.name, crewRegister.name, staffRegister.name];
  readonly #seasons: KeptView<SeasonCalendarDoc, readonly SeasonCalendarDoc[]>;
  readonly #packs: KeptView<RulePackDoc, readonly RulePack[]>;
  readonly #areas: KeptView<AreaDoc, readonly KnownArea[]>;
  readonly #crews: KeptView<CrewDoc, People['crews']>;
  readonly #staff: KeptView<StaffDoc, People['staff']>;
  readonly #years: KeptView<WorkCalendarDoc, WorkCalendar>;

  constructor(
    private readonly reads: ReadStore,
    readonly zone: string,
  ) {
    super();
    this.#seasons = new KeptView(reads, seasonCalendar.name, { index: 'by-start', order: 'descending', limit: ALL }, (docs) => docs);
    this.#packs = new KeptView(reads, rulePackRegister.name, { index: 'by-pack', limit: ALL }, (docs) => (docs.length === 0 ? packs() : packsKnown(docs)));
    this.#years = new KeptView(reads, workCalendars.name, { index: 'by-year', limit: ALL }, (docs) => yearsKnown(docs));
    this.#areas = new KeptView(reads, areaRegister.name, { index: 'by-code', limit: ALL }, (docs) => docs);
    this.#crews = new KeptView(reads, crewRegister.name, { index: 'by-code', limit: ALL }, (docs) => new Map(docs.map((doc) => [doc.code, doc])));
    this.#staff = new KeptView(reads, staffRegister.name, { index: 'by-account', limit: ALL }, (docs) => new Map(docs.map((doc) => [doc.account, doc])));
  }

  /** The season that holds or was heated last in the area of the place, and the pack it named; where none is known, the pack usual there. */
  async rulesAt(at: Instant, place?: Place): Promise<RulesInForce> {
    const [seasons, known, areas] = await Promise.all([this.#seasons.value(), this.known(), this.#areas.value()]);
    const area = areaOf(areas, place);
    const season = lastSeasonAt(seasons, at, area ? { area: [area.code, area.name] } : {});
    return { pack: packInForce(season, at, known, area?.packId), season, years: known.years, zone: this.zone };
  }

  override areas(): Promise<readonly KnownArea[]> {
    return this.#areas.value();
  }

  override async seasons(): Promise<readonly SeasonFacts[]> {
    return (await this.#seasons.value()).map(seasonNow);
  }

  async known(): Promise<Required<Omit<KnownRules, 'now'>>> {
    const [adopted, years] = await Promise.all([this.#packs.value(), this.#years.value()]);
    return { packs: adopted, years, zone: this.zone };
  }

  override async people(): Promise<People> {
    const [crews, staff] = await Promise.all([this.#crews.value(), this.#staff.value()]);
    return { crews, staff };
  }

  async household(householdId: string, at: Instant): Promise<HouseholdFacts | null> {
    const stored = await this.reads.get<HouseholdFileDoc>(householdFile.name, householdId);
    return stored && householdAt(stored.doc, this.zone, at);
  }
}
