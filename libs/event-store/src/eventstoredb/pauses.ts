/** Full-jitter pause before the `attempt`-th try again, in milliseconds; `chance` in [0, 1). */
export const pauseBefore = (attempt: number, chance: number, first = 100, most = 5_000): number => Math.floor(Math.min(most, first * 2 ** (attempt - 1)) * (0.5 + chance / 2));

/** Waits, or less when the signal is given. */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done, { once: true });
    if (signal?.aborted) done();
  });

/** The answer, or an error of the caller's making when none has come after `atMost` milliseconds; a late failure is not left unhandled. */
export const within = async <T>(work: Promise<T>, atMost: number, late: () => Error): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  work.catch(() => undefined);
  try {
    return await Promise.race([work, new Promise<never>((_, reject) => (timer = setTimeout(() => reject(late()), atMost)))]);
  } finally {
    clearTimeout(timer);
  }
};
