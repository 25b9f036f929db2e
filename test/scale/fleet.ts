import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { issueToken, type TokenRequest } from '@heatledger/edge';
import type { ReadStore } from '@heatledger/read-store';
import { openMongoReadStore } from '@heatledger/read-store/mongodb';
import { keyFileOf, openLedger, readConfig, type OpenLedger } from '@heatledger/server';
import { startEventStoreDb, type EventStoreDbServer } from '../eventstoredb/server.js';
import { startFerretDb, type FerretDb } from '../ferretdb/ferretdb.js';

export type Role = 'all' | 'server' | 'worker';

/** A process of the service. */
export interface Ship {
  readonly role: Role;
  readonly url: string;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C does; answers its exit code. */
  stop(): Promise<number | null>;
}

const DATABASE = 'heatledger';
/** Seconds without a sign of life after which another worker takes over. */
export const LEASE = 2;

const gone = (child: ChildProcess): Promise<number | null> => new Promise((done) => (child.exitCode !== null || child.signalCode !== null ? done(child.exitCode) : child.once('exit', (code) => done(code))));

/** Several processes over one log on EventStoreDB (played by the test server) and the same views on FerretDB. */
export class Fleet {
  readonly #ships: Ship[] = [];

  private constructor(
    readonly directory: string,
    readonly events: EventStoreDbServer,
    readonly views: FerretDb,
  ) {}

  static async start(): Promise<Fleet> {
    const directory = mkdtempSync(join(tmpdir(), 'heatledger-fleet-'));
    return new Fleet(directory, await startEventStoreDb(), await startFerretDb(directory));
  }

  get settings(): { readonly eventStore: string; readonly mongodb: string; readonly data: string } {
    return { eventStore: this.events.connectionString, mongodb: `${this.views.url.replace(/\/$/, '')}/${DATABASE}`, data: this.directory };
  }

  /** Starts a process and answers once it is up. */
  async launch(role: Role): Promise<Ship> {
    const { eventStore, mongodb, data } = this.settings;
    const env = { ...process.env, NO_COLOR: '1', HEATLEDGER_LANG: 'en', HEATLEDGER_EVENT_STORE: eventStore, HEATLEDGER_MONGODB: mongodb, HEATLEDGER_DATA: data, HEATLEDGER_PORT: '0', HEATLEDGER_LEASE: String(LEASE), HEATLEDGER_LOG: 'error' };
    const child = spawn(process.execPath, [resolve('apps/cli/bin/heatledger.js'), 'start', '--role', role], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4000)));
    const url = await new Promise<string>((done, fail) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [, found] = /is up: (\S+)/.exec(line) ?? [];
        if (found) done(found);
      });
      child.once('exit', (code) => fail(new Error(`${role} ended with ${code} before it was up: ${said}`)));
    });
    const end = (signal: NodeJS.Signals): Promise<number | null> => {
      child.kill(signal);
      return gone(child);
    };
    const ship: Ship = { role, url, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
    this.#ships.push(ship);
    return ship;
  }

  token(role: TokenRequest['roles'][number]): Promise<string> {
    return issueToken(keyFileOf({ data: this.directory }), { subject: `${role}-1`, roles: [role], dataClasses: [] });
  }

  /** The same ledger read by one more process that keeps its views in memory. */
  readAnew(): Promise<OpenLedger> {
    return openLedger(readConfig({ eventStore: this.events.connectionString, data: this.directory, stores: 'memory', log: 'silent' }, {}));
  }

  openViews(): Promise<ReadStore> {
    return openMongoReadStore({ url: this.settings.mongodb });
  }

  async end(): Promise<void> {
    await Promise.all(this.#ships.map((ship) => ship.kill()));
    await this.events.stop();
    await this.views.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
