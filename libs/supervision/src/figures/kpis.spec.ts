import { HeatingStateChanged, HouseholdArchiveCorrected, HouseholdRegistered } from '@heatledger/customer';
import type { AnyProjection, Message, RecordedFact } from '@heatledger/kernel';
import { MeasurementInvalidated, MeasurementJudged, RoomMeasured } from '@heatledger/quality';
import { KPI_DEFINITIONS, kpiDefinitions } from '@heatledger/rulebook';
import { recorded, viewFor } from '@heatledger/testing';
import * as ticket from '@heatledger/ticket';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseLedger } from '../projections/case-ledger.projection.js';
import { clockLedger } from '../projections/clock-ledger.projection.js';
import { readingLedger } from '../projections/reading-ledger.projection.js';
import { satisfactionLedger } from '../projections/satisfaction-ledger.projection.js';
import { supplyLedger } from '../projections/supply-ledger.projection.js';
import { after, DAY } from '../testing/told-cases.js';
import type { AskRecord } from './ask-record.js';
import type { CaseRecord } from './case-record.js';
import type { ClockRecord } from './clock-record.js';
import { complianceOf } from './compliance.js';
import { kpiItems, type KpiItem, type SpanAt } from './kpi-items.js';
import { kpiGroupOf, kpiGroups, kpisOf, kpiTenths, type KpiQuestion } from './kpis.js';
import type { ReadingRecord } from './reading-record.js';
import type { SupplyRecord } from './supply-record.js';

const idOf = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const rule = { pack: 'linyi', version: '2017-1', clause: '§32' };
const spans: SpanAt = (kpi) => (kpi === 'repair-handling' ? { minutes: DAY, rule: 'default@2025-1' } : { minutes: 30 * DAY, rule: 'default@2025-1' });
const reason = '理由';

const at = <M extends Message>(minutes: number, stream: string, message: M): RecordedFact<M> => {
  const fact = recorded(message, { at: after(minutes), stream });
  return { ...fact, meta: { ...fact.meta, rule } };
};
const folded = <D>(projection: unknown, facts: readonly RecordedFact[]): readonly D[] => {
  const { evolve } = projection as { readonly evolve: object };
  return [...viewFor<D, Message>(projection as AnyProjection).after(...facts.filter(({ type }) => type in evolve)).docs.values()];
};
const itemsOf = (facts: readonly RecordedFact[], minutes: number): readonly KpiItem[] =>
  kpiItems(
    {
      clocks: folded<ClockRecord>(clockLedger, facts),
      cases: folded<CaseRecord>(caseLedger, facts),
      asks: folded<AskRecord>(satisfactionLedger, facts),
      readings: folded<ReadingRecord>(readingLedger, facts),
    },
    spans,
    after(minutes),
  );
const season = { name: '2025-2026', from: '2025-11-10', to: '2026-03-20' };
const figures = (facts: readonly RecordedFact[], minutes: number, question: Partial<KpiQuestion> = {}) =>
  kpisOf(itemsOf(facts, minutes), folded<SupplyRecord>(supplyLedger, facts), { by: 'zone', timeZone: 'Asia/Shanghai', at: after(minutes), seasons: [season], ...question });
const totalOf = (facts: readonly RecordedFact[], minutes: number, kpi: string, basis: string | null = null) => figures(facts, minutes).total.find((row) => row.kpi === kpi && row.basis === basis);

const repairAbout = (n: number) => ({ ticketId: idOf(n), householdId: idOf(900), zone: 'Z1', station: 'S1', category: 'LEAK' as const });
const reported = (n: number, minutes = 0) => at(minutes, `repair-${idOf(n)}`, ticket.RepairReported({ ...repairAbout(n), caseNumber: `R-${n}`, description: '漏水' }));
const completed = (n: number, minutes: number, outcome: 'fixed' | 'not-fixed' = 'fixed') =>
  at(minutes, `repair-${idOf(n)}`, ticket.RepairCompleted({ ...repairAbout(n), crewId: 'crew-3', round: 1, cause: 'operator', outcome, evidence: ['photo-1'] }));
