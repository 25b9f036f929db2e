import { statSync } from 'node:fs';
import { parse } from 'lossless-json';
import { errorCodeOf, isAbsent } from '../absence.js';
import type { Say } from '../language.js';
import { Refusal } from '../terminal.js';
import { recordsOf } from './csv-records.js';
import type { Encoding } from './encodings.js';
import { decodedLines } from './text-lines.js';
import type { Row } from './translate.js';

interface Place {
  /** From 1, the heading excluded. */
  readonly number: number;
  /** Line of the file in which it begins. */
  readonly line: number;
  /** How far the file is read. */
  readonly bytes: number;
}

/** A row of the source file, or why it is none. */
export type RowRead = Place &
  ({ readonly ok: true; readonly row: Row } | { readonly ok: false; readonly text: string; readonly reason: string });

/** How the rows of a file are written. */
export interface Form {
  readonly encoding: Encoding;
  /** Between the fields of a CSV file. */
  readonly delimiter: string;
}

/** Size of a file in bytes; refuses one that cannot be read. */
export const sizeOf = (file: string): number => {
  try {
    const found = statSync(file);
    if (found.isFile()) return found.size;
  } catch (error) {
    if (!isAbsent(error)) throw new Refusal(`${file}: cannot be read (${errorCodeOf(error)})`, `${file}：无法读取（${errorCodeOf(error)}）`);
  }
  throw new Refusal(`${file}: no such file`, `${file}：没有这个文件`);
};

export const isCsv = (file: string): boolean => !/\.(ndjson|jsonl)$/i.test(file);

/** The names in a heading; refuses one that has the same name twice, since one of the two columns would be lost. */
const headingOf = (file: string, fields: readonly string[], say: Say): readonly string[] => {
  const names = fields.map((name) => name.trim());
  const twice = [...new Set(names.filter((name, index) => name !== '' && names.indexOf(name) !== index))];
  if (twice.length === 0) return names;
  throw new Refusal(
    say(
      `${file}：表头中“${twice.join('”“')}”出现了不止一次，请改名`,
      `${file}: the heading has more than one column ${twice.join(', ')}; give them names of their own`,
    ),
  );
};

async function* csvRows(
  file: string,
  { encoding, delimiter }: Form,
  say: Say,
  onHeading: (names: readonly string[]) => void,
): AsyncGenerator<RowRead> {
  let number = 0;
  let heading: readonly string[] | undefined;
  for await (const record of recordsOf(decodedLines(file, encoding), delimiter, say)) {
    const { line, bytes } = record;
    if (heading) {
      number += 1;
      if (record.ok)
        yield {
          ok: true,
          number,
          line,
          bytes,
          row: Object.fromEntries(heading.map((name, index) => [name, record.fields[index]])),
        };
      else yield { ok: false, number, line, bytes, text: record.text, reason: record.reason };
      continue;
    }
    if (!record.ok)
      throw new Refusal(
        say(`${file}：表头不可读：${record.reason}`, `${file}: the heading cannot be read: ${record.reason}`),
      );
    heading = headingOf(file, record.fields, say);
    onHeading(heading);
  }
  if (!heading) throw new Refusal(say(`${file}：没有表头，文件是空的`, `${file}: has no heading; the file is empty`));
}

/** Numbers stay as they are written, since a case number has more digits than a number of this machine can hold. */
const asWritten = { parseNumber: (text: string): string => text };

async function* ndjsonRows(file: string, { encoding }: Form, say: Say): AsyncGenerator<RowRead> {
  let number = 0;
  for await (const { number: line, text, bytes } of decodedLines(file, encoding)) {
    if (text.trim() === '') continue;
    number += 1;
    const refused = (reason: string): RowRead => ({ ok: false, number, line, bytes, text: text.slice(0, 200), reason });
    let row: unknown;
    try {
      row = parse(text, undefined, asWritten);
    } catch (error) {
      yield refused(say(`不是 JSON：${(error as Error).message}`, `not JSON: ${(error as Error).message}`));
      continue;
    }
    if (typeof row === 'object' && row !== null && !Array.isArray(row))
      yield { ok: true, number, line, bytes, row: row as Row };
    else yield refused(say('每行应为一个 JSON 对象', 'one JSON object a line is allowed'));
  }
}

/**
 * The rows of a CSV file with a heading, or of an NDJSON file, one at a time; `onHeading` is told the columns of a CSV
 * file first.
 */
export const rowsOf = (
  file: string,
  form: Form,
  say: Say,
  onHeading: (names: readonly string[]) => void = () => undefined,
): AsyncGenerator<RowRead> => (isCsv(file) ? csvRows(file, form, say, onHeading) : ndjsonRows(file, form, say));
