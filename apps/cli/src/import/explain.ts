import { DEFAULT_ZONE, machineZone, type Category } from '@heatledger/vocabulary';
import type { Say } from '../language.js';
import { recordsOf } from './csv-records.js';
import type { Encoding } from './encodings.js';
import * as guesses from './guesses.js';
import { mappingSchema, type ColumnField, type MappingInput, type Standing } from './mapping.js';
import { isCsv, rowsOf, type Form } from './rows.js';
import { decodedLines } from './text-lines.js';
import { translate, type Row, type RowFault } from './translate.js';

/** A mapping that a file seems to want, and why. */
export interface Proposal {
  readonly mapping: MappingInput;
  readonly reasons: readonly string[];
  /** Rows of the sample, and how many of them the mapping reads. */
  readonly rows: number;
  readonly read: number;
  /** The first rows that cannot be read, by number from 1. */
  readonly faults: readonly (RowFault & { readonly row: number })[];
  /** Fields without which nothing can be imported, for which no column was found. */
  readonly missing: readonly ColumnField[];
}

const SAMPLE = 1000;
const LINES = 60;
const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Stands where a person must write the name of a column. */
const UNKNOWN_COLUMN = '?';
const FEW = 60;

/** The delimiter that makes most rows as long as the heading, and the heading longest. */
const delimiterOf = async (file: string, encoding: Encoding, say: Say): Promise<(typeof DELIMITERS)[number]> => {
  let best: { readonly delimiter: (typeof DELIMITERS)[number]; readonly fits: number } = { delimiter: ',', fits: 0 };
  for (const delimiter of DELIMITERS) {
    let [fits, width, rows] = [0, 0, 0];
    for await (const record of recordsOf(decodedLines(file, encoding), delimiter, say)) {
      width ||= record.ok ? record.fields.length : 0;
      if (record.ok && width > 1) fits += width;
      if (++rows >= LINES) break;
    }
    if (fits > best.fits) best = { delimiter, fits };
  }
  return best.delimiter;
};

const sampleOf = async (file: string, form: Form, say: Say): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const read of rowsOf(file, form, say)) {
    if (read.ok) rows.push(read.row);
    if (rows.length >= SAMPLE) break;
  }
  return rows;
};

const columnsOf = (
  rows: readonly Row[],
): { readonly columns: readonly guesses.Column[]; readonly nothing: readonly string[] } => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => name !== '');
  const cells = names.map((name) => ({
    name,
    cells: rows.map((row) => row[name]).map((value) => (typeof value === 'string' ? value.trim() : '')),
  }));
  const nothing = guesses.nothingsAmong(cells.flatMap(({ cells: all }) => all));
  return {
    nothing,
    columns: cells.map(({ name, cells: all }) => ({
      name,
      rows: rows.length,
      values: all.filter((value) => !nothing.includes(value)),
    })),
  };
};

const distinct = ({ values }: guesses.Column): readonly string[] => [...new Set(values)];
const isKey = (column: guesses.Column): boolean =>
  column.values.length === column.rows && distinct(column).length === column.rows;
const isList = (column: guesses.Column): boolean => column.values.length > 0 && distinct(column).length <= FEW;

interface Found {
  readonly fields: ReadonlyMap<ColumnField, guesses.Column>;
  readonly patterns: readonly string[];
  readonly status: guesses.Column | undefined;
  readonly category: guesses.Column | undefined;
  readonly personal: readonly string[];
}

const search = (columns: readonly guesses.Column[]): Found => {
  const patterns = new Map(columns.map((column) => [column.name, guesses.patternsOf(column)]));
  const isTime = ({ name }: guesses.Column): boolean => (patterns.get(name)?.length ?? 0) > 0;
  const personal = columns.filter((column) => guesses.PERSONAL.test(column.name) && !isTime(column));
  const free = new Set(columns.filter((column) => !personal.includes(column)));
  const take = (fits: (column: guesses.Column) => boolean): guesses.Column | undefined => {
    const column = [...free].find(fits);
    if (column) free.delete(column);
    return column;
  };
  const fields = new Map<ColumnField, guesses.Column>();
  const id =
    take((column) => (guesses.headings[0]?.[1].test(column.name) ?? false) && isKey(column)) ??
    take((column) => isKey(column) && !isTime(column));
  if (id) fields.set('externalId', id);
  const isStatus = (column: guesses.Column): boolean =>
    isList(column) && distinct(column).some((value) => guesses.standingOf(value) !== undefined);
  const status = take((column) => guesses.STATUS.test(column.name) && isStatus(column) && !isTime(column));
  const category = take((column) => guesses.CATEGORY.test(column.name) && isList(column) && !isTime(column));
  for (const [field, words] of guesses.headings.slice(1)) {
    const fits = guesses.timeFields.has(field) ? isTime : guesses.wordFields.has(field) ? isList : () => true;
    const column = take((one) => words.test(one.name) && fits(one) && (guesses.timeFields.has(field) || !isTime(one)));
    if (column) fields.set(field, column);
  }
  const times = [...guesses.timeFields].flatMap((field) =>
    fields.has(field) ? (patterns.get(fields.get(field)?.name ?? '') ?? []) : [],
  );
  return { fields, patterns: [...new Set(times)], status, category, personal: personal.map(({ name }) => name) };
};

