import type { Instant } from '@heatledger/kernel';
import type { KnownRules, RulesInForce } from '@heatledger/rulebook';
import { nobodyKnown, type HouseholdFacts, type People } from '@heatledger/vocabulary';

/** What command handlers look up for decisions: the rules in force and the household, both as of an instant. */
export abstract class Surroundings {
  /** Views that are looked into: a command waits for what was written for them just before. */
  readonly views: readonly string[] = [];
  /** The company's zone. */
  abstract readonly zone: string;
  abstract rulesAt(at: Instant): Promise<RulesInForce>;
  /** Every pack and every year that is known now. */
  abstract known(): Promise<Required<Omit<KnownRules, 'now'>>>;
  /** Crews and staff of the organisation's registers. */
  people(): Promise<People> {
    return Promise.resolve(nobodyKnown);
  }
  /** The rules in force, and who is known. */
  async worldAt(at: Instant): Promise<RulesInForce & { readonly people: People }> {
    const [rules, people] = await Promise.all([this.rulesAt(at), this.people()]);
    return { ...rules, people };
  }
  abstract household(householdId: string, at: Instant): Promise<HouseholdFacts | null>;
}
