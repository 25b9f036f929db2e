import type { RecordedFact } from './fact.js';
import type { DataClass, Message, Told } from './message.js';
import { handlerFor } from './decider.js';

/** One entry per fact a reader listens to; the keys are its subscription filter. Days and months are those of the zone told. */
export type ViewTable<D, E extends Message> = {
  readonly [T in E['type']]: (doc: D | null, fact: RecordedFact<Extract<E, { type: T }>>, key: string, told: Told) => D | null;
};

/** A read model as a pure fold over documents: facts in, documents out; `null` in = none yet, `null` out = remove it. */
export interface Projection<D, E extends Message> {
  /** Named after the screen it serves. */
  readonly name: string;
  /** Raise it when the shape or meaning changes; the new version is built beside the old one. */
  readonly version: number;
  readonly doc: string;
  /** The highest class of data that its documents may hold; C2 when absent. */
  readonly dataClass?: DataClass;
  /** The document(s) a fact belongs to; `null` for none. */
  readonly key: (fact: RecordedFact<E>) => string | readonly string[] | null;
  readonly evolve: ViewTable<D, E>;
  /** Index name → fields of the document, equality fields first; a query without one is refused. */
  readonly indexes: Readonly<Record<string, readonly (keyof D & string)[]>>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- projections are contravariant in their facts; a list of them has no narrower type
export type AnyProjection = Projection<any, any>;

/** The fact types a projection, reaction or timer plan listens to. */
export const handledTypes = (table: object): readonly string[] => Object.keys(table);

const isText = (key: unknown): key is string => typeof key === 'string';

/** The keys of the documents a fact touches; throws where its content does not say them. */
export const keysOf = <D, E extends Message>(projection: Projection<D, E>, fact: RecordedFact<E>): readonly string[] => {
  // what stands in a log need not be what its type promises
  const key: unknown = projection.key(fact);
  if (key === null) return [];
  const keys: readonly unknown[] = Array.isArray(key) ? key : [key];
  if (keys.every(isText)) return keys;
  throw new TypeError(`${fact.type} does not say which document of ${projection.name} it belongs to`);
};

type Step<D, E extends Message> = (doc: D | null, fact: RecordedFact<E>, key: string, told: Told) => D | null;

/** The document after one more fact. */
export const project = <D, E extends Message>(projection: Projection<D, E>, doc: D | null, fact: RecordedFact<E>, key: string, told: Told): D | null =>
  handlerFor<Step<D, E>>(projection.evolve, fact.type, projection.name)(doc, fact, key, told);
