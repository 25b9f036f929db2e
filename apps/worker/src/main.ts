import { runWorker } from './index.js';

process.exitCode = await runWorker().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
