import { isAfter, isBefore, isCleanText, type Category } from '@heatledger/vocabulary';
import type { SourceField } from '@heatledger/ticket';
import type { Say } from '../language.js';
import type { ColumnField, Mapping, Standing } from './mapping.js';
import { readMoment } from './moments.js';

export type Row = Readonly<Record<string, unknown>>;

/** A request as the source tells it; what the source does not say is absent. */
export interface ImportedRequest {
  readonly externalId: string;
  readonly source: string;
  readonly category: Category;
  readonly receivedAt: string;
  readonly dueAt?: string;
  readonly closedAt?: string;
  readonly closureReason?: string;
  readonly zone?: string;
  readonly station?: string;
  readonly subject?: string;
  readonly handledBy?: string;
}

export interface RowFault {
  readonly field: string;
  readonly value: string;
  readonly reason: string;
}

/** A value that a list of words does not know, in its column. */
export interface UnknownWord {
  readonly column: string;
  readonly value: string;
}

/**
 * A row as a request; `says` names what the source tells of every request, `changedAt` when it changed this one last.
 */
export type Translated =
  | {
      readonly ok: true;
      readonly request: ImportedRequest;
      readonly says: readonly SourceField[];
      readonly changedAt?: string | undefined;
      readonly unknown: readonly UnknownWord[];
    }
  | { readonly ok: false; readonly faults: readonly RowFault[] };

/** What a translation needs to know besides the row. */
export interface Reading {
  readonly mapping: Mapping;
  readonly now: string;
  readonly say: Say;
}

const LONGEST: Readonly<Record<ColumnField, number>> = {
  externalId: 120,
  receivedAt: 40,
  dueAt: 40,
  closedAt: 40,
  changedAt: 40,
  closureReason: 4000,
  zone: 120,
  station: 120,
  subject: 500,
  handledBy: 120,
};

/** Nothing happened before it that anybody would import. */
const EARLIEST = '1990-01-01T00:00:00Z';
/** A later due time stands for none, and belongs among the values that mean nothing. */
const LATEST_DUE = '2100-01-01T00:00:00Z';

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 200);

/** Reads the cells of one row; faults are gathered, so that all of them are told at once. */
class Cells {
  readonly faults: RowFault[] = [];
  readonly unknown: UnknownWord[] = [];

  constructor(
    readonly row: Row,
    readonly reading: Reading,
  ) {}

  refuse(column: string, value: unknown, zh: string, en: string): undefined {
    this.faults.push({ field: column, value: shown(value), reason: this.reading.say(zh, en) });
    return undefined;
  }

  /** What stands in a column, without blanks around; nothing where the row has none or says that there is none. */
  text(column: string | undefined, mayBeAbsent: boolean, longest = 500): string | undefined {
    if (column === undefined) return undefined;
    if (!Object.hasOwn(this.row, column))
      return mayBeAbsent ? undefined : this.refuse(column, '', '本行没有这一列', 'the row has no such column');
    const value = this.row[column];
    if (value === null || value === undefined) return undefined;
    if (typeof value !== 'string' && typeof value !== 'number')
      return this.refuse(column, value, '此处应为文字', 'text is allowed here');
    const written = String(value).trim();
    if (this.reading.mapping.nothing.includes(written)) return undefined;
    if (written.length > longest)
      return this.refuse(column, written, `最多 ${longest} 个字符`, `at most ${longest} characters are allowed`);
    if (isCleanText(written)) return written;
    return this.refuse(
      column,
      written,
      '不得有控制字符或不成对的代理字符',
      'control characters and lone surrogates are not allowed',
    );
  }

  field(name: ColumnField): string | undefined {
    const { columns, mayBeAbsent, constants } = this.reading.mapping;
    const constant = name in constants ? constants[name as keyof typeof constants] : undefined;
    return constant ?? this.text(columns[name], mayBeAbsent.includes(name), LONGEST[name]);
  }

  moment(name: 'receivedAt' | 'dueAt' | 'closedAt' | 'changedAt'): string | undefined {
    const written = this.field(name);
    if (written === undefined) return undefined;
    const { columns, timeZone: zone, timeFormat: patterns, repeatedHour } = this.reading.mapping;
    const column = columns[name] ?? name;
    const read = readMoment(written, { zone, patterns, repeatedHour });
    if (read.ok) return this.possible(name, column, written, read.at);
    const form = patterns.join(' | ');
    return read.why === 'gap'
      ? this.refuse(
          column,
          written,
          `${zone} 的钟在夏令时开始时跳过了这一刻`,
          `clocks in ${zone} leapt over this time when summer time began`,
        )
      : this.refuse(column, written, `应为 ${zone} 的时间，写作 ${form}`, `a time as ${form} in ${zone} is allowed`);
  }

