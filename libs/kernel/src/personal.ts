import type { z } from 'zod';
import { dataClassOf, wrappedBy, type AnyKind, type DataClass, type Mask } from './message.js';

/** From this class on a value is personal. */
export const PERSONAL_FROM: DataClass = 'C3';

export const isPersonal = (dataClass: DataClass): boolean => dataClass >= PERSONAL_FROM;

/** A personal value in the content of a fact. */
export interface PersonalValue {
  /** JSON pointer (RFC 6901) from the content's root. */
  readonly path: string;
  /** The same, key by key; indexes of lists as text. */
  readonly keys: readonly string[];
  readonly dataClass: DataClass;
  readonly mask: Mask;
  readonly value: unknown;
}

/** Where in values of a schema the personal ones stand: the whole of it, named members, or every entry. */
type Plan =
  | { readonly whole: DataClass; readonly mask: Mask }
  | { readonly members: ReadonlyMap<string, Plan> }
  | { readonly entries: Plan }
  | { readonly either: readonly Plan[] };

type Schema = z.ZodType;

interface Inside {
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly items?: readonly Schema[];
  readonly rest?: Schema | null;
}

const insideOf = (schema: Schema): Inside => schema.def as Inside;

const highest = (classes: readonly DataClass[]): DataClass => classes.reduce((most, next) => (next > most ? next : most), 'C0');

/** Every class that is declared in a schema, at any depth. */
const classesIn = (schema: Schema, met: ReadonlySet<Schema> = new Set()): readonly DataClass[] => {
  if (met.has(schema)) return [];
  const seen = new Set([...met, schema]);
  const { shape = {}, element, valueType, items = [], rest } = insideOf(schema);
  const declared = schema.meta()?.['dataClass'] as DataClass | undefined;
  const within = [...Object.values(shape), ...items, ...[element, valueType, rest].filter((part) => part instanceof Object), ...wrappedBy(schema)];
  return [...(declared === undefined ? [] : [declared]), ...within.flatMap((part) => classesIn(part as Schema, seen))];
};

/** The highest class that a value of this schema may hold, at any depth. */
export const highestClassIn = (schema: Schema): DataClass => highest(classesIn(schema));

const eitherOf = (plans: readonly (Plan | null)[]): Plan | null => {
  const [first, ...more] = plans.filter((plan) => plan !== null);
  return first === undefined ? null : more.length === 0 ? first : { either: [first, ...more] };
};

const planOf = (schema: Schema): Plan | null => {
  const most = highestClassIn(schema);
  if (!isPersonal(most)) return null;
  const declared = schema.meta()?.['dataClass'] as DataClass | undefined;
  const mask = (schema.meta()?.['mask'] as Mask | undefined) ?? 'text';
  if (declared !== undefined && isPersonal(declared)) return { whole: most, mask };
  const { shape, element, valueType, items } = insideOf(schema);
  if (shape) return { members: new Map(Object.entries(shape).flatMap(([name, part]) => { const plan = planOf(part); return plan ? [[name, plan] as const] : []; })) };
  if (element) return entriesOf(planOf(element), true);
  if (valueType) return entriesOf(planOf(valueType), false);
  // what has no end, and what stands in a row by its place, is personal as a whole
  if (items || schema.def.type === 'lazy') return { whole: most, mask };
  return eitherOf(wrappedBy(schema).map(planOf));
};

/** A list of personal values is one personal value; a list of things that hold some is none. */
const entriesOf = (plan: Plan | null, isList: boolean): Plan | null => (plan === null || (isList && 'whole' in plan) ? plan : { entries: plan });

const plans = new WeakMap<AnyKind, Plan | { readonly none: true }>();
const planOfKind = (kind: AnyKind): Plan | { readonly none: true } => {
  const known = plans.get(kind);
  if (known) return known;
  const plan = planOf(kind.schema) ?? { none: true as const };
  plans.set(kind, plan);
  return plan;
};

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const collect = (plan: Plan, value: unknown, path: string, keys: readonly string[], found: Map<string, PersonalValue>): void => {
  if (value === undefined) return;
  if ('whole' in plan) {
    const before = found.get(path);
    found.set(path, { path, keys, dataClass: before ? highest([before.dataClass, plan.whole]) : plan.whole, mask: plan.mask, value });
  } else if ('either' in plan) for (const one of plan.either) collect(one, value, path, keys, found);
  else if (typeof value === 'object' && value !== null) {
    const content = value as Readonly<Record<string, unknown>>;
    const parts: Iterable<readonly [string, Plan]> = 'members' in plan ? plan.members : Object.keys(content).map((key) => [key, plan.entries] as const);
    for (const [key, part] of parts) if (Object.hasOwn(content, key)) collect(part, content[key], `${path}/${escaped(key)}`, [...keys, key], found);
  }
};

const NONE: readonly PersonalValue[] = [];

/** The personal values (class C3 and above) in the content of a fact, at any depth: what masks hide and the digest commits to. */
export const personalValuesOf = (kind: AnyKind, data: Readonly<Record<string, unknown>>): readonly PersonalValue[] => {
  const plan = planOfKind(kind);
  if ('none' in plan) return NONE;
  const found = new Map<string, PersonalValue>();
  collect(plan, data, '', [], found);
  return [...found.values()];
};

const put = (content: unknown, keys: readonly string[], value: unknown): unknown => {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (typeof content !== 'object' || content === null) return content;
  if (Array.isArray(content)) return (content as readonly unknown[]).map((item, n) => (String(n) === key ? put(item, rest, value) : item));
  const { [key]: old, ...others } = content as Readonly<Record<string, unknown>>;
  if (rest.length === 0 && value === undefined) return others;
  return { ...content, [key]: put(old, rest, value) };
};

/** The content with other values at these places; `undefined` leaves one out. What was given stays as it is. */
export const withValuesAt = <D extends object>(data: D, places: readonly { readonly keys: readonly string[]; readonly value: unknown }[]): D =>
  places.reduce<unknown>((content, { keys, value }) => put(content, keys, value), data) as D;

/** The keys behind a JSON pointer. */
export const keysOfPointer = (path: string): readonly string[] =>
  path.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The declared class of a field, or the strictest where none is. */
export const classOfField = (schema: Schema): DataClass => (dataClassOf(schema) === undefined ? 'C5' : highestClassIn(schema));
