import { isCleanText, type Category } from '@heatledger/vocabulary';
import { DateTime } from 'luxon';
import type { Mapping } from './mapping.js';

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
}

export interface RowFault {
  readonly field: string;
  readonly value: string;
  readonly reason: string;
}

export type Translated = { readonly ok: true; readonly request: ImportedRequest } | { readonly ok: false; readonly faults: readonly RowFault[] };

type Columns = Mapping['columns'];
const LONGEST: Readonly<Record<keyof Columns, number>> = {
  externalId: 120,
  receivedAt: 40,
  dueAt: 40,
  closedAt: 40,
  closureReason: 4000,
  zone: 120,
  station: 120,
  subject: 500,
};

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 200);

/** Translates one row; every fault names its column, what stands there and what is allowed. */
export const translate = (row: Row, mapping: Mapping): Translated => {
  const faults: RowFault[] = [];
  const refuse = (column: string, value: unknown, reason: string): undefined => void faults.push({ field: column, value: shown(value), reason });

  const text = (name: keyof Columns): string | undefined => {
    const column = mapping.columns[name];
    if (column === undefined) return undefined;
    if (!Object.hasOwn(row, column)) return refuse(column, '', 'the row has no such column');
    const value = row[column];
    if (value === null || value === undefined) return undefined;
    if (typeof value !== 'string' && typeof value !== 'number') return refuse(column, value, 'text is allowed here');
    const written = String(value).trim();
    if (mapping.nothing.includes(written)) return undefined;
    if (written.length > LONGEST[name]) return refuse(column, written, `at most ${LONGEST[name]} characters are allowed`);
    return isCleanText(written) ? written : refuse(column, written, 'control characters and lone surrogates are not allowed');
  };

  const instant = (name: 'receivedAt' | 'dueAt' | 'closedAt'): string | undefined => {
    const written = text(name);
    if (written === undefined) return undefined;
    const options = { zone: mapping.timeZone, setZone: false } as const;
    const time = mapping.timeFormat === 'iso' ? DateTime.fromISO(written, options) : DateTime.fromFormat(written, mapping.timeFormat, options);
    if (time.isValid) return time.toISO({ suppressMilliseconds: true });
    return refuse(mapping.columns[name] ?? name, written, `a time as ${mapping.timeFormat} in ${mapping.timeZone} is allowed`);
  };

  const found = {
    externalId: text('externalId'),
    receivedAt: instant('receivedAt'),
    dueAt: instant('dueAt'),
    closedAt: instant('closedAt'),
    closureReason: text('closureReason'),
    zone: text('zone'),
    station: text('station'),
    subject: text('subject'),
  };
  for (const name of ['externalId', 'receivedAt'] as const)
    if (found[name] === undefined && !faults.some(({ field }) => field === mapping.columns[name])) refuse(mapping.columns[name], '', 'a value is needed');
  if (found.receivedAt !== undefined && found.closedAt !== undefined && Date.parse(found.closedAt) < Date.parse(found.receivedAt))
    refuse(mapping.columns.closedAt ?? 'closedAt', found.closedAt, `not before ${found.receivedAt}, when it was received`);
  if (faults.length > 0) return { ok: false, faults };
  const said = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Omit<ImportedRequest, 'source' | 'category'>;
  return { ok: true, request: { ...said, source: mapping.source, category: categoryOf(row, mapping) } };
};

const categoryOf = (row: Row, { category: { column, values, otherwise } }: Mapping): Category => {
  const value = column === undefined ? undefined : row[column];
  return typeof value === 'string' && Object.hasOwn(values, value) ? (values[value] ?? otherwise) : otherwise;
};
