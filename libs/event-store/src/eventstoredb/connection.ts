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
  /** Where it leads, without user name and password. */
  readonly target: string;
  close(): Promise<void>;
}

const PARTS = /^(?<protocol>esdb(?:\+discover)?):\/\/(?:(?<user>[^@/?]*)@)?(?<hosts>[^@/?]+)\/?(?<query>\?[^@]*)?$/;
const PATIENCE = 3_000;

const CANCELLED = 'Cancelled on client';

/** Counts what breaks below the client, since the client forgets to tell of an error that comes before it listens; what it leaves rejected after one is contained. */
const watched = (client: EventStoreDBClient): (() => number) => {
  let breaks = 0;
  const handle: unknown = Reflect.get(client, 'handleError');
  if (typeof handle !== 'function') throw new TypeError('the client of EventStoreDB is not of the version this adapter was written for');
  Reflect.set(client, 'handleError', async (grpc: unknown, error: unknown): Promise<void> => {
    if (!(error instanceof Error && error.message.includes(CANCELLED))) breaks += 1;
    await Promise.resolve(Reflect.apply(handle, client, [grpc, error])).catch(() => undefined);
  });
  return () => breaks;
};

const credentialsOf = (user: string): Credentials => {
  const colon = user.indexOf(':');
  if (colon <= 0) throw new EventStoreError('unavailable', 'connection string of the event store: user:password@ is allowed before the host');
  return { username: decodeURIComponent(user.slice(0, colon)), password: decodeURIComponent(user.slice(colon + 1)) };
};

const isInsecure = (query: string): boolean => new URLSearchParams(query.toLowerCase()).get('tls') === 'false';

/** Reads a connection string (`esdb://user:password@host:2113,host:2114?tls=true`) and makes the client; nothing is sent yet. Its text never enters a message. */
export const connect = (connectionString: string): Connection => {
  const { protocol, user, hosts, query = '' } = PARTS.exec(connectionString.trim())?.groups ?? {};
  if (protocol === undefined || hosts === undefined)
    throw new EventStoreError('unavailable', 'connection string of the event store: esdb://[user:password@]host:port[,host:port][?tls=true|false] is allowed');
  const insecure = isInsecure(query);
  if (user === undefined && !insecure) throw new EventStoreError('unavailable', 'connection string of the event store: with TLS it must carry user:password@ before the host');
  const target = `${protocol}://${hosts}${query}`;
  const credentials = user === undefined ? { username: 'none', password: 'none' } : credentialsOf(user);
  let client: EventStoreDBClient;
  try {
    client = EventStoreDBClient.connectionString(target);
  } catch {
    throw new EventStoreError('unavailable', `connection string of the event store: the part after the user cannot be read: ${target}`);
  }
  const release = holdContainment();
  return {
    client,
    call: { credentials, requiresLeader: true },
    target,
    breaks: watched(client),
    close: async () => {
      // the client's own end once never came
      let patience: NodeJS.Timeout | undefined;
      await Promise.race([client.dispose().catch(() => undefined), new Promise((resolve) => (patience = setTimeout(resolve, PATIENCE)))]);
      clearTimeout(patience);
      // whatever it still rejects comes in the turns that follow
      setTimeout(release, PATIENCE).unref();
    },
  };
};
