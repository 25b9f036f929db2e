import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const SOURCE = resolve('test/ferretdb');
const CACHE = resolve('node_modules/.cache/heatledger');
const BUILD_LIMIT = 900_000;

const hasGo = spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0;

/** Whether FerretDB takes part in this run: always under CI, where a missing Go is a failure; on other machines only where Go is. */
export const ferretTakesPart = hasGo || process.env['CI'] !== undefined;

/** What a run without it says. */
export const WITHOUT_FERRET = 'FerretDB did not take part: Go 1.24 or newer is not installed\n';

/** A running FerretDB of the tests. */
export interface FerretDb {
  /** `mongodb://` address on the loopback. */
  readonly url: string;
  readonly port: number;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it without warning. */
  kill(): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> => (child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((done) => child.once('exit', () => done())));

const compiled = (target: string): Promise<void> =>
  new Promise((done, fail) => {
    const unfinished = `${target}.${process.pid}`;
    const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -buildvcs=false' };
    const go = spawn('go', ['build', '-tags', 'ferretdb_no_postgresql', '-trimpath', '-ldflags=-s -w', '-o', unfinished, '.'], { cwd: SOURCE, env, stdio: ['ignore', 'ignore', 'pipe'], timeout: BUILD_LIMIT });
    let said = '';
    go.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2000)));
    go.on('error', () => fail(new Error('FerretDB, against which the MongoDB read store is tested, could not be built: Go 1.24 or newer must be installed (the command `go`)')));
    go.on('close', (code) => {
      if (code !== 0) return fail(new Error(`FerretDB could not be built, go ended with ${code}: ${said}`));
      renameSync(unfinished, target);
      done();
    });
  });

/** Builds FerretDB once for each state of its Go files and answers where the program lies; minutes the first time. */
export const buildFerretDb = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum', 'main.go']) hash.update(readFileSync(join(SOURCE, file)));
  const target = join(CACHE, `ferretdb-${hash.digest('hex').slice(0, 16)}`);
  mkdirSync(CACHE, { recursive: true });
  if (!existsSync(target)) await compiled(target);
  return target;
};

/** Starts FerretDB over the files of a directory, on a free port when none is given. */
export const startFerretDb = async (directory: string, port = 0): Promise<FerretDb> => {
  const program = await buildFerretDb();
  const child = spawn(program, [directory, String(port)], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, DO_NOT_TRACK: 'true' } });
  const url = await new Promise<string>((done, fail) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`FerretDB ended with ${code} before it listened`)));
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended(child);
  };
  return { url, port: Number(new URL(url).port), stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
};
