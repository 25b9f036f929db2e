import type { Fact } from '@heatledger/kernel';
import { defaultRules } from '@heatledger/rulebook';
import { ordered, specFor, type Circumstances } from '@heatledger/testing';
import { plusMinutes, type TicketKind } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import { after, assigned, completed, dueOf, MORNING, onSite, OTHER, REPAIR, reported, story, worldWith, type Step } from '../testing/stories.js';
import {
  ApproveRepairRequest,
  AgreeRepairAppointment, AssignRepair, BreachRepairClock, CallBackRepair, CloseRepair, CompleteRepair, EscalateRepair, ExtendRepairClock, LinkRepairAsRepeat, MergeRepair, ObjectToRepairAssignment,
  PauseRepair, ReassignRepair, RecordCrewArrival, RecordFailedVisit, ReportRepair, ResumeRepair, SendBackRepair, ServeMergedRepair, TriageRepair, UnmergeRepair, WithdrawRepair, type RepairCommand,
} from './repair.commands.js';
import type { RepairEvent } from './repair.events.js';
import { repair } from './repair.js';

type Steps = readonly Step<RepairCommand>[];
const ticketId = REPAIR;
const reason = '理由';
const facts = (steps: Steps): readonly Fact<RepairEvent>[] => story(repair, defaultRules, ...steps);
const given = (steps: Steps) => {
  const { when } = specFor(repair, defaultRules).given(...facts(steps));
  return { when: (command: RepairCommand, circumstances: Circumstances & { now?: string } = { at: after(600), by: 'du', role: 'dispatcher' }) => when(ordered(command, circumstances)) };
};
/** The same, where the other ticket is known. */
const givenLinked = (steps: Steps, kind: TicketKind) => {
  const world = worldWith(kind, OTHER);
  const { when } = specFor(repair, world).given(...story(repair, world, ...steps));
  return { when: (command: RepairCommand, circumstances: Circumstances = { at: after(600), by: 'du', role: 'dispatcher' }) => when(ordered(command, circumstances)) };
};
const arrival = RecordCrewArrival({ ticketId, crewId: 'crew-3' });
const ended = CompleteRepair({ ticketId, crewId: 'crew-3', cause: 'operator', outcome: 'fixed', evidence: [] });
const arriveBreach = BreachRepairClock({ ticketId, clock: 'arrive', round: 1 });
const by = 'crew-3';

