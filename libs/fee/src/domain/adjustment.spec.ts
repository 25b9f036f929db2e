import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@heatledger/kernel';
import { defaultRules } from '@heatledger/rulebook';
import { happened, ordered, specFor } from '@heatledger/testing';
import {
  ApproveAdjustment,
  CalculateAdjustment,
  MarkAdjustmentOverdue,
  NotifyAdjustment,
  ObjectToAdjustment,
  PayAdjustment,
  RecalculateAdjustment,
  RefuseAdjustment,
  RequestAdjustment,
  ReturnAdjustment,
  SettleAdjustment,
  SubmitAdjustment,
  WithdrawAdjustment,
  type AdjustmentCommand,
} from './adjustment.commands.js';
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
  type AdjustmentEvent,
} from './adjustment.events.js';
import { adjustment } from './adjustment.js';
import type { FeeWorld } from './adjustment.world.js';

const adjustmentId = '018f0000-0000-7000-8000-0000000000f1';
const householdId = '018f0000-0000-7000-8000-0000000000a1';
const about = { adjustmentId, basis: 'billing-error' as const, householdId, zone: '东城', station: 'S-01' };
const household = {
  householdId,
  zone: '东城',
  station: 'S-01',
  areaTenths: 895,
  contractTenths: 180,
  heating: 'on' as const,
  since: '2025-10-01T00:00:00+08:00',
};
const world: FeeWorld = { rules: defaultRules, household };
const { given } = specFor(adjustment, world);

const day = (n: number): Instant => `2026-02-${String(n).padStart(2, '0')}T10:00:00+08:00`;
const by = <E extends AdjustmentEvent>(who: string, n: number, fact: E) => happened(fact, { by: who, at: day(n) });
const says = (who: string, n: number, order: AdjustmentCommand) => ordered(order, { by: who, at: day(n) });

const grounds = '面积多计 10 平方米';
const stated = (version: number, amountFen: number) => ({
  ...about,
  version,
  method: 'stated' as const,
  amountFen,
  grounds,
  trace: [{ zh: '核定', en: 'stated' }],
  traceId: '018f0000-0000-8000-8000-0000000000b1',
});
const payBy = '2026-03-06T10:00:00+08:00';
const requested = by('li', 1, AdjustmentRequested({ ...about, reason: '账单面积有误' }));
const calculated = by('li', 2, AdjustmentCalculated(stated(1, 25_000)));
const submitted = by('li', 3, AdjustmentSubmitted({ ...about, version: 1, amountFen: 25_000 }));
const approved = by('zhao', 4, AdjustmentApproved({ ...about, version: 1, amountFen: 25_000, payFen: 25_000, payBy }));
const notified = by('li', 5, AdjustmentNotified({ ...about, version: 1, amountFen: 25_000, way: 'phone' }));
const paid = by('li', 6, AdjustmentPaid({ ...about, version: 1, amountFen: 25_000, reference: 'P-1' }));
const objected = by('li', 7, AdjustmentObjected({ ...about, version: 1, objection: '少算了' }));
const recalculated = by('li', 8, AdjustmentRecalculated({ ...stated(2, 30_000), formerFen: 25_000 }));

describe('an adjustment is requested', () => {
  const request = { adjustmentId, basis: 'billing-error' as const, householdId, reason: '账单面积有误' };
  it('for a home of the archive, once', () => {
    given()
      .when(RequestAdjustment(request))
      .then(AdjustmentRequested({ ...about, reason: '账单面积有误' }));
    given(requested).when(RequestAdjustment(request)).thenNothing();
    given(requested)
      .when(RequestAdjustment({ ...request, basis: 'relief' }))
      .thenRejected('fee/known');
  });
  it('for a home the archive does not know only with its place on the network', () => {
    given()
      .in({ ...world, household: null })
      .when(RequestAdjustment(request))
      .thenRejected('fee/household-unknown', { field: 'householdId' });
    given()
      .in({ ...world, household: null })
      .when(RequestAdjustment({ ...request, zone: '西城', station: 'S-09' }))
      .thenAmong('AdjustmentRequested', { zone: '西城' });
  });
  it('and taken back until it is decided', () => {
    given(requested, calculated)
      .when(says('li', 3, WithdrawAdjustment({ adjustmentId, reason: '用户撤回' })))
      .then(AdjustmentWithdrawn({ ...about, reason: '用户撤回' }));
    given(requested, by('li', 2, AdjustmentWithdrawn({ ...about, reason: 'x' })))
      .when(says('li', 3, WithdrawAdjustment({ adjustmentId, reason: 'x' })))
      .thenNothing();
    given(requested, calculated, submitted, approved)
      .when(says('li', 5, WithdrawAdjustment({ adjustmentId, reason: 'x' })))
      .thenRejected('fee/not-now');
    given()
      .when(says('li', 5, WithdrawAdjustment({ adjustmentId, reason: 'x' })))
      .thenRejected('fee/unknown');
  });
});

