import { connect as dial, createServer, type AddressInfo, type Server as Listener, type Socket } from 'node:net';
import gossipRpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import featuresRpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamsRpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { clusterInfo, supportedMethods, type Member } from './about.js';
import { refusal } from './answers.js';
import { append, batchAppend } from './appending.js';
import { softDelete, tombstone } from './deleting.js';
import { Faults } from './faults.js';
import { TestLog } from './log.js';
import { Groups } from './persistent.js';
import { read } from './reading.js';

const LOOPBACK = '127.0.0.1';
const LONGEST_MESSAGE = 20 * 1024 * 1024;

/** A server on the loopback that answers the client as EventStoreDB 24.2 does. */
export interface EventStoreDbServer {
  readonly port: number;
  readonly connectionString: string;
  readonly log: TestLog;
  readonly faults: Faults;
  /** What gossip tells of the cluster; this node alone unless told otherwise. */
  members: readonly Member[];
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

/** The gRPC server behind the door. */
const inner = async (log: TestLog, groups: Groups, faults: Faults, members: () => readonly Member[]): Promise<{ readonly server: Server; readonly port: number }> => {
  const server = new Server({ 'grpc.max_receive_message_length': LONGEST_MESSAGE, 'grpc.max_send_message_length': LONGEST_MESSAGE });
  server.addService(streamsRpc.StreamsService, { read: read(log, faults), append: append(log, faults), batchAppend: batchAppend(log, faults), delete: softDelete(log), tombstone: tombstone(log) });
  groups.addTo(server);
  server.addService(featuresRpc.ServerFeaturesService, {
    getSupportedMethods: (_call, done) => {
      const fault = faults.of('Features');
      if (fault?.kind === 'refused') return done(fault.error);
      if (fault?.kind !== 'silence') done(null, supportedMethods());
    },
  } satisfies featuresRpc.IServerFeaturesServer);
  server.addService(gossipRpc.GossipService, { read: (_call, done) => (members().length === 0 ? done(refusal(status.UNAVAILABLE, 'no gossip yet')) : done(null, clusterInfo(members()))) } satisfies gossipRpc.IGossipServer);
  const port = await new Promise<number>((resolve, reject) => server.bindAsync(`${LOOPBACK}:0`, ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound))));
  return { server, port };
};

/** Starts the server; every connection goes through a socket that faults can hold, break or swallow. */
export const startEventStoreDb = async ({ port: wanted = 0 }: { readonly port?: number } = {}): Promise<EventStoreDbServer> => {
  const log = new TestLog();
  const faults = new Faults();
  const groups = new Groups(log);
  let members: readonly Member[] = [];
  const { server, port: hidden } = await inner(log, groups, faults, () => members);
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
      inside.on('data', (bytes: Buffer) => void (outside.isPaused() ? held(inside, outside, bytes) : outside.write(bytes)));
      outside.on('data', (bytes: Buffer) => void inside.write(bytes));
    });
  let listener = door();
  const port = await listening(listener, wanted);
  members = [{ host: LOOPBACK, port, leader: true, alive: true }];
  const kill = async (): Promise<void> => {
    for (const socket of open) socket.resetAndDestroy();
    await new Promise<void>((resolve) => listener.close(() => resolve()));
  };
  return {
    port,
    connectionString: `esdb://${LOOPBACK}:${port}?tls=false`,
    log,
    faults,
    get members() {
      return members;
    },
    set members(list) {
      members = list;
    },
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
