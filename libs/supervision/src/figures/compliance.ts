import { isAfter, monthOf } from '@heatledger/vocabulary';
import { dueAt, isOpenOverdue, pausedMinutesAt, standingAt, type ClockRecord, type ClockStanding } from './clock-record.js';

/** What clocks can be grouped by; month and year are those in which the clock falls due (starts, when it has no due time). */
export const complianceGroups = ['zone', 'station', 'category', 'month', 'year', 'clock', 'kind'] as const;
export type ComplianceGroup = (typeof complianceGroups)[number];

/** Counts of one group; rates are never stored, they follow from the counts. */
export interface ComplianceRow {
  readonly group: string;
  /** Clocks with a due time that were not ended otherwise: met + breached + running + paused. */
  readonly fallingDue: number;
  readonly met: number;
  readonly breached: number;
  readonly running: number;
  readonly paused: number;
  readonly noDue: number;
  readonly stopped: number;
  /** Of the breached: undone at the instant. */
  readonly openOverdue: number;
  readonly extended: number;
  readonly pausedMinutes: number;
}

/** Group of a clock without a value: a request whose zone nobody knows. */
export const NO_GROUP = '';

const periodOf = (record: ClockRecord): string => dueAt(record) ?? record.startsAt;

/** The group a clock falls into. */
export const groupOf = (record: ClockRecord, by: ComplianceGroup): string => {
  switch (by) {
    case 'zone':
      return record.zone ?? NO_GROUP;
    case 'station':
      return record.station ?? NO_GROUP;
    case 'category':
      return record.category;
    case 'month':
      return monthOf(periodOf(record));
    case 'year':
      return periodOf(record).slice(0, 4);
    case 'clock':
      return record.clock;
    case 'kind':
      return record.ticketKind;
  }
};

const emptyRow = (group: string): Mutable<ComplianceRow> => ({
  group,
  fallingDue: 0,
  met: 0,
  breached: 0,
  running: 0,
  paused: 0,
  noDue: 0,
  stopped: 0,
  openOverdue: 0,
  extended: 0,
  pausedMinutes: 0,
});
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const isFallingDue: Readonly<Record<ClockStanding, boolean>> = { met: true, breached: true, running: true, paused: true, stopped: false, noDue: false, notYet: false };

const count = (row: Mutable<ComplianceRow>, record: ClockRecord, at: string): void => {
  const standing = standingAt(record, at);
  if (standing === 'notYet') return;
  row[standing] += 1;
  if (isFallingDue[standing]) row.fallingDue += 1;
  if (isOpenOverdue(record, at)) row.openOverdue += 1;
  if (record.extensions.some((extension) => !isAfter(extension, at))) row.extended += 1;
  row.pausedMinutes += pausedMinutesAt(record, at);
};

/** How clocks stood at an instant, by group in alphabetical order, and in total. */
export const complianceOf = (records: Iterable<ClockRecord>, by: ComplianceGroup, at: string): { readonly rows: readonly ComplianceRow[]; readonly total: ComplianceRow } => {
  const rows = new Map<string, Mutable<ComplianceRow>>();
  const total = emptyRow('total');
  for (const record of records) {
    if (isAfter(record.startsAt, at)) continue;
    const group = groupOf(record, by);
    const row = rows.get(group) ?? emptyRow(group);
    rows.set(group, row);
    count(row, record, at);
    count(total, record, at);
  }
  return { rows: [...rows.values()].sort((a, b) => (a.group < b.group ? -1 : 1)), total };
};
