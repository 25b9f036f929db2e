import { applyDecorators } from '@nestjs/common';
import { ApiHideProperty, ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { Bilingual } from '@heatledger/kernel';
import { IsOptional, ValidateBy } from 'class-validator';
import type { AllowedValue, Flaw } from '../problems.js';

/** What a field of a request must be: said once, for the check, the API document and the sentence of a refusal. */
export interface Requirement {
  readonly name: string;
  readonly holds: (value: unknown) => boolean;
  /** Goes on after 必须是 and after "must be". */
  readonly wanted: Bilingual;
  /** The values that are allowed, where they are a closed set. */
  readonly allowed?: readonly AllowedValue[];
  readonly schema: ApiPropertyOptions;
  /** False where what was given may be a person's. */
  readonly quotes?: boolean;
  /** What to do instead, of a field that is taken no more. */
  readonly instead?: Bilingual;
  /** What is wrong with a value, where that can be said in fewer words than what it must be. */
  readonly fault?: (value: unknown) => Bilingual | undefined;
  /** Which element of a list is at fault, where one is. */
  readonly faulty?: (value: unknown) => number | undefined;
}

const LONGEST_QUOTE = 60;

const quoted = (value: unknown): string => {
  const text = JSON.stringify(value) ?? '';
  return text.length > LONGEST_QUOTE ? `${[...text].slice(0, LONGEST_QUOTE).join('')}…` : text;
};

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value) && !Number.isNaN(value);

/** What is wrong with a value, in one sentence; `path` is where it stands. */
export const flawIn = (requirement: Requirement, path: string, value: unknown): Flaw => {
  const { wanted, allowed, quotes = true, fault, faulty, instead } = requirement;
  if (instead !== undefined) return { pointer: path, zh: `不再接受此字段：${instead.zh}。`, en: `is taken no more: ${instead.en}.` };
  const index = value === undefined ? undefined : faulty?.(value);
  const [pointer, given] = index === undefined ? [path, value] : [`${path}/${index}`, (value as readonly unknown[])[index]];
  const closed = allowed === undefined ? {} : { allowed };
  if (value === undefined) return { pointer, zh: `必须填写：${wanted.zh}。`, en: `is missing; it must be ${wanted.en}.`, ...closed };
  const plain = fault?.(given);
  if (plain) return { pointer, ...plain, ...closed };
  const said = quotes && isScalar(given) ? quoted(given) : '';
  return { pointer, zh: `${said && `${said} `}不符合要求：必须是${wanted.zh}。`, en: `${said && `${said} is not allowed; `}it must be ${wanted.en}.`, ...closed };
};

/** A field that earlier versions took: refused with what to do instead, and not in the API document. */
export const IsNoMore = (instead: Bilingual): PropertyDecorator => {
  const requirement: Requirement = { name: 'isNoMore', holds: (value) => value === undefined, wanted: instead, instead, schema: {} };
  const check = ValidateBy({ name: requirement.name, validator: { validate: requirement.holds, defaultMessage: () => '$property is taken no more' } }, { context: requirement });
  return applyDecorators(IsOptional(), check, ApiHideProperty());
};

/** A property of a request class that is checked, documented and refused by one requirement. */
export const required = (requirement: Requirement, ...more: readonly PropertyDecorator[]): PropertyDecorator => {
  const { name, holds, wanted, schema } = requirement;
  const check = ValidateBy({ name, validator: { validate: holds, defaultMessage: () => `$property must be ${wanted.en}` } }, { context: requirement });
  return applyDecorators(...more, check, ApiProperty(schema));
};
