import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { stagesOf } from '../architecture/compose.js';
import { Service, until } from '../endurance/service.js';
import { scratch } from './program.js';

const { path, remove } = scratch();
afterAll(remove);

/** A file that Node loaded, and how often its functions of a name were called. */
interface Loaded {
  readonly file: string;
  readonly called: (name: string) => number;
}

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly functionName: string; readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/** What each thread of a program loaded from files, as Node wrote it down at its end. */
const loadedBy = (directory: string): readonly (readonly Loaded[])[] =>
  readdirSync(directory).map((name) =>
    (JSON.parse(readFileSync(join(directory, name), 'utf8')) as Coverage).result
      .filter(({ url }) => url.startsWith('file:'))
      .map(({ url, functions }) => ({
        file: fileURLToPath(url),
        called: (asked) =>
          functions.filter(({ functionName }) => functionName === asked).reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0),
      })),
  );

/** How often functions of a name were called in the program's own files. */
const called = (files: readonly Loaded[], name: string): number =>
  files.filter(({ file }) => file.startsWith(dirname(program))).reduce((sum, { called: of }) => sum + of(name), 0);

const program = resolve('dist/heatledger/heatledger.js');
const thread = resolve('dist/heatledger/document.thread.js');
const questions = resolve('dist/heatledger/questions.thread.js');
const packages = realpathSync('node_modules');

describe('The program', () => {
  it('S3: is few files beside the native package, and writes documents and answers heavy questions in the threads that lie among them', async () => {
    const service = await Service.start(path('data'), { environment: { NODE_V8_COVERAGE: path('coverage') } });
    const token = await service.token();
    expect((await service.report(token, 'a-key')).status).toBe(201);
    // a question whose rules and kinds are those of two other classes, joined by Nest
    const auditor = await service.token('auditor');
    const asked = await Promise.all(
      [5, 99999].map((limit) => service.ask('GET', `/statistics/what-if?pack=青岛&limit=${limit}`, { token: auditor })),
    );
    expect(asked.map(({ status }) => status)).toEqual([200, 400]);
    await until(async () => {
      const { position, followers } = (await service.ask('GET', '/health', { token })).body as {
        position: string;
        followers: readonly { position: string }[];
      };
      return position !== '' && followers.every((follower) => follower.position === position);
    });
    expect(await service.stop()).toBe(0);

    const threads = loadedBy(path('coverage'));
    const ofProgram = threads.find((files) => files.some(({ file }) => file === program)) ?? [];
    const ofThread = threads.find((files) => files.some(({ file }) => file === thread)) ?? [];
    expect(ofProgram.length).toBeGreaterThan(0);
    expect(ofProgram.length).toBeLessThan(60);
    const outside = threads.flat().flatMap(({ file }) => (file.startsWith(`${packages}/`) ? [file.slice(packages.length + 1)] : []));
    expect([...new Set(outside.map((file) => file.split('/')[0]))].sort()).toEqual(['@neon-rs', 'libsql']);
    // it walks through a ledger in that thread and in no other
    const walked = threads.map((files) => [files.some(({ file }) => file === questions), called(files, 'documents')] as const);
    expect(walked.filter(([, count]) => count > 0).map(([isQuestions]) => isQuestions)).toEqual([true]);
    expect(ofThread.filter(({ file }) => file.startsWith(dirname(thread))).reduce((sum, { called }) => sum + called('run'), 0)).toBeGreaterThan(0);
  });

  it('runs from what the image holds and nothing else', async () => {
    const copied = (stagesOf(readFileSync('docker/Dockerfile', 'utf8'))[1] ?? [])
      .filter(({ name }) => name === 'COPY')
      .map(({ rest }) => rest.split(' '));
    for (const [, from = '', to = ''] of copied) {
      mkdirSync(join(path('app'), to, '..'), { recursive: true });
      cpSync(from.replace('/build/', ''), join(path('app'), to), { recursive: true });
    }
    const ran = (...args: readonly string[]): Promise<string> =>
      new Promise((done, fail) => {
        const options = {
          cwd: path('app'),
          env: { PATH: process.env['PATH'], HEATLEDGER_LANG: 'en', HEATLEDGER_DATA: path('image-data') },
          maxBuffer: 64 << 20,
        };
        execFile(process.execPath, [join(path('app'), 'apps/cli/bin/heatledger.js'), ...args], options, (error, out, err) =>
          error ? fail(new Error(err)) : done(out),
        );
      });
    writeFileSync(path('some.csv'), readFileSync('docs/data/boston-311-heat-2011-2014.csv', 'utf8').split('\n').slice(0, 11).join('\n'));
    expect(JSON.parse(await ran('import', path('some.csv'), '--mapping', 'boston-311', '--json'))).toMatchObject({ imported: 10, refused: 0 });
    expect(JSON.parse(await ran('compliance', '--clock', 'resolve', '--json'))).toMatchObject({ clock: 'resolve' });
  });
});
