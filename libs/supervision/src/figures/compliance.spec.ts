import type { AnyProjection, Message, RecordedFact } from '@heatledger/kernel';
import { viewFor } from '@heatledger/testing';
import * as ticket from '@heatledger/ticket';
import { keysIn } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import { clockLedger, type ClockLedgerEntry } from '../projections/clock-ledger.projection.js';
import { after, DAY, recordedFrom, type Told } from '../testing/told-cases.js';
import { standingAt } from './clock-record.js';
import { complianceCounts, complianceOf, type ComplianceGroup } from './compliance.js';

const here = { timeZone: 'Asia/Shanghai' };
const idOf = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const reason = '理由';

/** A leak reported in the morning, due within 60 minutes, and what became of it. */
const leak = (n: number, zone: string | undefined, ...more: readonly Told[]): readonly RecordedFact[] =>
  recordedFrom(
    `repair-${idOf(n)}`,
    { at: 0, command: ticket.ReportRepair({ ticketId: idOf(n), caseNumber: `R-${n}`, zone, category: 'LEAK', description: '漏水' }) },
    { at: 5, command: ticket.AssignRepair({ ticketId: idOf(n), crewId: 'crew-3' }) },
    ...more,
  );
const arrives = (n: number, at: number, entered = at): Told => ({ at, entered, by: 'crew-3', command: ticket.RecordCrewArrival({ ticketId: idOf(n), crewId: 'crew-3' }) });
const isClock = ({ type }: RecordedFact): boolean => type.startsWith('Clock') || type === 'ComplaintReceived';

const clocks = (...stories: readonly (readonly RecordedFact[])[]): readonly ClockLedgerEntry[] => [...viewFor<ClockLedgerEntry, Message>(clockLedger as AnyProjection).after(...stories.flat().filter(isClock)).docs.values()];
const arrivals = (...stories: readonly (readonly RecordedFact[])[]): readonly ClockLedgerEntry[] => clocks(...stories).filter(({ clock }) => clock === 'arrive');
const total = (entries: readonly ClockLedgerEntry[], minutes: number) => complianceOf(entries, 'zone', after(minutes), here).total;

/** More time until two hours after the report, asked for by the crew and granted by the chief. */
const extension = (n: number): readonly Told[] => {
  const asked = { at: 30, by: 'crew-3', command: ticket.ExtendRepairClock({ ticketId: idOf(n), clock: 'arrive', due: after(120), reason }) };
  const approvalId = '00000000-0000-7000-8000-000000000001';
  return [asked, { at: 30, by: 'chief', command: ticket.ApproveRepairRequest({ ticketId: idOf(n), approvalId }) }];
};

