import * as fee from '@heatledger/fee';
import { CheckItem, CloseInspection, StartInspection } from '@heatledger/inspection';
import type { Message } from '@heatledger/kernel';
import { MeasureRoom } from '@heatledger/quality';
import { checklistOf, inspectionIdOf, refundIdOf } from '@heatledger/processes';
import { defaultRules, rulebook } from '@heatledger/rulebook';
import { derivedUuid, format } from '@heatledger/vocabulary';
import type { Act, Player } from './stage.js';
import { MINUTE, SEASON, staff, type Home } from './town.js';

type Step = (by: Player, command: Message, minutes: number) => Act;
type Figures = Parameters<typeof fee.CalculateAdjustment>[0];

/** Ways in which a refund goes: paid after an objection, taken back, refused, or returned and then left unpaid until it is overdue. */
export const refundCourses = ['disputed', 'withdrawn', 'refused', 'overdue'] as const;
export type RefundCourse = (typeof refundCourses)[number];

const stepsFrom =
  (start: number, correlation: string): Step =>
  (by, command, minutes) => ({ at: start + minutes * MINUTE, by, command, correlation });

/** From the first calculation over an objection, the inspection it brings about and a second calculation to the payment. */
const disputed = (step: Step, first: Figures, second: Figures, payFen: number, reference: string, items: readonly string[], retest: readonly Act[] = []): readonly Act[] => {
  const { adjustmentId } = first;
  const inspectionId = inspectionIdOf(adjustmentId, 1);
  return [
    step(staff.fee, fee.CalculateAdjustment(first), 10),
    step(staff.fee, fee.SubmitAdjustment({ adjustmentId }), 15),
    step(staff.fee2, fee.ApproveAdjustment({ adjustmentId, version: 1 }), 60),
    step(staff.fee, fee.NotifyAdjustment({ adjustmentId, way: 'message' }), 90),
    step(staff.fee, fee.ObjectToAdjustment({ adjustmentId, objection: '核算有误，请复核' }), 300),
    step(staff.inspector, StartInspection({ inspectionId }), 380),
    ...items.map((item, n) => step(staff.inspector, CheckItem({ inspectionId, item, result: 'pass' }), 382 + n)),
    ...retest,
    step(staff.inspector, CloseInspection({ inspectionId }), 390),
    step(staff.fee, fee.RecalculateAdjustment(second), 400),
    step(staff.fee, fee.SubmitAdjustment({ adjustmentId }), 410),
    step(staff.fee2, fee.ApproveAdjustment({ adjustmentId, version: 2 }), 500),
    step(staff.fee, fee.NotifyAdjustment({ adjustmentId, way: 'message' }), 520),
    ...(payFen === 0 ? [] : [step(staff.fee, fee.PayAdjustment({ adjustmentId, amountFen: payFen, reference }), 1600)]),
    step(staff.fee, fee.SettleAdjustment({ adjustmentId }), 1700),
  ];
};

/** The reading that opened a refund: the order it was recorded by, when, and when its complaint came in. */
export interface ColdReading {
  readonly order: Parameters<typeof MeasureRoom>[0] & { readonly roomTenths: number };
  readonly at: number;
  readonly reportedAt: number;
  readonly by: Player;
}

const onDay = (at: number): string => format(at, 480).slice(0, 10);

/** A refund for cold rooms; the request itself was opened by the measurement. */
export const refundStory = (n: number, home: Home, ticketId: string, start: number, cold: ColdReading, course: RefundCourse, correlation: string): readonly Act[] => {
  const adjustmentId = refundIdOf(ticketId);
  const step = stepsFrom(start, correlation);
  const { measurementId, roomTenths } = cold.order;
  const inputs = { adjustmentId, seasonFeeFen: home.feeFen, seasonDays: SEASON.days, contractTenths: 180 };
  const figures = { ...inputs, measurements: [measurementId] };
  if (course === 'withdrawn') return [step(staff.fee, fee.WithdrawAdjustment({ adjustmentId, reason: '重复申请' }), 20)];
  if (course === 'disputed') {
    const again = { ...cold.order, basis: 'retest' as const, measurementId: derivedUuid(measurementId, 'retest'), roomTenths: roomTenths - 20 };
    const retest = step(cold.by, MeasureRoom(again), 386);
    const readings = [
      { on: onDay(cold.at), by: 'test' as const, measuredTenths: roomTenths },
      { on: onDay(retest.at), by: 'retest' as const, measuredTenths: again.roomTenths },
    ];
    const span = { from: format(cold.reportedAt, 480), to: format(retest.at, 480) };
    const { seasonFeeFen, seasonDays, contractTenths } = inputs;
    const refund = rulebook.refund(defaultRules, { basis: 'cold-rooms', seasonFeeFen, seasonDays, contractTenths, ...span, readings });
    return disputed(step, figures, { ...inputs, measurements: [measurementId, again.measurementId] }, refund.ok ? refund.value.fen : 0, `P-${n}`, checklistOf('cold-rooms'), [retest]);
  }
  const first = [step(staff.fee, fee.CalculateAdjustment(figures), 10), step(staff.fee, fee.SubmitAdjustment({ adjustmentId }), 15)];
  if (course === 'refused') return [...first, step(staff.fee2, fee.RefuseAdjustment({ adjustmentId, version: 1, reason: '已在上月退付' }), 40)];
  return [
    ...first,
    step(staff.fee2, fee.ReturnAdjustment({ adjustmentId, version: 1, reason: '缺少测温单' }), 40),
    step(staff.fee, fee.CalculateAdjustment({ ...figures, evidence: ['form-measure'] }), 60),
    step(staff.fee, fee.SubmitAdjustment({ adjustmentId }), 65),
    step(staff.fee2, fee.ApproveAdjustment({ adjustmentId, version: 2 }), 90),
    step(staff.fee, fee.NotifyAdjustment({ adjustmentId, way: 'phone' }), 100),
  ];
};

/** A billing dispute: the stated sum is objected to, calculated again, and paid. */
export const billingStory = (seed: number, n: number, home: Home, ticketId: string, start: number, correlation: string): readonly Act[] => {
  const adjustmentId = derivedUuid('demo', String(seed), 'billing', String(n));
  const step = stepsFrom(start, correlation);
  const stated = (amountFen: number, grounds: string): Figures => ({ adjustmentId, amountFen, grounds });
  const request = fee.RequestAdjustment({ adjustmentId, basis: 'billing-error', householdId: home.householdId, ticketId, zone: home.zone, station: home.station, reason: '计费面积与房产证不符' });
  return [step(staff.fee, request, 5), ...disputed(step, stated(23_000, '多计 10 m²'), stated(27_600, '复测多计 12 m²'), 27_600, `B-${n}`, checklistOf('billing-error'))];
};
