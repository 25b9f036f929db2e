import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { told } from './measuring.js';
import { commanded } from './program.js';
import type { Row } from './report.js';
import type { Pass } from './views.child.js';

const program = fileURLToPath(new URL('views.child.js', import.meta.url));

/** A pass in a process of its own, so that its memory is its own. */
export const passOver = (
  data: string,
  manner: 'settled' | 'running' = 'settled',
  settings: Readonly<Record<string, string>> = {},
): Promise<Pass> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, ...settings };
    const child = fork(program, [data, manner], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('message', (pass) => resolve(pass as Pass));
    child.once('exit', (code) => code !== 0 && reject(new Error(`views.child ended with ${code}`)));
  });

const REBUILD = 100_000;
const MEMORY = 300;
const VIEW = 'ticket-card';

/** Every view from nothing, then one of them again beside the live one, by the command that a person gives. */
export const measureViews = async (data: string): Promise<readonly Row[]> => {
  told('views: all from nothing');
  const all = await passOver(data);
  told(`views: ${VIEW} again`);
  const one = await commanded<{ readonly ms: number }>('projections', 'rebuild', VIEW, '--data', data);
  const group = 'Views';
  const rate = (ms: number): number => (all.events / ms) * 1000;
  return [
    { group, what: `rebuild of ${VIEW} over ${all.events} events`, value: rate(one.said.ms), unit: 'events/s', goal: { value: REBUILD } },
    { group, what: 'rebuild: peak memory of the process', value: one.peakMiB, unit: 'MiB', goal: { value: MEMORY, most: true } },
    { group, what: 'every view, timer and reaction from nothing', value: rate(all.ms), unit: 'events/s' },
    { group, what: 'every view: peak memory of the process', value: all.peakMiB, unit: 'MiB' },
  ];
};
