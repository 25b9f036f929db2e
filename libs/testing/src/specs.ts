import { decide, fold, keysOf, project, type Decider, type Detail, type Draft, type Fact, type Message, type Meta, type Order, type Projection, type Reaction, type RecordedFact, type TimerPlan, type Instant } from '@heatledger/kernel';
import { expect } from '@jest/globals';

/** A fact with the circumstances a test cares about. */
export interface Circumstances {
  readonly at?: Instant;
  readonly by?: string;
  readonly role?: string;
  readonly channel?: Meta['channel'];
  readonly correlation?: string;
}

const NOON = '2026-01-05T12:00:00+08:00';

/** Puts circumstances to a message: `happened(RepairAssigned({…}), { at, by: 'li', role: 'dispatcher' })`. */
export const happened = <M extends Message>(message: M, { at = NOON, by = 'wang', role = 'agent', channel = 'hotline', correlation }: Circumstances = {}): Fact<M> => ({
  ...message,
  meta: { at, actor: { id: by, role }, channel, correlation },
});

/** The same with a place in the log, as projections, reactions and timers see it. */
export const recorded = <M extends Message>(message: M, circumstances: Circumstances & { stream?: string; revision?: number; position?: string; recordedAt?: Instant; id?: string } = {}): RecordedFact<M> => {
  const { stream = 'test-1', revision = 0, position = String(revision + 1).padStart(8, '0'), id = `00000000-0000-5000-8000-${String(revision).padStart(12, '0')}` } = circumstances;
  const fact = happened(message, circumstances);
  return { ...fact, id, stream, revision, position, recordedAt: circumstances.recordedAt ?? fact.meta.at };
};

/** Puts a time and an orderer to a command. */
export const ordered = <C extends Message>(command: C, { at = NOON, now = at, by = 'wang', role = 'agent', channel = 'hotline', id = '00000000-0000-7000-8000-000000000001' }: Circumstances & { now?: Instant; id?: string } = {}): Order<C> => ({
  ...command,
  meta: { id, at, now, actor: { id: by, role }, channel },
});

type Given<E extends Message> = E | Fact<E>;
const asFact = <E extends Message>(given: Given<E>): Fact<E> => ('meta' in given ? (given as Fact<E>) : happened(given));
const bare = ({ type, data }: Message): Message => ({ type, data });

/** Given/when/then for an aggregate; every accepted answer is also folded and its facts checked against their schemas. */
export const specFor = <C extends Message, S, E extends Message, R extends string, W>(decider: Decider<C, S, E, R, W>, world: W) => ({
  given: (...facts: readonly Given<E>[]) => ({
    in: (other: W) => specFor(decider, other).given(...facts),
    when: (command: C | Order<C>) => {
      const order = 'meta' in command ? (command as Order<C>) : ordered(command);
      const state = fold(decider, facts.map(asFact));
      const decision = decide(decider, state, order, world);
      const events: readonly Draft<E>[] = decision.accepted ? decision.events : [];
      for (const event of events) decider.kinds.find((kind) => kind.type === event.type)?.schema.parse(event.data);
      fold(decider, [...facts.map(asFact), ...events.map((event) => ({ ...event, meta: { ...order.meta, at: event.at ?? order.meta.at } }) as unknown as Fact<E>)]);
      return {
        decision,
        events,
        then: (...expected: readonly E[]) => {
          expect(decision).toMatchObject({ accepted: true });
          expect(events.map(bare)).toEqual(expected.map(bare));
        },
        /** The named types in this order, whatever their content. */
        thenTypes: (...types: readonly E['type'][]) => {
          expect(decision).toMatchObject({ accepted: true });
          expect(events.map((event) => event.type)).toEqual(types);
        },
        /** Among the accepted facts is this one (a partial match on its data). */
        thenAmong: (type: E['type'], data: object = {}) => {
          expect(decision).toMatchObject({ accepted: true });
          expect(events.map(bare)).toContainEqual(expect.objectContaining({ type, data: expect.objectContaining(data) }));
        },
        thenNothing: () => expect(decision).toEqual({ accepted: true, events: [] }),
        thenRejected: (code: R, detail?: Detail) =>
          expect(decision).toEqual(detail ? { accepted: false, code, detail: expect.objectContaining(detail) } : expect.objectContaining({ accepted: false, code })),
      };
    },
  }),
});

/** The documents a projection holds after the given facts, in order; facts without a place in the log get one. */
export const viewFor = <D, E extends Message>(projection: Projection<D, E>, zone = 'Asia/Shanghai') => ({
  after: (...facts: readonly (E | Fact<E> | RecordedFact<E>)[]) => {
    const docs = new Map<string, D>();
    facts.forEach((given, index) => {
      const fact = 'position' in given ? (given as RecordedFact<E>) : ({ ...recorded(given, { revision: index }), ...given, meta: asFact(given as Given<E>).meta } as RecordedFact<E>);
      for (const key of keysOf(projection, fact)) {
        const doc = project(projection, docs.get(key) ?? null, fact, key, { zone });
        if (doc === null) docs.delete(key);
        else docs.set(key, doc);
      }
    });
    return {
      docs,
      shows: (key: string, doc: object) => expect(docs.get(key)).toMatchObject(doc),
      showsExactly: (key: string, doc: D) => expect(docs.get(key)).toEqual(doc),
      showsNothing: (key: string) => expect(docs.has(key)).toBe(false),
    };
  },
});

/** What a reaction orders when a fact comes. */
export const reactionOf = <E extends Message, C extends Message>(reaction: Reaction<E, C>) => ({
  to: (given: E | Fact<E> | RecordedFact<E>) => {
    const fact = ('position' in given ? given : { ...recorded(given), meta: asFact(given as Given<E>).meta }) as RecordedFact<E>;
    const handler = (reaction.on as unknown as Record<string, (fact: RecordedFact<E>) => readonly C[]>)[given.type];
    const commands = handler ? handler(fact) : [];
    return {
      commands,
      sends: (...expected: readonly C[]) => expect(commands.map(bare)).toEqual(expected.map(bare)),
      sendsNothing: () => expect(commands).toEqual([]),
    };
  },
});

/** What a timer plan sets and clears when a fact comes. */
export const timersOf = <E extends Message, C extends Message>(plan: TimerPlan<E, C>) => ({
  after: (given: E | Fact<E> | RecordedFact<E>) => {
    const fact = ('position' in given ? given : { ...recorded(given), meta: asFact(given as Given<E>).meta }) as RecordedFact<E>;
    return (plan.on as unknown as Record<string, ((fact: RecordedFact<E>) => readonly unknown[]) | undefined>)[given.type]?.(fact) ?? [];
  },
});
