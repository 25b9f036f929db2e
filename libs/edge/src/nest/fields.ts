import { applyDecorators } from '@nestjs/common';
import { isCleanText, isInstant } from '@heatledger/vocabulary';
import { ArrayMaxSize, buildMessage, IsArray, IsInt, Max, Min, ValidateBy, type ValidationOptions } from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST_FEN = 1_000_000_000_00;

const isDay = (value: unknown): boolean =>
  typeof value === 'string' && DAY.test(value) && new Date(`${value}T00:00:00Z`).toString() !== 'Invalid Date' && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);

const rule = (name: string, validate: (value: unknown) => boolean, allowed: string, options?: ValidationOptions): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: buildMessage((each) => `${each}$property must be ${allowed}`, options) } }, options);

/** An ISO 8601 instant with offset that names a real moment. */
export const IsInstant = (options?: ValidationOptions): PropertyDecorator =>
  rule('isInstant', isInstant, 'an instant with offset, such as 2026-01-05T08:30:00+08:00', options);

/** A calendar day that exists. */
export const IsDay = (options?: ValidationOptions): PropertyDecorator => rule('isDay', isDay, 'a day, such as 2026-01-05', options);

/** Money: a whole number of fen, never negative, never a decimal. */
export const IsFen = (options?: ValidationOptions): PropertyDecorator =>
  rule(
    'isFen',
    (value) => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MOST_FEN,
    `money as a whole number of fen from 0 to ${MOST_FEN}`,
    options,
  );

/** Text of 1 to `max` characters without control characters and lone surrogates. */
export const IsCleanText = (max: number, options?: ValidationOptions): PropertyDecorator =>
  rule(
    'isCleanText',
    (value) => typeof value === 'string' && value.length > 0 && value.length <= max && isCleanText(value),
    `text of 1 to ${max} characters without control characters`,
    options,
  );

/** A temperature as the API document says it: tenths of °C from −40.0 to 60.0. */
export const temperature = { type: 'integer', minimum: -400, maximum: 600 } as const;

/** A temperature, indoors or out: whole tenths of °C from −40.0 to 60.0. */
export const IsTemperature = (): PropertyDecorator => applyDecorators(Max(temperature.maximum), Min(temperature.minimum), IsInt());

const MOST_REFERENCES = 20;

/** What shows something, as the API document says it: references of documents, photos, forms. */
export const evidence: { readonly type: [StringConstructor]; readonly maxItems: number } = { type: [String], maxItems: MOST_REFERENCES };

/** References of what shows something, 20 at most. */
export const IsEvidence = (): PropertyDecorator => applyDecorators(IsCleanText(200, { each: true }), ArrayMaxSize(MOST_REFERENCES), IsArray());
