import { isBefore, isInstant } from '@heatledger/vocabulary';
import { refuse } from './refusals.js';
import type { RefundCase, RefundReading, Ruled } from './rules.js';

const whole = (value: number, least: number, most: number): boolean => Number.isSafeInteger(value) && value >= least && value <= most;
const MOST = Number.MAX_SAFE_INTEGER;

/** True for a calendar day that exists, `2026-02-28`. */
export const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && isInstant(`${value}T00:00:00Z`);

const spanFault = ({ from, to, days, seasonDays, readings }: RefundCase): Ruled<never> | null => {
  if (days !== undefined && !whole(days, 0, seasonDays)) return refuse('days', days, `0–${seasonDays}, the days of the season`);
  if (days === undefined && from === undefined) return refuse('days', null, 'the failing days, or from and to');
  if (from !== undefined && !isInstant(from)) return refuse('from', from, 'an instant with offset');
  if ((from === undefined) !== (to === undefined)) return refuse(from === undefined ? 'from' : 'to', null, 'from and to together');
  if (from !== undefined && to !== undefined && (!isInstant(to) || isBefore(to, from))) return refuse('to', to, `an instant not before ${from}`);
  if (readings !== undefined && (from === undefined || days !== undefined)) return refuse('days', days ?? null, 'readings of single days need from and to, and no stated days');
  return null;
};

const celsiusFault = (field: string, value: number | undefined): Ruled<never> | null => (value === undefined || whole(value, -400, 600) ? null : refuse(field, value, '-400…600 tenths (−40…60 °C)'));

const readingFault = ({ on, measuredTenths, outcome }: RefundReading, index: number): Ruled<never> | null => {
  const field = `readings[${index}]`;
  if (!isDay(on)) return refuse(`${field}.on`, on, 'a day, 2026-01-05');
  if (measuredTenths === undefined && outcome === undefined) return refuse(`${field}.measuredTenths`, null, 'a temperature, or the outcome of the visit');
  return celsiusFault(`${field}.measuredTenths`, measuredTenths);
};

/** What is wrong with a refund case, naming the field. */
export const faultIn = (refundCase: RefundCase): Ruled<never> | null => {
  const { seasonFeeFen, seasonDays, basicFeeFen, billedAreaTenths: billed, failingAreaTenths: failing, measuredTenths, contractTenths, readings = [] } = refundCase;
  if (!whole(seasonFeeFen, 0, MOST)) return refuse('seasonFeeFen', seasonFeeFen, 'a whole number of fen, 0 or more');
  if (!whole(seasonDays, 1, 366)) return refuse('seasonDays', seasonDays, '1–366 heated days');
  const span = spanFault(refundCase);
  if (span) return span;
  if (basicFeeFen !== undefined && !whole(basicFeeFen, 0, seasonFeeFen)) return refuse('basicFeeFen', basicFeeFen, `0–${seasonFeeFen} fen, part of the season fee`);
  if (billed !== undefined && !whole(billed, 1, MOST)) return refuse('billedAreaTenths', billed, 'tenths of m², 1 or more');
  if (failing !== undefined && !whole(failing, 0, billed ?? MOST)) return refuse('failingAreaTenths', failing, `0–${billed ?? 'the billed area'}, tenths of m²`);
  return celsiusFault('measuredTenths', measuredTenths) ?? celsiusFault('contractTenths', contractTenths) ?? readings.map(readingFault).find((fault) => fault !== null) ?? null;
};
