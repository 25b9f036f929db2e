import { refuse } from './refusals.js';
import { isDay } from './refund-check.js';
import { daysInclusive } from './refund-days.js';
import type { Ruled } from './rules.js';

/** A record as somebody wrote it. */
export type Form = Readonly<Record<string, unknown>>;
export const isForm = (value: unknown): value is Form => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first field that a form does not know. */
export const strangeField = (form: Form, known: readonly string[], above = ''): Ruled<never> | null => {
  const strange = Object.keys(form).find((name) => !known.includes(name));
  return strange === undefined ? null : refuse(above + strange, form[strange], `one of ${known.join(', ')}`);
};

const decimal = /^(-?)(\d{1,12})(?:\.(\d+))?$/;

/** A decimal number as an integer of its smallest unit: `2300.00` with 2 places is 230000; no unit, no further place is read. */
export const scaled = (field: string, value: unknown, places: number, allowed: string): Ruled<number> => {
  const parts = typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)) ? decimal.exec(String(value).trim()) : null;
  if (!parts) return refuse(field, value ?? null, allowed);
  const [, sign = '', units = '', fraction = ''] = parts;
  if (fraction.replace(/0+$/, '').length > places || (places === 2 && fraction.length > 2)) return refuse(field, value, allowed);
  const size = Number(units) * 10 ** places + Number(fraction.slice(0, places).padEnd(places, '0') || 0);
  return { ok: true, value: sign === '-' && size !== 0 ? -size : size };
};

/** Yuan with at most two decimals, in fen. */
export const fenOf = (field: string, value: unknown): Ruled<number> => {
  const fen = scaled(field, value, 2, 'yuan with at most two decimals, such as 2300.00');
  return fen.ok && fen.value < 0 ? refuse(field, value, 'yuan, 0 or more') : fen;
};

/** °C with at most one decimal from −40 to 60, in tenths. */
export const tenthsOf = (field: string, value: unknown): Ruled<number> => {
  const tenths = scaled(field, value, 1, 'degrees Celsius with at most one decimal, from -40 to 60');
  return tenths.ok && (tenths.value < -400 || tenths.value > 600) ? refuse(field, value, 'degrees Celsius from -40 to 60') : tenths;
};

/** m² with at most one decimal, in tenths. */
export const areaOf = (field: string, value: unknown): Ruled<number> => {
  const tenths = scaled(field, value, 1, 'm² with at most one decimal');
  return tenths.ok && tenths.value < 0 ? refuse(field, value, 'm², 0 or more') : tenths;
};

/** A season `2025-11-10..2026-03-20`, both ends heated. */
export interface SeasonSpan {
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/** Reads a season; refused when it ends before it begins or is longer than a year. */
export const seasonOf = (field: string, value: unknown): Ruled<SeasonSpan> => {
  const allowed = 'first and last heated day, such as 2025-11-10..2026-03-20';
  const [from, to, more] = typeof value === 'string' ? value.trim().split('..') : [];
  if (!isDay(from) || !isDay(to) || more !== undefined) return refuse(field, value ?? null, allowed);
  if (to < from) return refuse(field, value, `${allowed}: it may not end before it begins`);
  const days = daysInclusive(from, to);
  return days > 366 ? refuse(field, value, `${allowed}: at most 366 days`) : { ok: true, value: { from, to, days } };
};
