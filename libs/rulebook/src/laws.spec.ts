import { describe, expect, it } from '@jest/globals';
import { format, millis, minutesBetween, plusMinutes } from '@heatledger/vocabulary';
import fc from 'fast-check';
import { walk } from './calendar.js';
import { explainClock, isWorkingDay, packs, rulebook, workingCalendar, type CalendarYear, type ClockHistory, type Pause, type WorkCalendar } from './index.js';
import { cold, under, valueOf } from './testing/under.js';

const DAY = 24 * 60;
const start = millis('2025-11-10T00:00:00+08:00');
const moment = fc.integer({ min: 0, max: 120 * DAY }).map((minute) => format(start + minute * 60_000, 480));
const calendar = fc.constantFrom(undefined, 'working-days' as const, { fromHour: 6, toHour: 21 });
const channel = fc.constantFrom('hotline' as const, '12345' as const);
const clock = fc.constantFrom('arrive' as const, 'written-answer' as const, 'measure' as const, 'resolve' as const);
const place = fc.constantFrom(...packs().map(({ id }) => id));
const asked = fc.record({ place, clock, channel, at: moment });

const told = ({ place: name, clock: which, channel: way, at }: { place: string; clock: 'arrive' | 'written-answer' | 'measure' | 'resolve'; channel: 'hotline' | '12345'; at: string }, history: ClockHistory = {}) =>
  valueOf(explainClock(under(name), { kind: 'complaint', category: 'TEMP', channel: way, at }, which, history));

const hold = (from: string, minutes: number): Pause => ({ from, to: plusMinutes(from, minutes), reason: 'third-party-test' });
/** A moment between the start and the due time of a clock. */
const within = (at: string, due: string, share: number): string => plusMinutes(at, Math.floor((minutesBetween(at, due) * share) / 1000));
const share = fc.integer({ min: 0, max: 999 });
const length = fc.integer({ min: 0, max: 20 * DAY });

