import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';
import { Refusal } from '../terminal.js';
import type { Row } from './translate.js';

/** A row of the source file, or why it is none; `number` counts from 1, heading excluded; `bytes` says how far the file is read. */
export type RowRead =
  | { readonly ok: true; readonly number: number; readonly row: Row; readonly bytes: number }
  | { readonly ok: false; readonly number: number; readonly text: string; readonly reason: string; readonly bytes: number };

/** Size of a file in bytes; refuses one that cannot be read. */
export const sizeOf = (file: string): number => {
  try {
    const found = statSync(file);
    if (found.isFile()) return found.size;
  } catch {
    // told below
  }
  throw new Refusal(`${file}: no such file`);
};

async function* csvRows(file: string): AsyncGenerator<RowRead> {
  const skipped: { reason: string; text: string }[] = [];
  const parser = createReadStream(file).pipe(
    parse({ bom: true, columns: true, info: true, skip_empty_lines: true, skip_records_with_error: true, max_record_size: 1_048_576, raw: false }),
  );
  parser.on('skip', (error: { message: string; record?: unknown } | undefined) =>
    skipped.push({ reason: error?.message ?? 'not a CSV record', text: JSON.stringify(error?.record ?? '').slice(0, 200) }),
  );
  let number = 0;
  for await (const { record, info } of parser as AsyncIterable<{ record: Row; info: { bytes: number } }>) {
    for (const { reason, text } of skipped.splice(0)) yield { ok: false, number: ++number, text, reason, bytes: info.bytes };
    yield { ok: true, number: ++number, row: record, bytes: info.bytes };
  }
  for (const { reason, text } of skipped) yield { ok: false, number: ++number, text, reason, bytes: sizeOf(file) };
}

async function* ndjsonRows(file: string): AsyncGenerator<RowRead> {
  let number = 0;
  let bytes = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    bytes += Buffer.byteLength(line) + 1;
    if (line.trim() === '') continue;
    number++;
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch (error) {
      yield { ok: false, number, text: line.slice(0, 200), reason: `not JSON: ${(error as Error).message}`, bytes };
      continue;
    }
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) yield { ok: true, number, row: row as Row, bytes };
    else yield { ok: false, number, text: line.slice(0, 200), reason: 'one JSON object a line is allowed', bytes };
  }
}

export const isCsv = (file: string): boolean => !/\.(ndjson|jsonl)$/i.test(file);

/** The rows of a CSV file with a heading, or of an NDJSON file, one at a time. */
export const rowsOf = (file: string): AsyncGenerator<RowRead> => (isCsv(file) ? csvRows(file) : ndjsonRows(file));
