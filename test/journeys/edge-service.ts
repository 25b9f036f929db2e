import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueToken, type TokenRequest } from '@heatledger/edge';
import type { Instant } from '@heatledger/kernel';
import { Clock } from '@heatledger/runtime';
import { readConfig, startServer, type ConfigInput, type RunningServer, type StartOptions } from '@heatledger/server';
import { millis } from '@heatledger/vocabulary';

export const NOON = '2026-01-05T12:00:00+08:00';

/** Time stands still until a test moves it. */
export class StandingClock extends Clock {
  constructor(public moment: Instant = NOON) {
    super();
  }
  now(): Instant {
    return this.moment;
  }
  millis(): number {
    return millis(this.moment);
  }
}

export interface Said {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a service answers is what a test asserts on
  readonly body: any;
}

export interface Asking {
  readonly role?: TokenRequest['roles'][number];
  readonly token?: string;
  readonly classes?: TokenRequest['dataClasses'];
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it stands. */
  readonly raw?: string | Uint8Array;
  readonly key?: string | null;
}

/** A whole service on a port of its own, over embedded stores in a directory of its own. */
export class EdgeService {
  #keys = 0;
  readonly #tokens = new Map<string, string>();

  private constructor(
    readonly server: RunningServer,
    readonly directory: string,
    readonly clock: StandingClock,
  ) {}

  static async start(options: Partial<ConfigInput> = {}, more: Omit<StartOptions, 'clock'> = {}): Promise<EdgeService> {
    const data = options.data ?? mkdtempSync(join(tmpdir(), 'heatledger-edge-'));
    const clock = new StandingClock();
    const server = await startServer(readConfig({ log: 'silent', ...options, data, port: 0 }, {}), { ...more, clock });
    return new EdgeService(server, data, clock);
  }

  async stop({ keep = false }: { keep?: boolean } = {}): Promise<void> {
    await this.server.close();
    if (!keep) rmSync(this.directory, { recursive: true, force: true });
  }

  async token(role: TokenRequest['roles'][number], classes: TokenRequest['dataClasses'] = []): Promise<string> {
    const name = `${role} ${classes.join()}`;
    const known = this.#tokens.get(name) ?? (await issueToken(this.server.keyFile, { subject: `${role}-1`, roles: [role], dataClasses: classes }));
    this.#tokens.set(name, known);
    return known;
  }

  async #headers(method: string, { role, token, classes, headers, key }: Asking, body: unknown): Promise<Record<string, string>> {
    const bearer = token ?? (role && (await this.token(role, classes)));
    return {
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'GET' || key === null ? {} : { 'idempotency-key': key ?? `k-${++this.#keys}` }),
      ...headers,
    };
  }

  async call(method: string, path: string, body?: unknown, asking: Asking = {}): Promise<Said> {
    const sent = asking.raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(this.server.url + path, {
      method,
      headers: await this.#headers(method, asking, sent),
      ...(sent === undefined ? {} : { body: sent as string }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }

  get(path: string, asking: Asking = { role: 'auditor' }): Promise<Said> {
    return this.call('GET', path, undefined, asking);
  }

  post(path: string, body: unknown, asking: Asking = { role: 'dispatcher' }): Promise<Said> {
    return this.call('POST', path, body, asking);
  }

  /** What somebody at the company posts, by name and role. */
  async person(subject: string, role: TokenRequest['roles'][number]): Promise<(path: string, body?: object) => Promise<Said>> {
    const token = await issueToken(this.server.keyFile, { subject, roles: [role], dataClasses: [] });
    return async (path, body = {}) => {
      const said = await this.post(path, body, { token });
      return said.status === 428 ? this.onSight(path, body, token) : said;
    };
  }

  /** Looks at the thing and orders by what was seen, again where it has changed meanwhile. */
  async onSight(path: string, body: object, token: string): Promise<Said> {
    const thing = path.slice(0, path.lastIndexOf('/')).replace(/^\/(repairs|complaints|enquiries)\//, '/tickets/');
    for (;;) {
      const seen = await this.get(thing, { token });
      const said = await this.post(path, body, { token, headers: { 'if-match': seen.headers.get('etag') ?? '' } });
      if (said.status !== 412) return said;
    }
  }

  /** Asks until the views have caught up. */
  async eventually(path: string, ready: (body: Said['body']) => boolean, role: TokenRequest['roles'][number] = 'auditor'): Promise<Said['body']> {
    for (let attempt = 0; attempt < 400; attempt++) {
      const { body } = await this.get(path, { role });
      if (ready(body)) return body;
      await new Promise((next) => setTimeout(next, 25));
    }
    throw new Error(`${path} never got there`);
  }

  /** Reports a leak in zone Z1 and answers what the service said. */
  report(asking: Asking = { role: 'agent' }, more: object = {}): Promise<Said> {
    return this.post('/repairs', { ...aLeak, ...more }, asking);
  }
}

export const aLeak = { zone: 'Z1', station: 'S1', category: 'LEAK', description: '厨房漏水', callerName: '张三丰', callerPhone: '13800000000' } as const;
export const nobody = '0190f3a1-0000-7000-8000-00000000dead';
