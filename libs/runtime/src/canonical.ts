import canonicalize from 'canonicalize';

/** What the quick way cannot say, because an engine orders or escapes it in its own way. */
const AWKWARD = Symbol('awkward');
const orderedList = (list: readonly unknown[]): unknown => {
  const copy: unknown[] = [];
  for (const value of list) {
    const ordered = inOrder(value);
    if (ordered === AWKWARD) return AWKWARD;
    copy.push(ordered);
  }
  return copy;
};

const orderedObject = (object: Readonly<Record<string, unknown>>): unknown => {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(object).sort()) {
    const first = key.charCodeAt(0);
    // an engine puts keys that look like array indexes first, and this one name is no ordinary key
    if ((first >= 48 && first <= 57) || key === '__proto__') return AWKWARD;
    const value = object[key];
    const ordered = value === undefined ? undefined : inOrder(value);
    if (ordered === AWKWARD) return AWKWARD;
    if (ordered !== undefined) copy[key] = ordered;
  }
  return copy;
};

const inOrder = (value: unknown): unknown => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : AWKWARD;
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? orderedList(value as readonly unknown[]) : orderedObject(value as Readonly<Record<string, unknown>>);
};

/** The RFC 8785 form of plain JSON: written by the engine in one go where that is the same, else key by key; throws on what the form does not allow. */
export const canonicalForm = (value: object): string => {
  const ordered = inOrder(value);
  const text = ordered === AWKWARD ? undefined : JSON.stringify(ordered);
  // an escape of this kind stands for half a character, which the form refuses
  return text === undefined || text.includes('\\ud') ? (canonicalize(value) as string) : text;
};
