import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const HERE = join('test', 'golden', 'demo');

/** Seeds of the demo whose logs are kept, each as the file that the program of 0.1.0 wrote. */
export const keptSeeds = [7, 11] as const;
export type Seed = (typeof keptSeeds)[number];

/** One question to the program, and what the program of 0.1.0 answered. */
export interface Answered {
  readonly asked: readonly string[];
  readonly answer: unknown;
}

export const answersOf = (seed: Seed): readonly Answered[] =>
  readFileSync(join(HERE, `seed-${seed}.answers.ndjson`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answered);

/** Puts the kept log of a seed into a data directory of its own. */
export const unpacked = (seed: Seed): { readonly data: string; readonly remove: () => void } => {
  const data = mkdtempSync(join(tmpdir(), 'heatledger-kept-demo-'));
  writeFileSync(join(data, 'events.db'), gunzipSync(readFileSync(join(HERE, `seed-${seed}.events.db.gz`))), { mode: 0o600 });
  return { data, remove: () => rmSync(data, { recursive: true, force: true }) };
};

/** Asks the built program a question over a data directory and reads its JSON. */
export const ask = (data: string, asked: readonly string[]): Promise<unknown> =>
  new Promise((done, fail) => {
    const program = resolve('apps/cli/bin/heatledger.js');
    execFile(process.execPath, [program, ...asked, '--data', data, '--json'], { maxBuffer: 256 << 20 }, (error, out, err) =>
      error ? fail(new Error(`${asked.join(' ')}: ${err}`)) : done(JSON.parse(out)),
    );
  });
