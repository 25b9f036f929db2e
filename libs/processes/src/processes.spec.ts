import { AdjustmentObjected, RequestAdjustment } from '@heatledger/fee';
import { PlanInspection } from '@heatledger/inspection';
import { MeasurementJudged, RoomTestDeemed } from '@heatledger/quality';
import { InviteToSurvey, SurveyAnswered } from '@heatledger/survey';
import { happened, reactionOf } from '@heatledger/testing';
import { ClockBreached, ComplaintClosed, EscalateComplaint, EscalateRepair, RepairClosed, ReopenComplaint, SendBackRepair } from '@heatledger/ticket';
import { describe, expect, it } from '@jest/globals';
import { askAfterResolution, escalateOverdue, inspectAfterDispute, inspectionIdOf, nextRoundOnLowScore, reactions, refundAfterColdRooms, refundIdOf, surveyIdOf } from './index.js';

const ticketId = '00000000-0000-4000-8000-000000000001';
const householdId = '00000000-0000-4000-8000-000000000002';
const about = { ticketId, zone: '城东', station: '城东一站', category: 'TEMP', round: 2 } as const;

describe('Asking after a resolution', () => {
  const asked = { surveyId: surveyIdOf(ticketId, 2), ...about };

  it('asks about work that was done, once per closure', () => {
    reactionOf(askAfterResolution).to(RepairClosed({ ...about, exit: 'done' })).sends(InviteToSurvey({ ...asked, ticketKind: 'repair' }));
    reactionOf(askAfterResolution).to(ComplaintClosed({ ...about, exit: 'satisfied' })).sends(InviteToSurvey({ ...asked, ticketKind: 'complaint' }));
    expect(surveyIdOf(ticketId, 2)).not.toBe(surveyIdOf(ticketId, 1));
  });

  it.each(['duplicate', 'unreachable', 'withdrawn', 'complaint'] as const)('asks nobody about a repair that ended as %s', (exit) => {
    reactionOf(askAfterResolution).to(RepairClosed({ ...about, exit })).sendsNothing();
  });

  it.each(['exhausted', 'repeat-without-new-facts', 'withdrawn', 'unreachable', 'legal-channel', 'closed-by-source'] as const)('asks nobody about a complaint that ended as %s', (exit) => {
    reactionOf(askAfterResolution).to(ComplaintClosed({ ...about, exit })).sendsNothing();
  });
});

describe('The next round', () => {
  const answered = { surveyId: surveyIdOf(ticketId, 2), ...about };

  it('opens on "not fixed", whatever the scores', () => {
    reactionOf(nextRoundOnLowScore).to(SurveyAnswered({ ...answered, ticketKind: 'repair', heating: 5, fixed: 'no' })).sends(SendBackRepair({ ticketId, reason: '回访评价：未解决' }));
  });

  it('opens on a low score', () => {
    reactionOf(nextRoundOnLowScore).to(SurveyAnswered({ ...answered, ticketKind: 'complaint', heating: 4, repair: 2, fixed: 'yes' })).sends(ReopenComplaint({ ticketId, reason: '回访评价：2 分' }));
  });

  it('does not open on a middling one, nor for a question', () => {
    reactionOf(nextRoundOnLowScore).to(SurveyAnswered({ ...answered, ticketKind: 'repair', repair: 3, fixed: 'unknown' })).sendsNothing();
    reactionOf(nextRoundOnLowScore).to(SurveyAnswered({ ...answered, ticketKind: 'enquiry', heating: 1, fixed: 'no' })).sendsNothing();
  });
});

