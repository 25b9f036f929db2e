/** A field of a state that a fact changed; paths are dotted, values as they stand in the state. */
export interface Change {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const plain = (value: unknown): unknown => (value instanceof Map ? Object.fromEntries(value) : value instanceof Set ? [...value] : value);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What differs between two states, field by field, in the order of the fields; lists are compared whole. */
export const changesBetween = (before: unknown, after: unknown, path = ''): readonly Change[] => {
  const [from, to] = [plain(before), plain(after)];
  if (from === to) return [];
  if (!isRecord(from) || !isRecord(to)) return same(from, to) ? [] : [{ field: path, from: from ?? null, to: to ?? null }];
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return fields.flatMap((field) => changesBetween(from[field], to[field], path === '' ? field : `${path}.${field}`));
};
