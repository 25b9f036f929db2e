import type { Instant } from '@heatledger/kernel';
import { defaultRules } from '@heatledger/rulebook';
import { happened, ordered } from '@heatledger/testing';
import type { AdjustmentCommand } from '../domain/adjustment.commands.js';
import {
  AdjustmentApproved,
  AdjustmentCalculated,
  AdjustmentNotified,
  AdjustmentObjected,
  AdjustmentPaid,
  AdjustmentRecalculated,
  AdjustmentRequested,
  AdjustmentSubmitted,
  type AdjustmentEvent,
} from '../domain/adjustment.events.js';
import type { FeeWorld } from '../domain/adjustment.world.js';

export const adjustmentId = '018f0000-0000-7000-8000-0000000000f1';
export const householdId = '018f0000-0000-7000-8000-0000000000a1';
/** What the facts of the adjustment told here repeat. */
export const about = { adjustmentId, basis: 'billing-error' as const, householdId, zone: '东城', station: 'S-01' };
/** The home it is about. */
export const household = {
  householdId,
  zone: '东城',
  station: 'S-01',
  areaTenths: 895,
  contractTenths: 180,
  heating: 'on' as const,
  since: '2025-10-01T00:00:00+08:00',
};
/** The rules and archive of its day. */
export const world: FeeWorld = { rules: defaultRules, household };
/** Ten in the morning on a day of February 2026. */
export const day = (n: number): Instant => `2026-02-${String(n).padStart(2, '0')}T10:00:00+08:00`;
/** A fact of that day, by that person. */
export const by = <E extends AdjustmentEvent>(who: string, n: number, fact: E) => happened(fact, { by: who, at: day(n) });
/** An order of that day, by that person. */
export const says = (who: string, n: number, order: AdjustmentCommand) => ordered(order, { by: who, at: day(n) });

export const grounds = '面积多计 10 平方米';
/** A stated figure of a version. */
export const stated = (version: number, amountFen: number) => ({
  ...about,
  version,
  method: 'stated' as const,
  amountFen,
  grounds,
  trace: [{ zh: '核定', en: 'stated' }],
  traceId: '018f0000-0000-8000-8000-0000000000b1',
});
export const payBy = '2026-03-06T10:00:00+08:00';
export const payReasons = [{ zh: '支付期限：批准后30天内。', en: 'To be paid within 30 days of the approval.' }];
/** The story of a corrected bill, one fact a stage. */
export const requested = by('li', 1, AdjustmentRequested({ ...about, reason: '账单面积有误' }));
export const calculated = by('li', 2, AdjustmentCalculated(stated(1, 25_000)));
export const submitted = by('li', 3, AdjustmentSubmitted({ ...about, version: 1, amountFen: 25_000 }));
export const approved = by('zhao', 4, AdjustmentApproved({ ...about, version: 1, amountFen: 25_000, payFen: 25_000, payBy, reasons: payReasons }));
export const notified = by('li', 5, AdjustmentNotified({ ...about, version: 1, amountFen: 25_000, way: 'phone' }));
export const paid = by('li', 6, AdjustmentPaid({ ...about, version: 1, amountFen: 25_000, reference: 'P-1' }));
export const objected = by('li', 7, AdjustmentObjected({ ...about, version: 1, objection: '少算了' }));
export const recalculated = by('li', 8, AdjustmentRecalculated({ ...stated(2, 30_000), formerFen: 25_000 }));
