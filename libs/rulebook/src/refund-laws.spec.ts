import { describe, expect, it } from '@jest/globals';
import { dayIn, format, millis } from '@heatledger/vocabulary';
import fc from 'fast-check';
import { askRefund, packs, rulebook, type RefundCase } from './index.js';
import { under } from './testing/under.js';

const ZONE = 'Asia/Shanghai';
const season = { startsAt: '2025-11-10T00:00:00+08:00', endsAt: '2026-03-20T23:59:59+08:00' };
const start = millis('2025-09-01T00:00:00+08:00');
const minute = fc.integer({ min: 0, max: 330 * 1440 }).map((n) => format(start + n * 60_000, 480));
const place = fc.constantFrom(...new Set(packs().map(({ id }) => id)));
const fee = fc.integer({ min: 0, max: 100_000_000 });
const tenths = fc.integer({ min: -400, max: 600 });
const reading = fc.record({ on: minute.map((at) => dayIn(ZONE, at)), measuredTenths: tenths, by: fc.constantFrom('test' as const, 'retest' as const, 'third-party' as const) });

const asked = fc
  .record({ basis: fc.constantFrom('cold-rooms' as const, 'outage' as const), seasonFeeFen: fee, one: minute, other: minute, measuredTenths: tenths, readings: fc.option(fc.array(reading, { minLength: 1, maxLength: 6 }), { nil: undefined }) })
  .map(({ one, other, readings, ...rest }): RefundCase => {
    const [from = '', to = ''] = [one, other].sort((a, b) => millis(a) - millis(b));
    return { ...rest, seasonDays: 131, from, to, contractTenths: 180, basicFeeFen: 0, season, ...(readings ? { readings } : {}) };
  });

describe('M1: what is paid back', () => {
  it('is never more than the fee of the season, each day once, all of them in the season and over', () => {
    fc.assert(
      fc.property(place, asked, minute, (name, refundCase, now) => {
        const paid = rulebook.refund(under(name), { ...refundCase, now });
        if (!paid.ok) return;
        const { fen, days, on } = paid.value;
        expect(fen).toBeLessThanOrEqual(refundCase.seasonFeeFen);
        expect(new Set(on).size).toBe(on.length);
        expect(on).toHaveLength(days);
        for (const day of on) {
          expect(day >= '2025-11-10' && day <= '2026-03-20').toBe(true);
          expect(day <= dayIn(ZONE, now)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
  it('is the same for a span and for what of it lies in the season', () => {
    fc.assert(
      fc.property(place, asked, (name, refundCase) => {
        const whole = rulebook.refund(under(name), refundCase);
        if (!whole.ok || !whole.value.counted) return;
        expect(rulebook.refund(under(name), { ...refundCase, ...whole.value.counted })).toMatchObject({ value: { fen: whole.value.fen, on: whole.value.on } });
      }),
    );
  });
  it('leaves out the days before the season, and is refused where none remains or some are still to come', () => {
    const sample = { fee: '2300.00', season: '2025-11-10..2026-03-20', celsius: 17 };
    const span = (from: string, to: string, now?: string) =>
      askRefund('临沂', { ...sample, from: `${from}T09:00:00+08:00`, to: `${to}T09:00:00+08:00` }, now === undefined ? {} : { now });
    expect(span('2025-11-05', '2025-11-12')).toMatchObject({ value: { fen: 1053, days: 3, on: ['2025-11-10', '2025-11-11', '2025-11-12'] } });
    expect(span('2025-07-01', '2025-07-05')).toMatchObject({ code: 'rulebook/bad-case', detail: { field: 'to', allowed: 'in the season, 2025-11-10..2026-03-20' } });
    expect(span('2025-12-01', '2026-03-03', '2025-12-04T00:00:00+08:00')).toMatchObject({ code: 'rulebook/bad-case', detail: { field: 'to' } });
    expect(span('2025-12-01', '2025-12-04', '2025-12-04T00:00:00+08:00')).toMatchObject({ value: { days: 4 } });
  });
});
