import { parentPort, workerData } from 'node:worker_threads';
import type { Script } from './script.js';
import { Transactions } from './transactions.js';
import { openViewsFile } from './views-file.js';
import { giveBack } from './written-ahead.js';

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

/** Milliseconds without a script after which nobody is thought to write. */
const STILL = 2;
/** Statements run since the last time after which it is worth while to move what was written ahead into the file then: in small helpings, since behind a large one the log's own writes wait for the disk. */
const HELPING = 200;

let sinceMoved = 0;
let rest: NodeJS.Timeout | undefined;

const moveAhead = (): void => {
  sinceMoved = 0;
  giveBack(database, 'PASSIVE');
};

parentPort?.on('message', (script: Script | null) => {
  clearTimeout(rest);
  if (script) {
    parentPort?.postMessage(told(script));
    sinceMoved += script.steps.length;
    if (sinceMoved >= HELPING) rest = setTimeout(moveAhead, STILL);
    return;
  }
  database.close();
  parentPort?.close();
});
