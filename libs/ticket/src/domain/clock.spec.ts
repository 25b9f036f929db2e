import { decide, evolveOne, type Fact } from '@heatledger/kernel';
import { defaultRules } from '@heatledger/rulebook';
import { ordered } from '@heatledger/testing';
import { compareInstants } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { after, OTHER, REPAIR as ticketId, reported } from '../testing/stories.js';
import type { ClockEvent } from './clock.kinds.js';
import { clockKey, clocksOf } from './clock.state.js';
import { waitingEntries } from './late-entry.state.js';
import {
  ApproveRepairRequest,
  AssignRepair, BreachRepairClock, CallBackRepair, CompleteRepair, ExtendRepairClock, MergeRepair, PauseRepair, RecordCrewArrival, ResumeRepair, SendBackRepair, ServeMergedRepair, TriageRepair, UnmergeRepair,
  WithdrawRepair, type RepairCommand,
} from './repair.commands.js';
import type { RepairEvent } from './repair.events.js';
import { repair } from './repair.js';

const reason = '理由';
const commands: readonly ((minutes: number, waiting: string) => RepairCommand)[] = [
  () => TriageRepair({ ticketId, category: 'LEAK', urgency: 'urgent' }),
  () => AssignRepair({ ticketId, crewId: 'crew-3' }),
  () => RecordCrewArrival({ ticketId, crewId: 'crew-3' }),
  () => CompleteRepair({ ticketId, crewId: 'crew-3', cause: 'operator', outcome: 'fixed', evidence: [] }),
  () => PauseRepair({ ticketId, reason: 'third-party-test', evidence: ['form-1'], basis: 'form-1' }),
  () => ResumeRepair({ ticketId }),
  () => SendBackRepair({ ticketId, reason }),
  () => CallBackRepair({ ticketId, answer: 'satisfied' }),
  () => MergeRepair({ ticketId, survivorId: OTHER, reason }),
  () => UnmergeRepair({ ticketId, reason }),
  () => ServeMergedRepair({ ticketId, survivorId: OTHER, clocks: ['arrive', 'resolve'], ended: true }),
  () => WithdrawRepair({ ticketId, reason }),
  (minutes) => ExtendRepairClock({ ticketId, clock: 'resolve', due: after(minutes + 3000), reason }),
  (_, waiting) => ApproveRepairRequest({ ticketId, approvalId: waiting }),
  () => BreachRepairClock({ ticketId, clock: 'arrive', round: 1 }),
  () => BreachRepairClock({ ticketId, clock: 'resolve', round: 1 }),
];

/** A step some minutes after the one before, entered some minutes late. */
const steps = fc.array(fc.record({ pick: fc.nat(commands.length - 1), wait: fc.nat(900), late: fc.nat(300) }), { maxLength: 30 });

type DueFact = Fact<ClockEvent> & { readonly data: { readonly due: string } };
/** Every clock here has a due time. */
const isClockFact = (fact: Fact<RepairEvent>): fact is DueFact => fact.type.startsWith('Clock') && 'due' in fact.data;

const play = (chosen: readonly { pick: number; wait: number; late: number }[]) => {
  const facts: Fact<RepairEvent>[] = [];
  let state = repair.initial;
  const give = (command: RepairCommand, at: string, now: string): void => {
    const by = command.type === 'ApproveRepairRequest' ? 'chief' : 'wang';
    const order = ordered(command, { at, now, by, id: `00000000-0000-7000-8000-${String(facts.length).padStart(12, '0')}` });
    const decision = decide(repair, state, order, defaultRules);
    for (const { at: own = at, rule, ...event } of decision.accepted ? decision.events : []) {
      const fact = { ...event, meta: { at: own, actor: order.meta.actor, channel: order.meta.channel, rule } } as unknown as Fact<RepairEvent>;
      facts.push(fact);
      state = evolveOne(repair.evolve, state, fact);
    }
  };
  give(reported[0]![0], after(0), after(0));
  let now = 0;
  for (const { pick, wait, late } of chosen) {
    now += wait;
    const waiting = facts.findLast(({ type }) => type === 'ExtensionRequested')?.data as { approvalId: string } | undefined;
    give(commands[pick]!(now, waiting?.approvalId ?? ''), after(Math.max(0, now - late)), after(now));
  }
  const byClock = new Map<string, DueFact[]>();
  for (const fact of facts.filter(isClockFact)) {
    const key = clockKey(fact.data.clock, fact.data.round);
    byClock.set(key, [...(byClock.get(key) ?? []), fact]);
  }
  return { state, byClock };
};

describe('Whatever happens to a repair, in whatever order it is entered', () => {
  it('every clock is breached at most once at a time, at its due time, and ends at most once', () => {
    fc.assert(
      fc.property(steps, (chosen) => {
        for (const facts of play(chosen).byClock.values()) {
          let [breached, open] = [0, 0];
          for (const { type, data, meta } of facts) {
            if (type === 'ClockBreached') expect(meta.at).toBe(data.due);
            if (type === 'ClockMet') expect(compareInstants(meta.at, data.due)).toBeLessThanOrEqual(0);
            if (type === 'ClockFinishedLate') expect(compareInstants(meta.at, data.due)).toBeGreaterThan(0);
            if (type === 'ClockMet') expect(breached).toBe(0);
            if (type === 'ClockFinishedLate') expect(breached).toBe(1);
            breached += type === 'ClockBreached' ? 1 : type === 'ClockBreachRetracted' ? -1 : 0;
            open += type === 'ClockStarted' ? 1 : ['ClockMet', 'ClockFinishedLate', 'ClockStopped'].includes(type) ? -1 : 0;
            expect([0, 1]).toContain(breached);
            expect([0, 1]).toContain(open);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a due time moves only by a pause or an extension and never backwards, and no clock of a closed repair stays open', () => {
    fc.assert(
      fc.property(steps, (chosen) => {
        const { state, byClock } = play(chosen);
        for (const facts of byClock.values()) {
          facts.slice(1).forEach(({ type, data }, index) => {
            if (['ClockResumed', 'ClockExtended'].includes(type)) expect(compareInstants(data.due, facts[index]!.data.due)).toBeGreaterThanOrEqual(0);
            else expect(data.due).toBe(facts[index]!.data.due);
          });
        }
        // those of a merged one run on, since somebody waits for it as before
        if (state.phase !== 'closed') return;
        const waiting = waitingEntries(state).flatMap(({ effects }) => effects.map(({ clock, round }) => clockKey(clock, round)));
        for (const { clock, round, phase } of clocksOf(state.clocks))
          if (!waiting.includes(clockKey(clock, round))) expect(['met', 'late', 'stopped']).toContain(phase);
      }),
      { numRuns: 300 },
    );
  });
});
