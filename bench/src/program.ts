import { spawn, type ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { issueToken } from '@heatledger/edge';

const heatledger = fileURLToPath(new URL('../../../../apps/cli/bin/heatledger.js', import.meta.url));
const bare = fileURLToPath(new URL('bare.child.js', import.meta.url));
const still = fileURLToPath(new URL('still.child.js', import.meta.url));
const peak = new URL('peak.preload.js', import.meta.url).href;
const UP = /is up: (http:\/\/\S+)/;
const PATIENCE = 600_000;

/** What a command is answered. */
export interface Answer {
  readonly id: string;
  readonly position: string;
  /** Facts that followed. */
  readonly events: number;
}

/** A service in a process of its own, as it is started by hand. */
export class Program {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly token: string,
  ) {}

  /** The service on a data directory, with more settings; `readers` says whether views, reactions and timers work. */
  static async service(data: string, readers = true, settings: Readonly<Record<string, string>> = {}): Promise<Program> {
    const own = { HEATLEDGER_PORT: '0', HEATLEDGER_DATA: data, HEATLEDGER_LOG: 'error' };
    const env = { ...process.env, ...own, ...settings };
    const { child, url } = await (readers ? spawned(heatledger, env, UP, ['start']) : started(still, env));
    const token = await issueToken(join(data, 'issuer-key.json'), { subject: 'bench', roles: ['agent', 'dispatcher', 'crew', 'inspector', 'auditor', 'service'] });
    return new Program(child, url, token);
  }

  /** A route that parses the same body and does nothing. */
  static async bare(): Promise<Program> {
    const { child, url } = await started(bare, process.env);
    return new Program(child, url, '');
  }

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
  }

  /** A token of another caller of the service on this data directory. */
  tokenFor(data: string, subject: string): Promise<string> {
    return issueToken(join(data, 'issuer-key.json'), { subject, roles: ['auditor'] });
  }

  async get(path: string): Promise<Response> {
    return fetch(this.url + path, { headers: this.headers });
  }

  async post(path: string, body: object, key: string): Promise<Answer> {
    const response = await fetch(this.url + path, { method: 'POST', headers: { ...this.headers, 'idempotency-key': key }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  /** Waits until the service calls itself ready. */
  async ready(): Promise<void> {
    while (!(await this.get('/health/ready')).ok) await new Promise((again) => setTimeout(again, 5));
  }

  /** Waits until no reader of the log is behind; answers how many ms that took. */
  async caughtUp(): Promise<number> {
    const start = performance.now();
    while (performance.now() - start < PATIENCE) {
      const { followers, position } = (await (await this.get('/health')).json()) as { position: string; followers: readonly { readonly position: string }[] };
      if (followers.every((follower) => follower.position === position)) return performance.now() - start;
      await new Promise((again) => setTimeout(again, 50));
    }
    throw new Error('the views did not catch up');
  }

  /** Resident memory, MiB. */
  async memory(): Promise<number> {
    const text = await (await this.get('/metrics')).text();
    return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]) / 2 ** 20;
  }

  stop(): Promise<void> {
    return new Promise((stopped) => {
      this.child.once('exit', () => stopped());
      this.child.kill('SIGTERM');
    });
  }
}

const started = (program: string, env: NodeJS.ProcessEnv): Promise<{ readonly child: ChildProcess; readonly url: string }> => spawned(program, env, UP);

/** A program in a process of its own, once it says where it is to be found. */
export const spawned = (program: string, env: NodeJS.ProcessEnv, up: RegExp, args: readonly string[] = []): Promise<{ readonly child: ChildProcess; readonly url: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = up.exec(said)?.[1];
      if (url !== undefined) resolve({ child, url: url.replace('[::1]', 'localhost') });
    });
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
  });

/** A command as it is given by hand: what it said as JSON, and the most memory that its process held, MiB. */
export const commanded = async <T>(...args: readonly string[]): Promise<{ readonly said: T; readonly peakMiB: number }> => {
  const child = spawn(process.execPath, ['--import', peak, heatledger, ...args, '--json'], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
  const [said, held] = await Promise.all([text(child.stdout as Readable), text(child.stdio[3] as Readable)]);
  return { said: JSON.parse(said) as T, peakMiB: Number(held) / 1024 };
};
