import { describe, expect, it } from '@jest/globals';
import { askClock, explainClock, isWorkingDay, plusWorkingDays, type ClockHistory, type RulesInForce } from './index.js';
import { at, pause, under } from './testing/under.js';

const temp = (day: string, time = '22:30') => ({ kind: 'complaint' as const, category: 'TEMP' as const, channel: 'hotline' as const, at: at(day, time) });
const arrive = (name: string, day: string, history: ClockHistory = {}) => explainClock(under(name), temp(day), 'arrive', history);
const answer = (day: string, history: ClockHistory = {}, time = '10:00') => explainClock(under('default'), { ...temp(day, time), channel: '12345' }, 'written-answer', history);

describe('a clock', () => {
  it('gives 5 h in the first ten days of the season, 2 h after, and says who answers what the place leaves open', () => {
    expect(arrive('青岛', '2025-11-18')).toMatchObject({ value: { due: '2025-11-19T03:30:00+08:00', rule: { pack: 'qingdao' }, notes: [] } });
    expect(arrive('青岛', '2025-11-25')).toMatchObject({ value: { due: '2025-11-26T03:30:00+08:00' } });
    expect(arrive('青岛', '2025-11-26')).toMatchObject({ value: { due: '2025-11-27T00:30:00+08:00' } });
    expect(explainClock(under('青岛'), temp('2025-11-18'), 'written-answer')).toMatchObject({ value: { rule: { pack: 'shandong' }, notes: [{ zh: expect.stringContaining('山东省') }] } });
    expect(explainClock(under('青岛'), temp('2025-11-18'), 'acknowledge')).toMatchObject({ value: { rule: { pack: 'default' } } });
  });
  it('switches with the season as declared, and at noon where the season begins at noon', () => {
    const early: RulesInForce = { ...under('青岛'), season: { seasonId: 's', name: 'early', startsAt: at('2025-11-06', '00:00'), endsAt: at('2026-04-05'), days: 151 } };
    expect(explainClock(early, temp('2025-11-18'), 'arrive')).toMatchObject({ value: { due: '2025-11-19T00:30:00+08:00' } });
    expect(explainClock(under('潍坊'), temp('2025-11-24', '11:59'), 'arrive')).toMatchObject({ value: { due: '2025-11-24T16:59:00+08:00' } });
    expect(explainClock(under('潍坊'), temp('2025-11-24', '12:00'), 'arrive')).toMatchObject({ value: { due: '2025-11-24T14:00:00+08:00' } });
    expect(arrive('default', '2025-11-18')).toMatchObject({ value: { due: '2025-11-19T00:30:00+08:00', notes: [{ en: expect.stringContaining('No season') }] } });
  });
  it('gives each place its own time for a temperature test', () => {
    const test = (name: string, time: string) => explainClock(under(name), temp('2026-01-05', time), 'measure');
    expect(test('洛阳', '22:30')).toMatchObject({ value: { due: '2026-01-06T10:30:00+08:00' } });
    expect(test('徐州', '22:30')).toMatchObject({ value: { due: '2026-01-06T22:30:00+08:00' } });
    expect(test('沈阳', '20:30')).toMatchObject({ value: { due: '2026-01-06T07:30:00+08:00', segments: [{ state: 'running', minutes: 30 }, { state: 'outside-calendar', minutes: 540 }, { state: 'running', minutes: 90 }] } });
  });
  it('that was paused has exactly the remainder left, across the end of a year', () => {
    const away = pause(at('2025-12-31', '23:30'), at('2026-01-02', '01:00'));
    expect(arrive('临沂', '2025-12-31', { pauses: [away] })).toMatchObject({ value: { due: '2026-01-02T02:00:00+08:00', segments: [{ minutes: 60 }, { state: 'paused', minutes: 1530 }, { minutes: 60 }] } });
    expect(arrive('临沂', '2025-12-31', { pauses: [pause(away.from, undefined)], now: at('2027-01-01') })).toMatchObject({ value: { due: null, state: 'paused', remainingMinutes: 60 } });
  });
  it('cannot be paused once it has run out, however late it is looked at', () => {
    const late = { pauses: [pause(at('2026-01-01', '00:30'), at('2026-01-01', '05:00'))], now: at('2026-01-01', '06:00') };
    expect(arrive('临沂', '2025-12-31', late)).toMatchObject({ value: { due: '2026-01-01T00:30:00+08:00', state: 'breached', segments: [{ state: 'running' }, { state: 'no-effect' }] } });
  });
  it('is met at the last moment and breached a minute later', () => {
    expect(arrive('临沂', '2025-12-31', { metAt: at('2026-01-01', '00:30') })).toMatchObject({ value: { state: 'met' } });
    expect(arrive('临沂', '2025-12-31', { metAt: at('2026-01-01', '00:31') })).toMatchObject({ value: { state: 'breached' } });
    expect(arrive('临沂', '2025-12-31', { now: at('2026-01-01', '00:30') })).toMatchObject({ value: { state: 'running', remainingMinutes: 0 } });
  });
  it('is extended before it runs out and then paused with what remains of the longer time', () => {
    const more = { at: at('2025-12-31', '23:00'), due: at('2026-01-01', '02:30'), reason: '管网抢修', approvedBy: 'm-1' };
    expect(arrive('临沂', '2025-12-31', { extensions: [more] })).toMatchObject({ value: { due: '2026-01-01T02:30:00+08:00' } });
    expect(arrive('临沂', '2025-12-31', { extensions: [more], pauses: [pause(at('2026-01-01', '01:00'), at('2026-01-01', '04:00'))] })).toMatchObject({ value: { due: '2026-01-01T05:30:00+08:00' } });
    expect(arrive('临沂', '2025-12-31', { extensions: [{ ...more, at: at('2026-01-01', '00:30') }] })).toMatchObject({ detail: { field: 'extensions[0].at' } });
    expect(arrive('临沂', '2025-12-31', { extensions: [{ ...more, due: at('2026-01-01', '00:30') }] })).toMatchObject({ detail: { field: 'extensions[0].due' } });
  });
  it('goes over to another pack with what had run and what was paused, and runs out no earlier than the change', () => {
    const change = (when: string, name: string) => ({ superseded: [{ at: when, pack: under(name).pack }] });
    const test = (history: ClockHistory) => explainClock(under('徐州'), temp('2026-01-05', '00:00'), 'measure', history);
    expect(test(change(at('2026-01-05', '06:00'), '洛阳'))).toMatchObject({ value: { due: at('2026-01-05', '12:00'), rule: { pack: 'luoyang' } } });
    expect(test(change(at('2026-01-05', '15:00'), '洛阳'))).toMatchObject({ value: { due: at('2026-01-05', '15:00') } });
    expect(test(change(at('2026-01-06', '01:00'), '洛阳'))).toMatchObject({ value: { due: at('2026-01-06', '00:00'), rule: { pack: 'xuzhou' } } });
    const held = { pauses: [pause(at('2026-01-05', '02:00'), at('2026-01-05', '05:00'))], ...change(at('2026-01-05', '06:00'), '洛阳') };
    expect(test(held)).toMatchObject({ value: { due: at('2026-01-05', '15:00') } });
    const during = { pauses: [pause(at('2026-01-05', '02:00'), at('2026-01-05', '08:00'))], ...change(at('2026-01-05', '06:00'), '洛阳') };
    expect(test(during)).toMatchObject({ value: { due: at('2026-01-05', '18:00') } });
    expect(test(change(at('2026-01-04', '23:00'), '洛阳'))).toMatchObject({ detail: { field: 'superseded[0].at' } });
  });
  it('refuses pauses that overlap, run backwards, come before it or have no reason of the list', () => {
    const refused = (...pauses: NonNullable<ClockHistory['pauses']>) => arrive('临沂', '2025-12-31', { pauses });
    expect(refused(pause(at('2025-12-31', '22:00'), at('2025-12-31', '23:00')))).toMatchObject({ detail: { field: 'pauses[0].from' } });
    expect(refused(pause(at('2025-12-31', '23:00'), at('2025-12-31', '22:50')))).toMatchObject({ detail: { field: 'pauses[0].to' } });
    expect(refused(pause(at('2025-12-31', '22:40'), at('2025-12-31', '23:00')), pause(at('2025-12-31', '22:50'), at('2025-12-31', '23:10')))).toMatchObject({ detail: { field: 'pauses[1].from' } });
    expect(refused(pause(at('2025-12-31', '22:40'), undefined), pause(at('2025-12-31', '22:50'), undefined))).toMatchObject({ detail: { field: 'pauses[1].from' } });
    expect(askClock('临沂', { ...temp('2025-12-31'), clock: 'arrive', pauses: [{ from: at('2025-12-31', '23:00'), reason: 'weekend' }] })).toMatchObject({ detail: { field: 'pauses[0].reason' } });
  });
});

