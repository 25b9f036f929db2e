import { once } from 'node:events';
import { createWriteStream, existsSync, rmSync, type WriteStream } from 'node:fs';
import { csvRow } from '../csv-cells.js';

type Cells = readonly (string | number)[];

/** So many lines are kept to be shown at once. */
const SHOWN = 10;

/**
 * A list of rows that somebody must look at; the first are kept to be shown. Makes no file when there are none, and
 * none at all without a name.
 */
export class Report {
  #stream: WriteStream | null = null;
  readonly first: Cells[] = [];
  rows = 0;

  constructor(
    readonly file: string | null,
    readonly heading: readonly string[],
  ) {}

  /** Adds what there is to say of one row. */
  async add(lines: readonly Cells[]): Promise<void> {
    this.rows += 1;
    this.first.push(...lines.slice(0, SHOWN - this.first.length));
    if (this.file === null) return;
    // the mark lets a spreadsheet read Chinese
    this.#stream ??= this.#begun(createWriteStream(this.file));
    for (const line of lines) if (!this.#stream.write(csvRow(line))) await once(this.#stream, 'drain');
  }

  #begun(stream: WriteStream): WriteStream {
    stream.write(`\uFEFF${csvRow(this.heading).replaceAll('"', '')}`);
    return stream;
  }

  /** Its file, if there is one. */
  async close(): Promise<string | null> {
    if (!this.#stream) {
      if (this.file !== null && existsSync(this.file)) rmSync(this.file);
      return null;
    }
    this.#stream.end();
    await once(this.#stream, 'close');
    return this.file;
  }
}
