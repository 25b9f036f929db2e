import { Worker } from 'node:worker_threads';
import type { Told } from './document.thread.js';
import type { Script } from './script.js';
import type { Transactions } from './transactions.js';

/** Runs scripts, one at a time. */
export interface DocumentWriter {
  /** Resolves once everything is written; throws what the engine said, and then nothing is. */
  run(script: Script): Promise<void>;
  close(): Promise<void>;
}

/** The program of a thread that writes documents; null where this program was not built, as under test. */
export const documentThread: URL | null = import.meta.url.endsWith('.js') ? new URL('./document.thread.js', import.meta.url) : null;

/** Writes in the thread that asks. */
export class WriterHere implements DocumentWriter {
  constructor(private readonly transactions: Transactions) {}

  run(script: Script): Promise<void> {
    return new Promise((written) => {
      this.transactions.run(script);
      written();
    });
  }

  async close(): Promise<void> {}
}

const failureOf = ({ code, message }: NonNullable<Told>): Error => Object.assign(new Error(message), code === undefined ? {} : { code });

/** Writes in a thread of its own, so that requests are answered meanwhile; begun at once, so that the first script finds it there, and again after a fall. */
export class WriterBeside implements DocumentWriter {
  #thread: Worker | null = null;

  constructor(
    private readonly program: URL,
    private readonly file: string,
  ) {
    this.#thread = this.#begun();
    this.#thread.unref();
  }

  #begun(): Worker {
    // what was preloaded into the service is none of its business
    const thread = new Worker(this.program, { workerData: this.file, execArgv: [] });
    // told to whoever waits for it; the next script begins another one
    thread.on('error', () => undefined);
    thread.on('exit', () => {
      if (this.#thread === thread) this.#thread = null;
    });
    return thread;
  }

  run(script: Script): Promise<void> {
    const thread = (this.#thread ??= this.#begun());
    thread.ref();
    return new Promise<void>((resolve, reject) => {
      const done = (end: () => void): void => {
        thread.off('message', answered).off('error', reject).off('exit', fallen);
        thread.unref();
        end();
      };
      const answered = (told: Told): void => done(() => (told ? reject(failureOf(told)) : resolve()));
      const fallen = (code: number): void => done(() => reject(new Error(`the thread that writes them ended with ${code}`)));
      thread.on('message', answered).on('error', reject).on('exit', fallen);
      thread.postMessage(script);
    });
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    if (!thread) return;
    thread.ref();
    await new Promise<void>((ended) => {
      thread.once('exit', () => ended());
      thread.postMessage(null);
    });
  }
}
