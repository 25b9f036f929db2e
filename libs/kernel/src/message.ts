import { z } from 'zod';

/** Anything said in the past tense (a fact) or in the imperative (a command): a name and its content. */
export interface Message<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
}

/** How sensitive a field is, from C0 (public) to C5 (identity of a reporter). */
export const dataClasses = ['C0', 'C1', 'C2', 'C3', 'C4', 'C5'] as const;
export type DataClass = (typeof dataClasses)[number];

/** A person at the company reads Chinese first, English second. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** How a personal value is shown to who may not see it: a name by its first sign, a phone by its last digits, a text not at all. */
export type Mask = 'name' | 'phone' | 'text';

/** Marks a schema with its data class and a one-sentence meaning; every field of a fact needs both. A text is masked as a whole unless `mask` says otherwise. */
export const field = <S extends z.ZodType>(dataClass: DataClass, doc: string, schema: S, mask?: Exclude<Mask, 'text'>): S =>
  schema.meta({ description: doc, dataClass, ...(mask === undefined ? {} : { mask }) }) as S;

interface Wrapper {
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
  readonly getter?: () => z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly left?: z.ZodType;
  readonly right?: z.ZodType;
}

/** The schemas that one only passes a value on to: what is optional, read through a step, put off, or one of several. */
export const wrappedBy = (schema: z.ZodType): readonly z.ZodType[] => {
  const { innerType, in: before, out, getter, options = [], left, right } = schema.def as Wrapper;
  return [innerType, before, out, getter?.(), ...options, left, right].filter((part) => part !== undefined);
};

/** The data class of a field, looking through all that only wraps it, lists included; `undefined` when none was declared. */
export const dataClassOf = (schema: z.ZodType): DataClass | undefined => {
  const declared = schema.meta()?.['dataClass'];
  if (declared !== undefined) return declared as DataClass;
  const { element } = schema.def as { element?: z.ZodType };
  const classes = [...wrappedBy(schema), ...(element ? [element] : [])].flatMap((inner) => dataClassOf(inner) ?? []);
  return classes.sort().at(-1);
};

type Shape = Record<string, z.ZodType>;
type DataOf<S extends Shape> = z.infer<z.ZodObject<S, z.core.$strict>>;

/** Turns the data of an older schema version into that of the next one. */
export type Upcast = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** In which way a fact is read: in the time of which zone. */
export interface Told {
  readonly zone: string;
}

/** In which way a fact is told to a person: in the time of which zone, and what ids and codes are called. */
export interface Telling extends Told {
  /** The number people say for an id: its case number, or the first eight characters of the id where none is known. */
  readonly numberOf: (id: string) => string;
  /** The name behind the code of a person or crew when the fact happened; the code where none is known. */
  readonly nameOf: (code: string) => string;
}

/** What the declaration of a fact says: its meaning, its fields, its sentence in both languages, and how older versions are read. */
export interface FactDeclaration<S extends Shape> {
  readonly doc: string;
  /** Schema version written today; 1 unless the fact was ever changed. */
  readonly version?: number;
  readonly data: S;
  readonly say: {
    readonly zh: (data: DataOf<S>, telling: Telling) => string;
    readonly en: (data: DataOf<S>, telling: Telling) => string;
  };
  /** True where it only asks: what it would bring about waits for a second person. */
  readonly waits?: boolean;
  /** Keyed by the version read: `{ 1: v1 => v2 }`. */
  readonly upcasts?: Readonly<Record<number, Upcast>>;
}

/** A kind of fact: call it to make one, read it to know what one looks like. */
export interface Kind<T extends string = string, S extends Shape = Shape> {
  (data: DataOf<S>): Message<T, DataOf<S>>;
  readonly type: T;
  readonly doc: string;
  readonly version: number;
  readonly schema: z.ZodObject<S, z.core.$strict>;
  readonly say: FactDeclaration<S>['say'];
  readonly waits: boolean;
  readonly upcasts: Readonly<Record<number, Upcast>>;
}

/** A kind whose precise type does not matter, as in a catalogue. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- kinds are contravariant in their data; a list of them has no narrower type
export type AnyKind = Kind<string, any>;

/** The message a kind makes. */
export type Made<K> = K extends (...args: never[]) => infer M ? M : never;

/** Declares a kind of fact; throws at load when a field has no data class or an upcast is missing, since both are bugs. */
export const event = <T extends string, const S extends Shape>(type: T, declaration: FactDeclaration<S>): Kind<T, S> => {
  const { doc, data, say, version = 1, waits = false, upcasts = {} } = declaration;
  for (const [name, schema] of Object.entries(data))
    if (!dataClassOf(schema)) throw new Error(`${type}.${name} declares no data class`);
  for (let v = 1; v < version; v++) if (!upcasts[v]) throw new Error(`${type} has version ${version} but no upcast from ${v}`);
  const make = (content: DataOf<S>): Message<T, DataOf<S>> => ({ type, data: content });
  return Object.assign(make, { type, doc, version, schema: z.strictObject(data), say, waits, upcasts });
};

/** A kind of command: a type and a name; its form is checked once, at the door it comes in by. */
export interface CommandKind<T extends string = string, D = never> {
  (data: D): Message<T, D>;
  readonly type: T;
  readonly doc: string;
}

/** Declares a kind of command: `command<'AssignRepair', Handover>('AssignRepair', 'Hand the repair to a crew.')`. */
export const command = <T extends string, D>(type: T, doc: string): CommandKind<T, D> =>
  Object.assign((data: D): Message<T, D> => ({ type, data }), { type, doc });
