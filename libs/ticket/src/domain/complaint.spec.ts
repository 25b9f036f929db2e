import { describe, expect, it } from '@jest/globals';
import { after, dueOf, MORNING } from '../testing/stories.js';
import { afterSteps, ANOTHER, assigned, closed, COMPLAINT as ticketId, complaintFacts, DAY, decided, fedBack, heard, received } from '../testing/complaint-stories.js';
import {
  AcknowledgeComplaint,
  AgreeComplaintAppointment, ApproveComplaintRequest, AssignComplaint, AttachMeasurement, AttemptFollowUp, BreachComplaintClock, ClassifyComplaint, CloseComplaint, DecideComplaint, DetermineCause, EscalateComplaint,
  ExtendComplaintClock, HearComplainant, HearRespondent, LinkComplaintAsRepeat, MakeFirstContact, MergeComplaint, ObjectToComplaintAssignment, OpenComplaintRound, PauseComplaint, ReassignComplaint,
  ReceiveComplaint, RecordComplaintAnswer, RecordHearingRefusal, ReopenComplaint, ResumeComplaint, ServeMergedComplaint, UnmergeComplaint, VisitComplainant, type ComplaintCommand,
} from './complaint.commands.js';
import { complaint } from './complaint.js';

const reason = '理由';
const dispatcher = (minutes: number) => ({ at: after(minutes), by: 'du', role: 'dispatcher' });
const contact = MakeFirstContact({ ticketId });
const firstContactPassed = BreachComplaintClock({ ticketId, clock: 'first-contact', round: 1 });

