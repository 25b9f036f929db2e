import { decide, evolveOne, fold, type Fact } from '@heatledger/kernel';
import { defaultRules } from '@heatledger/rulebook';
import { ordered, specFor, type Circumstances } from '@heatledger/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { after, assigned, onSite, OTHER, REPAIR as ticketId, story, type Step } from '../testing/stories.js';
import { clocksOf, type ClockState } from './clock.state.js';
import {
  ApproveRepairLateEntry,
  BreachRepairClock,
  CompleteRepair,
  EscalateRepair,
  MergeRepair,
  PauseRepair,
  RecordCrewArrival,
  RecordFailedVisit,
  RefuseRepairLateEntry,
  ReportRepair,
  SendBackRepair,
  ResumeRepair,
  WithdrawRepair,
  type RepairCommand,
} from './repair.commands.js';
import type { RepairEvent } from './repair.events.js';
import { repair } from './repair.js';

type Steps = readonly Step<RepairCommand>[];
type Given = Circumstances & { readonly now?: string };

const crew = 'crew-3';
const arrival = RecordCrewArrival({ ticketId, crewId: crew });
const breach = BreachRepairClock({ ticketId, clock: 'arrive', round: 1 });
/** Happened after `at` minutes, entered after `now`. */
const byCrew = (at: number, now: number): Given => ({ at: after(at), now: after(now), by: crew, role: 'crew' });
const timer = (at: number): Given => ({ at: after(at), by: 'ticket-clocks', role: 'system', channel: 'system' });
const second = (at: number): Given => ({ at: after(at), by: 'du', role: 'dispatcher' });

const facts = (steps: Steps): readonly Fact<RepairEvent>[] => story(repair, defaultRules, ...steps);
const given = (steps: Steps) => {
  const { when } = specFor(repair, defaultRules).given(...facts(steps));
  return { when: (command: RepairCommand, circumstances: Given) => when(ordered(command, circumstances)) };
};
const approvalOf = (steps: Steps): string => {
  const asked = facts(steps).filter(({ type }) => type === 'LateEntryRequested').at(-1);
  return (asked?.data as { approvalId: string }).approvalId;
};
const approve = (steps: Steps) => ApproveRepairLateEntry({ ticketId, approvalId: approvalOf(steps) });
const refuse = (steps: Steps) => RefuseRepairLateEntry({ ticketId, approvalId: approvalOf(steps), reason: '无凭据' });
const clockOf = (steps: Steps, clock: string): ClockState | undefined =>
  clocksOf(fold(repair, facts(steps)).clocks).find((entry) => entry.clock === clock);

/** A leak whose crew was due after an hour and says ten hours later that it came in time. */
const breached: Steps = [...assigned, [breach, timer(60)]];
const backdated: Steps = [...breached, [arrival, byCrew(50, 620)]];