describe('A refund after cold rooms', () => {
  const measurementId = '00000000-0000-4000-8000-000000000003';
  const cold = { measurementId, householdId, zone: '城东', station: '城东一站', ticketId, basis: 'complaint', roomTenths: 152, valid: true, result: 'below', thresholdTenths: 180, shortTenths: 28, reasons: [] } as const;
  const judged = (change: object): ReturnType<typeof MeasurementJudged> => MeasurementJudged({ ...cold, reasons: [], ...change });

  it('is opened once for a request, however often its rooms are measured', () => {
    const first = reactionOf(refundAfterColdRooms).to(judged({}));
    first.sends(RequestAdjustment({ adjustmentId: refundIdOf(ticketId), basis: 'cold-rooms', householdId, ticketId, zone: '城东', station: '城东一站', reason: '测温 15.2 °C，低于 18.0 °C', evidence: [measurementId] }));
    expect(reactionOf(refundAfterColdRooms).to(judged({ basis: 'retest' })).commands[0]?.data).toMatchObject({ adjustmentId: refundIdOf(ticketId) });
  });

  it.each([[{ valid: false }], [{ result: 'qualified' }], [{ result: 'none' }], [{ basis: 'survey' }]])('is not opened by a reading with %j', (change) => {
    reactionOf(refundAfterColdRooms).to(judged(change)).sendsNothing();
  });
});

describe('A refund after a test that failed', () => {
  const deemed = { measurementId: '00000000-0000-4000-8000-000000000003', householdId, zone: '城东', station: '城东一站', ticketId, basis: 'complaint', failure: 'company-absent', deemed: true, result: 'below', thresholdTenths: 180, shortTenths: 41, reasons: [] } as const;
  const judged = (change: object): ReturnType<typeof RoomTestDeemed> => RoomTestDeemed({ ...deemed, reasons: [], ...change });

  it('is opened where the company let it fail and the rules deem the room cold', () => {
    expect(reactionOf(refundAfterColdRooms).to(judged({})).commands).toMatchObject([{ data: { adjustmentId: refundIdOf(ticketId), reason: '供热单位未到场，当日视为不达标' } }]);
  });
  it.each([[{ result: 'qualified' }], [{ result: 'none', deemed: false }], [{ basis: 'survey' }]])('is not opened with %j', (change) => {
    reactionOf(refundAfterColdRooms).to(judged(change)).sendsNothing();
  });
});

describe('Escalation', () => {
  const breached = { ...about, due: '2026-01-05T12:00:00+08:00' };

  it('names the broken promise and leaves the level to the rules', () => {
    reactionOf(escalateOverdue).to(ClockBreached({ ...breached, ticketKind: 'repair', clock: 'arrive' })).sends(EscalateRepair({ ticketId, clock: 'arrive', round: 2, reason: '“到场”超时' }));
    reactionOf(escalateOverdue).to(ClockBreached({ ...breached, ticketKind: 'complaint', clock: 'resolve' })).sends(EscalateComplaint({ ticketId, clock: 'resolve', round: 2, reason: '“作出决定”超时' }));
  });

  it('has no levels for a question', () => {
    reactionOf(escalateOverdue).to(ClockBreached({ ...breached, ticketKind: 'enquiry', clock: 'resolve' })).sendsNothing();
  });
});

describe('An inspection after a dispute', () => {
  it('is planned at the home, until when is for the rules to say', () => {
    const adjustmentId = '00000000-0000-4000-8000-000000000004';
    const objected = AdjustmentObjected({ adjustmentId, basis: 'billing-error', householdId, zone: '城东', station: '城东一站', version: 1, objection: '面积不对' });
    const { commands } = reactionOf(inspectAfterDispute).to(happened(objected, { at: '2026-01-05T12:00:00+08:00' }));
    expect(commands).toMatchObject([{ type: PlanInspection.type, data: { inspectionId: inspectionIdOf(adjustmentId, 1), site: householdId, occasion: 'dispute' } }]);
    expect(commands[0]?.data).not.toHaveProperty('due');
  });
});

it('gives every habit a name of its own and a meaning', () => {
  expect(new Set(reactions.map(({ name }) => name)).size).toBe(reactions.length);
  for (const { doc } of reactions) expect(doc).toMatch(/\.$/);
});
