import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { EventStore } from '@heatledger/event-store';
import { openEventStoreDb } from '@heatledger/event-store/eventstoredb';
import { appendRows, chainOf, embedded } from './appends.js';
import { quantile, told, type Scratch, type Sizes } from './measuring.js';
import { spawned } from './program.js';
import type { Row } from './report.js';

const played = fileURLToPath(new URL('eventstoredb.child.js', import.meta.url));

/** Where the log lies, named as what it is. */
export interface Server {
  readonly name: string;
  readonly url: string;
  stop(): void;
}

/**
 * The server that is named, or the tests' own in a process of its own; its answers are so many milliseconds under way.
 */
export const serverOf = async (late = 0): Promise<Server> => {
  const named = process.env['HEATLEDGER_TEST_EVENTSTORE'];
  if (named !== undefined) return { name: 'the EventStoreDB that was named', url: named, stop: () => undefined };
  const { child, url } = await spawned(played, process.env, /is up: (\S+)/, [String(late)]);
  const said = late > 0 ? `, answers after ${late} ms` : '';
  return {
    name: `the tests' own server${said}, which keeps events in memory and says nothing about a real EventStoreDB`,
    url,
    stop: () => child.kill('SIGTERM'),
  };
};

/** From the moment an append leaves until a follower of the log has its event. */
const delivery = async (store: EventStore, deliveries: number): Promise<readonly number[]> => {
  const leave = new AbortController();
  const waiting = new Map<string, (now: number) => void>();
  const following = (async () => {
    for await (const { events } of store.follow({ after: await store.position() }, leave.signal))
      for (const { id } of events) waiting.get(id)?.(performance.now());
  })();
  const took: number[] = [];
  for (let n = 0; n < deliveries; n++) {
    const [event] = chainOf(1, store.recordingTime());
    if (!event) continue;
    const sent = performance.now();
    const arrived = new Promise<number>((there) => waiting.set(event.id, there));
    await store.append(`repair-${randomUUID()}`, [event], 'none');
    took.push((await arrived) - sent);
    waiting.delete(event.id);
  }
  leave.abort();
  await following;
  return took;
};

const scanned = async (store: EventStore): Promise<number> => {
  const start = performance.now();
  let events = 0;
  for await (const page of store.scan()) events += page.events.length;
  return (events / (performance.now() - start)) * 1000;
};

/** The log by the real client on a server, beside the embedded log, the naive store and the disk in the same run. */
export const measureEventStoreDb = async (scratch: Scratch, sizes: Sizes, given?: Server): Promise<readonly Row[]> => {
  told('EventStoreDB');
  const { name, url, stop } = given ?? (await serverOf());
  try {
    const open = (): Promise<EventStore> => openEventStoreDb({ connectionString: url });
    const group = `EventStoreDB client: ${name}`;
    const appends = await appendRows(scratch, sizes, group, async () => [
      await embedded(scratch),
      { name: 'EventStoreDB client', store: await open() },
    ]);
    const store = await open();
    const rate = await scanned(store);
    const took = await delivery(store, sizes.deliveries);
    await store.close();
    return [
      ...appends,
      { group, what: 'scan of the whole log', value: rate, unit: 'events/s' },
      { group, what: 'append to follower, p50', value: quantile(took, 0.5), unit: 'ms' },
      { group, what: 'append to follower, p99', value: quantile(took, 0.99), unit: 'ms' },
    ];
  } finally {
    stop();
  }
};
