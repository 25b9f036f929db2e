import type { Config } from './config.js';
import { banner, startServer } from './start.js';

const signalled = (): Promise<void> =>
  new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  });

/** Runs the service until SIGINT or SIGTERM and says what it does; answers the exit code. */
export const runServer = async (configured: () => Config): Promise<number> => {
  try {
    const config = configured();
    const server = await startServer(config);
    const stopped = signalled();
    process.stdout.write(`${banner(server, config)}\n`);
    await stopped;
    process.stdout.write('正在停止…… Stopping…\n');
    await server.close();
    process.stdout.write('已停止。 Stopped.\n');
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
};
