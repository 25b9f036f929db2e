import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { issueToken } from '@heatledger/edge';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EdgeService, type Said } from '../journeys/edge-service.js';

const HELD = '/statistics/what-if?pack=held';
const FREE = '/statistics/what-if?pack=free';

/** A thread that writes down what it is told and stands still over a question about `held` until the file `released` is there. */
const program = (directory: string): string => `
import { appendFileSync, existsSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
const cell = new Int32Array(new SharedArrayBuffer(4));
parentPort.on('message', ({ id, question }) => {
  if (!question) return;
  appendFileSync(${JSON.stringify(join(directory, 'asked'))}, question.url + '\\n');
  while (question.url.includes('held') && !existsSync(${JSON.stringify(join(directory, 'released'))})) Atomics.wait(cell, 0, 0, 10);
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  parentPort.postMessage({ id, answer: { status: 200, headers, body: new TextEncoder().encode(JSON.stringify([question.url])) } });
});
`;

let directory: string;
let service: EdgeService;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'heatledger-held-'));
  writeFileSync(join(directory, 'held.mjs'), program(directory));
});
afterEach(async () => {
  await service.stop();
  rmSync(directory, { recursive: true, force: true });
});

const started = async (mostQuestions: number): Promise<void> => {
  service = await EdgeService.start({ mostQuestions }, { questions: pathToFileURL(join(directory, 'held.mjs')) });
};
const release = (): void => writeFileSync(join(directory, 'released'), '');
const asked = (): readonly string[] => (existsSync(join(directory, 'asked')) ? readFileSync(join(directory, 'asked'), 'utf8').trim().split('\n') : []);
const until = async (there: () => boolean): Promise<void> => {
  while (!there()) await new Promise((next) => setTimeout(next, 5));
};
const auditor = (name: string): Promise<string> => issueToken(service.server.keyFile, { subject: name, roles: ['auditor'], dataClasses: [] });
const asking = (path: string, token: string): Promise<Said> => service.get(path, { token });

describe('Questions whose work grows with the log', () => {
  it('S3: hold up neither the sign of life nor commands when twenty callers have one each, and all are answered', async () => {
    await started(32);
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, n) => auditor(`auditor-${n}`)));
    let answered = 0;
    const answers = tokens.map(async (token) => {
      const said = await asking(HELD, token);
      answered++;
      return [said.status, said.body];
    });
    await until(() => asked().length > 0);
    const [live, reported] = [await service.get('/health/live'), await service.report()];
    expect([live.status, reported.status, answered, asked().length]).toEqual([200, 201, 0, 1]);
    release();
    expect(await Promise.all(answers)).toEqual(tokens.map(() => [200, [HELD]]));
  });

  it('S3: are one at a time for each caller: the next is told when to come back, and a wrong one what is wrong with it', async () => {
    await started(32);
    const token = await auditor('one');
    const both = [asking(HELD, token), asking(HELD, token)];
    const refused = await Promise.race(both);
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([429, 'question/one-at-a-time', '2']);
    expect((await asking(`${HELD}&limit=99999`, token)).status).toBe(400);
    release();
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 429]);
    expect((await asking(FREE, token)).status).toBe(200);
  });

  it('S3: wait in a line of bounded length', async () => {
    await started(1);
    const answers = await Promise.all(['one', 'two', 'three'].map(auditor)).then((tokens) => tokens.map((token) => asking(HELD, token)));
    const refused = await Promise.race(answers);
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([503, 'server/busy', '2']);
    release();
    expect((await Promise.all(answers)).map(({ status }) => status).sort()).toEqual([200, 200, 503]);
  });

  it('S3: are given up when their caller hangs up, the one under way as well as those that wait', async () => {
    await started(32);
    const [one, two, three] = [await auditor('one'), await auditor('two'), await auditor('three')];
    const leave = new AbortController();
    const leaving = (token: string, path: string): Promise<unknown> =>
      fetch(service.server.url + path, { headers: { authorization: `Bearer ${token}` }, signal: leave.signal }).catch(() => 'left');
    const underWay = leaving(one, HELD);
    await until(() => asked().length > 0);
    const waiting = leaving(two, HELD);
    const next = asking(FREE, three);
    leave.abort();
    expect(await Promise.all([underWay, waiting])).toEqual(['left', 'left']);
    expect((await next).body).toEqual([FREE]);
    // nothing was released: the thread that stood still was ended
    expect(existsSync(join(directory, 'released'))).toBe(false);
    expect((await asking(FREE, one)).status).toBe(200);
  });
});
