import { describe, expect, it } from '@jest/globals';
import { defaultRules, explainClock, faultsIn, isWorkingDay, packNamed, packs, plusWorkingDays, rulebook, type Pause, type RefundCase, type RulesInForce } from './index.js';

const under = (name: string): RulesInForce => {
  const pack = packNamed(name);
  return pack.ok ? { pack: pack.value, season: null } : defaultRules;
};
const at = (day: string, time = '09:00') => `${day}T${time}:00+08:00`;
const cold = (more: Partial<RefundCase>): RefundCase => ({ basis: 'cold-rooms', seasonFeeFen: 230_000, seasonDays: 131, from: at('2026-01-05'), to: at('2026-01-10'), ...more });
const paid = (name: string, more: Partial<RefundCase>) => rulebook.refund(under(name), cold(more));

describe('a refund', () => {
  it.each([
    ['临沂', { days: 6, measuredTenths: 152 }, 5267],
    ['徐州', { seasonFeeFen: 200_000, seasonDays: 110, measuredTenths: 171, to: at('2026-01-09') }, 1818],
    ['徐州', { seasonFeeFen: 200_000, seasonDays: 110, measuredTenths: 171, to: at('2026-01-06', '20:00') }, 0],
    ['北京', { seasonFeeFen: 300_000, seasonDays: 121, contractTenths: 180, measuredTenths: 158, billedAreaTenths: 1000, failingAreaTenths: 320, days: 4 }, 1904],
    ['黑龙江', { seasonFeeFen: 360_000, seasonDays: 183, measuredTenths: 190, days: 10 }, 1967],
    ['default', { seasonFeeFen: 360_000, seasonDays: 183, measuredTenths: 190, days: 10 }, 0],
  ])('under %s is exact and rounded once (%#)', (name, more, fen) => {
    expect(paid(name, more)).toMatchObject({ ok: true, value: { fen } });
  });

  it.each([
    ['滨州', 180, ''],
    ['滨州', 160, '16≤t<18'],
    ['滨州', 140, '14≤t<16'],
    ['菏泽', 139, 't<14'],
    ['潍坊', 160, '16≤t<18'],
    ['洛阳', 140, '14≤t<18'],
  ])('under %s puts %d tenths into one band, %s', (name, measuredTenths, band) => {
    expect(paid(name, { measuredTenths })).toMatchObject({ ok: true, value: { band } });
  });

  it.each([
    ['北京', 20, '2–<4℃ short'],
    ['北京', 40, '≥4℃ short'],
    ['天津', 20, '≤2℃ short'],
    ['天津', 60, '>2–6℃ short'],
    ['天津', 61, '>6℃ short'],
  ])('under %s %d tenths short of the agreed temperature is band %s', (name, short, band) => {
    expect(paid(name, { contractTenths: 200, measuredTenths: 200 - short, billedAreaTenths: 1000, failingAreaTenths: 300 })).toMatchObject({ ok: true, value: { band } });
  });

  it('is nothing when cured at the 48th hour, and due a minute later', () => {
    const until = (time: string) => paid('徐州', { measuredTenths: 171, to: at('2026-01-07', time) });
    expect(until('08:59')).toMatchObject({ value: { fen: 0 } });
    expect(until('09:00')).toMatchObject({ value: { fen: 0 } });
    expect(until('09:01')).toMatchObject({ value: { days: 3 } });
  });

  it('of an outage begins where the place says, or where its province does', () => {
    const outage = (name: string, to: string) => paid(name, { basis: 'outage', to });
    expect(outage('洛阳', at('2026-01-05', '20:59'))).toMatchObject({ value: { fen: 0 } });
    expect(outage('洛阳', at('2026-01-05', '21:00'))).toMatchObject({ value: { days: 1 } });
    expect(outage('菏泽', at('2026-01-06'))).toMatchObject({ value: { fen: 0 } });
    expect(outage('泰安', at('2026-01-06'))).toMatchObject({ value: { days: 2, rule: { pack: 'shandong' } } });
  });

  it('is refused where a figure or a rule is missing, naming it', () => {
    expect(paid('乌鲁木齐', { measuredTenths: 150 })).toMatchObject({ ok: false, code: 'rulebook/rule-missing', detail: { field: 'refund' } });
    expect(paid('西安', { measuredTenths: 150 })).toMatchObject({ ok: false, detail: { field: 'basicFeeFen' } });
    expect(paid('北京', { contractTenths: 180, measuredTenths: 150 })).toMatchObject({ ok: false, detail: { field: 'billedAreaTenths' } });
    expect(paid('临沂', { measuredTenths: 601 })).toMatchObject({ ok: false, detail: { field: 'measuredTenths' } });
    expect(paid('临沂', { measuredTenths: 150, days: -1 })).toMatchObject({ ok: false, detail: { field: 'days' } });
    expect(paid('临沂', { measuredTenths: 150, seasonFeeFen: 0.5 })).toMatchObject({ ok: false, detail: { field: 'seasonFeeFen' } });
  });
});

