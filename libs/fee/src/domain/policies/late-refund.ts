import { stamped, type Draft, type Instant } from '@heatledger/kernel';
import { lateRefundPenalty, zoneOf, type Ruled, type RulesInForce } from '@heatledger/rulebook';
import { dayIn, isAfter } from '@heatledger/vocabulary';
import type { AdjustmentEvent } from '../adjustment.events.js';
import { payableFen, type KnownAdjustment } from '../adjustment.state.js';
import { LateRefundPenaltyOwed } from '../payment.events.js';

type Owed = readonly Draft<Extract<AdjustmentEvent, { type: 'LateRefundPenaltyOwed' }>>[];

/** The penalty that a payment at `paidAt` brings about: none in time, none for a sum that no rule computed, none under a pack that demands none (菏泽市供热条例 §46 does). */
export const penaltyFor = (adjustment: KnownAdjustment, paidAt: Instant, rules: RulesInForce): Ruled<Owed> => {
  const { about, version, payBy, basisAt } = adjustment;
  if (rules.pack.refund?.lateRefundPenalty !== true || basisAt === undefined || payBy === null || !isAfter(paidAt, payBy))
    return { ok: true, value: [] };
  const lateFen = payableFen(adjustment);
  const zone = zoneOf(rules, rules.pack);
  const [dueOn, paidOn] = [dayIn(zone, payBy), dayIn(zone, paidAt)];
  const penalty = lateRefundPenalty(rules, { owedFen: lateFen, dueOn, paidOn });
  if (!penalty.ok) return penalty;
  const { fen, rule } = penalty.value;
  const factors = penalty.value.factors.map(({ name, numerator, denominator }) => ({ name, numerator, denominator }));
  const trace = penalty.value.trace.map(({ zh, en }) => ({ zh, en }));
  const owed = LateRefundPenaltyOwed({ ...about, version, amountFen: fen, lateFen, dueOn, paidOn, factors, trace });
  return { ok: true, value: fen === 0 ? [] : [stamped(owed, { rule })] };
};
