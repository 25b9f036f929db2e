import { format, millis, inZone } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askClock, askRefund, defaultPack, packNamed, payOut, rulebook, type RulePack, type RulesInForce } from './index.js';

const SECOND = 1000;
/** The same moment in another offset and with so many digits of a second. */
const respelt = (instant: string, offset: number, digits: number): string => {
  const text = format(Math.floor(millis(instant) / SECOND) * SECOND, offset);
  return digits === 0 ? text : text.replace(/(T\d\d:\d\d:\d\d)/, `$1.${'0'.repeat(digits)}`);
};
const spellings = fc.tuple(fc.integer({ min: -720, max: 840 }), fc.integer({ min: 0, max: 9 }));
const under = (name: string): RulePack => {
  const found = packNamed(name, '2026-01-05');
  return found.ok ? found.value : defaultPack;
};
const written = { category: 'TEMP', kind: 'complaint', clock: 'written-answer', channel: '12345' };
const linyi = { fee: '2300.00', season: '2025-11-10..2026-03-20', celsius: '15.2' };

describe('The zone in which rules count', () => {
  it('T1: gives a moment one due time, however it is written', () => {
    for (const at of ['2026-01-05T04:00:00+08:00', '2026-01-04T20:00:00Z'])
      expect(askClock('default', { ...written, at })).toMatchObject({ value: { due: '2026-01-13T00:00:00+08:00' } });
  });

  it('T1: gives failing days one refund, however their ends are written', () => {
    for (const [from, to] of [
      ['2026-01-06T04:00:00+08:00', '2026-01-10T04:00:00+08:00'],
      ['2026-01-05T20:00:00Z', '2026-01-09T20:00:00.000Z'],
      ['2026-01-06T04:00:00+08:00', '2026-01-09T20:00:00Z'],
      ['2026-01-05T20:00:00Z', '2026-01-10T04:00:00+08:00'],
    ])
      expect(askRefund('临沂', { ...linyi, from, to })).toMatchObject({ value: { fen: 4389, days: 5 } });
  });

  it('T1: lets the night hours of 沈阳 be those of the place', () => {
    const test = { category: 'TEMP', kind: 'complaint', clock: 'measure' };
    for (const at of ['2026-01-05T23:00:00+08:00', '2026-01-05T15:00:00Z'])
      expect(askClock('沈阳', { ...test, at })).toMatchObject({ value: { due: '2026-01-06T08:00:00+08:00' } });
  });

  it('T1: is the company’s, unless the pack that gives the rule has one of its own', () => {
    const at = '2026-01-05T04:00:00+08:00';
    const clockCase = { kind: 'complaint', category: 'TEMP', channel: '12345', at } as const;
    const due = (rules: RulesInForce) => rulebook.dueTimes(rules, clockCase, ['written-answer']);
    const far = { ...defaultPack, zone: 'America/New_York' };
    expect(due({ pack: defaultPack, season: null, zone: 'America/New_York' })).toMatchObject({ value: [{ due: '2026-01-10T00:00:00-05:00' }] });
    expect(due({ pack: far, season: null, zone: 'Asia/Shanghai' })).toMatchObject({ value: [{ due: '2026-01-10T00:00:00-05:00', timeZone: 'America/New_York' }] });
  });

  it('T1: ends a term of days where the company’s day ends', () =>
    expect(payOut({ pack: under('临沂'), season: null, zone: 'UTC+08:00' }, { approvedAt: '2026-01-31T20:00:00Z', basisAt: '2026-01-05T20:00:00Z' })).toMatchObject({ value: { due: expect.stringContaining('+08:00') } }));

  it('T5: takes 24:00 of a day for 00:00 of the next', () => {
    expect(askRefund('临沂', { ...linyi, from: '2026-01-06T04:00:00+08:00', to: '2026-01-09T24:00:00+08:00' })).toMatchObject({ value: { fen: 4389, days: 5 } });
    expect(askClock('default', { ...written, at: '2026-01-04T24:00:00+08:00' })).toMatchObject({ value: { due: '2026-01-13T00:00:00+08:00' } });
  });

  const moments = fc.integer({ min: millis('2025-11-10T00:00:00+08:00') / SECOND, max: millis('2026-03-01T00:00:00+08:00') / SECOND }).map((second) => format(second * SECOND, 480));
  const packsOf = ['临沂', '潍坊', '沈阳', '滨州', '默认规则'];

  it('T1: lets no spelling move a deadline of any pack', () => {
    fc.assert(
      fc.property(moments, spellings, fc.constantFrom(...packsOf), fc.constantFrom('12345', 'hotline'), (at, [offset, digits], name, channel) => {
        const rules = { pack: under(name), season: null };
        const due = (text: string) => rulebook.dueTimes(rules, { kind: 'complaint', category: 'TEMP', channel: channel as '12345', at: text });
        expect(due(respelt(at, offset, digits))).toEqual(due(at));
      }),
    );
  });

  it('T1: lets no spelling move a refund, a verdict or a clock that was paused', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 20_000 }), spellings, spellings, (from, minutes, [offset, digits], [other, more]) => {
        const to = inZone('Asia/Shanghai', format(millis(from) + minutes * 60_000, 0));
        const [respeltFrom, respeltTo] = [respelt(from, offset, digits), respelt(to, other, more)];
        const refund = (a: string, b: string) => rulebook.refund({ pack: under('临沂'), season: null }, { basis: 'cold-rooms', seasonFeeFen: 230_000, seasonDays: 131, measuredTenths: 152, contractTenths: 180, from: a, to: b });
        expect(refund(respeltFrom, respeltTo)).toEqual(refund(from, to));
        const after = (a: string, b: string) => rulebook.dueAfterPause({ startsAt: '2025-11-01T09:00:00+08:00', due: '2026-03-10T00:00:00+08:00', pausedAt: a, resumedAt: b, calendar: 'working-days' }, {});
        expect(after(respeltFrom, respeltTo)).toEqual(after(from, to));
        const verdict = (at: string) => rulebook.verdict({ pack: under('滨州'), season: null }, { at, roomTenths: 175, contractTenths: 180, closedMinutes: 60, heightCentimetres: 100, instrumentValidUntil: '2026-01-15', signedByUser: 'signed', signedByCompany: true, userCaused: false });
        expect(verdict(respeltFrom)).toEqual(verdict(from));
      }),
    );
  });
});