describe('A complaint', () => {
  it('starts its promises of time when it is received, each with the rule it was computed under', () => {
    const { events, thenAmong } = afterSteps([]).when(received[0]![0], { at: MORNING });
    thenAmong('ComplaintReceived', { ticketId, zone: 'Z1', accused: 'crew-3' });
    const clocks = events.filter(({ type }) => type === 'ClockStarted');
    expect(clocks.map(({ data }) => (data as { clock: string }).clock)).toEqual(expect.arrayContaining(['acknowledge', 'first-contact', 'first-result', 'resolve', 'written-answer']));
    expect(clocks.map(({ data }) => (data as { clock: string }).clock)).not.toContain('call-back');
    for (const { rule } of clocks) expect(rule).toMatchObject({ pack: 'default', version: expect.any(String) });
  });

  it('is the same when received twice and refuses another content under its id', () => {
    afterSteps(received).when(received[0]![0]).thenNothing();
    afterSteps(received).when(ReceiveComplaint({ ticketId, caseNumber: 'T-20260105-XXXX', category: 'NOISE' })).thenRejected('ticket/known');
  });

  it('is acknowledged and classified once', () => {
    const acknowledge = AcknowledgeComplaint({ ticketId });
    const classify = ClassifyComplaint({ ticketId, category: 'TEMP', urgency: 'urgent' });
    afterSteps(received).when(acknowledge, { at: after(5) }).thenTypes('ComplaintAcknowledged', 'ClockMet');
    afterSteps([...received, [acknowledge, { at: after(5) }]]).when(acknowledge).thenNothing();
    afterSteps(received).when(classify, { at: after(6) }).thenAmong('ComplaintClassified', { urgency: 'urgent' });
    afterSteps([...received, [classify, { at: after(6) }]]).when(classify).thenNothing();
  });

  it('is never handled by the accused', () => {
    afterSteps(received).when(AssignComplaint({ ticketId, handler: 'crew-3' })).thenRejected('complaint/accused', { field: 'handler', value: 'crew-3' });
    afterSteps(assigned).when(ReassignComplaint({ ticketId, handler: 'crew-3', reason })).thenRejected('complaint/accused');
    afterSteps(heard).when(DecideComplaint({ ticketId, verdict: 'rejected', grounds: '无', clause: '四(三)' }), { at: after(DAY), by: 'crew-3', role: 'complaint-officer' }).thenRejected('complaint/accused', { field: 'actor' });
  });

  it('is assigned, objected to and reassigned with a reason', () => {
    const objection = ObjectToComplaintAssignment({ ticketId, reason });
    const objected = [...assigned, [objection, { at: after(20), by: 'officer' }] as const];
    afterSteps(received).when(AssignComplaint({ ticketId, handler: 'officer' }), dispatcher(10)).thenTypes('ComplaintAssigned', 'ClockMet');
    afterSteps(assigned).when(AssignComplaint({ ticketId, handler: 'officer' })).thenNothing();
    afterSteps(assigned).when(AssignComplaint({ ticketId, handler: 'officer-2' })).thenRejected('ticket/not-now', { field: 'handler' });
    afterSteps(assigned).when(objection).thenAmong('ComplaintAssignmentObjected', { handler: 'officer' });
    afterSteps(objected).when(objection).thenNothing();
    afterSteps(objected).when(AssignComplaint({ ticketId, handler: 'officer-2' })).thenAmong('ComplaintAssigned', { handler: 'officer-2' });
    afterSteps(objected).when(ReassignComplaint({ ticketId, handler: 'officer', reason })).thenAmong('ComplaintReassigned', { handler: 'officer' });
    afterSteps(assigned).when(ReassignComplaint({ ticketId, handler: 'officer-2', reason })).thenAmong('ComplaintReassigned', { handler: 'officer-2', previousHandler: 'officer' });
    afterSteps(assigned).when(ReassignComplaint({ ticketId, handler: 'officer', reason })).thenNothing();
    for (const command of [objection, ReassignComplaint({ ticketId, handler: 'officer', reason })]) afterSteps(received).when(command).thenRejected('complaint/no-handler');
  });

  it('is investigated: contact, visit, measurement and cause are facts, each once', () => {
    const measured = AttachMeasurement({ ticketId, measurementId: ANOTHER, roomTenths: 152 });
    const caused = DetermineCause({ ticketId, cause: 'operator', grounds: '平衡阀失调' });
    afterSteps(assigned).when(contact, { at: after(30), by: 'officer' }).thenTypes('FirstContactMade', 'ClockMet');
    afterSteps([...assigned, [contact, { at: after(30) }]]).when(contact).thenNothing();
    afterSteps(assigned).when(VisitComplainant({ ticketId, note: '室内偏冷', evidence: ['form-1'] }), { at: after(100) }).thenAmong('ComplaintVisited', { evidence: ['form-1'] });
    afterSteps(assigned).when(measured).thenAmong('MeasurementAttached', { roomTenths: 152 });
    afterSteps([...assigned, [measured, { at: after(110) }]]).when(measured).thenNothing();
    afterSteps(assigned).when(caused).thenAmong('CauseDetermined', { cause: 'operator' });
    afterSteps([...assigned, [caused, { at: after(120) }]]).when(caused).thenNothing();
    afterSteps([...assigned, [caused, { at: after(120) }]]).when(DetermineCause({ ticketId, cause: 'own-system' })).thenAmong('CauseDetermined', { cause: 'own-system' });
  });

  it('hears both sides, and keeps a refusal only with what shows the attempts', () => {
    const refusal = (attempts: number, evidence: readonly string[]) => RecordHearingRefusal({ ticketId, side: 'respondent', attempts, evidence });
    afterSteps(assigned).when(HearComplainant({ ticketId, statement: '不热' })).thenTypes('ComplainantHeard');
    afterSteps(assigned).when(HearRespondent({ ticketId, statement: '正常' })).thenTypes('RespondentHeard');
    afterSteps(assigned).when(refusal(2, ['call-1', 'call-2'])).thenAmong('HearingRefused', { side: 'respondent', attempts: 2 });
    afterSteps(assigned).when(refusal(0, ['call-1'])).thenRejected('ticket/evidence-missing', { field: 'attempts' });
    afterSteps(assigned).when(refusal(2, [])).thenRejected('ticket/evidence-missing', { field: 'evidence' });
  });

  it('is linked to the one it repeats, and escalated level by level', () => {
    const link = LinkComplaintAsRepeat({ ticketId, earlierId: ANOTHER });
    afterSteps(received).when(link).thenTypes('ComplaintLinkedAsRepeat');
    afterSteps([...received, [link, { at: after(5) }]]).when(link).thenNothing();
    afterSteps(received).when(LinkComplaintAsRepeat({ ticketId, earlierId: ticketId })).thenRejected('ticket/itself');
    afterSteps(assigned).when(EscalateComplaint({ ticketId, level: 1, reason })).thenTypes('ComplaintEscalated');
    afterSteps(assigned).when(EscalateComplaint({ ticketId, clock: 'resolve', round: 1, reason })).thenAmong('ComplaintEscalated', { level: 2 });
    afterSteps([...assigned, [EscalateComplaint({ ticketId, level: 2, reason }), { at: after(70) }]]).when(EscalateComplaint({ ticketId, level: 1, reason })).thenNothing();
  });

  it('points at the one it was merged into, takes nothing meanwhile, and goes on as first promised when unmerged', () => {
    const merge = MergeComplaint({ ticketId, survivorId: ANOTHER, reason });
    const merged = [...assigned, [merge, { at: after(20) }] as const];
    // G1: while merged the time runs on, so that nothing starts again but what another ticket ended
    const serve = ServeMergedComplaint({ ticketId, survivorId: ANOTHER, clocks: ['first-contact'], ended: false });
    const served = [...merged, [serve, { at: after(30) }] as const];
    const { thenAmong, events } = afterSteps(assigned).when(merge, { at: after(20) });
    thenAmong('ComplaintMerged', { survivorId: ANOTHER });
    expect(events.map(({ type }) => type)).not.toContain('ClockStopped');
    afterSteps(merged).when(firstContactPassed, { at: after(200) }).thenTypes('ClockBreached');
    afterSteps(merged).when(merge).thenNothing();
    afterSteps(merged).when(contact).thenRejected('ticket/merged', { survivorId: ANOTHER });
    afterSteps(served).when(UnmergeComplaint({ ticketId, reason }), { at: after(40) }).thenAmong('ClockStarted', { clock: 'first-contact', due: dueOf(complaintFacts(received), 'first-contact') });
    afterSteps([...merged, [UnmergeComplaint({ ticketId, reason }), { at: after(40) }]]).when(contact, { at: after(50) }).thenTypes('FirstContactMade', 'ClockMet');
    afterSteps(assigned).when(MergeComplaint({ ticketId, survivorId: ticketId, reason })).thenRejected('ticket/itself');
    afterSteps(assigned).when(UnmergeComplaint({ ticketId, reason })).thenRejected('ticket/not-merged');
  });

  it('cannot be acted on before it was received, while nobody knows it, or once it is closed', () => {
    const acts: readonly ComplaintCommand[] = [contact, HearComplainant({ ticketId, statement: '不热' }), AttemptFollowUp({ ticketId }), EscalateComplaint({ ticketId, level: 3, reason }), ResumeComplaint({ ticketId })];
    for (const act of acts) {
      afterSteps(assigned).when(act, { at: after(-5), now: after(30) }).thenRejected('ticket/out-of-order', { field: 'at' });
      afterSteps([]).when(act).thenRejected('ticket/unknown');
      afterSteps(closed).when(act).thenRejected('ticket/closed');
    }
    for (const act of [firstContactPassed, ReopenComplaint({ ticketId, reason }), UnmergeComplaint({ ticketId, reason })]) afterSteps([]).when(act).thenRejected('ticket/unknown');
  });

  it('offers every command in a table and names every refusal in both languages', () => {
    expect(Object.keys(complaint.decide).sort()).toEqual(complaint.commands.map(({ type }) => type).sort());
    expect(Object.keys(complaint.evolve).sort()).toEqual(complaint.kinds.map(({ type }) => type).sort());
    for (const { zh, en } of Object.values(complaint.rejections)) expect([zh.length > 0, en.length > 0]).toEqual([true, true]);
  });
});

