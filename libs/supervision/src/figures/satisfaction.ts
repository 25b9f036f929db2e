import { isAfter, monthIn } from '@heatledger/vocabulary';
import type { Answer, AskRecord } from './ask-record.js';
import { isInSpan, type CountedSpan } from './compliance.js';

export const satisfactionGroups = ['month', 'zone', 'station', 'category', 'kind'] as const;
export type SatisfactionGroup = (typeof satisfactionGroups)[number];

/** A score from this one on counts as satisfied; configuration, no law says so. */
export const SATISFIED_FROM = 4;

type Scores = Readonly<Record<'1' | '2' | '3' | '4' | '5', number>>;

/** Counts of one group on one basis; unreached stand beside the rate, never in it. */
export interface SatisfactionRow {
  readonly group: string;
  readonly basis: AskRecord['basis'];
  readonly invited: number;
  readonly reached: number;
  readonly unreached: number;
  readonly valid: number;
  readonly satisfied: number;
  readonly fixed: { readonly yes: number; readonly no: number; readonly unknown: number };
  /** How often each score was given, per subject. */
  readonly heating: Scores;
  readonly repair: Scores;
  readonly billing: Scores;
}

const subjects = ['heating', 'repair', 'billing'] as const;
type Counts = Map<string, number>;

const groupOf = (record: AskRecord, by: SatisfactionGroup, timeZone: string): string => {
  if (by === 'month') return monthIn(timeZone, record.askedAt);
  const value = { zone: record.zone, station: record.station, category: record.category, kind: record.ticketKind }[by];
  return value ?? '';
};

const keysOfAnswer = ({ satisfied, fixed, ...scores }: Answer): readonly string[] => [
  'valid',
  'reached',
  `fixed ${fixed}`,
  ...(satisfied ? ['satisfied'] : []),
  ...subjects.flatMap((subject) => (scores[subject] === null ? [] : [`${subject} ${scores[subject]}`])),
];

const countedOf = (record: AskRecord, at: string): readonly string[] => {
  const by = (instant: string | null): boolean => instant !== null && !isAfter(instant, at);
  if (record.answer && by(record.answer.at)) return ['invited', ...keysOfAnswer(record.answer)];
  if (by(record.reachedAt)) return ['invited', 'reached'];
  return by(record.unreachedAt) ? ['invited', 'unreached'] : ['invited'];
};

const rowOf = (group: string, basis: AskRecord['basis'], counts: Counts): SatisfactionRow => {
  const n = (key: string): number => counts.get(key) ?? 0;
  const scores = (subject: string): Scores => ({ 1: n(`${subject} 1`), 2: n(`${subject} 2`), 3: n(`${subject} 3`), 4: n(`${subject} 4`), 5: n(`${subject} 5`) });
  return {
    group,
    basis,
    invited: n('invited'),
    reached: n('reached'),
    unreached: n('unreached'),
    valid: n('valid'),
    satisfied: n('satisfied'),
    fixed: { yes: n('fixed yes'), no: n('fixed no'), unknown: n('fixed unknown') },
    heating: scores('heating'),
    repair: scores('repair'),
    billing: scores('billing'),
  };
};

/** What users who were asked in the span said by an instant, by group and basis; callbacks and surveys are counted apart. Source: 满意率, domain notes §1.4. */
export const satisfactionOf = (
  records: Iterable<AskRecord>,
  by: SatisfactionGroup,
  at: string,
  span: CountedSpan,
): { readonly rows: readonly SatisfactionRow[]; readonly total: readonly SatisfactionRow[] } => {
  const groups = new Map<string, { group: string; basis: AskRecord['basis']; counts: Counts }>();
  const totals = new Map<AskRecord['basis'], Counts>();
  for (const record of records) {
    if (isAfter(record.askedAt, at) || !isInSpan(span, record.askedAt)) continue;
    const group = groupOf(record, by, span.timeZone);
    const entry = groups.get(`${group}\n${record.basis}`) ?? { group, basis: record.basis, counts: new Map() };
    groups.set(`${group}\n${record.basis}`, entry);
    const total = totals.get(record.basis) ?? new Map<string, number>();
    totals.set(record.basis, total);
    for (const key of countedOf(record, at)) {
      entry.counts.set(key, (entry.counts.get(key) ?? 0) + 1);
      total.set(key, (total.get(key) ?? 0) + 1);
    }
  }
  const rows = [...groups.values()].map(({ group, basis, counts }) => rowOf(group, basis, counts));
  return {
    rows: rows.sort((a, b) => (`${a.group}\n${a.basis}` < `${b.group}\n${b.basis}` ? -1 : 1)),
    total: [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([basis, counts]) => rowOf('total', basis, counts)),
  };
};

/** A rate in tenths of a per cent over its denominator; `null` where there is nothing to divide by. */
export const rateTenths = (numerator: number, denominator: number): number | null => (denominator === 0 ? null : Math.round((numerator * 1000) / denominator));
