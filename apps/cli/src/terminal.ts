import { SingleBar } from 'cli-progress';
import Table from 'cli-table3';
import { sayIn, type Language, type Say } from './language.js';

/** A "no" of the program: printed as one sentence, exit 1. */
export class Refusal extends Error {
  /** `zh` where the message is English and somebody says it in Chinese. */
  constructor(
    message: string,
    readonly zh = message,
  ) {
    super(message);
    this.name = 'Refusal';
  }

  in(language: Language): string {
    return language === 'zh' ? this.zh : this.message;
  }
}

/** A wrong use of the program: printed as one sentence, exit 2. */
export class WrongUsage extends Error {
  /** `zh` where the message is English and somebody says it in Chinese. */
  constructor(
    message: string,
    readonly zh = message,
  ) {
    super(message);
    this.name = 'WrongUsage';
  }

  in(language: Language): string {
    return language === 'zh' ? this.zh : this.message;
  }
}

export interface Progress {
  update(done: number): void;
  total(total: number): void;
  stop(): void;
}

/** Where a command prints: the answer on stdout, everything else on stderr. */
export class Terminal {
  readonly say: Say;

  constructor(
    readonly language: Language,
    readonly out: NodeJS.WritableStream = process.stdout,
    readonly err: NodeJS.WritableStream & { isTTY?: boolean } = process.stderr,
  ) {
    this.say = sayIn(language);
  }

  /** One JSON document. */
  json(value: unknown): void {
    this.out.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  /** One line of NDJSON; waits when the reader is slow. */
  async line(value: unknown): Promise<void> {
    if (!this.out.write(`${JSON.stringify(value)}\n`)) await new Promise((resolve) => this.out.once('drain', resolve));
  }

  text(text = ''): void {
    this.out.write(`${text}\n`);
  }

  note(text: string): void {
    this.err.write(`${text}\n`);
  }

  table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
    const table = new Table({ head: [...head], style: { head: [], border: [], compact: true }, colAligns: head.map((_, i) => (rows.every((row) => typeof row[i] === 'number') ? 'right' : 'left')) });
    table.push(...rows.map((row) => row.map(String)));
    this.text(table.toString());
  }

  /** A bar on a terminal; nothing when nobody watches. */
  progress(title: string, total: number): Progress {
    if (!this.err.isTTY) return { update: () => undefined, total: () => undefined, stop: () => undefined };
    const bar = new SingleBar({ format: `${title} {bar} {percentage}% {value}/{total} {eta_formatted}`, stream: this.err, hideCursor: true, clearOnComplete: true });
    bar.start(Math.max(total, 1), 0);
    return { update: (done) => bar.update(done), total: (count) => bar.setTotal(Math.max(count, 1)), stop: () => bar.stop() };
  }
}

/** Milliseconds as seconds to be read by a person: `12.3`. */
export const seconds = (ms: number): string => (ms / 1000).toFixed(1);
