import { describe, expect, it } from '@jest/globals';
import type { Page } from './event-store.js';
import { Bell, followed } from './following.js';

const FOREVER = 2 ** 30;

describe('Following a log', () => {
  it('hands over what is appended while a page is being handled', async () => {
    let end = 1;
    const bell = new Bell();
    const stopping = new AbortController();
    const pageAfter = (after: string): Page => ({ events: [], position: String(Math.max(end, Number(after))), atEnd: true });
    const seen: string[] = [];
    for await (const { position } of followed(pageAfter, (signal) => bell.wait(signal, FOREVER), {}, stopping.signal)) {
      seen.push(position);
      if (end < 4) {
        end += 1;
        bell.ring();
        await new Promise((later) => setImmediate(later));
      } else stopping.abort();
    }
    expect(seen).toEqual(['1', '2', '3', '4']);
  });

  it('tells a reader of an empty log once that it has caught up, and then waits', async () => {
    const stopping = new AbortController();
    let waits = 0;
    const pages: Page[] = [];
    const more = (): Promise<void> => {
      waits += 1;
      stopping.abort();
      return Promise.resolve();
    };
    for await (const page of followed(() => ({ events: [], position: '', atEnd: true }), more, {}, stopping.signal)) pages.push(page);
    expect([pages.length, waits]).toEqual([1, 1]);
  });
});
