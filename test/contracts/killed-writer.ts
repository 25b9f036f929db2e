import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** Starts a writer, kills it without warning after it acknowledged some events, and answers what it acknowledged. */
export const killedWriter = (directory: string, round: number, enough: number): Promise<readonly string[]> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [resolve('test/contracts/writer.child.mjs'), directory, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const acknowledged: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('repair-')) acknowledged.push(line);
      if (acknowledged.length === enough) child.kill('SIGKILL');
    });
    child.on('error', fail);
    child.on('close', (_, signal) => (signal === 'SIGKILL' ? done(acknowledged) : fail(new Error(`the writer ended by itself with ${signal}`))));
  });
