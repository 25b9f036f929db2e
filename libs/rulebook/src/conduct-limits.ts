import type { Instant, RuleRef } from '@heatledger/kernel';
import { plusMinutesIn, type ClockName, type PauseReason } from '@heatledger/vocabulary';
import type { FindingSeverity } from './conduct-rules.js';
import { citing } from './deadlines.js';
import { missing } from './refusals.js';
import { lineage, zoneOf } from './registry.js';
import type { Ruled, RulesInForce } from './rules.js';

/** A due time outside the clocks of a ticket. */
export interface Due {
  readonly due: Instant;
  readonly rule: RuleRef;
}

/** To which level a broken promise of time goes, under the nearest pack of the line that has such a rule; nothing where it names no level. */
export const escalationLevel = (rules: RulesInForce, clock: ClockName, at: Instant): { readonly level: number; readonly rule: RuleRef } | null => {
  const giver = lineage(rules, at).find(({ escalation }) => escalation !== undefined);
  const level = giver?.escalation?.levels[clock];
  return giver?.escalation && level !== undefined ? { level, rule: citing(giver, giver.escalation.source, 'escalation') } : null;
};

/** Packs of before the rule name none: half an hour, a figure of this program [D]. */
const USUAL_TOLERANCE_MINUTES = 30;

/** Minutes after which what is entered needs a second person to count, under the nearest pack of the line that says so. */
export const lateEntryTolerance = (rules: RulesInForce, at: Instant): number =>
  lineage(rules, at).find(({ lateEntry }) => lateEntry !== undefined)?.lateEntry?.toleranceMinutes ?? USUAL_TOLERANCE_MINUTES;

/** Figures of this program [D] for packs that name none, minutes; an agreed appointment says itself when it ends. */
const USUAL_PAUSES: Readonly<Partial<Record<PauseReason, number>>> = { 'user-absent': 1440, 'third-party-test': 30 * 1440, 'statutory-hearing': 30 * 1440 };

/** Minutes after which a clock runs on by itself that stands still for a reason, under the nearest pack of the line that says so; nothing where the reason itself names the end. */
export const longestPause = (rules: RulesInForce, reason: PauseReason, at: Instant): number | undefined =>
  lineage(rules, at).find(({ pauses }) => pauses?.longestMinutes[reason] !== undefined)?.pauses?.longestMinutes[reason] ?? USUAL_PAUSES[reason];

/** Packs of before the rule name none: two, a figure of this program [D]. */
const USUAL_DECIDED_ROUNDS = 2;

/** Rounds of a complaint that must have been decided before the levels of the company count as exhausted, under the nearest pack that says so. */
export const roundsBeforeExhausted = (rules: RulesInForce, at: Instant): number =>
  lineage(rules, at).find(({ exhaustion }) => exhaustion !== undefined)?.exhaustion?.decidedRounds ?? USUAL_DECIDED_ROUNDS;

/** Until when a finding of an inspection must be put right, from the demand on. */
export const rectificationDue = (rules: RulesInForce, severity: FindingSeverity, demandedAt: Instant): Ruled<Due> => {
  const giver = lineage(rules, demandedAt).find(({ inspection }) => inspection?.rectificationMinutes !== undefined);
  const minutes = giver?.inspection?.rectificationMinutes?.[severity];
  if (!giver?.inspection || minutes === undefined) return missing(rules.pack, `inspection.rectificationMinutes.${severity}`);
  return { ok: true, value: { due: plusMinutesIn(zoneOf(rules, giver), demandedAt, minutes), rule: citing(giver, giver.inspection.source, 'rectification') } };
};

/** Until when the site of a disputed figure must be inspected, from the objection on. */
export const disputeInspectionDue = (rules: RulesInForce, objectedAt: Instant): Ruled<Due> => {
  const giver = lineage(rules, objectedAt).find(({ inspection }) => inspection?.disputeMinutes !== undefined);
  const minutes = giver?.inspection?.disputeMinutes;
  if (!giver?.inspection || minutes === undefined) return missing(rules.pack, 'inspection.disputeMinutes');
  return { ok: true, value: { due: plusMinutesIn(zoneOf(rules, giver), objectedAt, minutes), rule: citing(giver, giver.inspection.source, 'inspection after a dispute') } };
};
