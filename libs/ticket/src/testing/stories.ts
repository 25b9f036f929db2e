import { decide, evolveOne, type Decider, type Fact, type Instant, type Message } from '@heatledger/kernel';
import { defaultRules } from '@heatledger/rulebook';
import { plusMinutes, type ClockName, type TicketKind } from '@heatledger/vocabulary';
import { ordered, type Circumstances } from '@heatledger/testing';
import type { TicketWorld } from '../domain/ticket.world.js';
import { AssignRepair, CompleteRepair, RecordCrewArrival, ReportRepair, TriageRepair, type RepairCommand } from '../domain/repair.commands.js';

/** A command with the circumstances it was given under. */
export type Step<C extends Message> = readonly [command: C, circumstances?: Circumstances & { readonly now?: Instant }];

/** The facts that come of commands given one after another; stops loudly at the first refusal. */
export const story = <C extends Message, S, E extends Message, R extends string, W>(decider: Decider<C, S, E, R, W>, world: W, ...steps: readonly Step<C>[]): readonly Fact<E>[] => {
  const facts: Fact<E>[] = [];
  let state = decider.initial;
  for (const [command, circumstances] of steps) {
    const order = ordered(command, circumstances);
    const decision = decide(decider, state, order, world);
    if (!decision.accepted) throw new Error(`${command.type} was refused: ${decision.code} ${JSON.stringify(decision.detail)}`);
    for (const { at = order.meta.at, rule, ...event } of decision.events) {
      const { actor, channel } = order.meta;
      const fact = { ...event, meta: { at, actor, channel, rule } } as unknown as Fact<E>;
      state = evolveOne(decider.evolve, state, fact);
      facts.push(fact);
    }
  }
  return facts;
};

/** When a clock falls due by the latest fact about it. */
export const dueOf = (facts: readonly Fact[], clock: ClockName, round = 1): Instant => {
  const last = facts.filter(({ data }) => (data as { clock?: string; round?: number }).clock === clock && (data as { round?: number }).round === round).at(-1);
  if (!last) throw new Error(`no clock ${clock} in round ${round}`);
  return (last.data as { due: Instant }).due;
};

export const REPAIR = '0192f000-0000-7000-8000-000000000001';
export const OTHER = '0192f000-0000-7000-8000-000000000002';
export const MORNING = '2026-01-05T08:00:00+08:00';
export const after = (minutes: number): Instant => plusMinutes(MORNING, minutes);

/** The rules, and another ticket that is worked on in the same zone since an hour earlier. */
export const worldWith = (ticketKind: TicketKind, ticketId: string): TicketWorld => ({
  ...defaultRules,
  linked: { ticketId, ticketKind, caseNumber: 'X-20260105-0001', phase: 'assigned', openedAt: after(-60), zone: 'Z1' },
});

/** A leak reported in the morning. */
export const reported: readonly Step<RepairCommand>[] = [
  [ReportRepair({ ticketId: REPAIR, caseNumber: 'R-20260105-7K3M', zone: 'Z1', station: 'S1', category: 'LEAK', description: '水管漏水', callerPhone: '13800000000' }), { at: MORNING }],
];
export const assigned: readonly Step<RepairCommand>[] = [
  ...reported,
  [TriageRepair({ ticketId: REPAIR, category: 'LEAK', urgency: 'emergency' }), { at: after(3), by: 'du', role: 'dispatcher' }],
  [AssignRepair({ ticketId: REPAIR, crewId: 'crew-3' }), { at: after(5), by: 'du', role: 'dispatcher' }],
];
export const onSite: readonly Step<RepairCommand>[] = [...assigned, [RecordCrewArrival({ ticketId: REPAIR, crewId: 'crew-3' }), { at: after(40), by: 'crew-3', role: 'crew' }]];
export const completed: readonly Step<RepairCommand>[] = [
  ...onSite,
  [CompleteRepair({ ticketId: REPAIR, crewId: 'crew-3', cause: 'operator', outcome: 'fixed', evidence: ['photo-1'] }), { at: after(120), by: 'crew-3', role: 'crew' }],
];
