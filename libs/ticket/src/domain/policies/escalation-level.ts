import type { Instant, RuleRef } from '@heatledger/kernel';
import { escalationLevel, type RulesInForce } from '@heatledger/rulebook';
import type { ClockName } from '@heatledger/vocabulary';

/** To which level: as a person states it, or as the rules say for a broken promise of time. */
export type EscalationTarget = { readonly level: number; readonly clock?: undefined } | { readonly level?: undefined; readonly clock: ClockName };

/** The level a ticket is brought to and the rule behind it, where one is; nothing where the rules name none for that clock. */
export const targetLevel = (
  { level, clock }: EscalationTarget,
  rules: RulesInForce,
  at: Instant,
): { readonly level: number; readonly rule?: RuleRef } | null => (level === undefined ? escalationLevel(rules, clock, at) : { level });