describe('packs', () => {
  it('are sixteen, each sound, each found by id and by place', () => {
    expect(new Set(packs().map(({ id }) => id)).size).toBe(16);
    for (const pack of packs()) {
      expect(faultsIn(pack)).toEqual([]);
      expect(packNamed(pack.id, pack.effectiveFrom)).toEqual({ ok: true, value: pack });
      expect(packNamed(pack.id)).toEqual(packNamed(pack.name.zh));
    }
  });
  it('are refused by an unknown name or a day before they hold', () => {
    expect(packNamed('巴黎')).toMatchObject({ code: 'rulebook/unknown-pack' });
    expect(packNamed('linyi', '2010-01-01')).toMatchObject({ code: 'rulebook/wrong-date' });
  });
  it('live side by side in two versions, the one of the day in force', () => {
    const old = { ...defaultRules.pack, version: 'old', effectiveTo: '2025-12-31' };
    const among = [old, { ...defaultRules.pack, version: 'new', effectiveFrom: '2026-01-01' }];
    expect(packNamed('default', '2025-12-31', among)).toMatchObject({ value: { version: 'old' } });
    expect(packNamed('default', '2026-01-01', among)).toMatchObject({ value: { version: 'new' } });
  });
  it('with overlapping or gapped bands name the fault', () => {
    const { pack } = under('linyi');
    const broken = (tenths: number, included: boolean) => faultsIn({ ...pack, ...(pack.refund && { refund: { ...pack.refund, bands: [{ name: 'a', to: { tenths, included }, percent: 50 }, { name: 'b', from: { tenths: 160, included: true }, percent: 20 }] } }) });
    expect(broken(160, true)).toMatchObject([{ field: 'refund.bands[b]' }]);
    expect(broken(150, false)).toMatchObject([{ allowed: 'bands without a gap between them' }]);
    expect(broken(160, false)).toEqual([]);
  });
});

describe('a clock', () => {
  const temp = (day: string) => ({ kind: 'complaint' as const, category: 'TEMP' as const, channel: 'hotline' as const, at: at(day, '22:30') });
  it('gives 5 h in the first ten days of the season, 2 h after, and says who answers what the place leaves open', () => {
    expect(explainClock(under('青岛'), temp('2025-11-18'), 'arrive')).toMatchObject({ value: { due: '2025-11-19T03:30:00+08:00', rule: { pack: 'qingdao' } } });
    expect(explainClock(under('青岛'), temp('2025-11-26'), 'arrive')).toMatchObject({ value: { due: '2025-11-27T00:30:00+08:00' } });
    expect(explainClock(under('青岛'), temp('2025-11-18'), 'written-answer')).toMatchObject({ value: { rule: { pack: 'shandong' } } });
    expect(explainClock(under('青岛'), temp('2025-11-18'), 'acknowledge')).toMatchObject({ value: { rule: { pack: 'default' } } });
  });
  it('that was paused has exactly the remainder left, across the end of a year', () => {
    const pause = { from: at('2025-12-31', '23:30'), to: at('2026-01-02', '01:00'), reason: 'user-absent' as const };
    const told = explainClock(under('临沂'), temp('2025-12-31'), 'arrive', { pauses: [pause] });
    expect(told).toMatchObject({ value: { due: '2026-01-02T02:00:00+08:00', segments: [{ minutes: 60 }, { state: 'paused', minutes: 1530 }, { minutes: 60 }] } });
    expect(explainClock(under('临沂'), temp('2025-12-31'), 'arrive', { pauses: [{ from: pause.from, reason: pause.reason }] })).toMatchObject({ value: { remainingMinutes: 60 } });
  });
  it('splitting a pause in two changes nothing', () => {
    const reason = 'later-appointment' as const;
    const split = [{ from: at('2025-12-31', '23:00'), to: at('2026-01-01', '05:17'), reason }, { from: at('2026-01-01', '05:17'), to: at('2026-01-01', '08:00'), reason }];
    const due = (pauses: readonly Pause[]) => explainClock(under('临沂'), temp('2025-12-31'), 'arrive', { pauses });
    expect(due(split)).toMatchObject({ value: { due: '2026-01-01T09:30:00+08:00' } });
    expect(due([{ from: at('2025-12-31', '23:00'), to: at('2026-01-01', '08:00'), reason }])).toMatchObject({ value: { due: '2026-01-01T09:30:00+08:00' } });
  });
});

describe('working days', () => {
  it('know holidays and make-up days, and refuse a year not published', () => {
    expect(isWorkingDay('2026-02-14')).toEqual({ ok: true, value: true });
    expect(isWorkingDay('2026-02-16')).toEqual({ ok: true, value: false });
    expect(plusWorkingDays(at('2026-02-13'), 2)).toEqual({ ok: true, value: '2026-02-25T00:00:00+08:00' });
    expect(isWorkingDay('2031-01-01')).toMatchObject({ code: 'rulebook/calendar-unknown' });
  });
});

describe('a reading', () => {
  const reading = { roomTenths: 170, contractTenths: 180, at: at('2026-01-05', '11:00'), closedMinutes: 120, heightCentimetres: 100, instrumentValidUntil: '2026-12-31', signedByUser: 'signed' as const, signedByCompany: true, userCaused: false };
  it('counts, does not, or is deemed, as the place says', () => {
    const says = (name: string, more = {}) => rulebook.verdict(under(name), { ...reading, ...more });
    expect(says('临沂')).toMatchObject({ value: { valid: true, result: 'below', shortTenths: 10 } });
    expect(says('临沂', { closedMinutes: 60 })).toMatchObject({ value: { valid: false, result: 'none' } });
    expect(says('临沂', { signedByUser: 'refused' })).toMatchObject({ value: { result: 'qualified' } });
    expect(says('临沂', { signedByCompany: false })).toMatchObject({ value: { result: 'below', shortTenths: 41 } });
    expect(says('黑龙江')).toMatchObject({ value: { valid: false } });
    expect(says('青岛', { userCaused: true })).toMatchObject({ value: { result: 'none' } });
    expect(says('泰安')).toMatchObject({ value: { rule: { pack: 'default' } } });
  });
});
