import type { EventStore } from '@heatledger/event-store';
import { FactCodec } from '@heatledger/runtime';
import { contexts } from '@heatledger/server';
import { catalogueOf } from '@heatledger/kernel';
import { rateOf, told, type Sizes } from './measuring.js';
import type { Row } from './report.js';

const GOAL = 300_000;

const perSecond = async (work: () => Promise<number>): Promise<number> => {
  const start = performance.now();
  const events = await work();
  return (events / (performance.now() - start)) * 1000;
};

const follow = async (store: EventStore): Promise<number> => {
  const leave = new AbortController();
  let events = 0;
  for await (const page of store.follow({}, leave.signal)) {
    events += page.events.length;
    if (page.atEnd) leave.abort();
  }
  return events;
};

/** Streams, the whole log, and a follower's way through history. */
export const measureReading = async (store: EventStore, streams: readonly string[], { round }: Sizes): Promise<readonly Row[]> => {
  told('reads, scan, follow');
  const codec = new FactCodec(catalogueOf(contexts.flatMap(({ deciders }) => deciders.flatMap(({ kinds }) => kinds))));
  let read = 0;
  const reads = await rateOf(round, async () => {
    const stream = streams[Math.floor(Math.random() * streams.length)] ?? '';
    for await (const _ of store.read(stream)) read++;
    return 1;
  });
  const scan = (open: boolean): Promise<number> =>
    perSecond(async () => {
      let events = 0;
      for await (const page of store.scan({ pageSize: 1000 })) {
        if (open) for (const event of page.events) codec.open(event);
        events += page.events.length;
      }
      return events;
    });
  const scanned = await scan(false);
  const opened = await scan(true);
  const followed = await perSecond(() => follow(store));
  const group = 'Reading the log';
  return [
    { group, what: 'one stream, whole, at random', value: reads, unit: 'streams/s', note: `${read} events in all` },
    { group, what: 'scan with decode', value: scanned, unit: 'events/s', goal: { value: GOAL } },
    { group, what: 'scan with decode, opened as facts', value: opened, unit: 'events/s' },
    { group, what: 'follow from the start to the end', value: followed, unit: 'events/s', goal: { value: GOAL } },
  ];
};
