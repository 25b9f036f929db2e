import type { Instant } from '@heatledger/kernel';
import type { KnownRules, RulesInForce } from '@heatledger/rulebook';
import { nobodyKnown, type HouseholdFacts, type KnownArea, type People, type Place, type SeasonFacts } from '@heatledger/vocabulary';

/** What command handlers look up for decisions: the rules in force and the household, both as of an instant. */
export abstract class Surroundings {
  /** Views that are looked into: a command waits for what was written for them just before. */
  readonly views: readonly string[] = [];
  /** The company's zone. */
  abstract readonly zone: string;
  /** The rules in force in the area of a place; in the company's default area where no place is named. */
  abstract rulesAt(at: Instant, place?: Place): Promise<RulesInForce>;
  /** Every pack and every year that is known now. */
  abstract known(): Promise<Required<Omit<KnownRules, 'now'>>>;
  /** Areas that are registered. */
  areas(): Promise<readonly KnownArea[]> {
    return Promise.resolve([]);
  }
  /** Every season as it stands now. */
  seasons(): Promise<readonly SeasonFacts[]> {
    return Promise.resolve([]);
  }
  /** Crews and staff of the organisation's registers. */
  people(): Promise<People> {
    return Promise.resolve(nobodyKnown);
  }
  /** The rules in force, and who is known. */
  async worldAt(at: Instant, place?: Place): Promise<RulesInForce & { readonly people: People }> {
    const [rules, people] = await Promise.all([this.rulesAt(at, place), this.people()]);
    return { ...rules, people };
  }
  abstract household(householdId: string, at: Instant): Promise<HouseholdFacts | null>;
}
