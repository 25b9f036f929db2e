import type { Member } from './about.js';
import { TestLog } from './log.js';
import { startEventStoreDb, type EventStoreDbServer } from './server.js';

/** Three nodes with one log; one of them leads, and each tells in gossip what it believes of the others. */
export interface PlayedCluster {
  /** With the names of all three. */
  readonly connectionString: string;
  readonly log: TestLog;
  readonly nodes: readonly EventStoreDbServer[];
  readonly leader: EventStoreDbServer;
  /** The leader stops answering and closes nothing; the others do not know of it yet. */
  freezeLeader(): void;
  /** Another node leads from now on; one that stands still goes on believing what it believed. */
  elect(): void;
  /** Resolves when a living node is asked next who leads. */
  asked(): Promise<void>;
  stop(): Promise<void>;
}

const NODES = 3;

export const startCluster = async (): Promise<PlayedCluster> => {
  const log = new TestLog();
  const nodes: EventStoreDbServer[] = [];
  for (let n = 0; n < NODES; n++) nodes.push(await startEventStoreDb({ log }));
  const frozen = new Set<EventStoreDbServer>();
  let leading = 0;
  const members = (): readonly Member[] =>
    nodes.map((node, n) => ({
      host: '127.0.0.1',
      port: node.port,
      leader: n === leading,
      alive: !frozen.has(node) || n === leading,
    }));
  const tell = (): void => {
    for (const node of nodes) if (!frozen.has(node)) node.members = members();
  };
  const leader = (): EventStoreDbServer => {
    const node = nodes[leading];
    if (!node) throw new Error('one of three leads');
    return node;
  };
  tell();
  return {
    connectionString: `esdb://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false`,
    log,
    nodes,
    get leader() {
      return leader();
    },
    freezeLeader() {
      frozen.add(leader());
      leader().faults.freeze();
    },
    elect() {
      leading = nodes.findIndex((node, n) => n !== leading && !frozen.has(node));
      tell();
    },
    asked: () => Promise.race(nodes.filter((node) => !frozen.has(node)).map((node) => node.asked())),
    async stop() {
      for (const node of nodes) await node.stop();
    },
  };
};