  word<W extends string>(
    column: string | undefined,
    mayBeAbsent: boolean,
    values: Readonly<Record<string, W>>,
  ): W | undefined {
    const value = this.text(column, mayBeAbsent);
    if (column === undefined || value === undefined) return undefined;
    if (Object.hasOwn(values, value)) return values[value];
    this.unknown.push({ column, value });
    return undefined;
  }

  private possible(name: string, column: string, written: string, at: string): string | undefined {
    const { now } = this.reading;
    if (isBefore(at, EARLIEST)) return this.refuse(column, written, '不得早于 1990 年', 'not before 1990');
    if (name !== 'dueAt')
      return isAfter(at, now)
        ? this.refuse(column, written, `不得晚于现在（${now}）`, `not later than now, ${now}`)
        : at;
    return isBefore(at, LATEST_DUE)
      ? at
      : this.refuse(
          column,
          written,
          '到期时刻须早于 2100 年；表示“无”的值请写入映射的 nothing',
          'a due time before 2100 is allowed; a value that means none belongs to "nothing" of the mapping',
        );
  }
}

/** A request that is open is not closed, whatever time stands beside it; one that is closed was closed at some time. */
const closingOf = (
  cells: Cells,
  standing: Standing | undefined,
  closedAt: string | undefined,
  changedAt: string | undefined,
): string | undefined => {
  const { columns, status } = cells.reading.mapping;
  if (standing === 'open') return undefined;
  if (standing !== 'closed' || closedAt !== undefined) return closedAt;
  const isFaulty = cells.faults.some(({ field }) => field === columns.closedAt || field === columns.changedAt);
  if (changedAt !== undefined || isFaulty) return changedAt;
  return cells.refuse(
    status?.column ?? 'status',
    cells.row[status?.column ?? ''],
    '状态为已办结，但没有办结时间；请在映射中给出 closedAt 或 changedAt',
    'it is closed, but not when; map closedAt or changedAt',
  );
};

/** What the source speaks of in this row, so that silence means that there is none. */
const spokenOf = (row: Row, { columns, constants, status }: Mapping): readonly SourceField[] => {
  const fields = ['dueAt', 'closedAt', 'closureReason', 'zone', 'station', 'subject', 'handledBy'] as const;
  const isThere = (column: string | undefined): boolean => column !== undefined && Object.hasOwn(row, column);
  return fields.filter(
    (field) => isThere(columns[field]) || field in constants || (field === 'closedAt' && isThere(status?.column)),
  );
};

/** Translates one row; every fault names its column, what stands there and what is allowed. */
export const translate = (row: Row, reading: Reading): Translated => {
  const { mapping } = reading;
  const { columns, category, status, mayBeAbsent } = mapping;
  const cells = new Cells(row, reading);
  const externalId = cells.field('externalId');
  const receivedAt = cells.moment('receivedAt');
  const changedAt = cells.moment('changedAt');
  const standing = cells.word(status?.column, mayBeAbsent.includes('status'), status?.values ?? {});
  const found = {
    dueAt: cells.moment('dueAt'),
    closedAt: closingOf(cells, standing, cells.moment('closedAt'), changedAt),
    closureReason: cells.field('closureReason'),
    zone: cells.field('zone'),
    station: cells.field('station'),
    subject: cells.field('subject'),
    handledBy: cells.field('handledBy'),
  };
  const word = cells.word(category.column, mayBeAbsent.includes('category'), category.values);
  for (const [name, value] of [
    ['externalId', externalId],
    ['receivedAt', receivedAt],
  ] as const)
    if (value === undefined && !cells.faults.some(({ field }) => field === columns[name]))
      cells.refuse(columns[name], '', '必须有值', 'a value is needed');
  if (receivedAt !== undefined && found.closedAt !== undefined && isBefore(found.closedAt, receivedAt))
    cells.refuse(
      columns.closedAt ?? 'closedAt',
      found.closedAt,
      `不得早于受理时间 ${receivedAt}`,
      `not before ${receivedAt}, when it was received`,
    );
  if (cells.faults.length > 0 || externalId === undefined || receivedAt === undefined)
    return { ok: false, faults: cells.faults };
  const said = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  const request = { externalId, receivedAt, ...said, source: mapping.source, category: word ?? category.otherwise };
  return { ok: true, request, says: spokenOf(row, mapping), changedAt, unknown: cells.unknown };
};