describe('Something entered long after it happened', () => {
  it('T5: within the tolerance counts as of when it happened', () => {
    given(breached).when(arrival, byCrew(50, 80)).thenTypes('CrewArrived', 'ClockBreachRetracted', 'ClockMet');
  });

  it('T5: beyond the tolerance is recorded with both times, and meets and retracts nothing', () => {
    const { events, thenTypes } = given(breached).when(arrival, byCrew(50, 620));
    thenTypes('CrewArrived', 'LateEntryRequested');
    expect(events[1]?.data).toMatchObject({
      enteredAt: after(620),
      effects: [{ clock: 'arrive', round: 1, effect: 'end' }],
    });
    expect(clockOf(backdated, 'arrive')).toMatchObject({ phase: 'running', breached: true });
    expect(fold(repair, facts(backdated)).phase).toBe('on-site');
  });

  it('T5: approved by a second person counts as of when it happened', () => {
    const { events, thenTypes } = given(backdated).when(approve(backdated), second(700));
    thenTypes('LateEntryApproved', 'ClockBreachRetracted', 'ClockMet');
    expect(events[2]?.at).toBe(after(50));
  });

  it('T5: refused counts as of when it was entered', () => {
    const done = CompleteRepair({ ticketId, crewId: crew, cause: 'operator', outcome: 'fixed', evidence: ['photo-1'] });
    const late: Steps = [...onSite, [done, byCrew(120, 620)]];
    const { events } = given(late).when(refuse(late), second(700));
    expect(events.filter(({ type }) => type === 'ClockMet').map(({ at }) => at)).toEqual([after(620), after(620)]);
  });

  it('G2: refused, an arrival counts not at all: the crew is still to come, or its work shows that it came', () => {
    given(backdated).when(refuse(backdated), second(700)).thenTypes('LateEntryRefused');
    const refused: Steps = [...backdated, [refuse(backdated), second(700)]];
    expect(clockOf(refused, 'arrive')).toMatchObject({ phase: 'running', breached: true });
    given(refused).when(arrival, byCrew(720, 720)).thenTypes('CrewArrived', 'ClockFinishedLate');
    const done = CompleteRepair({ ticketId, crewId: crew, cause: 'operator', outcome: 'fixed', evidence: ['photo-1'] });
    const worked: Steps = [...backdated, [done, byCrew(650, 650)]];
    const { events } = given(worked).when(refuse(worked), second(700));
    expect(events.find(({ type }) => type === 'ClockFinishedLate')).toMatchObject({ at: after(650), data: { clock: 'arrive' } });
  });

  it('T5: is decided by neither the one who entered it nor that crew, once, and only where it waits', () => {
    const byDispatcher: Steps = [...breached, [arrival, { at: after(50), now: after(620), by: 'du', role: 'dispatcher' }]];
    given(byDispatcher).when(approve(byDispatcher), second(700)).thenRejected('ticket/same-person');
    given(byDispatcher)
      .when(approve(byDispatcher), { at: after(700), by: crew, role: 'dispatcher' })
      .thenRejected('ticket/same-person');
    given(breached)
      .when(ApproveRepairLateEntry({ ticketId, approvalId: ticketId }), second(700))
      .thenRejected('ticket/no-late-entry', { value: ticketId });
    const approved: Steps = [...backdated, [approve(backdated), second(700)]];
    given(approved).when(approve(backdated), second(710)).thenNothing();
    given(approved).when(refuse(backdated), second(710)).thenRejected('ticket/late-entry-decided', { decided: 'approved' });
  });

  it('T5: does not hold the case up, and is decided after the case is closed', () => {
    const done = CompleteRepair({ ticketId, crewId: crew, cause: 'operator', outcome: 'fixed', evidence: ['photo-1'] });
    const withdrawn: Steps = [
      ...backdated,
      [done, byCrew(650, 650)],
      [WithdrawRepair({ ticketId, reason: '用户撤回' }), second(660)],
    ];
    expect(fold(repair, facts(withdrawn)).phase).toBe('closed');
    expect(clockOf(withdrawn, 'arrive')).toMatchObject({ phase: 'running', breached: true });
    given(withdrawn).when(approve(withdrawn), second(700)).thenTypes('LateEntryApproved', 'ClockBreachRetracted', 'ClockMet');
  });

  it('G2: a pause backdated before the due times stands still nowhere and erases no breach until it is approved', () => {
    const pause = PauseRepair({ ticketId, reason: 'user-absent', evidence: ['x'] });
    given(breached).when(pause, byCrew(6, 26_000)).thenRejected('ticket/pause-basis');
    const visited: Steps = [...breached, [RecordFailedVisit({ ticketId, crewId: crew, failure: 'absent', evidence: ['x'] }), byCrew(6, 615)]];
    given(visited).when(pause, byCrew(6, 26_000)).thenTypes('WorkPaused', 'LateEntryRequested');
    const paused: Steps = [...visited, [pause, byCrew(6, 620)]];
    expect(clockOf(paused, 'arrive')).toMatchObject({ phase: 'running', breached: true });
    given(paused)
      .when(approve(paused), second(700))
      .thenAmong('ClockPaused', { clock: 'arrive', reason: 'user-absent', evidence: ['x'] });
    const resumed: Steps = [...paused, [ResumeRepair({ ticketId }), byCrew(640, 640)]];
    const { events } = given(resumed).when(approve(resumed), second(700));
    expect(events.filter(({ type }) => type === 'ClockResumed').map(({ at }) => at)).toContain(after(640));
  });

  it('G2: a withdrawal backdated before the due time retracts no breach until it is approved', () => {
    const withdrawal = WithdrawRepair({ ticketId, reason: '用户撤回' });
    const steps: Steps = [...breached, [withdrawal, { ...second(20), now: after(620) }]];
    expect(clockOf(steps, 'arrive')).toMatchObject({ phase: 'running', breached: true });
    given(steps)
      .when(approve(steps), { at: after(700), by: 'zhao', role: 'administrator' })
      .thenAmong('ClockBreachRetracted', { clock: 'arrive' });
  });

  it('T5: what is received, and what the program enters itself, waits for nobody', () => {
    const late: Given = { at: after(0), now: after(900), by: 'agent', role: 'agent' };
    const report = ReportRepair({ ticketId, caseNumber: 'R-1', zone: 'Z1', station: 'S1', category: 'LEAK', description: '漏水' });
    expect(facts([[report, late]]).map(({ type }) => type)).not.toContain('LateEntryRequested');
    given(onSite).when(breach, { ...timer(60), now: after(900) }).thenNothing();
  });
});

