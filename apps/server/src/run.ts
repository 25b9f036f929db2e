import { BrokenKeyFile } from '@heatledger/edge';
import { EventStoreError } from '@heatledger/event-store';
import { ConfigError, readConfig, type Config } from './config.js';
import { banner, startServer } from './start.js';

/** Resolves at the first SIGINT or SIGTERM. */
export const signalled = (): Promise<void> =>
  new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  });

const REFUSED = 1;
const WRONG_USAGE = 2;

/** One clear sentence instead of a stack trace. */
const told = (error: unknown): number => {
  if ((error instanceof EventStoreError || error instanceof BrokenKeyFile || error instanceof ConfigError) && error.zh !== error.message) process.stderr.write(`${error.zh}\n`);
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof ConfigError ? WRONG_USAGE : REFUSED;
};

/** Runs the service until SIGINT or SIGTERM and says what it does; answers the exit code, which is also set. */
export const runServer = async (configured: () => Config = () => readConfig()): Promise<number> => {
  process.exitCode = await serve(configured).catch(told);
  return process.exitCode;
};

const serve = async (configured: () => Config): Promise<number> => {
  const config = configured();
  const server = await startServer(config);
  const stopped = signalled();
  process.stdout.write(`${banner(server, config)}\n`);
  await stopped;
  process.stdout.write('正在停止…… Stopping…\n');
  await server.close();
  process.stdout.write('已停止。 Stopped.\n');
  return 0;
};
