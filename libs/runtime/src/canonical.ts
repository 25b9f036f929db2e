import canonicalize from 'canonicalize';

/** The keys of objects of one make, in order, with all that stands before each value. */
interface Make {
  readonly keys: readonly string[];
  readonly ordered: readonly string[];
  readonly heads: readonly string[];
  /** True where the keys stand in the order of the form already. */
  readonly isOrdered: boolean;
}

/** Makes that were met, by their first key; facts have some hundreds, and what strangers send must not fill the memory. */
const makes = new Map<string, Make[]>();
const MOST_FIRSTS = 1000;
const MOST_ALIKE = 64;

/** Text that stands between quotes as it is: nothing to escape, no half characters. */
const CLEAN = /^[\x20\x21\x23-\x5b\x5d-\ud7ff\ue000-\uffff]*$/;

const textOf = (text: string): string => {
  if (CLEAN.test(text)) return `"${text}"`;
  const quoted = JSON.stringify(text);
  // an escape of this kind may stand for half a character, which the form refuses
  return quoted.includes('\\ud') ? (canonicalize(text) as string) : quoted;
};

const isSame = (some: readonly string[], keys: readonly string[]): boolean => {
  if (some.length !== keys.length) return false;
  for (let i = 0; i < keys.length; i++) if (some[i] !== keys[i]) return false;
  return true;
};

const makeOf = (keys: readonly string[]): Make => {
  const [first = ''] = keys;
  const alike = makes.get(first);
  if (alike) for (const make of alike) if (isSame(make.keys, keys)) return make;
  const ordered = [...keys].sort();
  const make = { keys, ordered, heads: ordered.map((key) => `${textOf(key)}:`), isOrdered: isSame(keys, ordered) };
  if (alike && alike.length < MOST_ALIKE) alike.push(make);
  else if (!alike && makes.size < MOST_FIRSTS) makes.set(first, [make]);
  return make;
};

const listForm = (list: readonly unknown[]): string => {
  let form = '[';
  for (let i = 0; i < list.length; i++) form += (i === 0 ? '' : ',') + (list[i] === undefined ? 'null' : formByOrdering(list[i]));
  return `${form}]`;
};

const objectForm = (object: Readonly<Record<string, unknown>>): string => {
  const { ordered, heads } = makeOf(Object.keys(object));
  let form = '';
  for (let i = 0; i < ordered.length; i++) {
    const value = object[ordered[i] as string];
    if (value !== undefined) form += (form === '' ? '{' : ',') + heads[i] + formByOrdering(value);
  }
  return form === '' ? '{}' : `${form}}`;
};

/** The form of any value, its keys put in order on the way. */
export const formByOrdering = (value: unknown): string => {
  if (typeof value === 'string') return textOf(value);
  if (Number.isInteger(value)) return `${value as number}`;
  if (typeof value !== 'object' || value === null) return canonicalize(value) as string;
  return Array.isArray(value) ? listForm(value as readonly unknown[]) : objectForm(value as Readonly<Record<string, unknown>>);
};

/** True where the engine's own JSON is the form already, but for half characters. */
const isInForm = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint' && typeof value !== 'function' && typeof value !== 'symbol';
  if (Array.isArray(value)) return value.every(isInForm);
  const keys = Object.keys(value);
  if (!makeOf(keys).isOrdered || 'toJSON' in value) return false;
  for (const key of keys) if (!isInForm((value as Readonly<Record<string, unknown>>)[key])) return false;
  return true;
};

/** The keys of an object in the order of the form. */
export const orderedKeysOf = (object: object): readonly string[] => makeOf(Object.keys(object)).ordered;

/** The form of a value whose keys are in order: the engine's own JSON, by far the shortest way; null for any other. */
export const formIfOrdered = (value: unknown): string | null => {
  if (!isInForm(value)) return null;
  const form = JSON.stringify(value);
  // an escape of this kind may stand for half a character, which the form refuses
  return form?.includes('\\ud') ? null : form;
};

/** The RFC 8785 form of plain JSON; throws on what the form does not allow. */
export const canonicalForm = (value: unknown): string => formIfOrdered(value) ?? formByOrdering(value);