describe('a stated figure', () => {
  const calculate = CalculateAdjustment({ adjustmentId, amountFen: 25_000, grounds });
  it('needs its sum and its grounds', () => {
    given(requested)
      .when(says('li', 2, calculate))
      .thenAmong('AdjustmentCalculated', { version: 1, amountFen: 25_000, method: 'stated', grounds });
    given(requested)
      .when(says('li', 2, CalculateAdjustment({ adjustmentId, grounds })))
      .thenRejected('fee/input-missing', { field: 'amountFen' });
    given(requested)
      .when(says('li', 2, CalculateAdjustment({ adjustmentId, amountFen: 1 })))
      .thenRejected('fee/input-missing', { field: 'grounds' });
  });
  it('is a new version each time it changes, and nothing when it is the same', () => {
    given(requested, calculated)
      .when(says('li', 3, calculate))
      .thenNothing();
    given(requested, calculated)
      .when(says('li', 3, CalculateAdjustment({ adjustmentId, amountFen: 26_000, grounds })))
      .thenAmong('AdjustmentCalculated', { version: 2, amountFen: 26_000 });
    given(requested, calculated, submitted)
      .when(says('li', 4, calculate))
      .thenRejected('fee/not-now', { value: 'submitted' });
  });
});

describe('a second person', () => {
  const approve = ApproveAdjustment({ adjustmentId, version: 1 });
  it('is shown the latest calculation, once', () => {
    given(requested, calculated)
      .when(says('li', 3, SubmitAdjustment({ adjustmentId })))
      .then(submitted);
    given(requested, calculated, submitted)
      .when(says('li', 4, SubmitAdjustment({ adjustmentId })))
      .thenNothing();
    given(requested)
      .when(says('li', 3, SubmitAdjustment({ adjustmentId })))
      .thenRejected('fee/not-now');
  });
  it('approves, and that sets the payout term', () => {
    given(requested, calculated, submitted)
      .when(says('zhao', 4, approve))
      .then(approved);
    given(requested, calculated, submitted, approved)
      .when(says('zhao', 5, approve))
      .thenNothing();
  });
  it('returns or refuses with a reason', () => {
    const judgement = { adjustmentId, version: 1, reason: '依据不足' };
    const returned = by('zhao', 4, AdjustmentReturned({ ...about, version: 1, reason: '依据不足' }));
    const refused = by('zhao', 4, AdjustmentRefused({ ...about, version: 1, reason: '依据不足' }));
    given(requested, calculated, submitted)
      .when(says('zhao', 4, ReturnAdjustment(judgement)))
      .then(returned);
    given(requested, calculated, submitted, returned)
      .when(says('zhao', 5, ReturnAdjustment(judgement)))
      .thenNothing();
    given(requested, calculated, submitted, returned)
      .when(says('li', 5, CalculateAdjustment({ adjustmentId, amountFen: 25_000, grounds })))
      .thenAmong('AdjustmentCalculated', { version: 2 });
    given(requested, calculated, submitted)
      .when(says('zhao', 4, RefuseAdjustment(judgement)))
      .then(refused);
    given(requested, calculated, submitted, refused)
      .when(says('zhao', 5, RefuseAdjustment(judgement)))
      .thenNothing();
  });
  it('is never who requested, calculated or submitted, and never decides on a former calculation', () => {
    given(requested, calculated, submitted)
      .when(says('li', 4, approve))
      .thenRejected('fee/same-person', { value: 'li' });
    given(requested, by('wu', 2, calculated), by('qian', 3, submitted))
      .when(says('wu', 4, approve))
      .thenRejected('fee/same-person');
    given(requested, by('wu', 2, calculated), by('qian', 3, submitted))
      .when(says('qian', 4, RefuseAdjustment({ adjustmentId, version: 1, reason: 'x' })))
      .thenRejected('fee/same-person');
    given(requested, calculated, submitted)
      .when(says('zhao', 4, ApproveAdjustment({ adjustmentId, version: 2 })))
      .thenRejected('fee/other-version', { allowed: 1 });
    given(requested, calculated, submitted)
      .when(says('zhao', 2, approve))
      .thenRejected('fee/out-of-order', { field: 'at' });
    given(requested, calculated)
      .when(says('zhao', 4, approve))
      .thenRejected('fee/not-now');
  });
});

