import type { Type } from '@nestjs/common';
import { applyDecorators } from '@nestjs/common';
import { isCleanText, isInstant, readInstant } from '@heatledger/vocabulary';
import { Transform as read, Type as turned } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import type { AllowedValue } from '../problems.js';
import { required } from './requirement.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const PHONE = /^[0-9+*() -]{3,24}$/;
export const UUID = /^([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}-0{4}-0{4}-0{4}-0{12}|f{8}-f{4}-f{4}-f{4}-f{12})$/i;
const MOST_FEN = 1_000_000_000_00;

const isDay = (value: unknown): boolean => {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  const moment = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
};
const isMatch = (pattern: RegExp) => (value: unknown): boolean => typeof value === 'string' && pattern.test(value);
const isText = (most: number) => (value: unknown): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= most && isCleanText(value);
const isWhole = (least: number, most: number) => (value: unknown): boolean =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const whole = (least: number, most: number): PropertyDecorator =>
  required({
    name: 'isWhole',
    holds: isWhole(least, most),
    wanted: { zh: ` ${least} 至 ${most} 的整数`, en: `a whole number from ${least} to ${most}` },
    schema: { type: 'integer', minimum: least, maximum: most },
  });

/** A whole number within bounds, both included. */
export const IsWhole = (least: number, most: number): PropertyDecorator => whole(least, most);

/** The same in a question, where everything is text. */
export const IsWholeParameter = (least: number, most: number): PropertyDecorator => applyDecorators(turned(() => Number), whole(least, most));

const instant: PropertyDecorator = required({
  name: 'isInstant',
  holds: isInstant,
  wanted: {
    zh: '带时区偏移的时间，例如 2026-01-05T08:30:00+08:00（写在地址中时 + 须写作 %2B）',
    en: 'an instant with offset, such as 2026-01-05T08:30:00+08:00 (in an address + is written %2B)',
  },
  schema: { type: 'string', format: 'date-time', example: '2026-01-05T08:30:00+08:00' },
});

/** An ISO 8601 instant with offset that names a real moment; 24:00 of a day, which laws write, is read as 00:00 of the next. */
export const IsInstant = (): PropertyDecorator =>
  applyDecorators(
    read(({ value }) => readInstant(value)),
    instant,
  );

/** A calendar day that exists. */
export const IsDay = (): PropertyDecorator =>
  required({ name: 'isDay', holds: isDay, wanted: { zh: '日期，例如 2026-01-05', en: 'a day, such as 2026-01-05' }, schema: { type: 'string', format: 'date' } });

/** A calendar month. */
export const IsMonth = (): PropertyDecorator =>
  required({
    name: 'isMonth',
    holds: isMatch(MONTH),
    wanted: { zh: '月份，例如 2026-01', en: 'a month, such as 2026-01' },
    schema: { type: 'string', pattern: MONTH.source, example: '2026-01' },
  });

/** Money: a whole number of fen, never negative, never a decimal. */
export const IsFen = (): PropertyDecorator =>
  required({
    name: 'isFen',
    holds: isWhole(0, MOST_FEN),
    wanted: { zh: `以分为单位的整数金额，0 至 ${MOST_FEN}`, en: `money as a whole number of fen from 0 to ${MOST_FEN}` },
    schema: { type: 'integer', minimum: 0, maximum: MOST_FEN },
  });

/** Text of 1 to `most` characters without control characters and lone surrogates. */
export const IsCleanText = (most: number): PropertyDecorator =>
  required({
    name: 'isCleanText',
    holds: isText(most),
    wanted: { zh: ` 1 至 ${most} 个字的文本，不含控制字符`, en: `text of 1 to ${most} characters without control characters` },
    schema: { type: 'string', minLength: 1, maxLength: most },
    quotes: false,
    fault: (value) =>
      typeof value === 'string' && value.length > most
        ? { zh: `不能超过 ${most} 个字。`, en: `it must be no longer than ${most} characters.` }
        : undefined,
  });

/** An id (UUID). */
export const IsId = (): PropertyDecorator =>
  required({ name: 'isId', holds: isMatch(UUID), wanted: { zh: ' UUID', en: 'a UUID' }, schema: { type: 'string', format: 'uuid' } });

/** A phone number as people write it: digits, `+ * ( ) -` and spaces. */
export const IsPhone = (): PropertyDecorator =>
  required({
    name: 'isPhone',
    holds: isMatch(PHONE),
    wanted: { zh: '电话号码：3 至 24 个字符，只含数字、+ * ( ) - 和空格', en: 'a phone number: 3 to 24 digits, + * ( ) - and spaces' },
    schema: { type: 'string', pattern: PHONE.source },
    quotes: false,
    fault: (value) =>
      typeof value === 'string'
        ? { zh: '格式不正确：3 至 24 个字符，只含数字、+ * ( ) - 和空格。', en: 'it must be a phone number: 3 to 24 digits, + * ( ) - and spaces.' }
        : undefined,
  });

/** Yes or no. */
export const IsYesNo = (): PropertyDecorator =>
  required({
    name: 'isYesNo',
    holds: (value) => typeof value === 'boolean',
    wanted: { zh: ' true 或 false', en: 'true or false' },
    allowed: [true, false],
    schema: { type: 'boolean' },
  });