const sentBack = (n: number, minutes: number) => at(minutes, `repair-${idOf(n)}`, ticket.RepairSentBack({ ...repairAbout(n), crewId: 'crew-3', round: 2, reason }));
const closed = (n: number, minutes: number, exit: 'done' | 'withdrawn' | 'duplicate' = 'done') => at(minutes, `repair-${idOf(n)}`, ticket.RepairClosed({ ...repairAbout(n), round: 1, exit }));
const calledBack = (n: number, minutes: number, answer: 'satisfied' | 'dissatisfied' | 'unreached') =>
  at(minutes, `repair-${idOf(n)}`, ticket.RepairCalledBack({ ...repairAbout(n), crewId: 'crew-3', round: 1, answer }));

const complaintAbout = (n: number, householdId = idOf(900)) => ({ ticketId: idOf(n), householdId, zone: 'Z1', station: 'S1', category: 'TEMP' as const });
const received = (n: number, minutes = 0, householdId?: string) => at(minutes, `complaint-${idOf(n)}`, ticket.ComplaintReceived({ ...complaintAbout(n, householdId), caseNumber: `T-${n}` }));
const linked = (n: number, earlier: number, minutes: number, householdId?: string) => at(minutes, `complaint-${idOf(n)}`, ticket.ComplaintLinkedAsRepeat({ ...complaintAbout(n, householdId), earlierId: idOf(earlier) }));
const clock = (n: number, name: 'first-contact' | 'resolve', due: number) => ({ ticketId: idOf(n), ticketKind: 'complaint' as const, clock: name, round: 1, due: after(due), zone: 'Z1', category: 'TEMP' as const });
const started = (n: number, name: 'first-contact' | 'resolve', due: number) => at(0, `complaint-${idOf(n)}`, ticket.ClockStarted({ ...clock(n, name, due), startsAt: after(0) }));
const met = (n: number, name: 'first-contact' | 'resolve', due: number, minutes: number) => at(minutes, `complaint-${idOf(n)}`, ticket.ClockMet(clock(n, name, due)));

type Basis = 'complaint' | 'retest' | 'survey' | 'third-party';
const readingAbout = (n: number, home: number, basis: Basis) => ({ measurementId: idOf(n), householdId: idOf(home), zone: 'Z1', station: 'S1', basis });
const measured = (n: number, home: number, minutes: number, result: 'qualified' | 'below' | 'none', basis: Basis = 'survey'): readonly RecordedFact[] => {
  const stream = `measurement-${idOf(n)}`;
  const conditions = { closedMinutes: 120, heightCentimetres: 100, instrument: 'T-1', instrumentValidUntil: '2026-12-31', signedByUser: 'signed', signedByCompany: true, userCaused: false } as const;
  return [
    at(minutes, stream, RoomMeasured({ ...readingAbout(n, home, basis), room: 'bedroom', roomTenths: 190, contractTenths: 180, ...conditions })),
    at(minutes, stream, MeasurementJudged({ ...readingAbout(n, home, basis), roomTenths: 190, valid: result !== 'none', result, thresholdTenths: 180, shortTenths: 0, reasons: [] })),
  ];
};
const home = (n: number, areaTenths: number, zone = 'Z1') => at(-100 * DAY, `household-${idOf(n)}`, HouseholdRegistered({ householdId: idOf(n), zone, station: 'S1', areaTenths, contractTenths: 180, heating: 'on', from: '2025-09-01' }));

