import type { RecordedFact } from '@heatledger/kernel';
import { defaultPack, packFor, rulebook, type Ruled, type RulesInForce } from '@heatledger/rulebook';
import { viewFor } from '@heatledger/testing';
import * as ticket from '@heatledger/ticket';
import { describe, expect, it } from '@jest/globals';
import { clockLedger } from '../projections/clock-ledger.projection.js';
import { after, DAY, recordedFrom } from '../testing/told-cases.js';
import { whatIf, type RulesThen } from './what-if.js';

const ticketId = '0192f000-0000-7000-8000-0000000000cb';
const HOUR = 60;
const facts = recordedFrom(
  `complaint-${ticketId}`,
  { at: 0, command: ticket.ReceiveComplaint({ ticketId, caseNumber: 'T-20260105-7K3M', zone: 'Z1', category: 'TEMP', description: '冷' }) },
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
