import { readFileSync } from 'node:fs';
import { connect as dial, createServer, type AddressInfo, type Server as Listener, type Socket } from 'node:net';
import { resolve } from 'node:path';
import gossipRpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import featuresRpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamsRpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Server, ServerCredentials, status, type Metadata, type ServerErrorResponse } from '@grpc/grpc-js';
import { refusedAtTheDoor, refusedByRights, type Access } from './access.js';
import { clusterInfo, supportedMethods, type Member } from './about.js';
import { notLeader, notReady, refusal } from './answers.js';
import { append, batchAppend } from './appending.js';
import { softDelete, tombstone } from './deleting.js';
import { Faults } from './faults.js';
import { TestLog } from './log.js';
import { Groups } from './persistent.js';
import { read, type Call } from './reading.js';

const LOOPBACK = '127.0.0.1';
/** For the loopback of these tests; nobody else trusts it. */
const CERTIFICATE = resolve('test/eventstoredb/tls/certificate.pem');
const certified = (): ServerCredentials =>
  ServerCredentials.createSsl(null, [{ private_key: readFileSync('test/eventstoredb/tls/key.pem'), cert_chain: readFileSync(CERTIFICATE) }]);
const LONGEST_MESSAGE = 20 * 1024 * 1024;

/** A server on the loopback that answers the client as EventStoreDB 24.2 does. */
export interface EventStoreDbServer {
  readonly port: number;
  readonly connectionString: string;
  readonly log: TestLog;
  readonly faults: Faults;
  /** What gossip tells of the cluster; this node alone unless told otherwise. */
  members: readonly Member[];
  /** Resolves when it is asked next who leads. */
  asked(): Promise<void>;
  /** Ends it, connections and all. */
  stop(): Promise<void>;
  /** Breaks every connection and listens no more, as a killed process does. */
  kill(): Promise<void>;
  /** Listens again on the same port; the last appends are gone where a tail is dropped. */
  restart(options?: { readonly dropTail?: number }): Promise<void>;
}

const listening = (server: Listener, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });

interface Called {
  readonly metadata: Metadata;
  emit(event: 'error', error: ServerErrorResponse): unknown;
}

/** What a call is refused with before anything is done; null where it is not. */
type Gate = (metadata: Metadata) => ServerErrorResponse | null;

const behind =
  (gate: Gate) =>
  <C extends Called, D extends readonly unknown[]>(handler: (call: C, ...done: D) => void) =>
  (call: C, ...done: D): void => {
    const refused = gate(call.metadata);
    const [answer] = done as readonly unknown[];
    if (!refused) handler(call, ...done);
    else if (typeof answer === 'function') answer(refused);
    else call.emit('error', refused);
  };

interface Inner {
  readonly log: TestLog;
  readonly groups: Groups;
  readonly faults: Faults;
  readonly members: () => readonly Member[];
  readonly gate: Gate;
  readonly gossiped: () => void;
  readonly access: Access | undefined;
}

/** The gRPC server behind the door. */
const inner = async ({ log, groups, faults, members, gate, gossiped, access }: Inner): Promise<{ readonly server: Server; readonly port: number }> => {
  const server = new Server({ 'grpc.max_receive_message_length': LONGEST_MESSAGE, 'grpc.max_send_message_length': LONGEST_MESSAGE });
  const gated = behind(gate);
  server.addService(streamsRpc.StreamsService, {
    read: gated((call: Call) => {
      const refused = call.request.getOptions()?.hasAll() && access ? refusedByRights(access, log, call.metadata) : null;
      if (refused) call.emit('error', refused);
      else read(log, faults)(call);
    }),
    append: gated(append(log, faults)),
    batchAppend: gated(batchAppend(log, faults)),
    delete: gated(softDelete(log)),
    tombstone: gated(tombstone(log)),
  });
  groups.addTo(server);
  server.addService(featuresRpc.ServerFeaturesService, {
    getSupportedMethods: (_call, done) => {
      const fault = faults.of('Features');
      if (fault?.kind === 'refused') return done(fault.error);
      if (fault?.kind !== 'silence') done(null, supportedMethods());
    },
  } satisfies featuresRpc.IServerFeaturesServer);
  server.addService(gossipRpc.GossipService, {
    read: (_call, done) => {
      if (members().length === 0) done(refusal(status.UNAVAILABLE, 'no gossip yet'));
      else done(null, clusterInfo(members()));
      gossiped();
    },
  } satisfies gossipRpc.IGossipServer);
  const port = await new Promise<number>((resolve, reject) => server.bindAsync(`${LOOPBACK}:0`, access ? certified() : ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound))));
  return { server, port };
};