describe('the laws of time', () => {
  it('counted time never runs backwards: a later start is never due earlier', () => {
    fc.assert(
      fc.property(calendar, moment, fc.nat({ max: 5 * DAY }), fc.integer({ min: 1, max: 7 * DAY }), (cal, at, later, minutes) => {
        const end = (from: string) => millis(valueOf(walk(cal, from, minutes * 60_000)).end);
        expect(end(plusMinutes(at, later))).toBeGreaterThanOrEqual(end(at));
      }),
    );
  });
  it('splitting a stretch of counted time changes nothing', () => {
    fc.assert(
      fc.property(calendar, moment, fc.integer({ min: 0, max: 3 * DAY }), fc.integer({ min: 1, max: 3 * DAY }), (cal, at, first, second) => {
        const half = valueOf(walk(cal, at, first * 60_000)).end;
        expect(valueOf(walk(cal, half, second * 60_000)).end).toBe(valueOf(walk(cal, at, (first + second) * 60_000)).end);
      }),
    );
  });
  it('splitting a pause changes nothing', () => {
    fc.assert(
      fc.property(asked, share, length, length, (question, when, a, b) => {
        const due = told(question).due ?? '';
        const from = within(question.at, due, when);
        const split = told(question, { pauses: [hold(from, a), hold(plusMinutes(from, a), b)] });
        expect(split.due).toBe(told(question, { pauses: [hold(from, a + b)] }).due);
      }),
    );
  });
  it('resuming leaves exactly what remained, and a paused clock never breaches', () => {
    fc.assert(
      fc.property(asked, share, length, (question, when, minutes) => {
        const from = within(question.at, told(question).due ?? '', when);
        const open = told(question, { pauses: [{ from, reason: 'user-absent' }], now: plusMinutes(from, minutes) });
        expect(open).toMatchObject({ state: 'paused', due: null });
        const resumedAt = plusMinutes(from, minutes);
        const resumed = told(question, { pauses: [hold(from, minutes)], now: resumedAt });
        expect(resumed.remainingMinutes).toBe(open.remainingMinutes);
      }),
    );
  });
  it('a continuous clock is moved by a pause by exactly its length', () => {
    fc.assert(
      fc.property(place, moment, share, length, (name, at, when, minutes) => {
        const question = { place: name, clock: 'arrive' as const, channel: 'hotline' as const, at };
        const due = told(question).due ?? '';
        const from = within(at, due, when);
        expect(told(question, { pauses: [hold(from, minutes)] }).due).toBe(plusMinutes(due, minutes));
        expect(rulebook.dueAfterPause({ startsAt: at, due, pausedAt: from, resumedAt: plusMinutes(from, minutes) }, {})).toEqual({ ok: true, value: plusMinutes(due, minutes) });
      }),
    );
  });
  it('the due time recorded at a resumption is the one that the explanation reaches, whatever the calendar', () => {
    fc.assert(
      fc.property(asked, share, length, (question, when, minutes) => {
        const due = told(question).due ?? '';
        const pausedAt = within(question.at, due, when);
        const resumedAt = plusMinutes(pausedAt, minutes);
        const explained = told(question, { pauses: [hold(pausedAt, minutes)] }).due;
        const { kind, category } = { kind: 'complaint', category: 'TEMP' } as const;
        const [promise] = valueOf(rulebook.dueTimes(under(question.place), { kind, category, channel: question.channel, at: question.at }, [question.clock]));
        expect(rulebook.dueAfterPause({ startsAt: question.at, due, pausedAt, resumedAt, calendar: promise?.calendar }, {})).toEqual({ ok: true, value: explained });
      }),
    );
  });
  it('a clock that goes over to another rule is due as if that rule had always held, or when it goes over', () => {
    fc.assert(
      fc.property(asked, place, share, length, fc.nat({ max: 600 }), (question, next, when, minutes, later) => {
        const from = within(question.at, told(question).due ?? '', when);
        const to = plusMinutes(from, minutes);
        const at = plusMinutes(to, later);
        const clockCase = { kind: 'complaint', category: 'TEMP', channel: question.channel, at: question.at } as const;
        const { due } = valueOf(rulebook.dueUnder(under(next), clockCase, { clock: question.clock, at, pauses: [{ from, to }], granted: [] }));
        const always = told({ ...question, place: next }, { pauses: [hold(from, minutes)] }).due ?? '';
        expect(millis(due)).toBe(Math.max(millis(always), millis(at)));
      }),
    );
  });
  it('an amended calendar counts from its first day on: what lay before is walked as before', () => {
    const days = fc.integer({ min: 1, max: 59 }).map((day) => format(millis('2026-01-01T00:00:00Z') + day * DAY * 60_000, 0).slice(0, 10));
    fc.assert(
      fc.property(days, days, fc.integer({ min: 1, max: 20 * DAY }), (from, start, minutes) => {
        const year = workingCalendar['2026'] as CalendarYear;
        const years = { ...workingCalendar, '2026': { ...year, amendments: [{ from, holidays: ['01-01..02-28'], working: [], source: year.source }] } };
        const walked = (known: WorkCalendar) => valueOf(walk('working-days', `${start}T09:00:00+08:00`, minutes * 60_000, { years: known, until: `${from}T00:00:00+08:00` }));
        if (start < from) expect(walked(years)).toEqual(walked(workingCalendar));
        expect(isWorkingDay(from, years)).toEqual({ ok: true, value: false });
      }),
    );
  });
  it('looking later gives the same due time', () => {
    fc.assert(
      fc.property(asked, moment, moment, (question, one, other) => {
        expect(told(question, { now: one }).due).toBe(told(question, { now: other }).due);
      }),
    );
  });
  it('a change of policy loses no paused time: under the new pack the clock is due as if it had always held, or at the change', () => {
    fc.assert(
      fc.property(place, place, moment, share, fc.integer({ min: 1, max: 10 * DAY }), fc.nat({ max: 60 }), (old, next, at, when, minutes, later) => {
        const question = (name: string) => ({ place: name, clock: 'arrive' as const, channel: 'hotline' as const, at });
        const pauses = [hold(within(at, told(question(old)).due ?? '', when), minutes)];
        const change = plusMinutes(pauses[0]?.to ?? '', later);
        const free = told(question(old), { pauses }).due ?? '';
        const { due } = told(question(old), { pauses, superseded: [{ at: change, pack: under(next).pack }] });
        const [always, here] = [millis(told(question(next), { pauses: pauses }).due ?? ''), millis(change)];
        expect(millis(due ?? '')).toBe(millis(free) <= here ? millis(free) : Math.max(always, here));
      }),
    );
  });
  it('the segments cover the time from start to due without a hole', () => {
    fc.assert(
      fc.property(asked, share, length, (question, when, minutes) => {
        const due = told(question).due ?? '';
        const pauses = question.clock === 'arrive' ? [hold(within(question.at, due, when), minutes)] : [];
        const { segments, due: end } = told(question, { pauses });
        segments.forEach((row, index) => expect(row.from).toBe(index === 0 ? question.at : segments[index - 1]?.to));
        expect(segments.at(-1)?.to).toBe(end);
      }),
    );
  });
});

describe('the laws of refunds', () => {
  const whole = packs().filter(({ refund }) => refund?.scale === 'measured' && refund.share === 'all').map(({ id }) => id);
  const celsius = fc.integer({ min: 0, max: 199 });
  const fee = fc.integer({ min: 0, max: 10_000_00 });
  it('colder never pays less, more days never pay less, and nobody gets back more than was paid', () => {
    fc.assert(
      fc.property(fc.constantFrom(...whole), celsius, celsius, fc.integer({ min: 3, max: 130 }), fee, (name, a, b, days, seasonFeeFen) => {
        const fen = (measuredTenths: number, count: number) => valueOf(rulebook.refund(under(name), { basis: 'cold-rooms', seasonFeeFen, seasonDays: 131, days: count, measuredTenths, contractTenths: 200 })).fen;
        expect(fen(Math.min(a, b), days)).toBeGreaterThanOrEqual(fen(Math.max(a, b), days));
        expect(fen(a, days + 1)).toBeGreaterThanOrEqual(fen(a, days));
        expect(fen(a, days)).toBeLessThanOrEqual(seasonFeeFen);
      }),
    );
  });
  it('the factors multiply to the figure, rounded half up once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...whole), celsius, fc.integer({ min: 3, max: 131 }), fee, (name, measuredTenths, days, seasonFeeFen) => {
        const { fen, factors } = valueOf(rulebook.refund(under(name), cold({ seasonFeeFen, days, measuredTenths, contractTenths: 200 })));
        const [n, d] = factors.reduce(([top, bottom], row) => [top * BigInt(row.numerator), bottom * BigInt(row.denominator)], [1n, 1n]);
        if (factors.length > 0) expect([2n * n >= (2n * BigInt(fen) - 1n) * d, 2n * n < (2n * BigInt(fen) + 1n) * d]).toEqual([true, true]);
      }),
    );
  });
});