describe('a payment', () => {
  const pay = PayAdjustment({ adjustmentId, amountFen: 25_000, reference: 'P-1' });
  it('is the approved sum, recorded once', () => {
    given(requested, calculated, submitted, approved)
      .when(says('li', 6, pay))
      .then(paid);
    given(requested, calculated, submitted, approved, paid)
      .when(says('li', 7, pay))
      .thenNothing();
    given(requested, calculated, submitted, approved)
      .when(says('li', 6, PayAdjustment({ adjustmentId, amountFen: 24_999, reference: 'P-2' })))
      .thenRejected('fee/amount-differs', { allowed: 25_000 });
  });
  it('never comes before the approval', () => {
    given(requested, calculated, submitted)
      .when(says('li', 6, pay))
      .thenRejected('fee/not-now', { allowed: 'approved' });
    given(requested, calculated, submitted, approved)
      .when(says('li', 3, pay))
      .thenRejected('fee/out-of-order');
  });
  it('is overdue once, at the end of its term, however late that is noticed', () => {
    const overdue = MarkAdjustmentOverdue({ adjustmentId, payBy });
    const late = ordered(overdue, { at: '2026-03-20T00:00:00+08:00', by: 'system', role: 'system' });
    const answer = given(requested, calculated, submitted, approved).when(late);
    answer.then(AdjustmentOverdue({ ...about, version: 1, amountFen: 25_000, payBy }));
    expect(answer.events[0]?.at).toBe(payBy);
    const recordedOnce = happened(AdjustmentOverdue({ ...about, version: 1, amountFen: 25_000, payBy }), { at: payBy });
    given(requested, calculated, submitted, approved, recordedOnce).when(late).thenNothing();
    given(requested, calculated, submitted, approved, paid).when(late).thenNothing();
    given(requested, calculated, submitted, approved)
      .when(says('system', 5, overdue))
      .thenRejected('fee/not-due');
    given().when(late).thenRejected('fee/unknown');
  });
});

describe('the customer', () => {
  const object = ObjectToAdjustment({ adjustmentId, objection: '少算了' });
  it('is told the outcome once', () => {
    given(requested, calculated, submitted, approved)
      .when(says('li', 5, NotifyAdjustment({ adjustmentId, way: 'phone' })))
      .then(notified);
    given(requested, calculated, submitted, approved, notified)
      .when(says('li', 6, NotifyAdjustment({ adjustmentId, way: 'letter' })))
      .thenNothing();
    given(requested, calculated)
      .when(says('li', 5, NotifyAdjustment({ adjustmentId, way: 'phone' })))
      .thenRejected('fee/not-now');
  });
  it('may dispute it once told, paid or not', () => {
    given(requested, calculated, submitted, approved, notified)
      .when(says('li', 7, object))
      .then(objected);
    given(requested, calculated, submitted, approved, notified, paid)
      .when(says('li', 7, object))
      .thenTypes('AdjustmentObjected');
    given(requested, calculated, submitted, approved, notified, objected)
      .when(says('li', 8, object))
      .thenNothing();
    given(requested, calculated, submitted, approved)
      .when(says('li', 7, object))
      .thenRejected('fee/not-notified');
  });
  it('gets a new calculation, approved again, and what is still owed', () => {
    const recalculate = RecalculateAdjustment({ adjustmentId, amountFen: 30_000, grounds });
    const past = [requested, calculated, submitted, approved, notified, paid, objected];
    given(...past)
      .when(says('li', 8, recalculate))
      .thenAmong('AdjustmentRecalculated', { version: 2, amountFen: 30_000, formerFen: 25_000 });
    given(...past, recalculated)
      .when(says('li', 9, recalculate))
      .thenNothing();
    given(...past, recalculated)
      .when(says('li', 9, PayAdjustment({ adjustmentId, amountFen: 5_000, reference: 'P-2' })))
      .thenRejected('fee/not-now');
    given(requested, calculated)
      .when(says('li', 9, RecalculateAdjustment({ adjustmentId, amountFen: 1, grounds })))
      .thenRejected('fee/not-now');
    const again = by('li', 9, AdjustmentSubmitted({ ...about, version: 2, amountFen: 30_000 }));
    given(...past, recalculated, again)
      .when(says('zhao', 10, ApproveAdjustment({ adjustmentId, version: 2 })))
      .thenAmong('AdjustmentApproved', { amountFen: 30_000, payFen: 5_000 });
  });
  it('sees it settled when all is paid and told', () => {
    const settle = SettleAdjustment({ adjustmentId });
    given(requested, calculated, submitted, approved, notified, paid)
      .when(says('li', 9, settle))
      .then(AdjustmentSettled({ ...about, version: 1, amountFen: 25_000 }));
    given(requested, calculated, submitted, approved, notified)
      .when(says('li', 9, settle))
      .thenRejected('fee/not-now', { owedFen: 25_000 });
    given(requested, calculated, submitted, approved, paid)
      .when(says('li', 9, settle))
      .thenRejected('fee/not-notified');
    given(requested, calculated, submitted, approved, notified, paid, by('li', 8, AdjustmentSettled({ ...about, version: 1, amountFen: 25_000 })))
      .when(says('li', 9, settle))
      .thenNothing();
  });
});
