import { dataClassOf, dataClasses, type AnyKind, type DataClass } from '@heatledger/kernel';

type Content = Readonly<Record<string, unknown>>;

/** From this class on a field is personal. */
export const PERSONAL_FROM: DataClass = 'C3';

const rank = (dataClass: DataClass): number => dataClasses.indexOf(dataClass);

/** True when a reader with the given classes may see a field of this class; everything below C3 is open to every role that may read the record at all. */
export const isOpen = (dataClass: DataClass, open: readonly DataClass[]): boolean => rank(dataClass) < rank(PERSONAL_FROM) || open.includes(dataClass);

/** The personal fields of a kind, with their classes. */
export const personalFieldsOf = (kind: AnyKind): ReadonlyMap<string, DataClass> => {
  const known = personalFields.get(kind);
  if (known) return known;
  const fields = new Map<string, DataClass>();
  for (const [name, schema] of Object.entries(kind.schema.shape)) {
    const dataClass = dataClassOf(schema as Parameters<typeof dataClassOf>[0]);
    if (dataClass && rank(dataClass) >= rank(PERSONAL_FROM)) fields.set(name, dataClass);
  }
  personalFields.set(kind, fields);
  return fields;
};
const personalFields = new WeakMap<AnyKind, ReadonlyMap<string, DataClass>>();

const PHONE = /^[0-9+*() -]{7,24}$/;
const NAME_LENGTH = 12;

/** What is shown in place of a personal text: `张*`, `138****0000`, `［已隐去］` for anything longer. */
export const maskedText = (text: string): string => {
  if (PHONE.test(text)) return `${text.slice(0, 3)}****${text.slice(-4)}`;
  return text.length <= NAME_LENGTH ? `${[...text][0] ?? ''}*` : '［已隐去］';
};

const maskedValue = (value: unknown): unknown => {
  if (typeof value === 'string') return maskedText(value);
  if (Array.isArray(value)) return value.map(maskedValue);
  return value === null || value === undefined ? value : '［已隐去］';
};

/** The content of a fact as a reader with the given data classes may see it. Source: data classes, domain notes §4.4 [D]. */
export const maskedData = (kind: AnyKind, data: Content, open: readonly DataClass[]): Content => {
  const hidden = [...personalFieldsOf(kind)].filter(([name, dataClass]) => data[name] !== undefined && !isOpen(dataClass, open));
  return hidden.length === 0 ? data : { ...data, ...Object.fromEntries(hidden.map(([name]) => [name, maskedValue(data[name])])) };
};
