import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AS_WRITTEN, dayIn, endOfDayIn, format, hourIn, inZone, isInstant, isZone, millis, momentIn, momentOf, monthIn, plusMinutesIn, readInstant, spokenIn, wallOf, yearIn } from './index.js';

const zones = ['Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC+05:45', 'UTC-12:00', 'UTC+14:00'];
const moments = fc.integer({ min: millis('1990-01-01T00:00:00Z'), max: millis('2099-12-31T00:00:00Z') });

describe('A zone', () => {
  it('is one of the IANA list or a fixed one', () => {
    for (const name of [...zones, 'UTC', 'Etc/GMT-8']) expect([name, isZone(name)]).toEqual([name, true]);
    for (const name of ['+08:00', 'UTC+8', 'UTC+15:00', 'Shanghai', 'Asia/Nowhere', 'asia/shanghai', AS_WRITTEN, '', 8, null, undefined]) expect([name, isZone(name)]).toEqual([name, false]);
  });

  it('T1: gives a moment the same day, month, hour and words, however it was written', () => {
    for (const text of ['2026-01-05T04:00:00+08:00', '2026-01-04T20:00:00Z', '2026-01-04T08:00:00.000000000-12:00', '2026-01-05T10:00:00.0+14:00']) {
      expect([dayIn, monthIn, yearIn, hourIn, spokenIn].map((told) => told('Asia/Shanghai', text))).toEqual(['2026-01-05', '2026-01', '2026', 4, '2026-01-05 04:00']);
      expect(inZone('Asia/Shanghai', text)).toBe('2026-01-05T04:00:00+08:00');
      expect(inZone('America/New_York', text)).toBe('2026-01-04T15:00:00-05:00');
      expect(inZone(AS_WRITTEN, text)).toBe(text);
    }
  });

  it('T1: takes a respelt instant for the same moment, whatever the offset and the digits', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), fc.integer({ min: -720, max: 840 }), fc.integer({ min: 1, max: 9 }), (time, zone, offset, digits) => {
        const second = Math.floor(time / 1000) * 1000;
        const plain = format(second, 0);
        const respelt = format(second, offset).replace(/(T\d\d:\d\d:\d\d)/, `$1.${'0'.repeat(digits)}`);
        expect([isInstant(respelt), inZone(zone, respelt)]).toEqual([true, inZone(zone, plain)]);
        expect(plusMinutesIn(zone, respelt, 90)).toBe(inZone(zone, format(second + 5_400_000, 330)));
      }),
    );
  });

  it('begins and ends its days where its clocks do, in summer time too', () => {
    expect([momentIn('Asia/Shanghai', '2026-01-05'), momentIn('Asia/Shanghai', '2026-03-15', '12:00'), endOfDayIn('Asia/Shanghai', '2026-12-31')]).toEqual(['2026-01-05T00:00:00+08:00', '2026-03-15T12:00:00+08:00', '2026-12-31T23:59:59+08:00']);
    expect([momentIn('America/New_York', '2026-03-08', '02:30'), momentIn('America/New_York', '2026-11-01', '01:30')]).toEqual(['2026-03-08T03:00:00-04:00', '2026-11-01T01:30:00-04:00']);
    expect([momentIn('America/New_York', '2026-03-09'), endOfDayIn('America/New_York', '2026-11-01')]).toEqual(['2026-03-09T00:00:00-04:00', '2026-11-01T23:59:59-05:00']);
    fc.assert(fc.property(moments, fc.constantFrom(...zones), (time, zone) => expect(wallOf(zone, momentOf(zone, wallOf(zone, time)))).toBe(wallOf(zone, time))));
  });
});

describe('An instant that somebody wrote', () => {
  it('T5: at 24:00 is the next day at 00:00', () => {
    expect(readInstant('2026-03-15T24:00:00+08:00')).toBe('2026-03-16T00:00:00+08:00');
    expect(readInstant('2024-02-28T24:00:00.000Z')).toBe('2024-02-29T00:00:00Z');
    for (const text of ['2026-02-30T24:00:00+08:00', '2026-03-15T24:00:01+08:00', '2026-03-15T08:00:00+08:00', 'soon', 5, null, undefined]) expect(readInstant(text)).toBe(text);
  });
});
