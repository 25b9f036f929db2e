import { highestClassIn, isPersonal, personalValuesOf, withValuesAt, type AnyKind, type DataClass, type Mask, type PersonalValue } from '@heatledger/kernel';

type Content = Readonly<Record<string, unknown>>;

/** True when a reader with the given classes may see a field of this class; everything below C3 is open to every role that may read the record at all. */
export const isOpen = (dataClass: DataClass, open: readonly DataClass[]): boolean => !isPersonal(dataClass) || open.includes(dataClass);

/** The fields of a kind that are personal or hold something personal, with the highest class in them. */
export const personalFieldsOf = (kind: AnyKind): ReadonlyMap<string, DataClass> =>
  new Map(
    Object.entries(kind.schema.shape)
      .map(([name, schema]) => [name, highestClassIn(schema as Parameters<typeof highestClassIn>[0])] as const)
      .filter(([, dataClass]) => isPersonal(dataClass)),
  );

/** The personal values of a fact's content that a reader with these classes may not see. */
export const hiddenIn = (kind: AnyKind, data: Content, open: readonly DataClass[]): readonly PersonalValue[] =>
  personalValuesOf(kind, data).filter(({ dataClass }) => !isOpen(dataClass, open));

const PHONE = /^[0-9+*() -]{3,24}$/;
const MOBILE = /^1[3-9*][0-9*]{9}$/;
const COUNTRY = /^(\+|00)86/;
const NAME_LENGTH = 12;
const MOST_SHOWN = 4;

/**
 * A phone number by its last digits: four at most and never more than about a third of it, whatever its kind and punctuation: `****32`, `****5432`. Of a mobile
 * number the network's three digits, which thousands share, stand before them: `138****5678`.
 */
export const maskedPhone = (text: string): string => {
  const digits = text.replace(/[^0-9*+]/g, '').replace(COUNTRY, '').replaceAll('+', '');
  if (MOBILE.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(-MOST_SHOWN)}`;
  const shown = Math.min(MOST_SHOWN, Math.floor((digits.length + 1) / 3));
  return `****${shown === 0 ? '' : digits.slice(-shown)}`;
};

/** What stands in place of a text that is not shown. */
export const HIDDEN = '［已隐去］';

/** What is shown in place of a personal value: `张*`, a phone number by its last digits, `［已隐去］` for a text, whatever it says. */
export const maskedText = (text: string, mask: Mask = 'name'): string => {
  if (mask === 'text') return HIDDEN;
  if (PHONE.test(text)) return maskedPhone(text);
  return mask === 'name' && text.length <= NAME_LENGTH ? `${[...text][0] ?? ''}*` : HIDDEN;
};

/** A text within a sentence, where it is shown. */
export const toldText = (text: string, [before, instead]: readonly [before: string, instead: string]): string =>
  text === HIDDEN ? instead : `${before}${text}`;

const maskedValue = (value: unknown, mask: Mask): unknown => {
  if (typeof value === 'string') return maskedText(value, mask);
  if (Array.isArray(value)) return value.map((one) => maskedValue(one, mask));
  return value === null || value === undefined ? value : HIDDEN;
};

/** The content of a fact as a reader with the given data classes may see it. Source: data classes, domain notes §4.4 [D]. */
export const maskedData = (kind: AnyKind, data: Content, open: readonly DataClass[]): Content => {
  const hidden = hiddenIn(kind, data, open);
  return hidden.length === 0 ? data : withValuesAt(data, hidden.map(({ keys, value, mask }) => ({ keys, value: maskedValue(value, mask) })));
};
