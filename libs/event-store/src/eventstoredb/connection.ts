import { setMaxListeners } from 'node:events';
import { EventStoreDBClient, type Credentials } from '@eventstore/db-client';
import { EventStoreError } from '../event-store.js';
import { holdContainment } from './containment.js';

/** The one client of a process and what each of its calls carries. */
export interface Connection {
  readonly client: EventStoreDBClient;
  /** Given with every call: it chooses the plain append path, and the leader answers. */
  readonly call: { readonly credentials: Credentials; readonly requiresLeader: true };
  /** How many calls of the client broke so far. */
  breaks(): number;
  /** The connection as it stands; given once it is thrown away. */
  standing(): AbortSignal;
  /**
   * Throws a connection away on which nothing came in time, so that the next call looks the leader up anew: a machine
   * that stands still closes nothing, and the client goes on with it for ever. One that was
   * thrown away already stays so.
   */
  discard(standing: AbortSignal): Promise<void>;
  /** Where it leads, without user name and password. */
  readonly target: string;
  close(): Promise<void>;
}

const PARTS = /^(?<protocol>esdb(?:\+discover)?):\/\/(?:(?<user>[^@/?]*)@)?(?<hosts>[^@/?]+)\/?(?<query>\?[^@]*)?$/;
const PATIENCE = 3_000;

const CANCELLED = 'Cancelled on client';

/** What only the client itself knows to do: it closes its channel when it is told of an error that needs another. */
interface Inside {
  readonly told: (grpc: unknown, error: unknown) => Promise<void>;
  readonly channel: () => Promise<unknown>;
}

const insideOf = (client: EventStoreDBClient): Inside => {
  const [handle, channel] = [
    Reflect.get(client, 'handleError'),
    Reflect.get(client, 'getChannel'),
  ] as readonly unknown[];
  if (typeof handle !== 'function' || typeof channel !== 'function')
    throw new TypeError('the client of EventStoreDB is not of the version this adapter was written for');
  return {
    told: async (grpc, error) =>
      void (await Promise.resolve(Reflect.apply(handle, client, [grpc, error])).catch(() => undefined)),
    channel: () => Promise.resolve(Reflect.apply(channel, client, [])),
  };
};

/**
 * Counts what breaks below the client, since the client forgets to tell of an error that comes before it listens;
 * what it leaves rejected after one is contained.
 */
const watched = (client: EventStoreDBClient, { told }: Inside): (() => number) => {
  let breaks = 0;
  Reflect.set(client, 'handleError', async (grpc: unknown, error: unknown): Promise<void> => {
    if (!(error instanceof Error && error.message.includes(CANCELLED))) breaks += 1;
    await told(grpc, error);
  });
  return () => breaks;
};

const fresh = (): AbortController => {
  const standing = new AbortController();
  // as many listen as there are readers of the log
  setMaxListeners(0, standing.signal);
  return standing;
};

const GRPC_UNAVAILABLE = 14;
const UNDER_WAY = Symbol('the leader is being looked up');

/** The connections of a client, one after the other. */
const connectionsOf = ({ told, channel }: Inside): Pick<Connection, 'standing' | 'discard'> => {
  let standing = fresh();
  return {
    standing: () => standing.signal,
    discard: async (dead) => {
      if (dead !== standing.signal) return;
      const left = standing;
      standing = fresh();
      const looked = channel().catch(() => UNDER_WAY);
      const found = await Promise.race([looked, new Promise((resolve) => setImmediate(() => resolve(UNDER_WAY)))]);
      if (found !== UNDER_WAY)
        await told(
          { getChannel: () => found },
          Object.assign(new Error('nothing came in time'), { code: GRPC_UNAVAILABLE, details: '' }),
        );
      left.abort();
    },
  };
};

/** Seconds to wait for a node that is asked who leads; the client's own 5 are as long as an append may take in all. */
const GOSSIP_TIMEOUT = 2;

/** A connection string in which the nodes that stand still are not waited for long, unless it says itself how long. */
const impatient = (target: string, query: string): string => {
  const names = [...new URLSearchParams(query).keys()].map((name) => name.toLowerCase().replaceAll(/[_-]/g, ''));
  return names.includes('gossiptimeout')
    ? target
    : `${target}${query === '' ? '?' : '&'}gossipTimeout=${GOSSIP_TIMEOUT}`;
};

const credentialsOf = (user: string): Credentials => {
  const colon = user.indexOf(':');
  if (colon <= 0)
    throw new EventStoreError(
      'unavailable',
      'connection string of the event store: user:password@ is allowed before the host',
    );
  return { username: decodeURIComponent(user.slice(0, colon)), password: decodeURIComponent(user.slice(colon + 1)) };
};

const isInsecure = (query: string): boolean => new URLSearchParams(query.toLowerCase()).get('tls') === 'false';

/**
 * Reads a connection string (`esdb://user:password@host:2113,host:2114?tls=true`) and makes the client; nothing is
 * sent yet. Its text never enters a message.
 */
export const connect = (connectionString: string): Connection => {
  const { protocol, user, hosts, query = '' } = PARTS.exec(connectionString.trim())?.groups ?? {};
  if (protocol === undefined || hosts === undefined)
    throw new EventStoreError(
      'unavailable',
      'connection string of the event store: esdb://[user:password@]host:port[,host:port][?tls=true|false] is allowed',
    );
  const insecure = isInsecure(query);
  if (user === undefined && !insecure)
    throw new EventStoreError(
      'unavailable',
      'connection string of the event store: with TLS it must carry user:password@ before the host',
    );
  const target = `${protocol}://${hosts}${query}`;
  const credentials = user === undefined ? { username: 'none', password: 'none' } : credentialsOf(user);
  let client: EventStoreDBClient;
  try {
    client = EventStoreDBClient.connectionString(impatient(target, query));
  } catch {
    throw new EventStoreError(
      'unavailable',
      `connection string of the event store: the part after the user cannot be read: ${target}`,
    );
  }
  const inside = insideOf(client);
  const release = holdContainment();
  return {
    client,
    call: { credentials, requiresLeader: true },
    target,
    breaks: watched(client, inside),
    ...connectionsOf(inside),
    close: async () => {
      // the client's own end once never came
      let patience: NodeJS.Timeout | undefined;
      await Promise.race([
        client.dispose().catch(() => undefined),
        new Promise((resolve) => (patience = setTimeout(resolve, PATIENCE))),
      ]);
      clearTimeout(patience);
      // whatever it still rejects comes in the turns that follow
      setTimeout(release, PATIENCE).unref();
    },
  };
};
