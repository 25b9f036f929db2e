import type { Fact, Instant, Order, RuleRef } from './fact.js';
import type { AnyKind, Bilingual, Message } from './message.js';

/** One entry per message type; leave one out and the compiler names it. */
export type EvolveTable<S, E extends Message> = {
  readonly [T in E['type']]: (state: S, fact: Fact<Extract<E, { type: T }>>) => S;
};

/** A fact about to be recorded; `at` and `rule` override what the command says. */
export type Draft<E extends Message> = E & { readonly at?: Instant; readonly rule?: RuleRef };

export type Detail = Readonly<Record<string, unknown>>;

/** Facts to append, or a reason why not. */
export type Decision<E extends Message, R extends string> =
  | Readonly<{ accepted: true; events: readonly Draft<E>[] }>
  | Readonly<{ accepted: false; code: R; detail?: Detail }>;

/** Accepts with the facts to record; none means "this is true already". */
export const accept = <E extends Message>(...events: readonly Draft<E>[]): Decision<E, never> => ({ accepted: true, events });

/** Refuses with a code from the context's closed set; `detail` names field, value and what is allowed. */
export const reject = <const R extends string>(code: R, detail?: Detail): Decision<never, R> =>
  detail ? { accepted: false, code, detail } : { accepted: false, code };

/** Overrides the instant or names the rule of one fact. */
export const stamped = <E extends Message>(event: E, stamp: { at?: Instant; rule?: RuleRef }): Draft<E> => ({ ...event, ...stamp });

/** Why a "no" is a no: `absent` nobody knows it · `state` not now · `forbidden` not you · `invalid` not like this. */
export type RejectionKind = 'absent' | 'state' | 'forbidden' | 'invalid';

/** Every "no" of a context: code → kind and sentence. */
export type Rejections<R extends string = string> = Readonly<Record<R, Bilingual & { readonly kind: RejectionKind }>>;

/** Where what a command says is kept, so that one that finds itself true already is known to say the same. */
export interface Keeping<E extends Message> {
  /** The facts it leads to; the last of them in the stream counts. */
  readonly facts: readonly E['type'][];
  /** True where such facts stand beside each other: any of them that says the same will do. */
  readonly beside?: boolean;
  /** Fields by which the fact is about the same thing, where the stream tells of several. */
  readonly of?: readonly string[];
  /** What the command says in the fields of the fact; its own fields when absent. */
  readonly as?: (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** An aggregate: what is true (`evolve`) and what may happen (`decide`), both as tables keyed by message type. */
export interface Decider<C extends Message, S, E extends Message, R extends string, W = undefined> {
  /** First part of its stream names: `<category>-<id>`. */
  readonly category: string;
  readonly kinds: readonly AnyKind[];
  readonly commands: readonly { readonly type: C['type']; readonly doc: string }[];
  readonly rejections: Rejections<R>;
  readonly streamOf: (command: C) => string;
  /** True for one that knows many cases: what it is told may have happened before its first fact. */
  readonly ofMany?: boolean;
  readonly initial: S;
  readonly evolve: EvolveTable<S, E>;
  readonly decide: {
    readonly [T in C['type']]: (state: S, command: Order<Extract<C, { type: T }>>, world: W) => Decision<E, R>;
  };
  /** Where what each command says is kept: a person who says otherwise is told so, never answered as if it were recorded. */
  readonly keeps?: { readonly [T in C['type']]?: Keeping<E> };
  /** What every decision passes before its facts are recorded: a law over all commands of the aggregate. */
  review?(state: S, order: Order<C>, world: W, decision: Decision<E, R>): Decision<E, R>;
}

/** A decider whose types do not matter, as in a catalogue. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- deciders are contravariant in command, state and world; a list of them has no narrower type
export type AnyDecider = Decider<any, any, any, any, any>;

/** The table's entry for a message type; a missing one stops loudly, since a silent skip would be a lie about the past. */
export const handlerFor = <H>(table: object, type: string, what: string): H => {
  if (!Object.hasOwn(table, type)) throw new Error(`${what} has no entry for ${type}`);
  return (table as Record<string, H>)[type] as H;
};

/** One step of a fold. */
export const evolveOne = <S, E extends Message>(evolve: EvolveTable<S, E>, state: S, fact: Fact<E>): S =>
  handlerFor<(state: S, fact: Fact<E>) => S>(evolve, fact.type, 'evolve')(state, fact);

/** The state after the given facts. */
export const fold = <S, E extends Message>(decider: { initial: S; evolve: EvolveTable<S, E> }, facts: Iterable<Fact<E>>): S => {
  let state = decider.initial;
  for (const fact of facts) state = evolveOne(decider.evolve, state, fact);
  return state;
};

/** The answer of an aggregate in a state to a command. */
export const decide = <C extends Message, S, E extends Message, R extends string, W>(
  decider: Decider<C, S, E, R, W>,
  state: S,
  order: Order<C>,
  world: W,
): Decision<E, R> => {
  type Handler = (state: S, order: Order<C>, world: W) => Decision<E, R>;
  const decision = handlerFor<Handler>(decider.decide, order.type, decider.category)(state, order, world);
  return decider.review ? decider.review(state, order, world, decision) : decision;
};
