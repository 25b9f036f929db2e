import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { quantile, told } from './measuring.js';
import type { Program } from './program.js';
import type { Row } from './report.js';
import { aRepair } from './requests.js';

const CALLERS = 20;
const LIVE_MS = 100;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** Asks for as long as it takes: the last of many waits for all others, and `fetch` gives up after five minutes. */
const answered = (url: string, token: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { authorization: `Bearer ${token}` } }, resolve).on('error', reject);
  });

/** Twenty callers with a question over the whole log each, and what signs of life and commands take meanwhile. */
export const measureHeavyQuestions = async (program: Program, data: string, events: number): Promise<readonly Row[]> => {
  told('HTTP: twenty heavy questions at once');
  const group = `A service over ${events} events, ${CALLERS} what-if questions at once`;
  const tokens = await Promise.all(Array.from({ length: CALLERS }, (_, n) => program.tokenFor(data, `bench-${n}`)));
  const ask = async (token: string): Promise<void> => {
    const answer = await answered(`${program.url}/statistics/what-if?pack=${encodeURIComponent('青岛')}`, token);
    const said = await text(answer);
    if (answer.statusCode !== 200) throw new Error(`what-if: ${answer.statusCode} ${said}`);
  };
  const first = await timed(() => ask(tokens[0] ?? ''));
  const again = await timed(() => ask(tokens[0] ?? ''));
  let asking = true;
  const start = performance.now();
  const all = Promise.all(tokens.map(ask)).finally(() => (asking = false));
  // thrown once nobody is measured any more
  all.catch(() => undefined);
  const live: number[] = [];
  const commands: number[] = [];
  while (asking) {
    live.push(await timed(() => program.get('/health/live')));
    commands.push(await timed(() => program.post('/repairs', aRepair, crypto.randomUUID())));
  }
  await all;
  return [
    { group, what: 'one question, its thread begun for it', value: first, unit: 'ms' },
    { group, what: 'one question', value: again, unit: 'ms' },
    { group, what: 'all of them', value: performance.now() - start, unit: 'ms' },
    { group, what: 'sign of life meanwhile: p99', value: quantile(live, 0.99), unit: 'ms', goal: { value: LIVE_MS, most: true } },
    { group, what: 'a command meanwhile: p99', value: quantile(commands, 0.99), unit: 'ms' },
  ];
};
