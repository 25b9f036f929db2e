// The thread that keeps the connection to the log, which falls as soon as it is asked for the head of a stream.
import { parentPort } from 'node:worker_threads';
import '../../dist/heatledger/log.thread.js';

parentPort?.on('message', (batch) => {
  if (batch.some(({ call }) => call === 'head')) process.exit(3);
});
