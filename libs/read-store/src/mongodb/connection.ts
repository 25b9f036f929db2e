import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient, ReadConcern, WriteConcern, type ClientSession, type Db } from 'mongodb';
import { ReadStoreError } from '../read-store.js';
import { failureFor, isDuplicateKey, isPassing } from './failures.js';

export interface MongoReadOptions {
  /** `mongodb://` or `mongodb+srv://` address, with user and password where the server asks for them. */
  readonly url: string;
  /** Name of the database; the address's own, or `heatledger`, when absent. */
  readonly database?: string;
  /** How long a server is looked for before an operation is `unavailable`, ms; 5000 when absent. */
  readonly selectionTimeoutMs?: number;
  /** How long one answer of a server is waited for, ms; 10 000 when absent. */
  readonly answerTimeoutMs?: number;
}

const ATTEMPTS = 4;
const FIRST_PAUSE = 50;
const DATABASE = 'heatledger';
const ADDRESS = /^mongodb(?:\+srv)?:\/\/(?:(?<user>.*)@)?(?<hosts>[^@/?]+)(?:\/(?<database>[^?]*))?(?:\?.*)?$/s;

const secretsOf = (user: string): readonly string[] => {
  const parts = [user, ...user.split(':'), user.slice(user.indexOf(':') + 1)].filter((part) => part !== '');
  const decoded = parts.map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  return [...new Set([...parts, ...decoded])];
};

/** The one client of a store, and how its operations are asked for. */
export class Connection {
  #closed = false;

  private constructor(
    private readonly client: MongoClient,
    readonly database: Db,
    /** Where it leads, without user and password. */
    readonly target: string,
    /** True where documents of several collections can be written together: on replica sets and behind mongos. */
    readonly transactions: boolean,
    /** How long one answer is waited for, ms. */
    readonly answerTimeoutMs: number,
    private readonly failure: (error: unknown) => ReadStoreError,
  ) {}

  /** Connects and asks the server what it is. */
  static async open({ url, database, selectionTimeoutMs = 5_000, answerTimeoutMs = 10_000 }: MongoReadOptions): Promise<Connection> {
    const { hosts, user = '', database: named = '' } = ADDRESS.exec(url.trim())?.groups ?? {};
    if (hosts === undefined) throw new ReadStoreError('unavailable', 'address of the views: mongodb://[user:password@]host:port[,host:port]/[database] is allowed');
    const target = `mongodb at ${hosts}`;
    const failure = failureFor(target, secretsOf(user));
    let client: MongoClient | undefined;
    try {
      client = new MongoClient(url.trim(), {
        appName: 'heatledger',
        serverSelectionTimeoutMS: selectionTimeoutMs,
        connectTimeoutMS: selectionTimeoutMs,
        waitQueueTimeoutMS: answerTimeoutMs,
        // the server ends its work first, so that its own words are heard
        socketTimeoutMS: answerTimeoutMs + 1_000,
        maxIdleTimeMS: 60_000,
        retryReads: true,
        retryWrites: true,
        ignoreUndefined: false,
      });
      await client.connect();
      const { setName, msg } = await client.db('admin').command({ hello: 1 });
      const transactions = typeof setName === 'string' || msg === 'isdbgrid';
      const views = client.db(database ?? (decodeURIComponent(named) || DATABASE), {
        readPreference: 'primary',
        readConcern: new ReadConcern(transactions ? 'majority' : 'local'),
        writeConcern: new WriteConcern('majority', answerTimeoutMs, true),
      });
      return new Connection(client, views, target, transactions, answerTimeoutMs, failure);
    } catch (error) {
      await client?.close().catch(() => undefined);
      throw failure(error);
    }
  }

  /** Does what may be done twice, again for a while where a server passes its part on; errors come out in the port's words. */
  async ask<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      if (this.#closed) throw new ReadStoreError('closed', 'the read store is closed');
      try {
        return await work();
      } catch (error) {
        if (this.#closed) throw new ReadStoreError('closed', 'the read store is closed');
        if (attempt === ATTEMPTS || !isPassing(error)) throw this.failure(error);
        await pause(FIRST_PAUSE * 2 ** attempt);
      }
    }
  }

  /** Does what must not be done twice; an id that is there already comes out as the cause. */
  async askOnce<T>(work: () => Promise<T>): Promise<T> {
    this.requireOpen();
    try {
      return await work();
    } catch (error) {
      if (isDuplicateKey(error)) throw new ReadStoreError('in-use', 'another process has just made the same', { cause: error });
      throw this.failure(error);
    }
  }

  /** Does all of the work or none of it; the work must see by itself that it was done before. */
  async together<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return this.ask(() =>
      this.client.withSession(async (session) => {
        session.startTransaction({ readPreference: 'primary', readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } });
        try {
          const answer = await work(session);
          await session.commitTransaction();
          return answer;
        } catch (error) {
          if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
          throw error;
        }
      }),
    );
  }

  /** Throws once it is closed. */
  requireOpen(): void {
    if (this.#closed) throw new ReadStoreError('closed', 'the read store is closed');
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.client.close();
  }
}