describe('working days', () => {
  it('know holidays and make-up days, and refuse a year not published', () => {
    expect(isWorkingDay('2026-02-14')).toEqual({ ok: true, value: true });
    expect(isWorkingDay('2026-02-16')).toEqual({ ok: true, value: false });
    expect(plusWorkingDays(at('2026-02-13'), 2)).toEqual({ ok: true, value: '2026-02-25T00:00:00+08:00' });
    expect(isWorkingDay('2031-01-01')).toMatchObject({ code: 'rulebook/calendar-unknown' });
  });
  it('run from the day after the receipt and leave out the holidays', () => {
    expect(answer('2026-02-12')).toMatchObject({
      value: { due: '2026-02-27T00:00:00+08:00', segments: [{ state: 'outside-calendar', minutes: 840 }, { state: 'running', minutes: 2880 }, { state: 'outside-calendar' }, { state: 'running', minutes: 4320 }] },
    });
    expect(explainClock(under('default'), temp('2026-01-08', '10:00'), 'call-back')).toMatchObject({ value: { due: '2026-01-13T00:00:00+08:00' } });
    expect(explainClock(under('西安@2026-11-30'), temp('2026-01-05', '10:00'), 'written-answer')).toMatchObject({ value: { due: '2026-01-13T00:00:00+08:00', rule: { pack: 'xian' } } });
  });
  it('M5: the 5 working days of a survey reply in 西安 are no limit of a complaint: its parent answers', () => {
    const answered = explainClock(under('西安@2026-12-01'), temp('2026-01-05', '10:00'), 'written-answer');
    expect(answered).toMatchObject({ value: { due: '2026-01-08T10:00:00+08:00', rule: { pack: 'default' } } });
  });
  it('stand still while paused, holiday or not: only working time comes back', () => {
    const wholeBreak = pause(at('2026-02-15', '00:00'), at('2026-02-24', '00:00'), 'third-party-test');
    expect(answer('2026-02-12', { pauses: [wholeBreak] })).toMatchObject({ value: { due: '2026-02-27T00:00:00+08:00' } });
    const intoWork = pause(at('2026-02-20', '09:00'), at('2026-02-25', '12:00'), 'third-party-test');
    expect(answer('2026-02-12', { pauses: [intoWork] })).toMatchObject({ value: { due: '2026-02-28T12:00:00+08:00' } });
  });
  it('are refused beyond the years known, for these clocks only', () => {
    expect(explainClock(under('default'), temp('2026-12-31', '10:00'), 'call-back')).toMatchObject({ code: 'rulebook/calendar-unknown' });
    expect(explainClock(under('default'), temp('2026-12-31', '10:00'), 'arrive')).toMatchObject({ ok: true });
  });
});
