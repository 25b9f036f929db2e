import { describe, expect, it } from '@jest/globals';
import { askClock, askRefund, compareRefunds } from './index.js';

const linyi = { fee: '2300.00', season: '2025-11-10..2026-03-20', celsius: 15.2, days: 6 };

describe('a refund case as people write it', () => {
  it('holds the figures of the notes', () => {
    expect(askRefund('临沂', linyi)).toMatchObject({ value: { fen: 5267, days: 6, band: '14≤t<16' } });
    expect(askRefund('xuzhou', { fee: 2000, season: '2025-11-21..2026-03-10', celsius: '17.1', from: '2026-01-05T09:00:00+08:00', to: '2026-01-09T09:00:00+08:00' })).toMatchObject({ value: { fen: 1818, days: 5 } });
    expect(askRefund('北京', { fee: '3000.00', season: '2025-11-15..2026-03-15', celsius: 15.8, agreedCelsius: 18, area: 100, failingArea: 32, days: 4 })).toMatchObject({ value: { fen: 1904 } });
    expect(askRefund('黑龙江', { fee: '3600', season: '2025-10-20..2026-04-20', celsius: '19.0', days: 10 })).toMatchObject({ value: { fen: 1967 } });
  });
  it.each([
    [{ fee: '2300.005' }, 'fee'],
    [{ fee: -1 }, 'fee'],
    [{ fee: '2300元' }, 'fee'],
    [{ fee: undefined }, 'fee'],
    [{ season: '2026-03-20..2025-11-10' }, 'season'],
    [{ season: '2025-11-10' }, 'season'],
    [{ season: '2025-02-30..2025-03-20' }, 'season'],
    [{ season: '2020-11-10..2026-03-20' }, 'season'],
    [{ celsius: 61 }, 'celsius'],
    [{ celsius: -40.1 }, 'celsius'],
    [{ celsius: 15.25 }, 'celsius'],
    [{ celsius: '59F' }, 'celsius'],
    [{ celsius: Number.NaN }, 'celsius'],
    [{ celsius: undefined }, 'celsius'],
    [{ days: -1 }, 'days'],
    [{ days: 1.5 }, 'days'],
    [{ days: 132 }, 'days'],
    [{ days: undefined }, 'days'],
    [{ from: '2026-01-05' }, 'from'],
    [{ from: '2026-01-10T09:00:00+08:00', to: '2026-01-05T09:00:00+08:00' }, 'to'],
    [{ days: undefined, from: '2027-01-10T09:00:00+08:00', to: '2027-01-11T09:00:00+08:00' }, 'from'],
    [{ days: undefined, from: '2025-07-10T09:00:00+08:00', to: '2025-07-15T09:00:00+08:00' }, 'to'],
    [{ days: 7, from: '2026-01-05T09:00:00+08:00', to: '2026-01-10T09:00:00+08:00' }, 'days'],
    [{ area: 0 }, 'area'],
    [{ area: 10, failingArea: 11 }, 'failingArea'],
    [{ basicFee: '2300.01' }, 'basicFee'],
    [{ basis: 'warm-rooms' }, 'basis'],
    [{ userCaused: 'no' }, 'userCaused'],
    [{ hours: 4 }, 'hours'],
    [{ readings: [] }, 'readings'],
    [{ readings: [{ on: '2026-01-05' }] }, 'readings[0].celsius'],
    [{ readings: [{ on: '2026-13-05', celsius: 15 }] }, 'readings[0].on'],
    [{ readings: [{ on: '2026-01-05', celsius: 15, by: 'neighbour' }] }, 'readings[0].by'],
    [{ readings: [{ on: '2026-01-05', celsius: 15 }] }, 'days'],
  ])('is refused when it cannot be right, naming the field (%#)', (more, field) => {
    expect(askRefund('临沂', { ...linyi, ...more })).toMatchObject({ ok: false, detail: { field } });
  });
  it('is not computed under a pack that did not hold then', () => {
    expect(askRefund('徐州', { ...linyi, season: '2019-11-21..2020-03-10' })).toMatchObject({ code: 'rulebook/wrong-date' });
    expect(askRefund('北京@2019-06-01', linyi)).toMatchObject({ code: 'rulebook/wrong-date', detail: { field: 'pack' } });
    expect(askRefund('临沂', 'cold')).toMatchObject({ code: 'rulebook/bad-case' });
  });
});

describe('a clock as people ask for it', () => {
  const asked = { category: 'TEMP', kind: 'complaint', clock: 'arrive', at: '2025-11-18T22:30:00+08:00' };
  it('takes codes or Chinese words', () => {
    expect(askClock('青岛', asked)).toMatchObject({ value: { due: '2025-11-19T03:30:00+08:00' } });
    expect(askClock('青岛', { ...asked, category: '室温不达标', kind: '投诉', clock: '到场' })).toMatchObject({ value: { due: '2025-11-19T03:30:00+08:00' } });
  });
  it.each([
    [{ category: 'COLD' }, 'category'],
    [{ kind: 'wish' }, 'kind'],
    [{ clock: 'lunch' }, 'clock'],
    [{ at: '2025-11-18 22:30' }, 'at'],
    [{ channel: 'pigeon' }, 'channel'],
    [{ season: 'winter' }, 'season'],
    [{ pauses: {} }, 'pauses'],
    [{ pauses: [{ from: '2025-11-18T23:00:00+08:00' }] }, 'pauses[0].reason'],
    [{ extensions: [{ at: 'x' }] }, 'extensions[0].at'],
    [{ superseded: [{ at: '2025-11-19T00:00:00+08:00', pack: '巴黎' }] }, 'superseded[0].pack'],
  ])('is refused when it cannot be right, naming the field (%#)', (more, field) => {
    expect(askClock('青岛', { ...asked, ...more })).toMatchObject({ ok: false, detail: { field } });
  });
});

describe('packs compared', () => {
  it('stand side by side on one case; a dated name asks what if', () => {
    expect(compareRefunds(['临沂', '潍坊', '北京@2019-01-01'], linyi)).toMatchObject({ value: { results: [{ differenceFen: 0 }, { differenceFen: 5267 }, { refused: { code: 'rulebook/rule-missing' } }] } });
  });
  it('are two at least', () => {
    expect(compareRefunds(['临沂'], linyi)).toMatchObject({ ok: false, detail: { field: 'packs' } });
  });
});
