/** Lets those go first who wait for an answer or for the very events of the page; they take less than the views do. */
export const anotherTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A rest of so many milliseconds, ended early by the signal. */
export const resting = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
