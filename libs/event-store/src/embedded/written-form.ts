/** Keys that stand behind all others in metadata, as the digest was made before them. */
const AT_THE_END: ReadonlySet<string> = new Set(['digest', 'salts']);

const isOrdered = (keys: readonly string[]): boolean => keys.every((key, n) => n === 0 || (keys[n - 1] ?? '') < key);

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a text that is JSON as this program writes it: no other spacing, no key twice, no other escapes or numbers; null for any other. */
const writtenObject = (text: unknown): Readonly<Record<string, unknown>> | null => {
  if (typeof text !== 'string') return null;
  try {
    const value: unknown = JSON.parse(text);
    return isPlain(value) && JSON.stringify(value) === text ? value : null;
  } catch {
    return null;
  }
};

/** What of an event's two texts is not as this program writes it; null where both are. From version 2 of the chain on their keys stand in order. */
export const oddText = (data: unknown, metadata: unknown): 'data' | 'metadata' | null => {
  const told = writtenObject(metadata);
  if (!told) return 'metadata';
  const said = writtenObject(data);
  if (!said) return 'data';
  if (told['chain'] === undefined) return null;
  const keys = Object.keys(told);
  const end = keys.filter((key) => AT_THE_END.has(key));
  const covered = keys.slice(0, keys.length - end.length);
  if (covered.some((key) => AT_THE_END.has(key)) || !isOrdered(covered) || !isOrdered(end)) return 'metadata';
  return isOrdered(Object.keys(said)) ? null : 'data';
};