describe('A promise of time', () => {
  it('is running until its due time, breached from then on while undone, and met or breached by when it was done', () => {
    const [inTime, late] = [arrivals(leak(1, 'Z1', arrives(1, 60))), arrivals(leak(2, 'Z1', arrives(2, 61)))];
    expect(total(inTime, 59)).toMatchObject({ promised: 1, fellDue: 0, running: 1 });
    expect(total(inTime, 60)).toMatchObject({ promised: 1, fellDue: 1, met: 1, metInTime: 1, openOverdue: 0 });
    expect(total(late, 60)).toMatchObject({ running: 1 });
    expect(standingAt(late[0]!, '2026-01-05T09:00:30+08:00')).toBe('breached');
    expect(total(late, 61)).toMatchObject({ fellDue: 1, breached: 1, metLate: 1, openOverdue: 0 });
    expect(total(arrivals(leak(3, 'Z1')), 100)).toMatchObject({ fellDue: 1, breached: 1, openOverdue: 1, metLate: 0, met: 0 });
    expect(total(inTime, -1)).toMatchObject({ promised: 0 });
  });

  it('that was met early has not fallen due until its due time, and is met in time from then on', () => {
    const early = arrivals(leak(1, 'Z1', arrives(1, 30)), leak(2, 'Z1'));
    expect(total(early, 59)).toMatchObject({ promised: 2, fellDue: 0, met: 1, metEarly: 1, metInTime: 0, running: 1 });
    expect(total(early, 61)).toMatchObject({ promised: 2, fellDue: 2, met: 1, metEarly: 0, metInTime: 1, openOverdue: 1 });
  });

  it('counts as met when a late entry proves it, whatever the timer had recorded', () => {
    const breach: Told = { at: 60, entered: 61, by: 'timer', command: ticket.BreachRepairClock({ ticketId: idOf(1), clock: 'arrive', round: 1 }) };
    expect(total(arrivals(leak(1, 'Z1', breach)), 100)).toMatchObject({ breached: 1, openOverdue: 1 });
    expect(total(arrivals(leak(1, 'Z1', breach, arrives(1, 50, 75))), 100)).toMatchObject({ met: 1, breached: 0 });
  });

  it('that was extended is counted by the due time in force at the instant', () => {
    const entries = arrivals(leak(1, 'Z1', ...extension(1), arrives(1, 119)));
    expect(total(entries, 29)).toMatchObject({ running: 1, extended: 0 });
    expect(total(entries, 90)).toMatchObject({ running: 1, breached: 0, extended: 1 });
    expect(total(entries, 200)).toMatchObject({ met: 1, extended: 1 });
  });

  it('that stood still is paused meanwhile and its minutes are told', () => {
    const agreed: Told = { at: 45, command: ticket.AgreeRepairAppointment({ ticketId: idOf(1), from: after(400), to: after(500), with: 'crew-3' }) };
    const pause: Told = { at: 50, command: ticket.PauseRepair({ ticketId: idOf(1), reason: 'later-appointment', evidence: ['call-1'] }) };
    const resume: Told = { at: 350, command: ticket.ResumeRepair({ ticketId: idOf(1) }) };
    const entries = arrivals(leak(1, 'Z1', agreed, pause, resume, arrives(1, 359)));
    expect(total(entries, 100)).toMatchObject({ paused: 1, breached: 0, promised: 1, fellDue: 0, pausedMinutes: 50 });
    expect(total(entries, 355)).toMatchObject({ running: 1, pausedMinutes: 300 });
    expect(total(entries, 400)).toMatchObject({ met: 1, pausedMinutes: 300 });
  });

  it('that nobody waits for any more does not fall due, unless it had run out before', () => {
    const withdrawn = (at: number): Told => ({ at, command: ticket.WithdrawRepair({ ticketId: idOf(1), reason }) });
    expect(total(arrivals(leak(1, 'Z1', withdrawn(30))), 100)).toMatchObject({ stopped: 1, promised: 0, fellDue: 0, breached: 0 });
    expect(total(arrivals(leak(1, 'Z1', withdrawn(90))), 100)).toMatchObject({ fellDue: 1, breached: 1, stoppedLate: 1, openOverdue: 0 });
    expect(total(arrivals(leak(1, 'Z1', withdrawn(90))), 80)).toMatchObject({ breached: 1, openOverdue: 1, stoppedLate: 0 });
  });

  it('of a merged repair runs on as first promised once it is unmerged', () => {
    const merge: Told = { at: 20, command: ticket.MergeRepair({ ticketId: idOf(1), survivorId: idOf(9), reason }) };
    const unmerge: Told = { at: 40, command: ticket.UnmergeRepair({ ticketId: idOf(1), reason }) };
    // G1: somebody waits for it as before
    expect(total(arrivals(leak(1, 'Z1', merge)), 50)).toMatchObject({ running: 1, stopped: 0 });
    expect(total(arrivals(leak(1, 'Z1', merge)), 100)).toMatchObject({ breached: 1, stopped: 0 });
    expect(total(arrivals(leak(1, 'Z1', merge, unmerge, arrives(1, 55))), 100)).toMatchObject({ met: 1, stopped: 0 });
  });

  it('that its source never gave is counted as such and never as met or breached', () => {
    const foreign = (n: number, dueAt: string | undefined, closedAt: string | undefined): readonly RecordedFact[] =>
      recordedFrom(`complaint-${idOf(n)}`, { at: 90 * DAY, command: ticket.ImportComplaint({ ticketId: idOf(n), caseNumber: `T-${n}`, externalId: String(n), source: 'boston-311', category: 'TEMP', receivedAt: after(0), dueAt, closedAt }) });
    const entries = clocks(foreign(1, undefined, after(10)), foreign(2, after(DAY), after(DAY)), foreign(3, after(DAY), after(DAY + 1)), foreign(4, after(DAY), undefined));
    expect(total(entries, 2 * DAY)).toMatchObject({ noDue: 1, met: 1, breached: 2, metLate: 1, openOverdue: 1, running: 0, promised: 3, fellDue: 3 });
    expect(total(entries, DAY)).toMatchObject({ noDue: 1, met: 1, running: 2, breached: 0 });
    expect(entries.map(({ rule }) => rule)).toEqual([null, null, null, null]);
  });
});

