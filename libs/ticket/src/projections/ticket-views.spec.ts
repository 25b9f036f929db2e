import { fold, handledTypes, type Projection, type RecordedFact } from '@heatledger/kernel';
import { defaultRules } from '@heatledger/rulebook';
import { recorded, timersOf, viewFor } from '@heatledger/testing';
import { millis } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import { BreachRepairClock, CallBackRepair, CloseRepair, MergeRepair, UnmergeRepair, type RepairCommand } from '../domain/repair.commands.js';
import type { RepairEvent } from '../domain/repair.events.js';
import { repair } from '../domain/repair.js';
import { after, assigned, completed, MORNING, OTHER, REPAIR, story, type Step } from '../testing/stories.js';
import { ticketClocks } from '../timers/ticket-clocks.timers.js';
import { responseRecord } from './response-record.projection.js';
import { ticketCard } from './ticket-card.projection.js';
import { NEVER_MS, ticketQueue } from './ticket-queue.projection.js';

const ticketId = REPAIR;
const closed: readonly Step<RepairCommand>[] = [
  ...completed,
  [CallBackRepair({ ticketId, answer: 'satisfied', why: '很好' }), { at: after(300) }],
  [CloseRepair({ ticketId, exit: 'done' }), { at: after(301) }],
];
const facts = (steps: readonly Step<RepairCommand>[]): RecordedFact<RepairEvent>[] =>
  story(repair, defaultRules, ...steps).map((fact, revision) => ({ ...recorded(fact, { revision, stream: `repair-${ticketId}` }), meta: fact.meta }));

const responsesIn = (all: readonly RecordedFact<RepairEvent>[]) => {
  const heard = handledTypes(responseRecord.evolve);
  type Response = typeof responseRecord extends Projection<infer _D, infer E> ? RecordedFact<E> : never;
  return all.filter(({ type }) => heard.includes(type)) as readonly RecordedFact[] as readonly Response[];
};

describe('The queue', () => {
  it('shows what falls due next on an open ticket, for its crew and zone', () => {
    viewFor(ticketQueue)
      .after(...facts(assigned))
      .shows(ticketId, { open: true, crewId: 'crew-3', zone: 'Z1', nextClock: 'arrive', nextDue: after(60), dueMs: millis(after(60)), overdue: false });
  });

  it('marks what is overdue and leaves out what is closed', () => {
    viewFor(ticketQueue)
      .after(...facts([...assigned, [BreachRepairClock({ ticketId, clock: 'arrive', round: 1 }), { at: after(60) }]]))
      .shows(ticketId, { overdue: true, nextClock: 'arrive' });
    viewFor(ticketQueue)
      .after(...facts(closed))
      .shows(ticketId, { open: false, nextClock: null, dueMs: NEVER_MS });
  });

  it('takes a ticket back that was merged by mistake', () => {
    const merged: readonly Step<RepairCommand>[] = [...assigned, [MergeRepair({ ticketId, survivorId: OTHER, reason: '同一处' }), { at: after(20) }]];
    viewFor(ticketQueue)
      .after(...facts(merged))
      .shows(ticketId, { open: false, survivorId: OTHER, nextClock: 'arrive' });
    viewFor(ticketQueue)
      .after(...facts([...merged, [UnmergeRepair({ ticketId, reason: '误并' }), { at: after(30) }]]))
      .shows(ticketId, { open: true, survivorId: null, nextDue: after(60) });
  });
});

describe('The card', () => {
  it('shows one ticket as it stands, with the revision to answer to', () => {
    const story = facts(closed);
    viewFor(ticketCard)
      .after(...story)
      .shows(ticketId, { phase: 'closed', exit: 'done', answer: 'satisfied', outcome: 'fixed', cause: 'operator', openedAt: MORNING, revision: story.length - 1 });
  });

  it('agrees with the decisions about every clock', () => {
    const story = facts(closed);
    const { clocks } = fold(repair, story);
    const card = viewFor(ticketCard).after(...story).docs.get(ticketId);
    expect(card?.clocks.map(({ clock, round, phase, due, breached }) => ({ clock, round, phase, due, breached }))).toEqual(
      Object.values(clocks).map(({ clock, round, phase, due, breached }) => ({ clock, round, phase, due, breached })),
    );
  });

  it('names no person', () => {
    const text = JSON.stringify([...viewFor(ticketCard).after(...facts(closed)).docs, ...viewFor(responseRecord).after(...responsesIn(facts(closed))).docs]);
    for (const personal of ['13800000000', '水管漏水', '很好']) expect(text).not.toContain(personal);
  });
});

describe('The register of responses', () => {
  it('keeps each response with its time, content and result', () => {
    const { docs } = viewFor(responseRecord).after(...responsesIn(facts(closed)));
    const acts = [...docs.values()].map(({ act }) => act);
    expect(acts).toEqual(['RepairReported', 'RepairTriaged', 'RepairAssigned', 'CrewArrived', 'RepairCompleted', 'RepairCalledBack', 'RepairClosed']);
    const arrived = [...docs.values()].find(({ act }) => act === 'CrewArrived');
    expect(arrived).toMatchObject({ ticketId, occurredAt: after(40), day: '2026-01-05', actorId: 'crew-3', role: 'crew', content: { zh: 'crew-3 到达现场。' }, result: { zh: '已到场' } });
  });
});

describe('The timers of clocks', () => {
  it('order a breach at the due time and forget it when the clock ends', () => {
    const [started] = facts(assigned).filter((fact) => fact.type === 'ClockStarted' && fact.data.clock === 'arrive');
    const [met] = facts(completed).filter((fact) => fact.type === 'ClockMet' && fact.data.clock === 'arrive');
    const key = `${ticketId}/arrive/1`;
    expect(timersOf(ticketClocks).after(started as never)).toEqual([{ set: key, due: after(60), command: BreachRepairClock({ ticketId, clock: 'arrive', round: 1 }) }]);
    expect(timersOf(ticketClocks).after(met as never)).toEqual([{ clear: key }]);
  });
});
