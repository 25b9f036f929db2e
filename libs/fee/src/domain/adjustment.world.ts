import type { Instant, Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import type { HouseholdFacts, People } from '@heatledger/vocabulary';
import type { AdjustmentCommand } from './adjustment.commands.js';

/** What decisions about an adjustment look up: rules and archive as they stood at the basis. */
export interface FeeWorld {
  readonly rules: RulesInForce;
  readonly household: HouseholdFacts | null;
  /** Who is known; each account a person where nobody is. */
  readonly people?: People | undefined;
}

/** The instant by whose rules and archive a command is judged: the start of the failing span where one is named. */
export const basisInstant = ({ data, meta }: Order<AdjustmentCommand>): Instant => ('from' in data && data.from !== undefined ? data.from : meta.at);
