import { parentPort, workerData } from 'node:worker_threads';
import { NotNow } from '@heatledger/edge';
import type { ForwardedQuestion } from '@heatledger/edge/nest';
import { openAnswering, type Answer, type Company } from './answering.js';

/** A question to the thread, or that its caller has left. */
export type Told = { readonly id: number; readonly question: ForwardedQuestion } | { readonly id: number; readonly left: true };

/** What the thread says of a question. */
export type Said = { readonly id: number } & ({ readonly answer: Answer } | { readonly failed: string });

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Seconds after which whoever left may come back; nobody reads it. */
const COME_BACK = 1;

const underWay = new Map<number, AbortController>();
const opened = openAnswering(workerData as Company);
// told to whoever asks
opened.catch(() => undefined);

const answered = async (id: number, question: ForwardedQuestion, signal: AbortSignal): Promise<void> => {
  try {
    const answer = await (await opened).ask(question, signal);
    parentPort?.postMessage({ id, answer } satisfies Said, [answer.body.buffer as ArrayBuffer]);
  } catch (error) {
    parentPort?.postMessage({ id, failed: reasonOf(error) } satisfies Said);
  } finally {
    underWay.delete(id);
  }
};

parentPort?.on('message', (told: Told) => {
  if ('left' in told) return underWay.get(told.id)?.abort(new NotNow('server/busy', COME_BACK));
  const left = new AbortController();
  underWay.set(told.id, left);
  void answered(told.id, told.question, left.signal);
});