describe('Repairs handled within the span', () => {
  it('count when the span has passed, with those never completed; what ended otherwise stands beside', () => {
    const facts = [reported(1), completed(1, DAY), reported(2), completed(2, DAY + 1), reported(3), reported(4), closed(4, 60, 'duplicate'), reported(5), completed(5, 60, 'not-fixed')];
    expect(totalOf(facts, 3 * DAY, 'repair-handling')).toMatchObject({ numerator: 1, denominator: 4, beside: { ended: 1 }, rules: [{ rule: 'default@2025-1', counted: 4 }] });
    expect(totalOf(facts, DAY - 1, 'repair-handling')).toMatchObject({ denominator: 0, beside: { running: 4, ended: 1 } });
  });
  it('do not count as handled once the work was sent back', () => {
    const facts = [reported(1), completed(1, 60), sentBack(1, 120)];
    expect(totalOf(facts, 2 * DAY, 'repair-handling')).toMatchObject({ numerator: 0, denominator: 1 });
    expect(totalOf([...facts, completed(1, 600)], 2 * DAY, 'repair-handling')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(totalOf(facts, 90, 'repair-handling')).toMatchObject({ denominator: 0, beside: { early: 1 } });
    expect(totalOf([reported(1), completed(1, 60), sentBack(1, DAY + 120)], DAY + 60, 'repair-handling')).toMatchObject({ numerator: 1 });
  });
});

describe('Promises kept', () => {
  it('are set against everything falling due, the overdue open ones among it', () => {
    const facts = [received(1), started(1, 'resolve', DAY), met(1, 'resolve', DAY, 60), received(2), started(2, 'resolve', DAY), received(3), started(3, 'resolve', 9 * DAY), started(1, 'first-contact', 120)];
    expect(totalOf(facts, 2 * DAY, 'complaint-handling')).toMatchObject({ numerator: 1, denominator: 2, beside: { running: 1 }, rules: [{ rule: 'linyi@2017-1', counted: 2 }] });
    expect(totalOf(facts, 2 * DAY, 'complaint-response')).toMatchObject({ numerator: 0, denominator: 1 });
  });
  it('belong to the day on which they fall due, not to that on which they were closed', () => {
    const facts = [received(1), started(1, 'resolve', 5 * DAY), met(1, 'resolve', 5 * DAY, 60)];
    expect(figures(facts, 9 * DAY, { by: 'day', kpi: 'complaint-handling' }).rows).toMatchObject([{ group: '2026-01-10', numerator: 1, denominator: 1 }]);
    expect(figures(facts, 9 * DAY, { by: 'season', kpi: 'complaint-handling', to: '2026-01-09' }).rows).toEqual([]);
    expect(figures(facts, 9 * DAY, { by: 'season', kpi: 'complaint-handling', from: '2026-01-10', to: '2026-01-10' }).rows).toMatchObject([{ group: '2025-2026' }]);
  });
});

describe('A promise kept early', () => {
  it('stands beside the rate until it falls due, so that the quick are not counted before the slow', () => {
    const facts = [received(1), started(1, 'resolve', 5 * DAY), met(1, 'resolve', 5 * DAY, 60), received(2), started(2, 'resolve', 5 * DAY)];
    expect(totalOf(facts, DAY, 'complaint-handling')).toMatchObject({ numerator: 0, denominator: 0, beside: { early: 1, running: 1 } });
    expect(totalOf(facts, 5 * DAY + 1, 'complaint-handling')).toMatchObject({ numerator: 1, denominator: 2, beside: {} });
  });
  it('is told alike by the rates and by the compliance figures', () => {
    const facts = [received(1), started(1, 'resolve', 5 * DAY), met(1, 'resolve', 5 * DAY, 60), received(2), started(2, 'resolve', 2 * DAY), met(2, 'resolve', 2 * DAY, 3 * DAY), received(3), started(3, 'resolve', 4 * DAY)];
    for (const minutes of [30, 60, 2 * DAY + 1, 3 * DAY, 4 * DAY + 1, 5 * DAY, 9 * DAY]) {
      const { metInTime, fellDue, metEarly } = complianceOf(folded<ClockRecord>(clockLedger, facts), 'zone', after(minutes), { timeZone: 'Asia/Shanghai' }).total;
      const rate = totalOf(facts, minutes, 'complaint-handling');
      expect([metInTime, fellDue, metEarly]).toEqual([rate?.numerator, rate?.denominator, rate?.beside.early ?? 0]);
    }
  });
});

describe('The room-temperature pass rate', () => {
  it('counts homes, each once, and never mixes the sample bases', () => {
    const facts = [...measured(1, 901, 0, 'qualified'), ...measured(2, 901, DAY, 'below'), ...measured(3, 902, 0, 'qualified'), ...measured(4, 903, 0, 'below', 'complaint'), ...measured(5, 904, 0, 'none')];
    expect(totalOf(facts, 2 * DAY, 'room-temperature-pass', 'survey')).toMatchObject({ numerator: 1, denominator: 2, beside: { noResult: 1 }, rules: [{ rule: 'linyi@2017-1', counted: 3 }] });
    expect(totalOf(facts, 2 * DAY, 'room-temperature-pass', 'complaint')).toMatchObject({ numerator: 0, denominator: 1 });
    expect(figures(facts, 2 * DAY, { by: 'day', kpi: 'room-temperature-pass' }).rows.filter(({ basis }) => basis === 'survey')).toMatchObject([
      { group: '2026-01-05', numerator: 2, denominator: 2 },
      { group: '2026-01-06', numerator: 0, denominator: 1 },
    ]);
  });
  it('leaves an invalidated reading out from the instant of its invalidation', () => {
    const facts = [...measured(1, 901, 0, 'below'), at(DAY, `measurement-${idOf(1)}`, MeasurementInvalidated({ ...readingAbout(1, 901, 'survey'), reason }))];
    expect(totalOf(facts, 60, 'room-temperature-pass', 'survey')).toMatchObject({ denominator: 1 });
    expect(totalOf(facts, DAY, 'room-temperature-pass', 'survey')).toMatchObject({ denominator: 0, beside: { invalidated: 1 } });
  });
});

describe('Callbacks', () => {
  const facts = [1, 2, 3, 4].flatMap((n) => [reported(n), completed(n, 60)]);
  it('are owed for closed cases, not for withdrawn ones, and reaching somebody is another rate', () => {
    const told = [...facts, closed(1, 70), calledBack(1, 65, 'satisfied'), closed(2, 70), calledBack(2, 65, 'unreached'), closed(3, 70), closed(4, 70, 'withdrawn')];
    expect(totalOf(told, 80, 'follow-up')).toMatchObject({ numerator: 2, denominator: 3, rules: [{ rule: KPI_DEFINITIONS, counted: 3 }] });
    expect(totalOf(told, 80, 'follow-up-reached')).toMatchObject({ numerator: 1, denominator: 2 });
    expect(totalOf(told, 80, 'satisfaction', 'callback')).toMatchObject({ numerator: 1, denominator: 1, beside: { unreached: 1 } });
  });
});

describe('A callback', () => {
  it('answers for its own round only', () => {
    const second = at(200, `repair-${idOf(1)}`, ticket.RepairClosed({ ...repairAbout(1), round: 2, exit: 'done' }));
    const facts = [reported(1), completed(1, 60), calledBack(1, 65, 'satisfied'), closed(1, 70), second];
    expect(totalOf(facts, 300, 'follow-up')).toMatchObject({ numerator: 1, denominator: 2 });
  });
});

describe('Repeats', () => {
  it('count only for the same home, the same category and within the span', () => {
    const facts = [received(1), received(2, 20 * DAY), linked(2, 1, 20 * DAY), received(3, 40 * DAY), linked(3, 1, 40 * DAY), received(4, 41 * DAY, idOf(950)), linked(4, 3, 41 * DAY, idOf(950))];
    expect(totalOf(facts, 50 * DAY, 'repeat-complaint')).toMatchObject({ numerator: 1, denominator: 4 });
    expect(totalOf(facts, 20 * DAY - 1, 'repeat-complaint')).toMatchObject({ numerator: 0, denominator: 1 });
  });
});

describe('Complaints by area and by household', () => {
  const homes = [home(900, 1000), home(901, 3000), home(902, 6000, 'Z2')];
  it('are set against what was heated at the end of the period', () => {
    const stop = at(-DAY, `household-${idOf(901)}`, HeatingStateChanged({ householdId: idOf(901), zone: 'Z1', station: 'S1', heating: 'stopped', from: '2026-01-07' }));
    const larger = at(-DAY, `household-${idOf(900)}`, HouseholdArchiveCorrected({ householdId: idOf(900), from: '2026-01-08', areaTenths: 1500, reason }));
    const facts = [...homes, stop, larger, received(1)];
    const denominators = (kpi: 'area-complaint' | 'household-complaint', minutes: number, by: KpiQuestion['by']) => figures(facts, minutes, { by, kpi }).rows.map(({ group, denominator }) => [group, denominator]);
    expect(denominators('household-complaint', DAY, 'zone')).toEqual([['Z1', 2], ['Z2', 1]]);
    expect(denominators('area-complaint', DAY, 'zone')).toEqual([['Z1', 4000], ['Z2', 6000]]);
    expect(denominators('area-complaint', 2 * DAY, 'season')).toEqual([['2025-2026', 7000]]);
    expect(denominators('area-complaint', 3 * DAY, 'season')).toEqual([['2025-2026', 7500]]);
    expect(denominators('area-complaint', 3 * DAY, 'day')).toEqual([['2026-01-05', 10_000]]);
    expect(figures(facts, 3 * DAY, { by: 'category', kpi: 'household-complaint' }).rows).toMatchObject([{ group: 'TEMP', numerator: 1, denominator: 2 }]);
  });
  it('are nought, not absent, where homes are heated and nobody complained', () => {
    const facts = [...homes, received(1)];
    expect(figures(facts, DAY, { by: 'zone', kpi: 'household-complaint' }).rows).toMatchObject([{ group: 'Z1', numerator: 1, denominator: 2 }, { group: 'Z2', numerator: 0, denominator: 1, rules: [{ rule: KPI_DEFINITIONS, counted: 0 }] }]);
    expect(figures(homes, DAY, { by: 'month', kpi: 'area-complaint' })).toMatchObject({ rows: [], total: [{ numerator: 0, denominator: 10_000 }] });
    expect(figures(homes, DAY, { by: 'station', zone: 'Z2', kpi: 'area-complaint' }).rows).toMatchObject([{ group: 'S1', numerator: 0, denominator: 6000 }]);
  });
  it('are told in tenths of their scale, rounded half up', () => {
    expect(kpiTenths({ kpi: 'area-complaint', numerator: 98, denominator: 272_525 })).toBe(360);
    expect(kpiTenths({ kpi: 'household-complaint', numerator: 1, denominator: 3 })).toBe(3333);
    expect(kpiTenths({ kpi: 'satisfaction', numerator: 1, denominator: 2000 })).toBe(1);
    expect(kpiTenths({ kpi: 'satisfaction', numerator: 0, denominator: 0 })).toBeNull();
  });
});

describe('Every rate', () => {
  it('is defined, and the ones without facts say why they are not counted', () => {
    expect(Object.values(kpiDefinitions).filter(({ notRecorded }) => notRecorded !== undefined)).toHaveLength(4);
  });

  it('drills from each count to exactly its cases, and its groups add up to it wherever a case falls into one', () => {
    const outcome = fc.constantFrom<'fixed' | 'not-fixed'>('fixed', 'not-fixed');
    const story = fc.record({ minute: fc.nat(20 * DAY), span: fc.nat(3 * DAY), outcome, isClosed: fc.boolean(), answer: fc.constantFrom<'satisfied' | 'dissatisfied' | 'unreached'>('satisfied', 'dissatisfied', 'unreached') });
    fc.assert(
      fc.property(fc.array(story, { maxLength: 12 }), fc.nat(30 * DAY), (stories, horizon) => {
        const facts = stories.flatMap(({ minute, span, outcome: result, isClosed, answer }, n) => [reported(n, minute), completed(n, minute + span, result), ...(isClosed ? [calledBack(n, minute + span, answer), closed(n, minute + span)] : [])]);
        const items = itemsOf(facts, horizon);
        for (const by of kpiGroups) {
          const { rows, total } = kpisOf(items, [], { by, timeZone: 'Asia/Shanghai', at: after(horizon), seasons: [season] });
          for (const row of total) {
            const own = rows.filter(({ kpi, basis }) => kpi === row.kpi && basis === row.basis);
            expect(own.reduce((sum, { denominator }) => sum + denominator, 0)).toBe(row.denominator);
            expect(own.reduce((sum, { numerator }) => sum + numerator, 0)).toBe(row.numerator);
          }
          for (const row of rows) {
            const behind = items.filter((item) => item.kpi === row.kpi && item.basis === row.basis && kpiGroupOf(item, by, [season], 'Asia/Shanghai') === row.group);
            expect(behind.filter(({ standing }) => standing === 'in')).toHaveLength(row.numerator);
            expect(behind.filter(({ standing }) => standing === 'in' || standing === 'out')).toHaveLength(row.denominator);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
