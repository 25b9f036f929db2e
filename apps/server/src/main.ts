import { readConfig } from './config.js';
import { runServer } from './run.js';

process.exitCode = await runServer(() => readConfig());
