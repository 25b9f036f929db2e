import { parentPort, workerData } from 'node:worker_threads';
import type { Script } from './script.js';
import { Transactions } from './transactions.js';
import { openViewsFile } from './views-file.js';

/** How a script ended: null once it is written, else what the engine said. */
export type Told = { readonly code: string | undefined; readonly message: string } | null;

/** Collections are made and dropped by the thread that asks for them; a large one takes a while. */
const PATIENCE = 60_000;

const database = openViewsFile(String(workerData), false, PATIENCE);
const transactions = new Transactions(database);

const told = (script: Script): Told => {
  try {
    transactions.run(script);
    return null;
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
    return { code: typeof code === 'string' ? code : undefined, message: String(message) };
  }
};

parentPort?.on('message', (script: Script | null) => {
  if (script) return parentPort?.postMessage(told(script));
  database.close();
  parentPort?.close();
});