describe('A repair', () => {
  it('starts its promises of time when it is reported, each with the rule it was computed under', () => {
    const { events, thenAmong } = given([]).when(reported[0]![0], { at: MORNING });
    thenAmong('RepairReported', { ticketId, zone: 'Z1' });
    thenAmong('ClockStarted', { clock: 'arrive', startsAt: MORNING, due: after(60) });
    thenAmong('ClockStarted', { clock: 'resolve' });
    for (const event of events.filter(({ type }) => type === 'ClockStarted')) expect(event.rule?.pack).toBeTruthy();
  });

  it('is the same when reported twice and refuses another content under its id', () => {
    given(reported).when(reported[0]![0]).thenNothing();
    given(reported).when(ReportRepair({ ticketId, caseNumber: 'R-20260105-XXXX', category: 'NOISE', description: '噪声' })).thenRejected('ticket/known');
  });

  it('is triaged, assigned, objected to and reassigned', () => {
    given(reported).when(TriageRepair({ ticketId, category: 'LEAK', urgency: 'urgent' })).thenAmong('RepairTriaged', { urgency: 'urgent' });
    given(reported).when(AssignRepair({ ticketId, crewId: 'crew-3' })).thenAmong('RepairAssigned', { crewId: 'crew-3', zone: 'Z1', category: 'LEAK' });
    given(assigned).when(AssignRepair({ ticketId, crewId: 'crew-3' })).thenNothing();
    given(assigned).when(AssignRepair({ ticketId, crewId: 'crew-4' })).thenRejected('ticket/not-now');
    const objection = ObjectToRepairAssignment({ ticketId, crewId: 'crew-3', reason });
    given(assigned).when(objection, { at: after(10), by, role: 'crew' }).thenTypes('RepairAssignmentObjected');
    given(assigned).when(ObjectToRepairAssignment({ ticketId, crewId: 'crew-9', reason })).thenRejected('ticket/not-assigned-crew', { allowed: 'crew-3' });
    given([...assigned, [objection, { at: after(10), by }]]).when(objection).thenNothing();
    given([...assigned, [objection, { at: after(10), by }]]).when(AssignRepair({ ticketId, crewId: 'crew-3' })).thenTypes('RepairAssigned');
    given(assigned).when(ReassignRepair({ ticketId, crewId: 'crew-4', reason })).thenAmong('RepairReassigned', { crewId: 'crew-4', previousCrewId: 'crew-3' });
  });

  it('is reached only by the assigned crew and not before it was reported', () => {
    given(assigned).when(arrival, { at: after(60), by }).thenTypes('CrewArrived', 'ClockMet');
    given(assigned).when(RecordCrewArrival({ ticketId, crewId: 'crew-9' })).thenRejected('ticket/not-assigned-crew');
    given(reported).when(arrival).thenRejected('ticket/not-assigned-crew');
    given(assigned).when(arrival, { at: after(-1), now: after(50), by }).thenRejected('ticket/out-of-order', { field: 'at' });
    given(onSite).when(arrival, { at: after(90), by }).thenNothing();
  });

  it('keeps a visit in vain only with what shows it', () => {
    given(assigned).when(RecordFailedVisit({ ticketId, crewId: 'crew-3', failure: 'absent', evidence: [] })).thenRejected('ticket/evidence-missing');
    given(assigned).when(RecordFailedVisit({ ticketId, crewId: 'crew-3', failure: 'absent', evidence: ['photo-9'] })).thenTypes('VisitFailed');
  });

  it('says cause and outcome apart when the work ends, and promises a call back', () => {
    const { thenAmong, events } = given(onSite).when(ended, { at: after(100), by });
    thenAmong('RepairCompleted', { cause: 'operator', outcome: 'fixed' });
    thenAmong('ClockMet', { clock: 'resolve' });
    thenAmong('ClockStarted', { clock: 'call-back', startsAt: after(100) });
    expect(events.filter(({ type }) => type === 'RepairClosed')).toEqual([]);
    given(assigned).when(ended).thenRejected('ticket/not-now', { allowed: ['on-site'] });
    given(onSite).when(ended, { at: after(20), now: after(100), by }).thenRejected('ticket/out-of-order');
    given(completed).when(ended).thenNothing();
  });

  it('begins a next round with a clock of its own when the work is sent back', () => {
    const { thenAmong } = given(completed).when(SendBackRepair({ ticketId, reason }));
    thenAmong('RepairSentBack', { round: 2 });
    thenAmong('ClockStopped', { clock: 'call-back', reason: 'superseded' });
    thenAmong('ClockStarted', { clock: 'resolve', round: 2 });
    given(onSite).when(SendBackRepair({ ticketId, reason })).thenRejected('ticket/not-now');
  });

  it('is called back by somebody who did not work on it', () => {
    const callBack = CallBackRepair({ ticketId, answer: 'satisfied', fixed: true });
    given(completed).when(callBack, { at: after(300), by: 'wang' }).thenTypes('RepairCalledBack', 'ClockMet');
    given(completed).when(callBack, { at: after(300), by }).thenRejected('ticket/same-person');
    given(onSite).when(callBack).thenRejected('ticket/not-now');
  });

  it('ends only by an exit whose conditions hold', () => {
    const close = (exit: 'done' | 'unreachable' | 'complaint' | 'duplicate' | 'handed-over' | 'withdrawn', complaintId?: string) => CloseRepair({ ticketId, exit, complaintId });
    const called = (answer: 'satisfied' | 'dissatisfied' | 'unreached', minutes = 300): Step<RepairCommand> => [CallBackRepair({ ticketId, answer }), { at: after(minutes) }];
    const day = 24 * 60;
    const late = { at: after(5 * day) };
    given([...completed, called('satisfied')]).when(close('done'), late).thenTypes('RepairClosed');
    given(completed).when(close('done'), late).thenRejected('ticket/exit-not-open');
    given([...completed, called('dissatisfied')]).when(close('done'), late).thenRejected('ticket/exit-not-open');
    givenLinked([...completed, called('dissatisfied')], 'complaint').when(close('complaint', OTHER), late).thenAmong('RepairClosed', { exit: 'complaint', complaintId: OTHER });
    given([...completed, called('unreached'), called('unreached', 320)]).when(close('unreachable'), late).thenRejected('ticket/exit-not-open');
    given([...completed, called('unreached'), called('unreached', day), called('unreached', 2 * day)]).when(close('unreachable'), late).thenTypes('RepairClosed');
    given(completed).when(close('withdrawn'), late).thenRejected('ticket/exit-not-open');
    given(completed).when(close('handed-over'), late).thenRejected('ticket/exit-not-open');
    givenLinked([...reported, [LinkRepairAsRepeat({ ticketId, earlierId: OTHER }), { at: after(5) }]], 'repair').when(close('duplicate'), { at: after(10) }).thenAmong('RepairClosed', { exit: 'duplicate' });
  });

  it('is withdrawn at any time, which stops its clocks, and then takes nothing more', () => {
    const withdrawal: Step<RepairCommand> = [WithdrawRepair({ ticketId, reason }), { at: after(50) }];
    const { thenAmong, events } = given(assigned).when(...(withdrawal as [RepairCommand, Circumstances]));
    thenAmong('RepairWithdrawn');
    thenAmong('ClockStopped', { clock: 'arrive', reason: 'withdrawn' });
    expect(events.at(-1)).toMatchObject({ type: 'RepairClosed', data: { exit: 'withdrawn' } });
    given([...assigned, withdrawal]).when(arrival).thenRejected('ticket/closed');
    given([...assigned, withdrawal]).when(arriveBreach).thenNothing();
  });

  it('points at the ticket it was merged into and goes on as first promised when unmerged', () => {
    const merged: Steps = [...assigned, [MergeRepair({ ticketId, survivorId: OTHER, reason }), { at: after(20) }]];
    given(assigned).when(MergeRepair({ ticketId, survivorId: ticketId, reason })).thenRejected('ticket/itself');
    given(merged).when(arrival).thenRejected('ticket/merged', { survivorId: OTHER });
    given(merged).when(MergeRepair({ ticketId, survivorId: OTHER, reason })).thenNothing();
    // G1: while merged the time runs on, so that nothing starts again but what another ticket ended
    const served: Steps = [...merged, [ServeMergedRepair({ ticketId, survivorId: OTHER, clocks: ['arrive'], ended: false }), { at: after(40) }]];
    given(served).when(UnmergeRepair({ ticketId, reason })).thenAmong('ClockStarted', { clock: 'arrive', startsAt: MORNING, due: after(60) });
    given(merged).when(UnmergeRepair({ ticketId, reason })).thenTypes('RepairUnmerged');
    given(merged).when(arriveBreach).thenTypes('ClockBreached');
    given(assigned).when(UnmergeRepair({ ticketId, reason })).thenRejected('ticket/not-merged');
  });

  it('is linked to the earlier repair it repeats, and escalated level by level', () => {
    givenLinked(reported, 'repair').when(LinkRepairAsRepeat({ ticketId, earlierId: OTHER })).thenTypes('RepairLinkedAsRepeat');
    given(reported).when(LinkRepairAsRepeat({ ticketId, earlierId: ticketId })).thenRejected('ticket/itself');
    given(assigned).when(EscalateRepair({ ticketId, level: 1, reason })).thenTypes('RepairEscalated');
    const late = given(assigned).when(EscalateRepair({ ticketId, clock: 'arrive', round: 1, reason }));
    late.thenAmong('RepairEscalated', { level: 1 });
    expect(late.events[0]?.rule).toMatchObject({ pack: 'default' });
    given(assigned).when(EscalateRepair({ ticketId, clock: 'call-back', round: 1, reason })).thenNothing();
    given([...assigned, [EscalateRepair({ ticketId, level: 2, reason }), { at: after(70) }]]).when(EscalateRepair({ ticketId, level: 1, reason })).thenNothing();
  });

  it('is unknown until it is reported', () => {
    for (const command of [arrival, ended, arriveBreach, SendBackRepair({ ticketId, reason }), UnmergeRepair({ ticketId, reason })]) given([]).when(command).thenRejected('ticket/unknown');
  });
});

