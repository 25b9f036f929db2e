/** Lets those go first who wait for an answer or for the very events of the page; they take less than the views do. */
export const anotherTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 30_000;

/** Milliseconds to rest after so many falls on end, longer with each; `chance` within 0 and 1 keeps those who fell together apart. */
export const pauseAfter = (falls: number, chance: number): number => Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (falls - 1)) * (0.5 + chance);

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
