import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createInterface } from 'node:readline';
import { issueToken, type TokenRequest } from '@heatledger/edge';
import { keyFileOf } from '@heatledger/server';

export type Role = TokenRequest['roles'][number];

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ServiceOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Modules that the program loads before its own. */
  readonly preload?: readonly string[];
  /** Arguments of node itself. */
  readonly node?: readonly string[];
}

export const aLeak = {
  zone: 'Z1',
  station: 'S1',
  category: 'LEAK',
  description: '厨房漏水',
  callerName: '张三丰',
  callerPhone: '13800000000',
} as const;

/** The program in a process of its own, as a person starts it. */
export class Service {
  private constructor(
    readonly url: string,
    readonly data: string,
    readonly child: ChildProcess,
    /** What it said on stderr, the last of it. */
    readonly said: () => string,
  ) {}

  /** Answers once it is up; fails with what it said when it ends before. */
  static start(data: string, { environment = {}, preload = [], node = [] }: ServiceOptions = {}): Promise<Service> {
    const imports = preload.flatMap((file) => ['--import', pathToFileURL(resolve(file)).href]);
    const env = {
      ...process.env,
      NO_COLOR: '1',
      HEATLEDGER_LANG: 'en',
      HEATLEDGER_LOG: 'error',
      HEATLEDGER_DATA: data,
      HEATLEDGER_PORT: '0',
      ...environment,
    };
    const child = spawn(process.execPath, [...node, ...imports, resolve('apps/cli/bin/heatledger.js'), 'start'], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // a test that fails leaves no service behind
    const left = (): unknown => child.kill('SIGKILL');
    process.once('exit', left);
    child.once('exit', () => process.off('exit', left));
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4000)));
    return new Promise((done, fail) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [, url] = /is up: (\S+)/.exec(line) ?? [];
        if (url) done(new Service(url, data, child, () => said));
      });
      child.once('exit', (code, signal) => fail(new Error(`the service ended with ${code ?? signal} before it was up: ${said}`)));
    });
  }

  /** A token that is good while the clock of the process is `ahead` milliseconds before this one's. */
  token(role: Role = 'dispatcher', ahead = 0): Promise<string> {
    return issueToken(keyFileOf({ data: this.data }), {
      subject: `${role}-1`,
      roles: [role],
      dataClasses: [],
      minutes: 60 + Math.round(ahead / 60_000),
    });
  }

  async ask(
    method: string,
    path: string,
    { token, key, body }: { readonly token?: string; readonly key?: string; readonly body?: object } = {},
  ): Promise<Answer> {
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    };
    const response = await fetch(this.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      text,
      body: isJson ? (JSON.parse(text) as Answer['body']) : {},
    };
  }

  report(token: string, key: string): Promise<Answer> {
    return this.ask('POST', '/repairs', { token, key, body: aLeak });
  }

  /** One figure of `/metrics`. */
  async metric(name: string): Promise<number> {
    const { text } = await this.ask('GET', '/metrics');
    return Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.slice(name.length + 1),
    );
  }

  /** Ends it as Ctrl-C does; answers its exit code. */
  stop(): Promise<number | null> {
    return this.#ended('SIGTERM');
  }

  async kill(): Promise<void> {
    await this.#ended('SIGKILL');
  }

  #ended(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    return new Promise((done) => {
      if (child.exitCode !== null || child.signalCode !== null) return done(child.exitCode);
      child.once('exit', (code) => done(code));
      child.kill(signal);
    });
  }
}

/** How often `until` asks. */
const PATIENCE = 5000;

/** Asks again until it holds; gives up in the end, so that a test that failed holds up no run. */
export const until = async (holds: () => Promise<boolean> | boolean, every = 20): Promise<void> => {
  for (let asked = 0; !(await holds()); asked++) {
    if (asked === PATIENCE) throw new Error('it never came to hold');
    await new Promise((next) => setTimeout(next, every));
  }
};
