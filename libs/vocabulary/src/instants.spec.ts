import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareInstants, format, isAfter, isBefore, isInstant, millis, minutesBetween, offsetOf, plusMinutes } from './index.js';

describe('An instant', () => {
  it('is ISO 8601 with an offset and names a real moment', () => {
    for (const text of ['2026-01-05T08:30:00+08:00', '2026-01-05T00:30:00Z', '2024-02-29T23:59:59.123-05:00']) expect([text, isInstant(text)]).toEqual([text, true]);
    for (const text of ['2026-01-05T08:30:00', '2026-01-05', '2026-02-29T08:30:00+08:00', '2026-01-05T24:00:00+08:00', '2026-13-05T08:30:00+08:00', '2026-01-05T08:61:00+08:00', '2026-01-05 08:30:00+08:00', 'now', '', 5, null, undefined, {}])
      expect([text, isInstant(text)]).toEqual([text, false]);
  });

  it('is one exactly when it is read back as it was written, whatever its digits', () => {
    const two = (from: number, to: number): fc.Arbitrary<string> => fc.integer({ min: from, max: to }).map((n) => String(n).padStart(2, '0'));
    const texts = fc.tuple(fc.constantFrom('2000', '1900', '2024', '2026', '0000', '9999'), two(0, 14), two(0, 33), two(0, 25), two(0, 61), two(0, 61), fc.constantFrom('', '.5', '.123'), fc.constantFrom('Z', '+08:00', '-05:30', '+14:00', '+24:00', '+08:60'));
    const readBack = (text: string): boolean => !Number.isNaN(Date.parse(text)) && format(Date.parse(text), offsetOf(text)).slice(0, 19) === text.slice(0, 19);
    fc.assert(
      fc.property(texts, ([year, month, day, hour, minute, second, rest, offset]) => {
        const text = `${year}-${month}-${day}T${hour}:${minute}:${second}${rest}${offset}`;
        expect([text, isInstant(text)]).toEqual([text, readBack(text)]);
      }),
      { numRuns: 2000 },
    );
  });

  it('is compared by the moment it names, not by how it is written', () => {
    const [here, utc] = ['2026-01-05T08:00:00+08:00', '2026-01-05T00:00:00Z'];
    expect([compareInstants(here, utc), isBefore(here, utc), isAfter(here, utc)]).toEqual([0, false, false]);
    expect(isBefore('2026-01-05T08:00:00+08:00', '2026-01-05T01:00:00Z')).toBe(true);
  });

  it('keeps its offset when minutes are added, over days, months and leap days', () => {
    expect(plusMinutes('2026-01-31T23:30:00+08:00', 60)).toBe('2026-02-01T00:30:00+08:00');
    expect(plusMinutes('2024-02-28T12:00:00-05:00', 24 * 60)).toBe('2024-02-29T12:00:00-05:00');
    expect(plusMinutes('2026-01-01T00:00:00Z', -1)).toBe('2025-12-31T23:59:00Z');
  });

  it('is written back as it was read, whatever the offset', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_799_999 }), fc.integer({ min: -14 * 60, max: 14 * 60 }), fc.integer({ min: -1e6, max: 1e6 }), (time, offset, minutes) => {
        const instant = format(time, offset);
        expect([isInstant(instant), millis(instant), offsetOf(instant)]).toEqual([true, time, offset]);
        expect(minutesBetween(instant, plusMinutes(instant, minutes))).toBe(minutes);
      }),
    );
  });

  it('tells whole minutes between two, rounded down', () => {
    expect(minutesBetween('2026-01-05T08:00:00+08:00', '2026-01-05T08:01:59+08:00')).toBe(1);
  });
});
