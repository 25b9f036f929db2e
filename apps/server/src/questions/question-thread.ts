import { Worker } from 'node:worker_threads';
import { AnsweredElsewhere, InvalidRequest, NotNow } from '@heatledger/edge';
import { Elsewhere, type ForwardedQuestion } from '@heatledger/edge/nest';
import type { Company } from './answering.js';
import type { Said, Told } from './questions.thread.js';

/** The program of a thread that answers heavy questions; null where this program was not built, as under test. */
export const questionThread: URL | null = import.meta.url.endsWith('.js') ? new URL('./questions.thread.js', import.meta.url) : null;

/** How long the thread may go on with a question that was given up before it is ended, ms. */
const WIND_DOWN_MS = 2000;
/** Seconds after which somebody whose question fell with the thread may come back. */
const COME_BACK = 2;

interface Asking {
  readonly told: (answer: AnsweredElsewhere) => void;
  readonly failed: (error: Error) => void;
}

const fallen = (error: unknown): Error =>
  (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? new InvalidRequest([], 'question/too-much') : new NotNow('server/busy', COME_BACK);

/** Answers heavy questions in a thread with connections of its own; begun by the first question, and again after a fall. */
export class QuestionThread extends Elsewhere {
  #thread: Worker | null = null;
  #closed = false;
  #last = 0;
  readonly #asking = new Map<number, Asking>();

  constructor(
    private readonly program: URL,
    private readonly company: Company,
    private readonly onFault: (error: unknown) => void,
  ) {
    super();
  }

  ask(question: ForwardedQuestion, signal: AbortSignal): Promise<AnsweredElsewhere> {
    signal.throwIfAborted();
    if (this.#closed) throw new NotNow('server/stopping', COME_BACK);
    const thread = (this.#thread ??= this.#begun());
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const left = (): void => this.#giveUp(thread, id, () => reject(signal.reason as Error));
      const over = <T>(end: (value: T) => void) => (value: T): void => {
        signal.removeEventListener('abort', left);
        this.#asking.delete(id);
        if (signal.aborted) reject(signal.reason as Error);
        else end(value);
      };
      this.#asking.set(id, { told: over(resolve), failed: over(reject) });
      signal.addEventListener('abort', left, { once: true });
      thread.postMessage({ id, question } satisfies Told);
    });
  }

  /** The thread ends the question at its next breather; one that does not is ended itself, and the next question begins another. */
  #giveUp(thread: Worker, id: number, over: () => void): void {
    thread.postMessage({ id, left: true } satisfies Told);
    const timer = setTimeout(() => {
      if (!this.#asking.delete(id)) return;
      if (this.#thread === thread) this.#thread = null;
      void thread.terminate();
      over();
    }, WIND_DOWN_MS);
    timer.unref();
  }

  #begun(): Worker {
    // what was preloaded into the service is none of its business
    const thread = new Worker(this.program, { workerData: this.company, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: this.company.config.questionMemory } });
    thread.unref();
    thread.on('message', (said: Said) => {
      const asking = this.#asking.get(said.id);
      if ('answer' in said) return asking?.told(new AnsweredElsewhere(said.answer.status, said.answer.headers, Buffer.from(said.answer.body)));
      this.onFault(new Error(said.failed));
      asking?.failed(new NotNow('server/store-unavailable', COME_BACK));
      // it may be that it could not open the stores: the next question begins another one
      this.#ended(thread);
      void thread.terminate();
    });
    thread.on('error', (error) => {
      this.onFault(error);
      this.#ended(thread, fallen(error));
    });
    thread.on('exit', () => this.#ended(thread));
    return thread;
  }

  #ended(thread: Worker, error: Error = new NotNow('server/busy', COME_BACK)): void {
    if (this.#thread !== thread) return;
    this.#thread = null;
    for (const { failed } of [...this.#asking.values()]) failed(error);
  }

  /** Ends the thread and whatever it is asked; nothing is lost, since it only reads. */
  async close(): Promise<void> {
    this.#closed = true;
    const thread = this.#thread;
    if (!thread) return;
    this.#ended(thread, new NotNow('server/stopping', COME_BACK));
    await thread.terminate();
  }
}
