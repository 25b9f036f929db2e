import { describe, expect, it } from '@jest/globals';
import { defaultRules } from '@heatledger/rulebook';
import { happened, ordered, specFor, timersOf, viewFor } from '@heatledger/testing';
import { inspectionBoard } from '../projections/inspection-board.projection.js';
import { inspectionTimers } from '../timers/inspection.timers.js';
import * as order from './inspection.commands.js';
import * as fact from './inspection.events.js';
import { inspection } from './inspection.js';

const inspectionId = '00000000-0000-4000-8000-000000000001';
const findingId = '00000000-0000-4000-8000-000000000002';
const due = '2026-01-10T12:00:00+08:00';
const about = { inspectionId, zone: '城东', station: undefined };
const plan = { inspectionId, site: '城东一站', checklist: ['压力表', '标识'], inspector: 'feng', due, zone: '城东' };
const planned = fact.InspectionPlanned({ ...plan, dueStatedBy: 'wang' });
const started = happened(fact.InspectionStarted({ ...about, inspector: 'feng' }), { by: 'feng', role: 'inspector' });
const raised = fact.FindingRaised({ ...about, findingId, severity: 'major', clause: '二(二)1', description: '压力表过期' });
const demanded = fact.RectificationDemanded({ ...about, findingId, responsible: '城东维修班', due });
const rectified = fact.FindingRectified({ ...about, findingId, rectifier: 'sun', evidence: ['photo'], round: 1 });
const verified = fact.RectificationVerified({ ...about, findingId, verifier: 'feng' });
const pass = (item: string): ReturnType<typeof fact.ItemChecked> => fact.ItemChecked({ ...about, item, result: 'pass' });
const spec = specFor(inspection, defaultRules);
const by = (id: string): { by: string; role: string } => ({ by: id, role: 'inspector' });

