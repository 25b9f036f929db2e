import { type EventStore, type FollowOptions, type Page, type RecordedEvent } from '@heatledger/event-store';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { describe, expect, it } from '@jest/globals';
import { feedPage } from './feed-page.js';
import { streamFeed, type Sink } from './feed-stream.js';

const metadata = { v: 1, at: '2026-01-05T08:00:00+08:00', actor: { id: 'a', role: 'agent' }, channel: 'web', command: 'c', correlation: 'x', digest: 'd' } as const;

const filled = async (count: number): Promise<EventStore> => {
  const store = await openMemoryEventStore();
  for (let n = 0; n < count; n++) {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    await store.append(`${n % 10 === 0 ? 'rare' : 'plain'}-${n}`, [{ id, type: n % 10 === 0 ? 'Rare' : 'Plain', data: { n }, metadata }], 'none');
  }
  return store;
};

/** Counts what was asked of the log before it was written to the reader. */
class CountingSink implements Sink {
  readonly writing = false;
  written: string[] = [];
  room: Promise<void> = Promise.resolve();
  async write(text: string): Promise<void> {
    await this.room;
    this.written.push(text);
  }
}

describe('a stream to one reader', () => {
  it('asks the log for no more than one page while the reader takes nothing', async () => {
    const store = await filled(500);
    let handed = 0;
    const source = { follow: (options: FollowOptions, signal: AbortSignal) => counted(store.follow(options, signal)) };
    async function* counted(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
      for await (const page of pages) {
        handed += page.events.length;
        yield page;
      }
    }
    let open: () => void = () => undefined;
    const sink = new CountingSink();
    const leave = new AbortController();
    sink.room = new Promise((room) => (open = room));
    const streaming = streamFeed(source, sink, { show: ({ data }: RecordedEvent) => data, heartbeatMs: 10_000, cursorOf: (position) => position }, leave.signal);
    await new Promise((done) => setTimeout(done, 50));
    expect([handed <= 64, sink.written]).toEqual([true, []]);
    open();
    while (sink.written.filter((text) => text.includes('data:')).length < 500) await new Promise((done) => setTimeout(done, 5));
    leave.abort();
    await streaming;
    expect(sink.written.filter((text) => text.includes('data:')).map((text) => (JSON.parse(text.split('data: ')[1] ?? '') as { n: number }).n)).toEqual(Array.from({ length: 500 }, (_, n) => n));
    await store.close();
  });
});

describe('a page', () => {
  it('is full at its limit and goes on behind its last event', async () => {
    const store = await filled(25);
    const first = await feedPage(store, { limit: 10 });
    expect([first.events.length, first.full, first.next]).toEqual([10, true, first.events.at(-1)?.position]);
    const second = await feedPage(store, { limit: 10, after: first.next });
    const third = await feedPage(store, { limit: 10, after: second.next });
    expect([third.events.length, third.full, third.atEnd]).toEqual([5, false, true]);
    expect([...first.events, ...second.events, ...third.events].map(({ data }) => data['n'])).toEqual(Array.from({ length: 25 }, (_, n) => n));
    await store.close();
  });
  it('moves on over what the filter skips', async () => {
    const store = await filled(25);
    const rare = await feedPage(store, { limit: 10, types: ['Rare'] });
    expect(rare.events.map(({ data }) => data['n'])).toEqual([0, 10, 20]);
    expect(rare.next).toBe(await store.position());
    await store.close();
  });
});
