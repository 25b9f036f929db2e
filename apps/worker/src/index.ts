import { openLedger, readConfig, signalled, type Config } from '@heatledger/server';

/** Follows the log without HTTP (views, reactions, timers) until SIGINT or SIGTERM; for logs that several processes may open. */
export const runWorker = async (configured: () => Config = () => readConfig()): Promise<number> => {
  const ledger = await openLedger(configured(), { works: true, setsZone: true });
  const stopped = signalled();
  await ledger.followers.start();
  process.stdout.write('跟随日志中…… Following the log…\n');
  await stopped;
  await ledger.close();
  return 0;
};