describe('An inspection', () => {
  it('is planned once', () => {
    spec.given().when(order.PlanInspection(plan)).then(planned);
    spec.given(planned).when(order.PlanInspection(plan)).thenNothing();
    spec.given(planned).when(order.PlanInspection({ ...plan, site: '城西' })).thenRejected('inspection/known');
    spec.given().when(order.PlanInspection({ ...plan, due: '2025-01-01T00:00:00+08:00' })).thenRejected('inspection/due-in-the-past', { field: 'due' });
  });

  it('begins once, also after it was missed', () => {
    spec.given(planned).when(order.StartInspection({ inspectionId })).thenTypes('InspectionStarted');
    spec.given(planned, started).when(order.StartInspection({ inspectionId })).thenNothing();
    spec.given(planned, fact.InspectionMissed({ ...about, due })).when(order.StartInspection({ inspectionId })).thenTypes('InspectionStarted');
    spec.given().when(order.StartInspection({ inspectionId })).thenRejected('inspection/unknown');
  });

  it('checks only what is on its list', () => {
    spec.given(planned, started).when(order.CheckItem({ inspectionId, item: '压力表', result: 'fail' })).thenTypes('ItemChecked');
    spec.given(planned, started).when(order.CheckItem({ inspectionId, item: '门窗', result: 'pass' })).thenRejected('inspection/no-such-item', { allowed: plan.checklist });
    spec.given(planned).when(order.CheckItem({ inspectionId, item: '压力表', result: 'pass' })).thenRejected('inspection/not-now');
  });

  it('raises a finding and demands that it is put right', () => {
    spec.given(planned, started).when(order.RaiseFinding({ inspectionId, findingId, severity: 'major', clause: '二(二)1', description: '压力表过期' })).then(raised);
    spec.given(planned, started, raised).when(order.DemandRectification({ inspectionId, findingId, responsible: '城东维修班', due, reason: '备件到货' })).thenAmong('RectificationDemanded', { due });
    spec.given(planned, started).when(order.DemandRectification({ inspectionId, findingId, responsible: 'x', due })).thenRejected('inspection/no-such-finding');
  });

  it('is due as its planner says, by name; after a dispute as the rules say', () => {
    spec.given().when(order.PlanInspection(plan)).thenAmong('InspectionPlanned', { due, dueStatedBy: 'wang' });
    const { due: _, ...open } = plan;
    const disputed = spec.given().when(order.PlanInspection({ ...open, occasion: 'dispute' }));
    disputed.thenAmong('InspectionPlanned', { due: '2026-01-08T12:00:00+08:00', dueStatedBy: undefined, occasion: 'dispute' });
    expect(disputed.events[0]?.rule).toMatchObject({ pack: 'default', clause: expect.stringMatching(/\[D\]$/) });
    spec.given().when(order.PlanInspection(open)).thenRejected('inspection/due-missing', { field: 'due' });
  });

  it('gives a finding the term of its weight, another one only for a reason, and says who set it', () => {
    const demand = (more: object) => order.DemandRectification({ inspectionId, findingId, responsible: '城东维修班', ...more });
    const ruled = '2026-01-08T12:00:00+08:00';
    const answer = spec.given(planned, started, raised).when(demand({}));
    answer.thenAmong('RectificationDemanded', { due: ruled });
    expect(answer.events[0]).toMatchObject({ rule: { pack: 'default' }, data: { due: ruled } });
    expect(answer.events[0]?.data).not.toHaveProperty('dueStatedBy');
    spec.given(planned, started, raised).when(demand({ due: ruled })).then(fact.RectificationDemanded({ ...about, findingId, responsible: '城东维修班', due: ruled }));
    spec.given(planned, started, raised).when(demand({ due })).thenRejected('inspection/reason-missing', { field: 'reason', value: due });
    spec.given(planned, started, raised).when(demand({ due, reason: '备件到货' })).thenAmong('RectificationDemanded', { due, ruledDue: ruled, dueStatedBy: 'wang', reason: '备件到货' });
    const critical = fact.FindingRaised({ ...about, findingId, severity: 'critical', clause: '二(二)1', description: '安全阀失效' });
    spec.given(planned, started, critical).when(demand({})).thenAmong('RectificationDemanded', { due: '2026-01-06T12:00:00+08:00' });
  });

  it('takes the date of the inspector where the rules have none, and needs one', () => {
    const { inspection: _, ...pack } = defaultRules.pack;
    const silent = { pack, season: null };
    const demand = (more: object) => order.DemandRectification({ inspectionId, findingId, responsible: '城东维修班', ...more });
    const answer = spec.given(planned, started, raised).in(silent).when(demand({ due }));
    answer.thenAmong('RectificationDemanded', { due, dueStatedBy: 'wang' });
    expect(answer.events[0]?.rule).toBeUndefined();
    spec.given(planned, started, raised).in(silent).when(demand({})).thenRejected('inspection/due-missing', { field: 'due' });
  });

  it('keeps the rule beside what is overdue', () => {
    const rule = { pack: 'default', version: '2025-1', trace: '018f0000-0000-5000-8000-000000000001' };
    const ruled = happened(demanded);
    const answer = spec.given(planned, started, raised, { ...ruled, meta: { ...ruled.meta, rule } }).when(ordered(order.MarkRectificationOverdue({ inspectionId, findingId }), { at: '2026-01-12T00:00:00+08:00' }));
    expect(answer.events[0]).toMatchObject({ type: 'RectificationOverdue', at: due, rule });
  });

  it('needs evidence of a rectification, and another person to verify it', () => {
    const given = spec.given(planned, started, raised, demanded);
    given.when(order.RectifyFinding({ inspectionId, findingId, evidence: [] })).thenRejected('inspection/evidence-missing');
    given.when(ordered(order.RectifyFinding({ inspectionId, findingId, evidence: ['photo'] }), by('sun'))).then(rectified);
    const done = spec.given(planned, started, raised, demanded, rectified);
    done.when(ordered(order.VerifyRectification({ inspectionId, findingId }), by('sun'))).thenRejected('inspection/same-person');
    done.when(ordered(order.VerifyRectification({ inspectionId, findingId }), by('feng'))).then(verified);
    done.when(ordered(order.SendBackRectification({ inspectionId, findingId, reason: '未更换' }), by('feng'))).thenTypes('RectificationSentBack');
  });

  it('counts the attempts after it was sent back', () => {
    const back = fact.RectificationSentBack({ ...about, findingId, verifier: 'feng', reason: '未更换' });
    spec.given(planned, started, raised, demanded, rectified, back).when(ordered(order.RectifyFinding({ inspectionId, findingId, evidence: ['photo'] }), by('sun'))).thenAmong('FindingRectified', { round: 2 });
  });

  it('closes only when every item is checked and every finding verified', () => {
    spec.given(planned, started, pass('压力表')).when(order.CloseInspection({ inspectionId })).thenRejected('inspection/unfinished', { value: ['标识'] });
    spec.given(planned, started, pass('压力表'), pass('标识'), raised, demanded).when(order.CloseInspection({ inspectionId })).thenRejected('inspection/unfinished', { value: [findingId] });
    const all = spec.given(planned, started, pass('压力表'), pass('标识'), raised, demanded, rectified, verified);
    all.when(order.CloseInspection({ inspectionId })).then(fact.InspectionClosed({ ...about, findings: 1 }));
  });

  it('records once, at its due time, that it was missed or that a finding is overdue', () => {
    const late = { at: due, now: '2026-03-01T00:00:00+08:00' };
    const missed = spec.given(planned).when(ordered(order.MarkInspectionMissed({ inspectionId }), late));
    expect(missed.events).toEqual([{ ...fact.InspectionMissed({ ...about, due }), at: due }]);
    spec.given(planned, started).when(ordered(order.MarkInspectionMissed({ inspectionId }), late)).thenNothing();
    const overdue = spec.given(planned, started, raised, demanded).when(ordered(order.MarkRectificationOverdue({ inspectionId, findingId }), late));
    expect(overdue.events).toEqual([{ ...fact.RectificationOverdue({ ...about, findingId, due }), at: due }]);
    spec.given(planned, started, raised, demanded, rectified).when(ordered(order.MarkRectificationOverdue({ inspectionId, findingId }), late)).thenNothing();
  });

  it('is watched, and stands on the board with its findings', () => {
    expect(timersOf(inspectionTimers).after(planned)).toMatchObject([{ set: `start:${inspectionId}`, due }]);
    const board = viewFor(inspectionBoard).after(planned, started, pass('压力表'), raised, demanded, rectified);
    board.shows(inspectionId, { phase: 'started', openFindings: 1, checked: { 压力表: 'pass' } });
    viewFor(inspectionBoard).after(planned, started, raised, demanded, rectified, verified).shows(inspectionId, { openFindings: 0 });
  });
});
