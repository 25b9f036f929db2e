import { isForm } from './form.js';
import { isDay } from './refund-check.js';

/** What is wrong with a pack: the field, and what is allowed there. */
export interface PackFault {
  readonly field: string;
  readonly allowed: string;
}

/** Every fault of a value in a field. */
export type Shape = (field: string, value: unknown) => readonly PackFault[];

const when = (holds: boolean, field: string, allowed: string): readonly PackFault[] => (holds ? [] : [{ field, allowed }]);

export const text: Shape = (field, value) => when(typeof value === 'string' && value.length > 0 && value.length <= 500, field, 'text of 1–500 characters');
export const truth: Shape = (field, value) => when(typeof value === 'boolean', field, 'true or false');
export const date: Shape = (field, value) => when(isDay(value), field, 'a day that exists, such as 2026-01-05');
export const matching =
  (pattern: RegExp, allowed: string): Shape =>
  (field, value) =>
    when(typeof value === 'string' && pattern.test(value), field, allowed);
export const monthDay = matching(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a month and day, such as 11-15');
export const whole =
  (least: number, most: number, unit: string): Shape =>
  (field, value) =>
    when(Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most, field, `${unit}, a whole number from ${least} to ${most}`);
export const among =
  (words: readonly string[]): Shape =>
  (field, value) =>
    when(typeof value === 'string' && words.includes(value), field, `one of ${words.join(', ')}`);

export const listOf =
  (each: Shape, least = 0): Shape =>
  (field, value) => {
    if (!Array.isArray(value)) return [{ field, allowed: 'a list' }];
    return value.length < least ? [{ field, allowed: `a list of at least ${least}` }] : value.flatMap((row, index) => each(`${field}[${index}]`, row));
  };

/** A record of known fields; those of `optional` may be absent, no other may be there. */
export const recordOf =
  (needed: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (field, value) => {
    const at = (name: string): string => (field === '' ? name : `${field}.${name}`);
    if (!isForm(value)) return [{ field, allowed: 'a record' }];
    const known: Readonly<Record<string, Shape>> = { ...needed, ...optional };
    return [
      ...Object.keys(value).filter((name) => !Object.hasOwn(known, name)).map((name) => ({ field: at(name), allowed: `one of ${Object.keys(known).join(', ')}` })),
      ...Object.keys(needed).filter((name) => value[name] === undefined).map((name) => ({ field: at(name), allowed: 'must be given' })),
      ...Object.entries(known).flatMap(([name, shape]) => (value[name] === undefined ? [] : shape(at(name), value[name]))),
    ];
  };

/** A record whose names are free, or among `names`. */
export const mapOf =
  (each: Shape, names?: readonly string[]): Shape =>
  (field, value) =>
    isForm(value)
      ? Object.entries(value).flatMap(([name, row]) => (names && !names.includes(name) ? [{ field: `${field}.${name}`, allowed: `one of ${names.join(', ')}` }] : each(`${field}.${name}`, row)))
      : [{ field, allowed: 'a record' }];

export const eitherOf =
  (first: Shape, second: Shape): Shape =>
  (field, value) =>
    isForm(value) ? second(field, value) : first(field, value);
