import { KPI_DEFINITIONS, kpiDefinitions, kpiNames, type KpiName } from '@heatledger/rulebook';
import { dayIn, keysIn, monthIn } from '@heatledger/vocabulary';
import { NO_GROUP } from './compliance.js';
import type { Beside, KpiItem, KpiStanding } from './kpi-items.js';
import { supplyBase, supplyOn, type SupplyRecord } from './supply-record.js';

/** What rates can be grouped by; periods are those in which cases fall. */
export const kpiGroups = ['day', 'month', 'season', 'zone', 'station', 'category'] as const;
export type KpiGroup = (typeof kpiGroups)[number];

/** A heating season as a span of days, both included. */
export interface SeasonSpan {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** What is counted: days of a time zone, both included, and parts of the town or of the work. */
export interface KpiWindow {
  readonly timeZone: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly category?: string | undefined;
  readonly kpi?: KpiName | undefined;
}

/** The two counts of a rate for one group and base, with what stands beside and which rules counted. */
export interface KpiRow {
  readonly kpi: KpiName;
  readonly basis: string | null;
  readonly group: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly beside: Readonly<Partial<Record<Beside, number>>>;
  readonly rules: readonly { readonly rule: string; readonly counted: number }[];
}

/** The group a case of a rate falls into. */
export const kpiGroupOf = ({ fallsAt, zone, station, category }: KpiItem, by: KpiGroup, seasons: readonly SeasonSpan[], timeZone: string): string => {
  const day = dayIn(timeZone, fallsAt);
  switch (by) {
    case 'day':
      return day;
    case 'month':
      return monthIn(timeZone, fallsAt);
    case 'season':
      return seasons.find(({ from, to }) => from <= day && day <= to)?.name ?? NO_GROUP;
    case 'zone':
      return zone ?? NO_GROUP;
    case 'station':
      return station ?? NO_GROUP;
    case 'category':
      return category ?? NO_GROUP;
  }
};

/** True for cases of the window. */
export const isInWindow =
  ({ timeZone, from, to, zone, station, category, kpi }: KpiWindow) =>
  (item: KpiItem): boolean => {
    const day = dayIn(timeZone, item.fallsAt);
    return (from === undefined || from <= day) && (to === undefined || day <= to) && (zone === undefined || item.zone === zone) && (station === undefined || item.station === station) && (category === undefined || item.category === category) && (kpi === undefined || item.kpi === kpi);
  };

const isCounted = (standing: KpiStanding): standing is 'in' | 'out' => standing === 'in' || standing === 'out';

interface Tally {
  readonly kpi: KpiName;
  readonly basis: string | null;
  readonly group: string;
  /** Whether every reading or clock of a unit was kept. */
  readonly units: Map<string, boolean>;
  readonly beside: Map<Beside, number>;
  readonly rules: Map<string, number>;
}

const bump = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

const tally = (into: Tally, { standing, unit, rule }: KpiItem): void => {
  if (!isCounted(standing)) return bump(into.beside, standing);
  into.units.set(unit, (into.units.get(unit) ?? true) && standing === 'in');
  bump(into.rules, rule);
};

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const rowOf = ({ kpi, basis, group, units, beside, rules }: Tally): KpiRow => ({
  kpi,
  basis,
  group,
  numerator: [...units.values()].filter(Boolean).length,
  denominator: units.size,
  beside: Object.fromEntries([...beside].sort(([a], [b]) => compared(a, b))),
  rules: [...rules].sort(([a], [b]) => compared(a, b)).map(([rule, count]) => ({ rule, counted: count })),
});

const order = new Map(keysIn(kpiNames).map((kpi, index) => [kpi, index]));
const inOrder = (a: KpiRow, b: KpiRow): number => (order.get(a.kpi) ?? 0) - (order.get(b.kpi) ?? 0) || compared(a.basis ?? '', b.basis ?? '') || compared(a.group, b.group);

const tallied = (items: Iterable<KpiItem>, group: (item: KpiItem) => string): readonly KpiRow[] => {
  const tallies = new Map<string, Tally>();
  for (const item of items) {
    const name = group(item);
    const key = `${item.kpi}\n${item.basis ?? ''}\n${name}`;
    const found: Tally = tallies.get(key) ?? { kpi: item.kpi, basis: item.basis, group: name, units: new Map(), beside: new Map(), rules: new Map() };
    tallies.set(key, found);
    tally(found, item);
  }
  return [...tallies.values()].map(rowOf).sort(inOrder);
};

/** The last day of a group's period, or of the window. */
const lastDay = (group: string, by: KpiGroup | 'total', seasons: readonly SeasonSpan[], end: string): string => {
  if (by === 'day') return group;
  if (by === 'month') return group + '-31' < end ? group + '-31' : end;
  const season = by === 'season' ? seasons.find(({ name }) => name === group)?.to : undefined;
  return season !== undefined && season < end ? season : end;
};

const supplied = (supply: readonly SupplyRecord[], by: KpiGroup | 'total', { zone, station }: KpiWindow, seasons: readonly SeasonSpan[], end: string) => (row: KpiRow): KpiRow => {
  const { scale } = kpiDefinitions[row.kpi];
  if (scale !== 'per-10000-m2' && scale !== 'per-1000-households') return row;
  const isIn = (place: { readonly zone: string; readonly station: string }): boolean =>
    (by !== 'zone' || place.zone === row.group) && (by !== 'station' || place.station === row.group) && (zone === undefined || place.zone === zone) && (station === undefined || place.station === station);
  const { households, areaTenths } = supplyBase(supply, lastDay(row.group, by, seasons, end), isIn);
  return { ...row, denominator: scale === 'per-1000-households' ? households : areaTenths };
};

const bySupply = ['area-complaint', 'household-complaint'] as const;

/** Where homes are heated on a day and nobody complained, the rate is nought of them, not absent. */
const silent = (rows: readonly KpiRow[], supply: readonly SupplyRecord[], by: KpiGroup | 'total', { zone, station, kpi }: KpiWindow, day: string): readonly KpiRow[] => {
  if (by !== 'zone' && by !== 'station' && by !== 'total') return rows;
  const places = supply.map((record) => supplyOn(record, day)).filter((place) => place?.heated && (zone === undefined || place.zone === zone) && (station === undefined || place.station === station));
  const groups = [...new Set(places.map((place) => (by === 'total' ? 'total' : (place?.[by] ?? NO_GROUP))))];
  const missing = bySupply.filter((name) => kpi === undefined || name === kpi).flatMap((name) => groups.filter((group) => !rows.some((row) => row.kpi === name && row.group === group)).map((group) => ({ kpi: name, group })));
  return [...rows, ...missing.map(({ kpi: name, group }): KpiRow => ({ kpi: name, basis: null, group, numerator: 0, denominator: 0, beside: {}, rules: [{ rule: KPI_DEFINITIONS, counted: 0 }] }))].sort(inOrder);
};

/** What the figures are asked for. */
export interface KpiQuestion extends KpiWindow {
  readonly by: KpiGroup;
  readonly at: string;
  readonly seasons: readonly SeasonSpan[];
}

/** Rates by group and in total, their counts kept; homes in several groups count once in the total. */
export const kpisOf = (items: Iterable<KpiItem>, supply: readonly SupplyRecord[], question: KpiQuestion): { readonly rows: readonly KpiRow[]; readonly total: readonly KpiRow[] } => {
  const { by, at, seasons, to, timeZone } = question;
  const today = dayIn(timeZone, at);
  const within = [...items].filter(isInWindow(question));
  const end = to !== undefined && to < today ? to : today;
  return {
    rows: silent(tallied(within, (item) => kpiGroupOf(item, by, seasons, timeZone)), supply, by, question, end).map(supplied(supply, by, question, seasons, end)),
    total: silent(tallied(within, () => 'total'), supply, 'total', question, end).map(supplied(supply, 'total', question, seasons, end)),
  };
};

/** A rate in the tenths of its scale, rounded half up; `null` where there is nothing to divide by. */
export const kpiTenths = ({ kpi, numerator, denominator }: Pick<KpiRow, 'kpi' | 'numerator' | 'denominator'>): number | null => {
  if (denominator === 0) return null;
  const scale = { percent: 100n, 'per-mille': 1000n, 'per-10000-m2': 100_000n, 'per-1000-households': 1000n }[kpiDefinitions[kpi].scale];
  const [top, base] = [BigInt(numerator) * scale * 10n, BigInt(denominator)];
  return Number((2n * top + base) / (2n * base));
};
