import { createHash } from 'node:crypto';
import { ReadStoreError, type CollectionSpec, type FindQuery, type IndexValue } from './read-store.js';

/** A field's bounds, ready for an engine. */
export interface Bound {
  readonly op: '>' | '>=' | '<' | '<=';
  readonly value: IndexValue;
}

/** A question checked against the declared indexes. */
export interface Plan {
  /** Equality fields with their values, in the index's order. */
  readonly equals: readonly (readonly [field: string, value: IndexValue])[];
  /** Fields after them; results are ordered by these, then by key. */
  readonly order: readonly string[];
  /** Bounds on the first of `order`. */
  readonly bounds: readonly Bound[];
  readonly descending: boolean;
  readonly limit: number;
  /** Values of `order` and the key after which to go on. */
  readonly after: { readonly values: readonly IndexValue[]; readonly key: string } | null;
  readonly hash: string;
}

/** The name of the index that is always there. */
export const KEY_INDEX = 'key';
const MOST = 1000;
const USUAL = 100;

const isIndexValue = (value: unknown): value is IndexValue => value === null || ['string', 'number', 'boolean'].includes(typeof value);

const cursorOf = (text: string, hash: string): NonNullable<Plan['after']> => {
  const refuse = (): ReadStoreError => new ReadStoreError('bad-cursor', 'cursor: only one that the page before gave, with the same question, is allowed');
  try {
    const { h, v, k } = JSON.parse(Buffer.from(text, 'base64url').toString()) as { h?: unknown; v?: unknown; k?: unknown };
    if (h !== hash || typeof k !== 'string' || !Array.isArray(v) || !v.every(isIndexValue)) throw refuse();
    return { values: v, key: k };
  } catch {
    throw refuse();
  }
};

/** The cursor after a document. */
export const cursorAfter = (plan: Plan, values: readonly IndexValue[], key: string): string =>
  Buffer.from(JSON.stringify({ h: plan.hash, v: values, k: key })).toString('base64url');

/** Checks a question against the collection's indexes; refuses one that would need a hidden scan. */
export const planOf = (spec: CollectionSpec, query: FindQuery): Plan => {
  const { index, equals = {}, range, order = 'ascending', limit = USUAL } = query;
  const fields = index === KEY_INDEX ? ['key'] : Object.hasOwn(spec.indexes, index) ? spec.indexes[index] : undefined;
  if (!fields) throw new ReadStoreError('no-index', `${spec.name} has no index ${JSON.stringify(index)}; declared: ${[KEY_INDEX, ...Object.keys(spec.indexes)].join(', ')}`);
  const named = Object.keys(equals).filter((field) => equals[field] !== undefined);
  const leading = fields.slice(0, named.length);
  if (leading.some((field) => !named.includes(field)))
    throw new ReadStoreError('bad-query', `${spec.name}.${index} is ordered by ${fields.join(', ')}: equality is allowed on its leading fields only, not on ${named.join(', ')}`);
  const rest = fields.slice(named.length);
  if (range && rest.length === 0) throw new ReadStoreError('bad-query', `${spec.name}.${index}: no field is left for a range`);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw new ReadStoreError('bad-query', `limit ${limit}: 1–${MOST} is allowed`);
  // only a question that goes on, or an answer that is not complete, needs to be told from others
  const hash = (): string => createHash('sha256').update(JSON.stringify([spec.name, index, leading.map((field) => equals[field]), range ?? null, order])).digest('base64url').slice(0, 16);
  return {
    equals: leading.map((field) => [field, equals[field] ?? null]),
    order: rest,
    bounds: boundsOf(range),
    descending: order === 'descending',
    limit,
    after: query.cursor === undefined ? null : cursorOf(query.cursor, hash()),
    get hash() {
      return hash();
    },
  };
};

const boundsOf = (range: FindQuery['range']): readonly Bound[] => {
  const bound = (op: Bound['op'], value: IndexValue | undefined): readonly Bound[] => (value === undefined ? [] : [{ op, value }]);
  return range ? [...bound('>', range.gt), ...bound('>=', range.gte), ...bound('<', range.lt), ...bound('<=', range.lte)] : [];
};

/** Every field that some index of the collection orders by. */
export const indexedFields = (spec: CollectionSpec): readonly string[] => [...new Set(Object.values(spec.indexes).flat())];

/** The value under which a document stands in an index. */
export const indexValueOf = (doc: object, field: string): IndexValue => {
  const value: unknown = (doc as Readonly<Record<string, unknown>>)[field];
  return isIndexValue(value) ? value : null;
};
