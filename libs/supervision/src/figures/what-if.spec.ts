import type { RecordedFact } from '@heatledger/kernel';
import { defaultPack, explainClock, packFor, packs, rulebook, type Ruled, type RulesInForce } from '@heatledger/rulebook';
import { viewFor } from '@heatledger/testing';
import * as ticket from '@heatledger/ticket';
import { format, millis, minutesBetween, plusMinutes } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clockLedger } from '../projections/clock-ledger.projection.js';
import { after, DAY, recordedFrom } from '../testing/told-cases.js';
import { whatIf, type RulesThen } from './what-if.js';

const ticketId = '0192f000-0000-7000-8000-0000000000cb';
const HOUR = 60;
const facts = recordedFrom(
  `complaint-${ticketId}`,
  { at: 0, command: ticket.ReceiveComplaint({ ticketId, caseNumber: 'T-20260105-7K3M', zone: 'Z1', category: 'TEMP', description: '冷' }) },
  { at: 2 * HOUR - 1, by: 'officer', command: ticket.RecordFailedComplaintVisit({ ticketId, failure: 'absent', evidence: ['photo-7'] }) },
  { at: 2 * HOUR, by: 'officer', command: ticket.PauseComplaint({ ticketId, reason: 'user-absent', evidence: ['call-7'] }) },
  { at: 5 * HOUR, by: 'officer', command: ticket.ResumeComplaint({ ticketId }) },
  { at: 18 * HOUR, by: 'officer', command: ticket.AttachMeasurement({ ticketId, measurementId: '0192f000-0000-7000-8000-0000000000cc', roomTenths: 155 }) },
);
const isCounted = (fact: RecordedFact): fact is RecordedFact<ticket.ClockEvent> => Object.hasOwn(clockLedger.evolve, fact.type);
const clocks = [...viewFor(clockLedger).after(...facts.filter(isCounted)).docs.values()];

const under =
  (name: string): RulesThen =>
  (at): Ruled<RulesInForce> => {
    const found = packFor(name, name.includes('@') ? [] : [at.slice(0, 10)]);
    return found.ok ? { ok: true, value: { pack: found.value, season: null } } : found;
  };

const version = { method: 'ruled', amountFen: 5267, inputs: { seasonFeeFen: 230_000, seasonDays: 131, from: after(0), to: after(5 * DAY), measuredTenths: 152, contractTenths: 180 }, readings: [], rule: { pack: 'linyi', version: '2017' }, at: after(6 * DAY) } as const;
const adjustment = { adjustmentId: 'a-1', basis: 'cold-rooms', versions: [version] } as const;
const run = (name: string, window = {}) => whatIf({ clocks, adjustments: [adjustment] }, under(name), { timeZone: 'Asia/Shanghai', ...window }, after(30 * DAY));

