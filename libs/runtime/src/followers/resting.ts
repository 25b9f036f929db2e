/** Lets those go first who wait for an answer or for the very events of the page; they take less than the views do. */
export const anotherTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 30_000;
/** A store that is well again is not to be left waiting for long. */
const LONGEST_WAIT = 5_000;

/** Milliseconds to rest after so many falls on end, longer with each; `chance` within 0 and 1 keeps those who fell together apart. */
export const pauseAfter = (falls: number, chance: number, longest = LONGEST_PAUSE): number =>
  Math.min(longest, FIRST_PAUSE * 2 ** (falls - 1)) * (0.5 + chance);

/** The same before a store is asked again. */
export const waitAfter = (falls: number, chance: number): number => pauseAfter(falls, chance, LONGEST_WAIT);

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
