import { describe, expect, it } from '@jest/globals';
import { happened, recorded, timersOf, viewFor } from '@heatledger/testing';
import { MarkAdjustmentOverdue } from '../domain/adjustment.commands.js';
import {
  AdjustmentApproved,
  AdjustmentCalculated,
  AdjustmentNotified,
  AdjustmentObjected,
  AdjustmentOverdue,
  AdjustmentPaid,
  AdjustmentRecalculated,
  AdjustmentRefused,
  AdjustmentRequested,
  AdjustmentReturned,
  AdjustmentSettled,
  AdjustmentSubmitted,
  AdjustmentWithdrawn,
  LateRefundPenaltyOwed,
  LateRefundPenaltyPaid,
} from '../domain/adjustment.events.js';
import { payoutTimers } from '../timers/payout.timers.js';
import { adjustmentRegister } from './adjustment-register.projection.js';

const adjustmentId = '018f0000-0000-7000-8000-0000000000f1';
const householdId = '018f0000-0000-7000-8000-0000000000a1';
const about = { adjustmentId, basis: 'cold-rooms' as const, householdId, zone: '东城', station: 'S-01' };
const payBy = '2026-03-06T10:00:00+08:00';
const figures = (version: number, amountFen: number) => ({
  ...about,
  version,
  method: 'ruled' as const,
  amountFen,
  seasonFeeFen: 230_000,
  measuredTenths: 152,
  days: 6,
  band: '14≤t<16',
  factors: [{ name: 'band', numerator: 1, denominator: 2 }],
  trace: [{ zh: '按日退费', en: 'by the day' }],
  traceId: '018f0000-0000-8000-8000-0000000000b1',
});
const at = (n: number, who = 'li') => ({ at: `2026-02-${String(n).padStart(2, '0')}T10:00:00+08:00`, by: who });
const requested = happened(AdjustmentRequested({ ...about, reason: '室温不达标' }), at(1));
const calculated = happened(AdjustmentCalculated(figures(1, 5267)), at(2));
const returned = happened(AdjustmentReturned({ ...about, version: 1, reason: '补签字' }), at(3, 'zhao'));
const approvedFact = AdjustmentApproved({ ...about, version: 2, amountFen: 5267, payFen: 5267, payBy });
const story = [
  requested,
  calculated,
  returned,
  happened(AdjustmentCalculated(figures(2, 5267)), at(4)),
  happened(AdjustmentSubmitted({ ...about, version: 2, amountFen: 5267 }), at(5)),
  happened(approvedFact, at(6, 'zhao')),
  happened(AdjustmentOverdue({ ...about, version: 2, amountFen: 5267, payBy }), { at: payBy }),
  happened(AdjustmentNotified({ ...about, version: 2, amountFen: 5267, way: 'phone' }), at(7)),
  happened(AdjustmentObjected({ ...about, version: 2, objection: '我家其实更冷' }), at(8)),
  happened(AdjustmentRecalculated({ ...figures(3, 10534), formerFen: 5267 }), at(9)),
  happened(AdjustmentApproved({ ...about, version: 3, amountFen: 10534, payFen: 10534, payBy }), at(10, 'zhao')),
  happened(AdjustmentPaid({ ...about, version: 3, amountFen: 10534, reference: 'P-1' }), at(11)),
  happened(AdjustmentSettled({ ...about, version: 3, amountFen: 10534 }), at(12)),
];

const paidLate = { ...about, version: 3, dueOn: '2026-05-31', paidOn: '2026-06-10', factors: [], trace: [{ zh: '滞退金', en: 'late' }] };
const late = [...story.slice(0, -1), happened(LateRefundPenaltyOwed({ ...paidLate, amountFen: 105, lateFen: 10534 }), at(11))];

describe('the adjustment register', () => {
  it('shows what a late refund bears until it is paid', () => {
    viewFor(adjustmentRegister)
      .after(...late)
      .shows(adjustmentId, {
        phase: 'paid',
        paidFen: 10534,
        penaltyFen: 105,
        penalties: [
          { ...{ version: 3, amountFen: 105, lateFen: 10534 }, dueOn: '2026-05-31', paidOn: '2026-06-10', trace: paidLate.trace, rule: null },
        ],
      });
    viewFor(adjustmentRegister)
      .after(...late, happened(LateRefundPenaltyPaid({ ...about, version: 3, amountFen: 105, reference: 'P-2' }), at(12)))
      .shows(adjustmentId, {
        penaltyFen: 0,
        paidFen: 10534,
        payments: [
          { what: 'refund', version: 3, amountFen: 10534, reference: 'P-1', at: at(11).at },
          { what: 'penalty', version: 3, amountFen: 105, reference: 'P-2', at: at(12).at },
        ],
      });
  });
  it('keeps every calculation with its decision, and never what the customer said', () => {
    const doc = viewFor(adjustmentRegister)
      .after(...story)
      .docs.get(adjustmentId);
    expect(doc).toMatchObject({
      phase: 'settled',
      month: '2026-02',
      version: 3,
      amountFen: 10534,
      paidFen: 10534,
      objections: 1,
      overdueSince: null,
      revision: 12,
    });
    expect(doc?.versions.map(({ version, amountFen, decision, decidedBy }) => [version, amountFen, decision, decidedBy])).toEqual([
      [1, 5267, 'returned', 'zhao'],
      [2, 5267, 'approved', 'zhao'],
      [3, 10534, 'approved', 'zhao'],
    ]);
    expect(doc?.versions[0]?.inputs).toEqual({ seasonFeeFen: 230_000, measuredTenths: 152 });
    expect(doc?.versions[1]).toMatchObject({ notifiedBy: 'phone', objectedAt: at(8).at });
    expect(doc?.payments).toEqual([{ what: 'refund', version: 3, amountFen: 10534, reference: 'P-1', at: at(11).at }]);
    expect(JSON.stringify(doc)).not.toContain('我家');
  });
  it('shows what is overdue, refused and withdrawn', () => {
    viewFor(adjustmentRegister)
      .after(...story.slice(0, 7))
      .shows(adjustmentId, { phase: 'approved', overdueSince: payBy });
    viewFor(adjustmentRegister)
      .after(requested, calculated, AdjustmentRefused({ ...about, version: 1, reason: '用户自有系统' }))
      .shows(adjustmentId, { phase: 'refused' });
    viewFor(adjustmentRegister)
      .after(requested, AdjustmentWithdrawn({ ...about, reason: 'x' }))
      .shows(adjustmentId, { phase: 'withdrawn' });
  });
});

describe('the payout term', () => {
  const plan = timersOf(payoutTimers);
  it('runs from approval and ends with payment, objection or settlement', () => {
    expect(plan.after(recorded(approvedFact))).toEqual([
      { set: `payout:${adjustmentId}`, due: payBy, command: MarkAdjustmentOverdue({ adjustmentId, payBy }) },
    ]);
    for (const fact of story.filter(({ type }) => ['AdjustmentPaid', 'AdjustmentObjected', 'AdjustmentSettled'].includes(type)))
      expect(plan.after(fact as never)).toEqual([{ clear: `payout:${adjustmentId}` }]);
  });
  it('does not run where nothing is to be paid', () =>
    expect(plan.after(AdjustmentApproved({ ...about, version: 1, amountFen: 0, payFen: 0, payBy }))).toEqual([]));
});
