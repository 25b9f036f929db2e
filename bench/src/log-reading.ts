import type { EventStore } from '@heatledger/event-store';
import { FactCodec } from '@heatledger/runtime';
import { contexts } from '@heatledger/server';
import { catalogueOf } from '@heatledger/kernel';
import { inTurns, rateOf, told, type Scratch, type Sizes } from './measuring.js';
import { NaiveStore } from './naive-store.js';
import type { Row } from './report.js';

const GOAL = 300_000;
const PAGE = 1000;

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

/** Events that are read beside the naive store. */
const BESIDE = 100_000;

/** The beginning of the log read by the naive store and by the log itself, by turns. */
const besideNaive = async (store: EventStore, scratch: Scratch, { round, rounds }: Sizes): Promise<Readonly<Record<'scan' | 'naiveScan' | 'read' | 'naiveRead', number>>> => {
  const naive = new NaiveStore(scratch.fresh('naive'));
  const streams = new Set<string>();
  let upTo = '';
  let held = 0;
  for await (const { events, position } of store.scan({ pageSize: PAGE })) {
    naive.take(events);
    for (const { stream } of events) streams.add(stream);
    upTo = position;
    held += events.length;
    if (held >= BESIDE) break;
  }
  const names = [...streams];
  const any = (): string => names[Math.floor(Math.random() * names.length)] ?? '';
  const scan = async (): Promise<number> => {
    let events = 0;
    for await (const page of store.scan({ pageSize: PAGE, upTo })) events += page.events.length;
    return events;
  };
  const read = async (): Promise<number> => {
    for await (const _ of store.read(any()));
    return 1;
  };
  const rates = await inTurns(rounds, {
    scan: () => rateOf(round, scan),
    naiveScan: () => rateOf(round, () => Promise.resolve(naive.scan(PAGE))),
    read: () => rateOf(round, read),
    naiveRead: () => rateOf(round, () => Promise.resolve(naive.read(any()).length > 0 ? 1 : 0)),
  });
  naive.close();
  return rates;
};

/** Streams, the whole log, and a follower's way through history. */
export const measureReading = async (store: EventStore, scratch: Scratch, sizes: Sizes): Promise<readonly Row[]> => {
  told('reads, scan, follow');
  const codec = new FactCodec(catalogueOf(contexts.flatMap(({ deciders }) => deciders.flatMap(({ kinds }) => kinds))));
  const scan = (open: boolean): Promise<number> =>
    perSecond(async () => {
      let events = 0;
      for await (const page of store.scan({ pageSize: PAGE })) {
        if (open) for (const event of page.events) codec.open(event);
        events += page.events.length;
      }
      return events;
    });
  const scanned = await scan(false);
  const opened = await scan(true);
  const followed = await perSecond(() => follow(store));
  const beside = await besideNaive(store, scratch, sizes);
  const group = 'Reading the log';
  return [
    { group, what: 'scan with decode', value: scanned, unit: 'events/s', goal: { value: GOAL } },
    { group, what: 'scan with decode, opened as facts', value: opened, unit: 'events/s' },
    { group, what: 'follow from the start to the end', value: followed, unit: 'events/s', goal: { value: GOAL } },
    { group, what: `scan with decode of the first ${BESIDE} events, by turns`, value: beside.scan, unit: 'events/s' },
    { group, what: `scan with decode of the first ${BESIDE} events, by turns: naive store`, value: beside.naiveScan, unit: 'events/s' },
    { group, what: 'one stream of these, whole, at random', value: beside.read, unit: 'streams/s' },
    { group, what: 'one stream of these, whole, at random: naive store', value: beside.naiveRead, unit: 'streams/s' },
  ];
};
