import type { RulesInForce } from '@heatledger/rulebook';
import type { People } from '@heatledger/vocabulary';
import type { LinkedCase } from './linked-case.js';

/**
 * What decisions on tickets may know: the rules in force, who is known (everybody may be anybody where nobody is), and
 * the other ticket that an order points at, if anybody knows it.
 */
export interface TicketWorld extends RulesInForce {
  readonly people?: People | undefined;
  readonly linked?: LinkedCase | undefined;
}
