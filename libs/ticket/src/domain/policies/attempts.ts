import type { Instant } from '@heatledger/kernel';
import { dayFrom, type RulesInForce } from '@heatledger/rulebook';

/** Attempts on different days before somebody counts as unreachable. Source: domain notes §3.3 [D]. */
export const ATTEMPT_DAYS = 3;

/** On how many of the company's days it was tried. */
export const daysOf = (attempts: readonly Instant[], rules: RulesInForce): number => new Set(attempts.map((at) => dayFrom(rules, at))).size;
