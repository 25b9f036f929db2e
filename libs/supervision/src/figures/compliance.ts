import { isAfter, isBefore, keysIn, monthIn, yearIn } from '@heatledger/vocabulary';
import { dueAt, outcomeAt, pausedMinutesAt, type ClockOutcome, type ClockRecord } from './clock-record.js';

/** What clocks can be grouped by; month and year are those in which the clock falls due (starts, when it has no due time). */
export const complianceGroups = ['zone', 'station', 'category', 'month', 'year', 'clock', 'kind'] as const;
export type ComplianceGroup = (typeof complianceGroups)[number];

/** What is counted of the clocks that had started by an instant, and what each count says. */
export const complianceCounts = {
  promised: { zh: '有到期时刻且未在到期前终止的时限：按时、超时、在办与暂停之和', en: 'clocks with a due time that nothing ended before it: met, breached, running and paused' },
  fellDue: { zh: '到期时刻已到：到期按时与超时之和，即按时率的分母', en: 'the due time had come: met in time and breached; the denominator of the rate' },
  metInTime: { zh: '已到期者中按时办结，即按时率的分子', en: 'of those that fell due: done by the due time; the numerator of the rate' },
  metEarly: { zh: '已提前办结、到期时刻尚未到，到期后转为到期按时', en: 'done while the due time was still ahead; met in time once it has come' },
  met: { zh: '按时办结：到期按时与提前办结之和', en: 'done by the due time: met in time and met early' },
  breached: { zh: '超时：逾期办结、逾期未办结与逾期终止之和', en: 'past the due time: met late, still open and stopped late' },
  metLate: { zh: '超时者中到期后才办结', en: 'of the breached: done after the due time' },
  openOverdue: { zh: '超时者中此刻仍未办结', en: 'of the breached: still undone' },
  stoppedLate: { zh: '超时者中到期后因撤回、合并等终止', en: 'of the breached: ended after the due time by a withdrawal, a merger and the like' },
  running: { zh: '未到期、计时中', en: 'not due yet, and running' },
  paused: { zh: '暂停计时，暂停期间不到期', en: 'standing still, and not falling due meanwhile' },
  noDue: { zh: '来源未给到期时刻', en: 'given no due time by its source' },
  dueUnknown: { zh: '到期时刻待工作日历公布后计算，届时再计入', en: "due once a year's working days are announced, and counted from then on" },
  stopped: { zh: '到期前因撤回、合并等终止', en: 'ended before the due time by a withdrawal, a merger and the like' },
  extended: { zh: '曾经延期，不论结果', en: 'given more time, whatever came of them' },
  pausedMinutes: { zh: '累计暂停分钟数', en: 'minutes stood still, in all' },
} as const;
export type ComplianceCount = keyof typeof complianceCounts;

/** Counts of one group; rates are never stored, they follow from the counts. */
export interface ComplianceRow extends Readonly<Record<ComplianceCount, number>> {
  readonly group: string;
}

/** Group of a clock without a value: a request whose zone nobody knows. */
export const NO_GROUP = '';

/** Which zone's months and years are told, and the instants between which what is counted falls: from `from` on, and before `to`. */
export interface CountedSpan {
  readonly timeZone: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** True for an instant of the span; its end is not part of it. */
export const isInSpan = ({ from, to }: CountedSpan, instant: string): boolean => (from === undefined || !isBefore(instant, from)) && (to === undefined || isBefore(instant, to));

/** When a clock falls due, by which it is counted; when it starts, where it has no due time. */
export const fallsDue = (record: ClockRecord): string => dueAt(record) ?? record.startsAt;

/** The group a clock falls into. */
export const groupOf = (record: ClockRecord, by: ComplianceGroup, timeZone: string): string => {
  switch (by) {
    case 'zone':
      return record.zone ?? NO_GROUP;
    case 'station':
      return record.station ?? NO_GROUP;
    case 'category':
      return record.category;
    case 'month':
      return monthIn(timeZone, fallsDue(record));
    case 'year':
      return yearIn(timeZone, fallsDue(record));
    case 'clock':
      return record.clock;
    case 'kind':
      return record.ticketKind;
  }
};

type Tally = { -readonly [K in keyof ComplianceRow]: ComplianceRow[K] };

const emptyRow = (group: string): Tally => ({ group, ...(Object.fromEntries(keysIn(complianceCounts).map((count) => [count, 0])) as Record<ComplianceCount, number>) });

type Counted = Exclude<ClockOutcome, 'notYet'>;

/** The counts that take in a clock besides the one of its outcome. */
const sums: Readonly<Record<Counted, readonly ComplianceCount[]>> = {
  metInTime: ['met', 'fellDue', 'promised'],
  metEarly: ['met', 'promised'],
  metLate: ['breached', 'fellDue', 'promised'],
  openOverdue: ['breached', 'fellDue', 'promised'],
  stoppedLate: ['breached', 'fellDue', 'promised'],
  running: ['promised'],
  paused: ['promised'],
  noDue: [],
  dueUnknown: [],
  stopped: [],
};

const count = (row: Tally, record: ClockRecord, at: string): void => {
  const outcome = outcomeAt(record, at);
  if (outcome === 'notYet') return;
  for (const name of [outcome, ...sums[outcome]]) row[name] += 1;
  if (record.extensions.some((extension) => !isAfter(extension, at))) row.extended += 1;
  row.pausedMinutes += pausedMinutesAt(record, at);
};

/** Counts by group in alphabetical order, and in total. */
export interface Compliance {
  readonly rows: readonly ComplianceRow[];
  readonly total: ComplianceRow;
}

/** How clocks that fall due in the span stood at an instant. */
export const complianceOf = (records: Iterable<ClockRecord>, by: ComplianceGroup, at: string, span: CountedSpan): Compliance => {
  const rows = new Map<string, Tally>();
  const total = emptyRow('total');
  for (const record of records) {
    if (isAfter(record.startsAt, at) || !isInSpan(span, fallsDue(record))) continue;
    const group = groupOf(record, by, span.timeZone);
    const row = rows.get(group) ?? emptyRow(group);
    rows.set(group, row);
    count(row, record, at);
    count(total, record, at);
  }
  return { rows: [...rows.values()].sort((a, b) => (a.group < b.group ? -1 : 1)), total };
};