describe('A clock of a complaint', () => {
  const due = dueOf(complaintFacts(received), 'first-contact');
  const asked = { ticketId, clock: 'first-contact' as const, reason };

  it('is breached once, at its due time, however late that is recorded', () => {
    const { events } = afterSteps(assigned).when(firstContactPassed, { at: due, now: after(5 * DAY), by: 'timer', role: 'system' });
    expect(events).toMatchObject([{ type: 'ClockBreached', at: due }]);
    afterSteps([...assigned, [firstContactPassed, { at: due }]]).when(firstContactPassed, { at: due, now: after(5 * DAY) }).thenNothing();
    afterSteps([...assigned, [contact, { at: after(30) }]]).when(firstContactPassed, { at: due }).thenNothing();
    afterSteps(closed).when(firstContactPassed, { at: due, now: after(5 * DAY) }).thenNothing();
  });

  it('is extended before it runs out, with a reason, by somebody other than who asked', () => {
    const extension = ExtendComplaintClock({ ...asked, due: after(600) });
    const granted = ApproveComplaintRequest({ ticketId, approvalId: '00000000-0000-7000-8000-000000000001' });
    const waiting = [...assigned, [extension, { at: after(30), by: 'officer' }] as const];
    afterSteps(waiting).when(granted, { at: after(30), by: 'chief' }).thenAmong('ClockExtended', { previousDue: due, due: after(600), reason, askedBy: 'officer', approvedBy: 'chief' });
    afterSteps(waiting).when(granted, { at: after(30), by: 'officer' }).thenRejected('ticket/same-person');
    afterSteps(assigned).when(extension, { at: due, by: 'chief' }).thenRejected('ticket/extension-too-late');
    afterSteps(assigned).when(extension, { at: after(30), now: after(DAY), by: 'chief' }).thenRejected('ticket/extension-too-late');
    afterSteps(assigned).when(ExtendComplaintClock({ ...asked, due: after(31) }), { at: after(30), by: 'chief' }).thenRejected('ticket/extension-not-later');
    afterSteps([...assigned, [contact, { at: after(30) }]]).when(extension, { at: after(40), by: 'chief' }).thenRejected('ticket/clock-not-running');
    afterSteps([...waiting, [granted, { at: after(30), by: 'chief' }]]).when(firstContactPassed, { at: due }).thenNothing();
  });

  it('stands still for a named reason with evidence and then has exactly what remained', () => {
    const pause = PauseComplaint({ ticketId, reason: 'third-party-test', evidence: ['order-1'], basis: 'order-1' });
    const paused = [...assigned, [pause, { at: after(20) }] as const];
    afterSteps(assigned).when(pause, { at: after(20) }).thenAmong('ClockPaused', { clock: 'first-contact', reason: 'third-party-test' });
    afterSteps(assigned).when(PauseComplaint({ ticketId, reason: 'third-party-test', evidence: [], basis: 'order-1' })).thenRejected('ticket/evidence-missing');
    afterSteps(paused).when(pause).thenNothing();
    afterSteps(paused).when(firstContactPassed, { at: due, now: after(3 * DAY) }).thenNothing();
    afterSteps(paused).when(ResumeComplaint({ ticketId }), { at: after(10), now: after(50) }).thenRejected('ticket/out-of-order');
    afterSteps(paused).when(ResumeComplaint({ ticketId }), { at: after(320) }).thenAmong('ClockResumed', { clock: 'first-contact', pausedMinutes: 300, due: after(420) });
    afterSteps(assigned).when(ResumeComplaint({ ticketId })).thenNothing();
  });

  it('of an earlier round does not stand still in the next one', () => {
    const agreed = AgreeComplaintAppointment({ ticketId, from: after(2 * DAY), to: after(3 * DAY), with: 'officer' });
    const paused = [...fedBack, [agreed, { at: after(305) }] as const, [PauseComplaint({ ticketId, reason: 'later-appointment', evidence: ['call-7'] }), { at: after(310) }] as const];
    const nextRound = [...paused, [RecordComplaintAnswer({ ticketId, satisfied: false }), { at: after(400), by: 'agent' }] as const];
    afterSteps(nextRound).when(PauseComplaint({ ticketId, reason: 'third-party-test', evidence: ['order-2'], basis: 'order-2' }), { at: after(420) }).thenAmong('ClockPaused', { clock: 'resolve', round: 2 });
  });

  it('that still ran when the complaint was withdrawn is stopped, and breached first when it had run out', () => {
    const withdrawal = CloseComplaint({ ticketId, exit: 'withdrawn', reason: '书面撤回' });
    afterSteps(assigned).when(withdrawal, { at: after(30) }).thenAmong('ClockStopped', { clock: 'resolve', reason: 'withdrawn' });
    afterSteps(assigned).when(withdrawal, { at: after(300) }).thenAmong('ClockBreached', { clock: 'first-contact' });
  });

  it('of every round ends when the complaint is opened in the next', () => {
    const { thenAmong } = afterSteps(fedBack).when(OpenComplaintRound({ ticketId, reason }), { at: after(500) });
    thenAmong('ClockStopped', { clock: 'call-back', reason: 'superseded' });
    thenAmong('ClockStarted', { clock: 'resolve', round: 2, startsAt: after(500) });
    afterSteps(decided).when(OpenComplaintRound({ ticketId, reason })).thenRejected('ticket/not-now');
  });
});
