import { AsyncLocalStorage } from 'node:async_hooks';

const asking = new AsyncLocalStorage<AbortSignal>();

/** Runs a long question that ends at its next breather once the signal says that its caller has left. */
export const untilLeft = <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => asking.run(signal, work);

/** Between two pieces of a long question: others go first, and it ends here where its caller has left. */
export const breather = async (): Promise<void> => {
  await new Promise((resolve) => setImmediate(resolve));
  asking.getStore()?.throwIfAborted();
};
