import canonicalize from 'canonicalize';

/** The keys of objects of one make, in order, with all that stands before each value. */
interface Make {
  readonly keys: readonly string[];
  readonly ordered: readonly string[];
  readonly heads: readonly string[];
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

const isOf = (make: Make, keys: readonly string[]): boolean => {
  if (make.keys.length !== keys.length) return false;
  for (let i = 0; i < keys.length; i++) if (make.keys[i] !== keys[i]) return false;
  return true;
};

const makeOf = (keys: readonly string[]): Make => {
  const [first = ''] = keys;
  const alike = makes.get(first);
  if (alike) for (const make of alike) if (isOf(make, keys)) return make;
  const ordered = [...keys].sort();
  const make = { keys, ordered, heads: ordered.map((key) => `${textOf(key)}:`) };
  if (alike && alike.length < MOST_ALIKE) alike.push(make);
  else if (!alike && makes.size < MOST_FIRSTS) makes.set(first, [make]);
  return make;
};

const listForm = (list: readonly unknown[]): string => {
  let form = '[';
  for (let i = 0; i < list.length; i++) form += (i === 0 ? '' : ',') + (list[i] === undefined ? 'null' : canonicalForm(list[i]));
  return `${form}]`;
};

const objectForm = (object: Readonly<Record<string, unknown>>): string => {
  const { ordered, heads } = makeOf(Object.keys(object));
  let form = '';
  for (let i = 0; i < ordered.length; i++) {
    const value = object[ordered[i] as string];
    if (value !== undefined) form += (form === '' ? '{' : ',') + heads[i] + canonicalForm(value);
  }
  return form === '' ? '{}' : `${form}}`;
};

/** The RFC 8785 form of plain JSON; throws on what the form does not allow. */
export const canonicalForm = (value: unknown): string => {
  if (typeof value === 'string') return textOf(value);
  if (Number.isInteger(value)) return `${value as number}`;
  if (typeof value !== 'object' || value === null) return canonicalize(value) as string;
  return Array.isArray(value) ? listForm(value as readonly unknown[]) : objectForm(value as Readonly<Record<string, unknown>>);
};