/** One of a closed list of words. */
export const IsOneOf = (words: readonly string[]): PropertyDecorator =>
  required({
    name: 'isOneOf',
    holds: (value) => typeof value === 'string' && words.includes(value),
    wanted: { zh: '允许的值之一', en: 'one of the allowed values' },
    allowed: words as readonly AllowedValue[],
    schema: { enum: [...words] },
  });

/** At least one of a closed list of words, each once. */
export const IsSomeOf = (words: readonly string[]): PropertyDecorator =>
  required({
    name: 'isSomeOf',
    holds: (value) =>
      Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && words.includes(one)) && new Set(value).size === value.length,
    wanted: { zh: '至少一个允许的值的列表，不得重复', en: 'a list of at least one of the allowed values, none twice' },
    allowed: words as readonly AllowedValue[],
    schema: { type: 'array', items: { type: 'string', enum: [...words] }, minItems: 1, uniqueItems: true },
  });

/** An object whose content is checked by whom it is for. */
export const IsRecord = (): PropertyDecorator =>
  required({ name: 'isRecord', holds: isRecord, wanted: { zh: ' JSON 对象', en: 'a JSON object' }, schema: { type: 'object', additionalProperties: true } });

/** How many, and what each must be. */
interface ListForm {
  readonly least?: number;
  readonly most: number;
}

const spanOf = ({ least = 0, most }: ListForm): { readonly zh: string; readonly en: string } =>
  least === 0 ? { zh: `至多 ${most} 项`, en: `at most ${most}` } : { zh: ` ${least} 至 ${most} 项`, en: `${least} to ${most}` };

const isList = ({ least = 0, most }: ListForm, value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length >= least && value.length <= most;

const firstFault = (holds: (one: unknown) => boolean) => (value: unknown): number | undefined => {
  const index = Array.isArray(value) ? value.findIndex((one) => !holds(one)) : -1;
  return index < 0 ? undefined : index;
};

/** Texts, each of 1 to `each` characters; `unique` where none may stand twice. */
export const IsTexts = ({ each, unique = false, ...form }: ListForm & { readonly each: number; readonly unique?: boolean }): PropertyDecorator => {
  const [holds, span] = [isText(each), spanOf(form)];
  const once = unique ? { zh: '，不得重复', en: ', none twice' } : { zh: '', en: '' };
  return required({
    name: 'isTexts',
    holds: (value) => isList(form, value) && value.every(holds) && (!unique || new Set(value).size === value.length),
    wanted: {
      zh: `${span.zh}文本，每项 1 至 ${each} 个字，不含控制字符${once.zh}`,
      en: `a list of ${span.en} texts of 1 to ${each} characters without control characters${once.en}`,
    },
    schema: {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: each },
      minItems: form.least ?? 0,
      maxItems: form.most,
      ...(unique ? { uniqueItems: true } : {}),
    },
    quotes: false,
    faulty: firstFault(holds),
  });
};

/** Texts of one form, such as days of a year. */
export const IsForms = ({ pattern, wanted, ...form }: ListForm & { readonly pattern: RegExp; readonly wanted: { readonly zh: string; readonly en: string } }): PropertyDecorator => {
  const [holds, span] = [isMatch(pattern), spanOf(form)];
  return required({
    name: 'isForms',
    holds: (value) => isList(form, value) && value.every(holds),
    wanted: { zh: `${span.zh}${wanted.zh}`, en: `a list of ${span.en} ${wanted.en}` },
    schema: { type: 'array', items: { type: 'string', pattern: pattern.source }, minItems: form.least ?? 0, maxItems: form.most },
    faulty: firstFault(holds),
  });
};

/** Objects of one class, each checked by it. */
export const IsListOf = (of: Type, { least = 0, most }: ListForm): PropertyDecorator => {
  const span = spanOf({ least, most });
  return required(
    {
      name: 'isListOf',
      holds: (value) => isList({ least, most }, value) && value.every(isRecord),
      wanted: { zh: `${span.zh}对象组成的列表`, en: `a list of ${span.en} objects` },
      schema: { type: [of], minItems: least, maxItems: most },
      quotes: false,
      faulty: firstFault(isRecord),
    },
    turned(() => of),
    ValidateNested({ each: true }),
  );
};

/** A temperature as the API document says it: tenths of °C from −40.0 to 60.0. */
export const temperature = { type: 'integer', minimum: -400, maximum: 600 } as const;

/** A temperature, indoors or out: whole tenths of °C from −40.0 to 60.0. */
export const IsTemperature = (): PropertyDecorator => whole(temperature.minimum, temperature.maximum);

const MOST_REFERENCES = 20;

/** What shows something, as the API document says it: references of documents, photos, forms. */
export const evidence: { readonly maxItems: number } = { maxItems: MOST_REFERENCES };

/** References of what shows something, 20 at most. */
export const IsEvidence = (least = 0): PropertyDecorator => IsTexts({ each: 200, least, most: MOST_REFERENCES });
