import { decide, evolveOne, type AnyDecider, type Fact, type Instant, type Message, type RecordedFact } from '@heatledger/kernel';
import { defaultRules } from '@heatledger/rulebook';
import { complaint, repair } from '@heatledger/ticket';
import { ordered } from '@heatledger/testing';
import { derivedUuid, plusMinutes } from '@heatledger/vocabulary';

export const MORNING = '2026-01-05T08:00:00+08:00';
export const after = (minutes: number): Instant => plusMinutes(MORNING, minutes);
/** Minutes. */
export const DAY = 24 * 60;

/** An order: when it happened and when it was entered (minutes after the morning), by whom. */
export interface Told {
  readonly command: Message;
  readonly at: number;
  readonly entered?: number;
  readonly by?: string;
}

const deciders: readonly AnyDecider[] = [complaint, repair];
const deciderOf = (command: Message): AnyDecider => {
  const found = deciders.find(({ commands }) => commands.some(({ type }) => type === command.type));
  if (!found) throw new Error(`nobody answers ${command.type}`);
  return found;
};

/** The facts of what was told, as they stand in the log: in the order of their entry, each with both of its times. */
export const recordedFrom = (correlation: string, ...told: readonly Told[]): readonly RecordedFact[] => {
  const states = new Map<string, { state: unknown; revision: number }>();
  const facts: RecordedFact[] = [];
  for (const { command, at, entered = at, by = 'wang' } of told) {
    const decider = deciderOf(command);
    const order = ordered(command, { at: after(at), now: after(entered), by });
    const stream = decider.streamOf(order);
    const folded = states.get(stream) ?? { state: decider.initial as unknown, revision: -1 };
    const decision = decide(decider, folded.state, order, defaultRules);
    if (!decision.accepted) throw new Error(`${command.type} was refused: ${decision.code}`);
    for (const { at: own = order.meta.at, rule, ...event } of decision.events) {
      const fact = { ...event, meta: { at: own, actor: order.meta.actor, channel: order.meta.channel, rule, command: order.meta.id, correlation } } as Fact;
      folded.state = evolveOne(decider.evolve, folded.state, fact);
      folded.revision += 1;
      facts.push({ ...fact, id: derivedUuid(stream, String(folded.revision)), stream, revision: folded.revision, position: String(facts.length + 1).padStart(14, '0'), recordedAt: after(entered) });
    }
    states.set(stream, folded);
  }
  return facts;
};
