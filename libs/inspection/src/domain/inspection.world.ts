import type { RulesInForce } from '@heatledger/rulebook';
import type { People } from '@heatledger/vocabulary';

/** What decisions on inspections may know: the rules in force, and who is known; everybody may be anybody where nobody is. */
export interface InspectionWorld extends RulesInForce {
  readonly people?: People | undefined;
}
