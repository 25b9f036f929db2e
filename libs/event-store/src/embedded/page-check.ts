import type Database from 'libsql';
import { EventStoreError } from '../event-store.js';

/** Rows that one slice looks at: a millisecond or two, so that nobody waits for it. */
const SLICE = 500;
/** Pause between two slices, ms. */
const REST = 20;

const COUNTED = 'SELECT count(*), coalesce(sum(length(data) + length(metadata) + length(id)), 0) FROM events WHERE position > ? AND position <= ?';
const INDEXED = 'SELECT stream, revision FROM events INDEXED BY by_stream WHERE (stream, revision) > (?, ?) ORDER BY stream, revision LIMIT ?';
const NAMED = 'SELECT name FROM events INDEXED BY by_name WHERE name > ? ORDER BY name LIMIT ?';

const gap = (from: number, to: number, there: number): EventStoreError =>
  new EventStoreError('corrupt', `positions ${from + 1} to ${to} of the log hold ${there} events: pages are damaged`, {
    zh: `账本位置 ${from + 1} 至 ${to} 实有 ${there} 条事件：数据页已损坏`,
  });

/** Reads every page of the log once, a slice at a time; throws what the engine says of one that is damaged. */
export function* pageSlices(database: Database.Database, end: number): Generator<void> {
  const counted = database.prepare(COUNTED).raw(true);
  for (let from = 0; from < end; from += SLICE) {
    const to = Math.min(end, from + SLICE);
    const [there] = counted.get(from, to) as unknown as [number, number];
    if (there !== to - from) throw gap(from, to, there);
    yield;
  }
  const indexed = database.prepare(INDEXED).raw(true);
  for (let last: readonly [number, number] | undefined = [0, -1]; last; yield) last = (indexed.all(...last, SLICE) as unknown[] as [number, number][]).at(-1);
  const named = database.prepare(NAMED).raw(true);
  for (let last: readonly [string] | undefined = ['']; last; yield) last = (named.all(...last, SLICE) as unknown[] as [string][]).at(-1);
}

/** Goes through the slices while the process has other things to do; tells of the first that is damaged. Ends with the signal. */
export const checkInBackground = (database: Database.Database, end: number, damaged: (error: unknown) => void, signal: AbortSignal): void => {
  const slices = pageSlices(database, end);
  const next = (): void => {
    if (signal.aborted) return;
    try {
      if (!slices.next().done) setTimeout(next, REST).unref();
    } catch (error) {
      damaged(error);
    }
  };
  setTimeout(next, REST).unref();
};
