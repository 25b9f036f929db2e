import { keyOf, type Trace } from './traces.js';

type Reason = string;

/** What is left, by section and id, with the reason; a trace that is replayed has none. */
const REASONS: readonly (readonly [pattern: RegExp, reason: Reason])[] = [
  [/^server stop with SIG(TERM|KILL) › /, 'watches a real process end and start; kills, restarts and what was acknowledged meanwhile are tried in adapter.spec.ts and test/scale'],
  [/^server frozen \(SIGSTOP\) › /, 'measures keepalives of 16 s of a real process; a frozen server is tried in adapter.spec.ts'],
  [/^deadline › (deadline|cred deadline|DL stream)/, 'a deadline of a millisecond races the network'],
  [/^deadline › dispose$|^concurrency hazards.* › dispose/, 'once never ended on the real client and at once mostly; the adapter ends in any case (adapter.spec.ts)'],
  [/^concurrency hazards.* › (UNHANDLED|two clients)|^credentials path.* › (UNHANDLED|cred: bigint data|default credentials)/, 'ends or wedges the process that replays it; the adapter lets none of it through (adapter.spec.ts)'],
  [/^credentials path.* › cred: (speed|100-event)/, 'a speed of the real server'],
  [/two concurrent appends|concurrently|30 tries/, 'a race whose outcome differs from run to run'],
  [/^sizes › .*17 MB$/, 'the client and the server of this library word the limit of a message differently'],
  [/^sizes › (exotic|multiStreamAppend)/, 'what the client lacks'],
  [/^metadata › \$maxAge/, 'waits for seconds; the ledger sets no age'],
  [/^readAll › readAll (fwd max 3|event shape)/, 'the first and last records of the recorded server itself'],
  [/^readAll › readAll (fwd|bwd) from a position/, 'a slip of the recording; asked again under "positions"'],
  [/^readAll › readAll maxCount 0/, 'never ends'],
  [/^subscribeToAll › filter prefixes maxSearchWindow|^checkpoint resume › (checkpoints seen|are catch-up|live checkpoints)/, 'counts and places of the recorded log; resumption from every checkpoint is replayed'],
  [/^checkpoint resume › resume with prepare/, 'the recording tells nothing'],
  [/^positions › idem: stream_exists repeat/, 'three streams at once, of which the recording does not tell what was asked'],
  [/^consistency › \$ce lag/, 'a projection of the server, which is not played; the ledger asks for categories by prefix'],
];

/** Why a trace is not replayed; undefined where it must be. */
export const whyNotReplayed = (trace: Trace): Reason | undefined => REASONS.find(([pattern]) => pattern.test(keyOf(trace)))?.[1];
