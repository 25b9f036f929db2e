import { afterEach, describe, expect, it } from '@jest/globals';
import { RecordingClock } from './recording-clock.js';

const machine = Date.now;
afterEach(() => {
  Date.now = machine;
});

describe('The time of what is recorded', () => {
  it('T6: goes on while the machine’s clock is set back, so that a moment already answered for stays as it was', async () => {
    const clock = new RecordingClock();
    const before = clock.next();
    Date.now = () => machine() - 2 * 3_600_000;
    const answered = before + 20;
    while (clock.next() <= answered) await new Promise((next) => setTimeout(next, 5));
    expect(clock.next()).toBeGreaterThan(answered);
  });

  it('T6: never runs back, nor before what stands in the log, also by a clock of the caller’s own', () => {
    let now = 5_000;
    const clock = new RecordingClock(() => now);
    expect([clock.next(), clock.next(6_000)]).toEqual([5_000, 6_000]);
    now = 1_000;
    expect([clock.next(), clock.next()]).toEqual([6_000, 6_000]);
    now = 7_000;
    expect(clock.next()).toBe(7_000);
  });
});
