import { parse } from 'csv-parse/sync';
import type { Say } from '../language.js';
import type { Line } from './text-lines.js';

/** The fields of a record, or why it is none; `line` is where it begins. */
export type RecordRead =
  | { readonly ok: true; readonly line: number; readonly fields: readonly string[]; readonly bytes: number }
  | {
      readonly ok: false;
      readonly line: number;
      readonly text: string;
      readonly reason: string;
      readonly bytes: number;
    };

/** Characters of the longest record; a quote that is still open after them was never meant to be. */
const LONGEST = 1 << 20;
/** Records of one line that are parsed at once. */
const AT_ONCE = 500;

const quotesIn = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
};

const parsed = (text: string, delimiter: string): string[][] | string => {
  try {
    return parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true, max_record_size: LONGEST });
  } catch (error) {
    return (error as Error & { code?: string }).code ?? 'CSV_ERROR';
  }
};

const why = (code: string, line: number, say: Say): string =>
  code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE'
    ? say(`第 ${line} 行的引号没有闭合`, `a quote that is opened in line ${line} is never closed`)
    : say(
        `第 ${line} 行的引号不合 CSV 规则（字段内的引号须写作 ""）`,
        `quotes in line ${line} do not stand as CSV allows (within a field they are written "")`,
      );

const widthFault = (fields: number, width: number, say: Say): string =>
  say(`本行有 ${fields} 列，表头有 ${width} 列`, `the row has ${fields} fields, the heading ${width}`);

/**
 * The records of a CSV file, the heading first. A record that is none costs its first line only: reading goes on with
 * the next, so that one stray quote never
 * swallows the rows after it.
 */
export async function* recordsOf(lines: AsyncIterable<Line>, delimiter: string, say: Say): AsyncGenerator<RecordRead> {
  const source = lines[Symbol.asyncIterator]();
  /** Lines read before that are records of their own after all, and how many of them were taken again. */
  let ahead: readonly Line[] = [];
  let taken = 0;
  let plain: Line[] = [];
  let width: number | undefined;

  const next = async (): Promise<Line | undefined> => {
    const line = ahead[taken];
    if (line) {
      taken += 1;
      return line;
    }
    const { done, value } = await source.next();
    return done ? undefined : value;
  };

  const recordOf = ({ number: line, text, bytes }: Line, fields: readonly string[]): RecordRead => {
    width ??= fields.length;
    return fields.length === width
      ? { ok: true, line, fields, bytes }
      : { ok: false, line, text: text.slice(0, 200), reason: widthFault(fields.length, width, say), bytes };
  };
  const refused = ({ number: line, text, bytes }: Line, code: string): RecordRead => ({
    ok: false,
    line,
    text: text.slice(0, 200),
    reason: why(code, line, say),
    bytes,
  });
  const single = (line: Line): RecordRead => {
    const found = parsed(line.text, delimiter);
    return typeof found === 'string' ? refused(line, found) : recordOf(line, found[0] ?? ['']);
  };

  const plainOnes = (): readonly RecordRead[] => {
    const taken = plain;
    plain = [];
    const found = parsed(taken.map(({ text }) => text).join('\n'), delimiter);
    if (typeof found === 'string' || found.length !== taken.length) return taken.map(single);
    return taken.map((line, index) => recordOf(line, found[index] ?? []));
  };

  /** The lines of a record that begins with an open quote, up to the one that closes it. */
  const gathered = async (first: Line): Promise<readonly Line[]> => {
    const parts = [first];
    let [size, quotes] = [first.text.length, quotesIn(first.text)];
    while (quotes % 2 === 1 && size <= LONGEST) {
      const line = await next();
      if (!line) break;
      parts.push(line);
      size += line.text.length;
      quotes += quotesIn(line.text);
    }
    return parts;
  };

  const spread = async (first: Line): Promise<RecordRead> => {
    const parts = await gathered(first);
    const found = parsed(parts.map(({ text }) => text).join('\n'), delimiter);
    const record =
      typeof found === 'string' ? refused(first, found) : recordOf(first, found.length === 1 ? (found[0] ?? []) : []);
    if (!record.ok) {
      ahead = [...parts.slice(1), ...ahead.slice(taken)];
      taken = 0;
    }
    return record;
  };

  for (let line = await next(); line; line = await next()) {
    if (line.text.trim() === '') continue;
    if (quotesIn(line.text) % 2 === 0) plain.push(line);
    else {
      yield* plainOnes();
      yield await spread(line);
    }
    if (plain.length >= (width === undefined ? 1 : AT_ONCE)) yield* plainOnes();
  }
  yield* plainOnes();
}
