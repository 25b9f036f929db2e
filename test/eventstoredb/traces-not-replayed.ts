import type { Trace } from './traces.js';

type Reason = string;

const SECTIONS: Readonly<Record<string, Reason>> = {
  deadline: 'deadlines of a millisecond race the network',
  readAll: 'hangs or costs the server its processors by design of the client; the positions are in "positions"',
  subscribeToAll: 'order of live events against "caughtUp" is a race in the recording; filters, checkpoints and resumption are tried in adapter.spec.ts',
  subscribeToStream: 'the ledger follows the whole log only; order of live events against "caughtUp" is a race in the recording',
  'persistent subscriptions': 'played for the whole log and tried in consumer-groups.spec.ts; groups on single streams, strategies and extra statistics are not',
  'concurrency hazards in one process (module-global promiseBank)': 'ends or wedges the process that replays it',
  'server stop with SIGTERM': 'measures a server process; stops and kills are tried in adapter.spec.ts',
  'server stop with SIGKILL': 'measures a server process; stops and kills are tried in adapter.spec.ts',
  'server frozen (SIGSTOP)': 'measures keepalives of 16 s; a frozen server is tried in adapter.spec.ts',
  'credentials path as the alternative (plain Append rpc)': 'speeds, and failures that hang the process',
  'checkpoint resume': 'counts of one large log; resumption from every checkpoint is tried in adapter.spec.ts',
  'json/binary/metadata round trip': 'the ledger writes JSON objects with metadata only, whose round trip the contract suite tries',
  consistency: 'latencies, and projections of the server, which are not played',
};

const SINGLE: readonly (readonly [pattern: RegExp, reason: Reason])[] = [
  [/concurrent|concurrently|30 tries|in-flight/, 'a race whose outcome differs from run to run'],
  [/17 MB/, 'the client and the server of this library word the limit of a message differently'],
  [/exotic|multiStreamAppend/, 'about the client alone'],
  [/maxAge/, 'waits for seconds'],
  [/ordering: 100|caughtUp emitted/, 'a race in the recording'],
  [/read message: call|fromRevision -1n|set meta bigint/, 'about the client alone'],
  [/subscribe to tombstoned|metadata: read \$\$|clear meta/, 'single streams are not subscribed to by the ledger'],
  [/re-append same ids|then \[a\] any, then|stream_exists repeat on other/, 'answers of several streams at once, tried one by one in the other traces of the section'],
  [/meta of tombstoned/, 'the metadata of streams are not read by the ledger'],
  [/subscribeToAll|batch positions|created: same/, 'tried by the contract suite and adapter.spec.ts'],
  [/edge json bytes/, 'the same limit as in "positions", seven times'],
];

/** Why a trace is not replayed; undefined where it must be. */
export const whyNotReplayed = ({ section, id }: Trace): Reason | undefined => SECTIONS[section] ?? SINGLE.find(([pattern]) => pattern.test(`${section}: ${id}`))?.[1];
