import type { Instant, RuleRef } from '@heatledger/kernel';
import { escalationLevel, type RulesInForce } from '@heatledger/rulebook';
import type { ClockName } from '@heatledger/vocabulary';

/** To which level: as a person states it, or as the rules say for a broken promise of time. */
export type EscalationTarget = { readonly level: number; readonly clock?: undefined } | { readonly level?: undefined; readonly clock: ClockName; readonly round: number };

/** The level a ticket is brought to and the rule behind it, where one is; nothing where the rules name none for that clock. */
export const targetLevel = (
  { level, clock }: EscalationTarget,
  rules: RulesInForce,
  at: Instant,
): { readonly level: number; readonly rule?: RuleRef } | null => (level === undefined ? escalationLevel(rules, clock, at) : { level });

/** A broken promise of a round that is over: nobody is brought in for it, whenever it is heard of. */
export const isOfPastRound = (target: EscalationTarget, { round }: { readonly round: number }): boolean =>
  target.level === undefined && target.round < round;

/** A broken promise of a ticket that goes on under another one is brought up all the same, so that it is not brought up later. */
export const isBroughtUpThough = (target: EscalationTarget, { phase }: { readonly phase: string }): boolean =>
  target.level === undefined && phase === 'merged';