describe('A clock of a repair', () => {
  const breachAt = (at: string): Step<RepairCommand> => [arriveBreach, { at, by: 'timer', role: 'system' }];

  it('is breached once, at its due time, however late that is recorded', () => {
    const { events } = given(assigned).when(arriveBreach, { at: after(60), now: after(9000), by: 'timer', role: 'system' });
    expect(events).toMatchObject([{ type: 'ClockBreached', at: after(60), data: { clock: 'arrive', due: after(60) } }]);
    given(assigned).when(arriveBreach, { at: after(59) }).thenNothing();
    given([...assigned, breachAt(after(60))]).when(arriveBreach, { at: after(61) }).thenNothing();
    given(onSite).when(arriveBreach, { at: after(60) }).thenNothing();
  });

  it('is met when done at its due time and finished late one second after', () => {
    given(assigned).when(arrival, { at: after(60), by }).thenAmong('ClockMet', { clock: 'arrive' });
    const { events, thenTypes } = given(assigned).when(arrival, { at: '2026-01-05T09:00:01+08:00', by });
    thenTypes('CrewArrived', 'ClockBreached', 'ClockFinishedLate');
    expect(events[1]).toMatchObject({ at: after(60) });
    expect(events[2]).toMatchObject({ data: { minutesLate: 1 } });
    given([...assigned, breachAt(after(60))]).when(arrival, { at: after(90), by }).thenTypes('CrewArrived', 'ClockFinishedLate');
  });

  it('takes a breach back when a late entry proves that the promise was kept', () => {
    given([...assigned, breachAt(after(60))]).when(arrival, { at: after(55), now: after(75), by }).thenTypes('CrewArrived', 'ClockBreachRetracted', 'ClockMet');
  });

  it('stands still for named reasons only and then has exactly what remained', () => {
    const pause = PauseRepair({ ticketId, reason: 'later-appointment', evidence: ['call-7'] });
    const agreed: Steps = [...assigned, [AgreeRepairAppointment({ ticketId, from: after(1000), to: after(1200), with: by }), { at: after(40) }]];
    const paused: Steps = [...agreed, [pause, { at: after(50) }]];
    given(agreed).when(pause, { at: after(50) }).thenAmong('ClockPaused', { clock: 'arrive', reason: 'later-appointment', until: after(1200) });
    given(assigned).when(pause, { at: after(50) }).thenRejected('ticket/pause-basis');
    given(assigned).when(PauseRepair({ ticketId, reason: 'third-party-test', evidence: [], basis: '检-7' })).thenRejected('ticket/evidence-missing');
    given(paused).when(pause, { at: after(55) }).thenNothing();
    given(paused).when(arriveBreach, { at: after(60) }).thenNothing();
    given(paused).when(ResumeRepair({ ticketId }), { at: after(40), now: after(90) }).thenRejected('ticket/out-of-order');
    const resumed = facts([...paused, [ResumeRepair({ ticketId }), { at: after(1050) }]]);
    expect(dueOf(resumed, 'arrive')).toBe(after(1060));
    given(paused).when(ResumeRepair({ ticketId }), { at: after(1050) }).thenAmong('WorkResumed', { pausedMinutes: 1000 });
    given(assigned).when(ResumeRepair({ ticketId })).thenNothing();
    given(agreed).when(pause, { at: after(70) }).events.forEach((event) => expect(event).not.toMatchObject({ type: 'ClockPaused', data: { clock: 'arrive' } }));
  });

  it('runs on by itself when what was promised is done during a pause', () => {
    const paused: Steps = [...onSite, [PauseRepair({ ticketId, reason: 'third-party-test', evidence: ['form-1'], basis: 'form-1' }), { at: after(50) }]];
    const { thenAmong } = given(paused).when(ended, { at: after(5000), by });
    thenAmong('WorkResumed', { pausedMinutes: 4950 });
    thenAmong('ClockMet', { clock: 'resolve' });
  });

  it('is extended before it runs out, by somebody other than who asked, and never backwards', () => {
    const extend = (minutes: number) => ExtendRepairClock({ ticketId, clock: 'arrive', due: after(minutes), reason });
    const granted = ApproveRepairRequest({ ticketId, approvalId: '00000000-0000-7000-8000-000000000001' });
    const waiting: Steps = [...assigned, [extend(120), { at: after(30), by: 'crew-3' }]];
    const extended: Steps = [...waiting, [granted, { at: after(30), by: 'chief' }]];
    given(assigned).when(extend(120), { at: after(30), by: 'crew-3' }).thenTypes('ExtensionRequested');
    given(waiting).when(granted, { at: after(30), by: 'chief' }).thenAmong('ClockExtended', { previousDue: after(60), due: after(120), approvedBy: 'chief', askedBy: 'crew-3' });
    given(waiting).when(granted, { at: after(30), by: 'crew-3' }).thenRejected('ticket/same-person');
    given(waiting).when(extend(120), { at: after(31), by: 'crew-3' }).thenNothing();
    given(waiting).when(extend(130), { at: after(31), by: 'crew-3' }).thenRejected('ticket/request-waiting');
    given(assigned).when(extend(30), { at: after(20) }).thenRejected('ticket/extension-not-later');
    given(assigned).when(extend(120), { at: after(60) }).thenRejected('ticket/extension-too-late');
    given(assigned).when(extend(120), { at: after(30), now: after(61) }).thenRejected('ticket/extension-too-late');
    given(onSite).when(extend(120), { at: after(50) }).thenRejected('ticket/clock-not-running');
    given(extended).when(extend(120), { at: after(31), by: 'chief' }).thenNothing();
    given(extended).when(arriveBreach, { at: after(60) }).thenNothing();
    given(extended).when(arrival, { at: after(119), by }).thenAmong('ClockMet', { due: plusMinutes(MORNING, 120) });
  });

  it('that ran out before it was stopped is breached first', () => {
    given(assigned).when(WithdrawRepair({ ticketId, reason }), { at: after(61) }).thenAmong('ClockBreached', { clock: 'arrive' });
  });
});