describe('Another pack over history', () => {
  it('moves the promises that it makes otherwise, with the pauses that were, and says how they would have stood', () => {
    const { clocks: times } = run('洛阳');
    const test = times.rows.find(({ clock }) => clock === 'measure');
    // twelve hours and three of standing still instead of a day
    expect(test).toMatchObject({ due: after(27 * HOUR), standing: 'met', dueThen: after(15 * HOUR), standingThen: 'breached', ruleThen: { pack: 'luoyang' }, rule: 'default@2025-1' });
    expect(times.changes).toMatchObject({ 'met → breached': 1 });
    expect(times.compared).toBe(clocks.length);
  });

  it('moves nothing under the pack that was in force', () => expect(run('默认规则').clocks).toMatchObject({ moved: 0, changes: {}, rows: [], unanswered: [] }));

  it('T4: moves nothing of a clock that was extended to an instant that does not count', () => {
    const due = '2026-01-09T00:00:00+08:00';
    const sunday = '2026-01-11T10:00:00+08:00';
    const monday = '2026-01-12T10:00:00+08:00';
    const promise = { ticketId, ticketKind: 'complaint', clock: 'written-answer', round: 1, category: 'TEMP', zone: null, station: null, crewId: null, channel: '12345', doneAt: null, stoppedAt: null } as const;
    const started = rulebook.dueTimes({ pack: defaultPack, season: null }, { kind: 'complaint', category: 'TEMP', channel: '12345', at: '2026-01-02T10:00:00+08:00' }, ['written-answer']);
    expect(started).toMatchObject({ ok: true, value: [{ due }] });
    const record = { ...promise, startsAt: '2026-01-02T10:00:00+08:00', rule: 'default@2025-1', calendar: 'working-days' as const, pauses: [] };
    const extended = { ...record, dues: [{ from: record.startsAt, due }, { from: record.startsAt, due: sunday }], extensions: [record.startsAt], granted: [{ from: due, to: sunday, pausesBefore: 0 }] };
    const again = { ...extended, dues: [...extended.dues, { from: record.startsAt, due: monday }], granted: [...extended.granted, { from: sunday, to: monday, pausesBefore: 0 }] };
    const { clocks: times } = whatIf({ clocks: [extended, again], adjustments: [] }, under('默认规则'), { timeZone: 'Asia/Shanghai' }, monday);
    expect(times).toMatchObject({ compared: 2, moved: 0, rows: [] });
  });

  it('T4: moves nothing under the very pack that gave the promise, whichever it is, paused or not', () => {
    const start = millis('2025-11-20T00:00:00+08:00');
    const asked = fc.record({
      name: fc.constantFrom(...packs().map(({ id }) => id)),
      minute: fc.integer({ min: 0, max: 30 * DAY }),
      clock: fc.constantFrom('arrive' as const, 'written-answer' as const, 'measure' as const, 'resolve' as const),
      channel: fc.constantFrom('hotline' as const, '12345' as const),
      held: fc.option(fc.record({ share: fc.integer({ min: 1, max: 999 }), minutes: fc.integer({ min: 1, max: 5 * DAY }) }), { nil: null }),
    });
    fc.assert(
      fc.property(asked, ({ name, minute, clock, channel, held }) => {
        const at = format(start + minute * 60_000, 480);
        const question = { kind: 'complaint' as const, category: 'TEMP' as const, channel, at };
        const rules = under(name)(at);
        const told = rules.ok ? explainClock(rules.value, question, clock, {}) : rules;
        // a pack that makes no such promise keeps it, too
        if (!rules.ok || !told.ok || told.value.due === null) return;
        const { pack } = rules.value;
        const first = { from: at, due: told.value.due };
        const from = held && plusMinutes(at, Math.floor((minutesBetween(at, first.due) * held.share) / 1000));
        const pauses = held && from ? [{ from, to: plusMinutes(from, held.minutes), reason: 'third-party-test' as const }] : [];
        const again = explainClock(rules.value, question, clock, { pauses });
        const dues = pauses.map(({ to }) => ({ from: to, due: again.ok ? (again.value.due ?? '') : '' }));
        const record = { ticketId, ticketKind: 'complaint', clock, round: 1, category: 'TEMP', channel, zone: null, station: null, crewId: null, doneAt: null, stoppedAt: null, startsAt: at, rule: `${pack.id}@${pack.version}`, pauses, dues: [first, ...dues], extensions: [], granted: [] } as const;
        const { clocks: times } = whatIf({ clocks: [record], adjustments: [] }, under(name), { timeZone: 'Asia/Shanghai' }, after(60 * DAY));
        expect(times).toMatchObject({ compared: 1, moved: 0, rows: [], unanswered: [] });
      }),
    );
  });

  it('computes refunds again from their frozen inputs', () => {
    expect(run('临沂').refunds).toMatchObject({ compared: 1, moved: 0, fen: 5267, fenThen: 5267 });
    expect(run('潍坊').refunds).toMatchObject({ moved: 1, fenThen: 10_534, rows: [{ rule: 'linyi@2017', ruleThen: { pack: 'weifang' }, bandThen: 't<16' }] });
  });

  it('says what it cannot answer, and guesses nothing', () => {
    expect(run('乌鲁木齐').refunds).toMatchObject({ compared: 0, unanswered: [{ code: 'rulebook/rule-missing', cases: 1 }] });
    expect(run('徐州').clocks.unanswered).toEqual([]);
    const early = whatIf({ clocks: clocks.map((clock) => ({ ...clock, startsAt: '2019-01-05T08:00:00+08:00' })), adjustments: [] }, under('徐州'), { timeZone: 'Asia/Shanghai' }, after(DAY));
    expect(early.clocks).toMatchObject({ compared: 0, unanswered: [{ code: 'rulebook/wrong-date', cases: clocks.length }] });
  });

  it('looks at the days asked for, and leaves out what a source set', () => {
    expect(run('洛阳', { from: '2026-01-06' }).clocks.compared).toBe(0);
    expect(run('洛阳', { to: '2026-01-05' }).clocks.compared).toBe(clocks.length);
    const imported = whatIf({ clocks: clocks.map((clock) => ({ ...clock, rule: null })), adjustments: [] }, under('洛阳'), { timeZone: 'Asia/Shanghai' }, after(DAY));
    expect(imported.clocks.compared).toBe(0);
  });
});
