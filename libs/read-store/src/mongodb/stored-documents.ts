import type { CreateIndexesOptions, Filter, IndexDescription, UpdateFilter } from 'mongodb';
import { indexedFields, indexValueOf, KEY_INDEX, type Plan } from '../query.js';
import type { CollectionSpec, IndexValue, Stored, Write } from '../read-store.js';
import { NOTHING, sortablePosition, sortableValue } from './sortable.js';

/** What stands for one state of a document; the order of its fields counts: of two states the one with the later position is the greater. */
export interface State extends Record<string, string | number> {
  /** Sortable position. */
  readonly s: string;
  /** 1 when a single document was set right at this position, 0 when it came with a bookmark. */
  readonly n: number;
  readonly p: string;
  /** The document as JSON text. */
  readonly d: string;
}

/** A document on the server; the values that indexes order by stand in `v.x0`, `v.x1`, … */
export interface StoredDocument {
  readonly _id: string;
  readonly v: State;
}

export const storedOf = <D>({ _id, v }: StoredDocument): Stored<D> => ({ key: _id, doc: JSON.parse(v.d) as D, position: v.p });

/** The state a write brings about. */
export const stateOf = (fields: readonly string[], doc: object, { position }: Write, n: 0 | 1): State => ({
  s: sortablePosition(position),
  n,
  p: position,
  d: JSON.stringify(doc),
  ...Object.fromEntries(fields.map((field, i) => [`x${i}`, sortableValue(indexValueOf(doc, field))])),
});

/** Takes over the new state only where it is later than what is there. */
export const laterState = (v: State): UpdateFilter<StoredDocument> => ({ $max: { v } });

const pathOf = (spec: CollectionSpec, field: string): string => (field === 'key' ? '_id' : `v.x${indexedFields(spec).indexOf(field)}`);

const withKey = (paths: readonly string[]): readonly string[] => [...new Set([...paths, '_id'])];

/** The declared indexes, each on its fields and then the key. */
export const indexesOf = (spec: CollectionSpec): (IndexDescription & CreateIndexesOptions)[] =>
  Object.entries(spec.indexes).map(([name, fields]) => ({ name, key: new Map(withKey(fields.map((field) => pathOf(spec, field))).map((path) => [path, 1] as const)) }));

/** The server's index that answers a question. */
export const hintOf = (index: string): string => (index === KEY_INDEX ? '_id_' : index);

/** Order of an answer: by the fields that are not fixed, then by key. */
export const sortOf = (spec: CollectionSpec, { order, descending }: Plan): Map<string, 1 | -1> =>
  new Map(withKey(order.map((field) => pathOf(spec, field))).map((path) => [path, descending ? -1 : 1]));

const operators = { '>': '$gt', '>=': '$gte', '<': '$lt', '<=': '$lte' } as const;

/** The question in the server's words: one condition after another, all must hold. */
export const filterOf = (spec: CollectionSpec, plan: Plan): Filter<StoredDocument> => {
  const terms: Filter<StoredDocument>[] = plan.equals.map(([field, value]) => ({ [pathOf(spec, field)]: textOf(field, value) }));
  const [ranged] = plan.order;
  if (ranged !== undefined && plan.bounds.length > 0) {
    const path = pathOf(spec, ranged);
    if (ranged !== 'key') terms.push({ [path]: { $gt: NOTHING } });
    for (const { op, value } of plan.bounds) terms.push({ [path]: { [operators[op]]: textOf(ranged, value) } });
  }
  if (plan.after) terms.push(...afterOf(spec, plan, plan.after));
  return terms.length === 0 ? {} : { $and: terms };
};

/** Keys stand as they are; a key is text, so that any text lies after what is not. */
const textOf = (field: string, value: IndexValue): string => (field !== 'key' ? sortableValue(value) : typeof value === 'string' ? value : '');

const afterOf = (spec: CollectionSpec, { order, descending }: Plan, after: NonNullable<Plan['after']>): readonly Filter<StoredDocument>[] => {
  const fields = order.filter((field) => field !== 'key');
  const ends: readonly (readonly [path: string, text: string])[] = [
    ...fields.map((field) => [pathOf(spec, field), sortableValue(after.values[order.indexOf(field)] ?? null)] as const),
    ['_id', after.key],
  ];
  const beyond = descending ? '$lt' : '$gt';
  const start = ends[0] ? [{ [ends[0][0]]: { [`${beyond}e`]: ends[0][1] } }] : [];
  const choices = ends.map(([path, text], i) => ({ ...Object.fromEntries(ends.slice(0, i)), [path]: { [beyond]: text } }));
  return [...start, { $or: choices }];
};
