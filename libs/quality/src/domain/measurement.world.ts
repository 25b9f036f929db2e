import type { RulesInForce } from '@heatledger/rulebook';
import type { HouseholdFacts } from '@heatledger/vocabulary';

/** What a verdict looks up: rules and archive as they stood when the room was measured. */
export interface QualityWorld {
  readonly rules: RulesInForce;
  readonly household: HouseholdFacts | null;
}
