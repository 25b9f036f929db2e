/** A field of a state that a fact changed; paths are dotted, values as they stand in the state. */
export interface Change {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const plain = (value: unknown): unknown => (value instanceof Map ? Object.fromEntries(value) : value instanceof Set ? [...value] : value);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const compare = (before: unknown, after: unknown, path: string, changes: Change[]): void => {
  // most of a state is the very same object after a fact as before it
  if (before === after) return;
  const [from, to] = [plain(before), plain(after)];
  if (!isRecord(from) || !isRecord(to)) {
    if (from !== to && !same(from, to)) changes.push({ field: path, from: from ?? null, to: to ?? null });
    return;
  }
  const pathOf = (field: string): string => (path === '' ? field : `${path}.${field}`);
  for (const field of Object.keys(from)) if (from[field] !== to[field]) compare(from[field], to[field], pathOf(field), changes);
  for (const field of Object.keys(to)) if (!Object.hasOwn(from, field)) compare(undefined, to[field], pathOf(field), changes);
};

/** What differs between two states, field by field, in the order of the fields; lists are compared whole. */
export const changesBetween = (before: unknown, after: unknown): readonly Change[] => {
  const changes: Change[] = [];
  compare(before, after, '', changes);
  return changes;
};