describe('The span that is counted', () => {
  const entries = arrivals(leak(1, 'Z1'), leak(2, 'Z1', ...extension(2)));
  const promised = (from: string | undefined, to: string | undefined): number => complianceOf(entries, 'zone', after(DAY), { timeZone: 'Asia/Shanghai', from, to }).total.promised;

  it('T1: begins with a due time that is its first instant and ends before one that is its last, however they are written', () => {
    expect([promised(undefined, undefined), promised(after(60), after(120)), promised(after(61), after(121)), promised(after(121), undefined), promised(undefined, after(60))]).toEqual([2, 1, 1, 0, 0]);
    expect([promised('2026-01-05T01:00:00Z', '2026-01-05T02:00:00.000000000Z'), promised('2026-01-04T20:00:00-05:00', undefined)]).toEqual([1, 2]);
  });

  it('T1: is told in months of the zone, whatever the offset a due time was written in', () => {
    const [first] = entries;
    const due = (text: string) => [{ ...first!, dues: [{ from: first!.startsAt, due: text }] }];
    const month = (text: string, timeZone: string): string | undefined => complianceOf(due(text), 'month', after(DAY), { timeZone }).rows[0]?.group;
    for (const text of ['2026-02-01T04:00:00+08:00', '2026-01-31T20:00:00Z']) expect([month(text, 'Asia/Shanghai'), month(text, 'America/New_York')]).toEqual(['2026-02', '2026-01']);
  });
});

describe('The compliance statistics', () => {
  const entries = clocks(leak(1, 'Z1', arrives(1, 30)), leak(2, 'Z1', arrives(2, 90)), leak(3, 'Z2'), leak(4, undefined, arrives(4, 50)));
  const rowsBy = (by: ComplianceGroup, only = 'arrive') => complianceOf(entries.filter(({ clock }) => clock === only), by, after(100), here).rows;

  it('are grouped in alphabetical order, the unknown zone first, and add up to the total', () => {
    expect(rowsBy('zone')).toMatchObject([{ group: '', met: 1 }, { group: 'Z1', met: 1, breached: 1 }, { group: 'Z2', breached: 1, openOverdue: 1 }]);
    for (const by of ['zone', 'station', 'category', 'month', 'year', 'clock', 'kind'] as const) {
      const { rows, total: all } = complianceOf(entries, by, after(100), here);
      for (const count of keysIn(complianceCounts)) expect(rows.reduce((sum, row) => sum + row[count], 0)).toBe(all[count]);
    }
  });

  it('add up at any instant: each clock has one outcome, and every sum is of its parts', () => {
    const withdrawn = (n: number, at: number): Told => ({ at, command: ticket.WithdrawRepair({ ticketId: idOf(n), reason }) });
    const all = clocks(leak(1, 'Z1', arrives(1, 30)), leak(2, 'Z1', arrives(2, 90)), leak(3, 'Z2', withdrawn(3, 30)), leak(4, 'Z2', withdrawn(4, 80)), leak(5, undefined));
    for (const minutes of [0, 29, 30, 59, 60, 61, 85, 100, DAY, 9 * DAY]) {
      const sum = total(all, minutes);
      expect(sum.met).toBe(sum.metInTime + sum.metEarly);
      expect(sum.breached).toBe(sum.metLate + sum.openOverdue + sum.stoppedLate);
      expect(sum.fellDue).toBe(sum.metInTime + sum.breached);
      expect(sum.promised).toBe(sum.fellDue + sum.metEarly + sum.running + sum.paused);
      expect(sum.promised + sum.noDue + sum.stopped).toBe(all.length);
    }
  });

  it('say in both languages what each of them counts', () => {
    for (const { zh, en } of Object.values(complianceCounts)) expect([zh, en]).toEqual([expect.stringMatching(/[一-鿿]/), expect.stringMatching(/^[ -~]+$/)]);
  });

  it('name the month, the year, the clock and the category of what falls due', () => {
    expect([rowsBy('month'), rowsBy('year'), rowsBy('category'), rowsBy('kind')].map((rows) => rows.map(({ group }) => group))).toEqual([['2026-01'], ['2026'], ['LEAK'], ['repair']]);
    expect(complianceOf(entries, 'clock', after(100), here).rows.map(({ group }) => group)).toEqual(expect.arrayContaining(['acknowledge', 'arrive', 'first-result', 'resolve']));
  });

  it('name the rule that each promise was computed under', () => {
    expect(new Set(entries.map(({ rule }) => rule))).toEqual(new Set(['default@2025-1']));
  });
});
