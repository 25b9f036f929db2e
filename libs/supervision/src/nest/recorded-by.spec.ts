import { randomUUID } from 'node:crypto';
import type { EventStore, NewEvent } from '@heatledger/event-store';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { Clock } from '@heatledger/runtime';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RecordedBy, SETTLED } from './recorded-by.js';

const DAY = Date.parse('2026-01-05T00:00:00Z');
const at = (minutes: number): string => new Date(DAY + minutes * 60_000).toISOString();

class Standing extends Clock {
  time = DAY + 30 * 24 * 60 * 60_000;
  now = (): string => new Date(this.time).toISOString();
  millis = (): number => this.time;
}

/** An event of a log that was moved here, recorded there so many minutes into the day. */
const recorded = (minutes: number): NewEvent => ({
  id: randomUUID(),
  type: 'RepairReported',
  data: {},
  metadata: { v: 1, at: at(minutes), actor: { id: 'wang', role: 'agent' }, channel: 'hotline', command: randomUUID(), correlation: 'repair-1', digest: 'd'.repeat(64) },
  recordedAt: at(minutes),
});
const put = async (store: EventStore, times: readonly number[]): Promise<void> => {
  for (const minutes of times) await store.append('repair-1', [recorded(minutes)], 'any');
};
const knownBy = async (by: RecordedBy, minutes: number): Promise<number> => Number(await by.position(at(minutes)));

describe('Where the log stood at an instant', () => {
  it('T6: is before the first event recorded later, also where times run back behind it', async () => {
    const store = await openMemoryEventStore();
    await put(store, [10, 12, 11, 13]);
    const by = new RecordedBy(store, new Standing());
    expect([await knownBy(by, 9), await knownBy(by, 10), await knownBy(by, 11), await knownBy(by, 12), await knownBy(by, 20)]).toEqual([0, 1, 1, 3, 4]);
  });

  it('T6: does not change when more is recorded, whatever was asked before and however times run back', async () => {
    const times = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(times, times, fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 8 }), async (first, more, asked) => {
        const store = await openMemoryEventStore();
        const by = new RecordedBy(store, new Standing());
        await put(store, first);
        const answers: (readonly [number, number])[] = [];
        for (const minutes of asked) answers.push([minutes, await knownBy(by, minutes)]);
        for (const [minutes, known] of answers) {
          const cut = first.findIndex((time) => time > minutes);
          expect(known).toBe(cut < 0 ? first.length : cut);
        }
        await put(store, [61, ...more]);
        for (const [minutes, known] of answers) expect(await knownBy(by, minutes)).toBe(known);
      }),
    );
  });

  it('T6: is waited for while the instant is younger than five seconds, and not when it is to come', async () => {
    const clock = new Standing();
    const waits: number[] = [];
    const by = new RecordedBy(await openMemoryEventStore(), clock, (ms) => Promise.resolve(void waits.push(ms)));
    for (const ago of [SETTLED + 1, SETTLED, 1_200, 0, -60_000]) await by.position(new Date(clock.time - ago).toISOString());
    expect(waits).toEqual([SETTLED - 1_200, SETTLED]);
  });
});