/** The words of a column whose meaning was recognised. */
const valuesOf = <W extends string>(
  column: guesses.Column | undefined,
  meaning: (value: string) => W | undefined,
): Record<string, W> => {
  const known: Record<string, W> = {};
  for (const value of column ? distinct(column) : []) {
    const word = meaning(value);
    if (word !== undefined) known[value] = word;
  }
  return known;
};

const HAN = /\p{Script=Han}/u;
const isChinese = (columns: readonly guesses.Column[]): boolean =>
  columns.some(({ name, values }) => HAN.test(name) || values.slice(0, 50).some((value) => HAN.test(value)));

/** Reads the beginning of a file and proposes how to import it. */
export const propose = async (
  file: string,
  encoding: Encoding,
  source: string,
  now: string,
  say: Say,
): Promise<Proposal> => {
  const delimiter = isCsv(file) ? await delimiterOf(file, encoding, say) : ',';
  const rows = await sampleOf(file, { encoding, delimiter }, say);
  const { columns, nothing } = columnsOf(rows);
  const found = search(columns);
  const timeZone = isChinese(columns) ? DEFAULT_ZONE : machineZone();
  const named = Object.fromEntries([...found.fields].map(([field, { name }]) => [field, name]));
  const categories: Record<string, Category> = valuesOf(found.category, guesses.categoryOf);
  const standings: Record<string, Standing> = valuesOf(found.status, guesses.standingOf);
  const mapping: MappingInput = {
    source,
    encoding,
    ...(isCsv(file) ? { delimiter } : {}),
    timeZone,
    timeFormat: found.patterns.length > 0 ? [...found.patterns] : ['iso'],
    nothing: [...nothing],
    columns: { externalId: UNKNOWN_COLUMN, receivedAt: UNKNOWN_COLUMN, ...named },
    category: { ...(found.category ? { column: found.category.name, values: categories } : {}), otherwise: 'OTHER' },
    ...(found.status ? { status: { column: found.status.name, values: standings } } : {}),
  };
  const checked = mappingSchema.parse(mapping);
  const translated = rows.map((row) => translate(row, { mapping: checked, now, say }));
  const faults = translated
    .flatMap((one, index) => (one.ok ? [] : one.faults.map((fault) => ({ ...fault, row: index + 1 }))))
    .slice(0, 5);
  const missing = (['externalId', 'receivedAt'] as const).filter((field) => !found.fields.has(field));
  return {
    mapping,
    rows: rows.length,
    read: translated.filter(({ ok }) => ok).length,
    faults,
    missing,
    reasons: reasonsOf(mapping, found, columns, say),
  };
};

const list = (names: readonly string[], say: Say): string => names.join(say('、', ', '));

/** Why the proposal is as it is, and what a person should look at. */
const reasonsOf = (
  { encoding, delimiter, timeZone, timeFormat, category, status }: MappingInput,
  found: Found,
  columns: readonly guesses.Column[],
  say: Say,
): readonly string[] => {
  const of = (column: guesses.Column | undefined, known: object | undefined): string =>
    list(
      (column ? distinct(column) : []).filter((value) => !Object.hasOwn(known ?? {}, value)),
      say,
    );
  const used = new Set([
    ...[...found.fields.values()].map(({ name }) => name),
    found.category?.name,
    found.status?.name,
  ]);
  const unused = columns
    .filter(({ name }) => !used.has(name) && !found.personal.includes(name))
    .map(({ name }) => name);
  const [words, standings] = [of(found.category, category?.values), of(found.status, status?.values)];
  const fields = [...found.fields].map(([field, { name }]) => `${field} = ${name}`);
  return [
    say(`编码 ${encoding}`, `encoding ${encoding}`) +
      (delimiter === undefined
        ? ''
        : say(`，分隔符 ${JSON.stringify(delimiter)}`, `, delimiter ${JSON.stringify(delimiter)}`)),
    say(`列：${list(fields, say)}`, `columns: ${list(fields, say)}`),
    say(
      `时间写作 ${list([timeFormat ?? []].flat(), say)}，按 ${timeZone} 的时间（请核对）`,
      `times are written ${list([timeFormat ?? []].flat(), say)}, in the time of ${timeZone} (please check)`,
    ),
    ...(words === ''
      ? []
      : [say(`未识别的诉求类别（暂归 OTHER）：${words}`, `categories not recognised (OTHER for now): ${words}`)]),
    ...(standings === ''
      ? []
      : [say(`未识别的状态：${standings}`, `words of the status column not recognised: ${standings}`)]),
    ...(found.personal.length === 0
      ? []
      : [
          say(
            `个人信息列不导入：${list(found.personal, say)}`,
            `columns with personal data stay out: ${list(found.personal, say)}`,
          ),
        ]),
    ...(unused.length === 0 ? [] : [say(`未用的列：${list(unused, say)}`, `columns not used: ${list(unused, say)}`)]),
  ];
};
