import { bytesOfEvent, MAX_APPEND_BYTES, type EventStore } from '@heatledger/event-store';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { appendMoved, movedEvents, type MovedEvent } from './moved-log.js';

const idOf = (n: number): string => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const event = (stream: string, revision: number, n: number, command: string, text = ''): MovedEvent => ({
  stream,
  revision,
  id: idOf(n),
  type: 'RepairReported',
  data: { n, text },
  metadata: {
    v: 1,
    at: '2026-01-05T08:30:00+08:00',
    actor: { id: 'wang', role: 'agent' },
    channel: 'hotline',
    command,
    correlation: stream,
    digest: 'd'.repeat(64),
  },
  recordedAt: '2026-01-05T00:30:00.000Z',
});

async function* given(events: readonly MovedEvent[]): AsyncGenerator<MovedEvent> {
  for (const one of events) yield await Promise.resolve(one);
}
const all = async (store: EventStore): Promise<MovedEvent[]> => {
  const list: MovedEvent[] = [];
  for await (const one of movedEvents(store)) list.push(one);
  return list;
};

describe('A moved log', () => {
  it('R6: tells what was moved from what was there, wherever an earlier run broke off', async () => {
    const commands = fc.array(
      fc.record({
        stream: fc.constantFrom('repair-1', 'repair-2', 'complaint-1'),
        count: fc.integer({ min: 1, max: 4 }),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(commands, fc.nat(), async (list, broke) => {
        const revisions = new Map<string, number>();
        const runs = list.map(({ stream, count }, n) =>
          Array.from({ length: count }, (_, index) => {
            const revision = revisions.get(stream) ?? 0;
            revisions.set(stream, revision + 1);
            return event(stream, revision, n * 10 + index, idOf(n));
          }),
        );
        const store = await openMemoryEventStore({});
        const [whole, part] = [runs.flat(), runs.slice(0, broke % (runs.length + 1)).flat()];
        expect(await appendMoved(store, given(part))).toEqual({ moved: part.length, known: 0 });
        expect(await appendMoved(store, given(whole))).toEqual({
          moved: whole.length - part.length,
          known: part.length,
        });
        expect(await appendMoved(store, given(whole))).toEqual({ moved: 0, known: whole.length });
        expect(await all(store)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('R8: parts what one command appended where it is too large for one append by now', async () => {
    const store = await openMemoryEventStore({});
    const large = Array.from({ length: 5 }, (_, n) => event('repair-1', n, n, idOf(9), 'x'.repeat(300_000)));
    expect(large.reduce((sum, one) => sum + bytesOfEvent(one.stream, one), 0)).toBeGreaterThan(MAX_APPEND_BYTES);
    expect(await appendMoved(store, given(large))).toEqual({ moved: 5, known: 0 });
    expect(await all(store)).toEqual(large);
    expect(await appendMoved(store, given(large))).toEqual({ moved: 0, known: 5 });
  });
});