const acts: readonly RepairCommand[] = [
  arrival,
  CompleteRepair({ ticketId, crewId: crew, cause: 'operator', outcome: 'fixed', evidence: ['photo-1'] }),
  PauseRepair({ ticketId, reason: 'third-party-test', evidence: ['form-1'], basis: 'form-1' }),
  ResumeRepair({ ticketId }),
  breach,
  BreachRepairClock({ ticketId, clock: 'resolve', round: 1 }),
];

describe('Whatever is entered late', () => {
  it('T5: no clock is met, paused, stopped or freed of a breach by an entry that nobody approved', () => {
    const step = fc.record({ pick: fc.nat(acts.length - 1), wait: fc.nat(400), late: fc.nat(2000) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let state = fold(repair, facts(assigned));
        let now = 10;
        for (const { pick, wait, late } of steps) {
          now += wait;
          const command = acts[pick];
          if (!command) continue;
          const system = command.type === 'BreachRepairClock';
          const at = system ? now : Math.max(5, now - late);
          const id = `00000000-0000-7000-8000-${String(now).padStart(12, '0')}`;
          const order = ordered(command, { ...(system ? timer(now) : byCrew(at, now)), id });
          const decision = decide(repair, state, order, defaultRules);
          for (const { at: own = order.meta.at, rule, ...event } of decision.accepted ? decision.events : []) {
            const { actor, channel } = order.meta;
            if (now - at > 30)
              expect(['ClockMet', 'ClockFinishedLate', 'ClockPaused', 'ClockStopped', 'ClockBreachRetracted']).not.toContain(event.type);
            state = evolveOne(repair.evolve, state, { ...event, meta: { at: own, actor, channel, rule } } as Fact<RepairEvent>);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('A breach that is heard of again', () => {
  it('T5: brings nobody in for a round that is over, and somebody for a ticket that goes on under another', () => {
    const arrive = EscalateRepair({ ticketId, clock: 'arrive', round: 1, reason: '“到场”超时' });
    const done = CompleteRepair({ ticketId, crewId: crew, cause: 'operator', outcome: 'fixed', evidence: ['photo-1'] });
    const nextRound: Steps = [...onSite, [done, byCrew(120, 120)], [SendBackRepair({ ticketId, reason: '未修好' }), second(150)]];
    given(nextRound).when(arrive, timer(60)).thenNothing();
    const merged: Steps = [...assigned, [MergeRepair({ ticketId, survivorId: OTHER, reason: '同一立管' }), second(100)]];
    given(merged).when(arrive, timer(60)).thenTypes('RepairEscalated');
  });
});