export interface ServerOptions {
  /** Who may come in, over TLS; everybody and without TLS when absent. */
  readonly access?: Access;
  /** Any free one when absent. */
  readonly port?: number;
  /** The log of a cluster, which its nodes share. */
  readonly log?: TestLog;
  /** Milliseconds that whatever it says is under way; none when absent. */
  readonly late?: number;
}

/** Says everything so many milliseconds later, in its order, more exactly than the timers of Node do. */
const lately = (ms: number, say: (bytes: Buffer) => void): ((bytes: Buffer) => void) => {
  const waiting: { readonly due: number; readonly bytes: Buffer }[] = [];
  const look = (): void => {
    const now = performance.now();
    while (waiting[0] && waiting[0].due <= now) say((waiting.shift() as { bytes: Buffer }).bytes);
    const [next] = waiting;
    if (next) wait(next.due - performance.now());
  };
  const wait = (left: number): unknown => (left < 1 ? setImmediate(look) : setTimeout(look, Math.floor(left)));
  return (bytes) => {
    waiting.push({ due: performance.now() + ms, bytes });
    if (waiting.length === 1) wait(ms);
  };
};

/** Starts the server; every connection goes through a socket that faults can hold, break or swallow. */
export const startEventStoreDb = async (options: ServerOptions = {}): Promise<EventStoreDbServer> => {
  const { port: wanted = 0, log = new TestLog(), access, late = 0 } = options;
  const faults = new Faults();
  const groups = new Groups(log, faults);
  let members: readonly Member[] = [];
  let port = 0;
  const waiting = new Set<() => void>();
  const gossiped = (): void => {
    for (const tell of waiting) tell();
    waiting.clear();
  };
  const gate: Gate = (metadata) => {
    const stranger = access ? refusedAtTheDoor(access, metadata) : null;
    if (stranger) return stranger;
    if (metadata.get('requires-leader').length === 0 || members.some((member) => member.port === port && member.leader)) return null;
    const leader = members.find((member) => member.leader && member.alive);
    return leader ? notLeader(leader.host, leader.port) : notReady();
  };
  const { server, port: hidden } = await inner({ log, groups, faults, members: () => members, gate, gossiped, access });
  const open = new Set<Socket>();
  const door = (): Listener =>
    createServer((outside) => {
      open.add(outside);
      outside.on('error', () => undefined);
      outside.once('close', () => open.delete(outside));
      faults.watch(outside);
      if (faults.deaf) return void outside.resume();
      outside.setNoDelay();
      const inside = dial(hidden, LOOPBACK).setNoDelay();
      inside.on('error', () => outside.destroy());
      outside.once('close', () => inside.destroy());
      inside.once('close', () => outside.destroy());
      // a frozen machine sends nothing either
      const said = (bytes: Buffer): void => {
        if (outside.isPaused()) held(inside, outside, bytes);
        else outside.write(bytes);
      };
      inside.on('data', late > 0 ? lately(late, said) : said);
      outside.on('data', (bytes: Buffer) => void inside.write(bytes));
    });
  let listener = door();
  port = await listening(listener, wanted);
  members = [{ host: LOOPBACK, port, leader: true, alive: true }];
  const kill = async (): Promise<void> => {
    for (const socket of open) socket.resetAndDestroy();
    await new Promise<void>((resolve) => listener.close(() => resolve()));
  };
  return {
    port,
    connectionString: access ? `esdb://${LOOPBACK}:${port}?tls=true&tlsCAFile=${encodeURIComponent(CERTIFICATE)}` : `esdb://${LOOPBACK}:${port}?tls=false`,
    log,
    faults,
    get members() {
      return members;
    },
    set members(list) {
      members = list;
    },
    asked: () => new Promise<void>((resolve) => void waiting.add(resolve)),
    kill,
    async stop() {
      faults.clear();
      groups.end();
      await kill();
      server.forceShutdown();
    },
    async restart({ dropTail = 0 } = {}) {
      if (listener.listening) await kill();
      log.restarted(dropTail);
      listener = door();
      await listening(listener, port);
    },
  };
};

const held = (inside: Socket, outside: Socket, bytes: Buffer): void => {
  inside.pause();
  const go = (): void => {
    outside.write(bytes);
    inside.resume();
  };
  outside.once('resume', go);
};
