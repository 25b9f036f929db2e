import { describe, expect, it } from '@jest/globals';
import { appraisalDifference, appraise, averaged, coldWarning, gradeIncident, gradeOfScore, kpiVerdict, outageReportFrom, plannedStopNotice, rulebook, type AppraisalCase } from './index.js';
import { at, under, valueOf } from './testing/under.js';

describe('notice and incidents', () => {
  it('asks for two days ahead only where the stop is longer than 24 h', () => {
    expect(plannedStopNotice(under('滨州'), { from: at('2026-01-10'), to: at('2026-01-11') })).toMatchObject({ value: { noticeBy: null } });
    expect(plannedStopNotice(under('泰安'), { from: at('2026-01-10'), to: at('2026-01-11', '09:01') })).toMatchObject({ value: { noticeBy: at('2026-01-08'), rule: { pack: 'shandong' } } });
    expect(plannedStopNotice(under('西安'), { from: at('2026-01-10'), to: at('2026-01-10', '10:00') })).toMatchObject({ value: { noticeBy: at('2026-01-07') } });
    expect(plannedStopNotice(under('北京'), { from: at('2026-01-10'), to: at('2026-01-12') })).toMatchObject({ code: 'rulebook/rule-missing' });
    expect(outageReportFrom(under('洛阳'), at('2026-01-10'))).toMatchObject({ value: { at: at('2026-01-10', '17:00') } });
    expect(outageReportFrom(under('青岛'), at('2026-01-10'))).toMatchObject({ code: 'rulebook/rule-missing' });
  });
  it('grades an incident by its gravest figure, the number itself included, and never guesses a table', () => {
    const grade = (known: object) => gradeIncident(under('临沂'), known);
    expect(grade({ deaths: 2 })).toMatchObject({ value: { grade: 'IV' } });
    expect(grade({ deaths: 3, seriousInjuries: 49 })).toMatchObject({ value: { grade: 'III' } });
    expect(grade({ deaths: 10 })).toMatchObject({ value: { grade: 'II', by: [{ rule: { pack: 'default' } }] } });
    expect(grade({ lossFen: 100_000_000_00 })).toMatchObject({ value: { grade: 'I' } });
    expect(grade({ households: 10_000 })).toMatchObject({ code: 'rulebook/rule-missing', detail: { field: 'incidents.households' } });
    expect(grade({})).toMatchObject({ code: 'rulebook/bad-case' });
  });
  it('warns in Qingdao of −3, −6 and −9 °C', () => {
    expect([-29, -30, -60, -90].map((tenths) => valueOf(coldWarning(under('青岛'), tenths)).colour)).toEqual([null, 'yellow', 'orange', 'red']);
  });
  it('holds a rate against its target by its counts, without rounding it first', () => {
    expect(kpiVerdict(under('临沂'), 'room-temperature-pass', 98, 100)).toMatchObject({ value: { met: true, permille: 980 } });
    expect(kpiVerdict(under('临沂'), 'room-temperature-pass', 979_999, 1_000_000)).toMatchObject({ value: { met: false } });
    expect(kpiVerdict(under('黑龙江'), 'room-temperature-pass', 90, 100)).toMatchObject({ value: { met: true, rule: { pack: 'heilongjiang' } } });
    expect(kpiVerdict(under('黑龙江'), 'operation-accident', 3, 1000)).toMatchObject({ value: { met: false, rule: { pack: 'default' } } });
    expect(kpiVerdict(under('临沂'), 'repair-handling', 0, 0)).toMatchObject({ value: { met: null } });
    expect(kpiVerdict(under('临沂'), 'satisfaction', 1, 1)).toMatchObject({ code: 'rulebook/rule-missing' });
  });
});

describe('a reading', () => {
  const reading = { roomTenths: 170, contractTenths: 180, at: at('2026-01-05', '11:00'), closedMinutes: 120, heightCentimetres: 100, instrumentValidUntil: '2026-12-31', signedByUser: 'signed' as const, signedByCompany: true, userCaused: false };
  const says = (name: string, more = {}) => rulebook.verdict(under(name), { ...reading, ...more });
  it('counts, does not, or is deemed, as the place says', () => {
    expect(says('临沂')).toMatchObject({ value: { valid: true, result: 'below', shortTenths: 10 } });
    expect(says('临沂', { roomTenths: 180 })).toMatchObject({ value: { result: 'qualified' } });
    expect(says('临沂', { closedMinutes: 119 })).toMatchObject({ value: { valid: false, result: 'none' } });
    expect(says('临沂', { signedByUser: 'refused' })).toMatchObject({ value: { result: 'qualified' } });
    expect(says('临沂', { signedByCompany: false })).toMatchObject({ value: { result: 'below', shortTenths: 41 } });
    expect(says('滨州', { signedByCompany: false })).toMatchObject({ value: { result: 'below', shortTenths: 0 } });
    expect(says('青岛', { userCaused: true })).toMatchObject({ value: { result: 'none' } });
    expect(says('泰安')).toMatchObject({ value: { rule: { pack: 'default' } } });
  });
  it('counts in Heilongjiang before ten and from two', () => {
    expect(['09:59', '10:00', '13:59', '14:00'].map((time) => valueOf(says('黑龙江', { at: at('2026-01-05', time) })).valid)).toEqual([true, false, false, true]);
  });
  it('promises a kitchen ten degrees in Qingdao, and says nothing elsewhere', () => {
    expect(says('青岛', { room: 'kitchen', roomTenths: 99 })).toMatchObject({ value: { result: 'below', thresholdTenths: 100, shortTenths: 1 } });
    expect(says('临沂', { room: 'kitchen' })).toMatchObject({ value: { result: 'none', valid: true } });
  });
  it('gives no verdict when it was colder outside than the design', () => {
    expect(says('临沂', { outdoorMeanTenths: -81, outdoorDesignTenths: -80 })).toMatchObject({ value: { result: 'none' } });
    expect(says('临沂', { outdoorMeanTenths: -80, outdoorDesignTenths: -80 })).toMatchObject({ value: { result: 'below' } });
  });
  it('is in Binzhou one of six whose average counts, kept exactly', () => {
    const slots = ['2026-01-05', '2026-01-06', '2026-01-07'].flatMap((day) => [at(day, '08:00'), at(day, '20:00')]).map((when, index) => ({ at: when, roomTenths: index === 0 ? 175 : 181 }));
    expect(averaged(under('滨州'), slots)).toMatchObject({ value: { sumTenths: 1080, count: 6, roomTenths: 180 } });
    expect(averaged(under('滨州'), slots.map((row, index) => (index === 0 ? { ...row, roomTenths: 174 } : row)))).toMatchObject({ value: { roomTenths: 179 } });
    expect(averaged(under('滨州'), slots.slice(1))).toMatchObject({ detail: { field: 'readings' } });
    expect(averaged(under('滨州'), slots.slice(2))).toMatchObject({ detail: { field: 'readings', allowed: '3 consecutive days' } });
    expect(averaged(under('滨州'), [{ at: at('2026-01-05', '05:59'), roomTenths: 180 }])).toMatchObject({ detail: { field: 'readings[0].at' } });
    expect(averaged(under('临沂'), slots)).toMatchObject({ code: 'rulebook/rule-missing' });
  });
});

describe('an appraisal', () => {
  const item = (group: string, eventId: string, pointsTenths: number) => ({ group, eventId, pointsTenths, reason: 'overdue' });
  const season: AppraisalCase = { unit: 'station-7', from: '2025-11-10', to: '2026-03-20', items: [item('服务响应', 'e2', -15), item('供热质量', 'e1', -400), item('服务响应', 'e3', 20)], vetoes: [] };
  it('takes points back to facts, never below nothing nor above the weight, and runs again bit for bit', () => {
    const first = valueOf(appraise(under('default'), season));
    expect(first).toMatchObject({ scoreTenths: 700, grade: 'C', groups: [{ group: '供热质量', scoreTenths: 0, items: [{ eventId: 'e1' }] }, { group: '服务响应', scoreTenths: 250 }, {}, {}, {}] });
    expect(JSON.stringify(appraise(under('default'), { ...season, items: [...season.items].reverse() }))).toBe(JSON.stringify({ ok: true, value: first }));
  });
  it('falls to the last grade on a veto, with its score unchanged', () => {
    const vetoed = valueOf(appraise(under('default'), { ...season, vetoes: [{ veto: 'false-material', eventId: 'e9' }] }));
    expect(vetoed).toMatchObject({ scoreTenths: 700, grade: 'D' });
    expect(appraise(under('default'), { ...season, vetoes: [{ veto: 'late-lunch', eventId: 'e9' }] })).toMatchObject({ detail: { field: 'vetoes[0].veto' } });
    expect(appraise(under('default'), { ...season, items: [item('午餐', 'e1', -1)] })).toMatchObject({ detail: { field: 'items[0].group' } });
    expect(appraise(under('default'), { ...season, to: '2025-11-09' })).toMatchObject({ detail: { field: 'to' } });
    expect(appraise(under('default'), { ...season, from: '2025-11-31' })).toMatchObject({ detail: { field: 'from' } });
  });
  it('under another version is a new score beside the old, the difference told', () => {
    const { pack } = under('default');
    const weights = { 供热质量: 20, 服务响应: 35, 投诉处理与满意: 20, 安全与应急: 15, 收费与信息: 10 };
    const next = { pack: { ...pack, version: '2026-1', ...(pack.scoring && { scoring: { ...pack.scoring, weights } }) }, season: null };
    const [before, after] = [valueOf(appraise(under('default'), season)), valueOf(appraise(next, season))];
    expect(after.scoreTenths).toBe(800);
    expect(appraisalDifference(before, after).map(({ en }) => en)).toEqual(['rule default@2026-12 → default@2026-1', '供热质量, weight (30.0 → 20.0): 0.0 → 0.0', '服务响应, weight (25.0 → 35.0): 25.0 → 35.0', 'score 70.0/100.0 → 80.0/100.0', 'grade C → B']);
    expect(appraisalDifference(before, before)).toEqual([]);
    const vetoed = (veto: string) => valueOf(appraise(under('default'), { ...season, vetoes: [{ veto, eventId: 'e9' }] }));
    expect(appraisalDifference(vetoed('no-licence'), vetoed('false-material')).map(({ en }) => en)).toEqual(['vetoes: no-licence → false-material']);
  });
  it('is red, yellow or black in Heilongjiang by the scale of its year; its item table is not known', () => {
    const grade = (name: string, points: number) => gradeOfScore(under(name).pack.scoring ?? valueOf({ ok: false, code: 'rulebook/rule-missing', detail: {} }), points * 10, false);
    expect([174, 175, 119, 120].map((points) => grade('黑龙江@2020-06-01', points))).toEqual(['yellow', 'red', 'black', 'yellow']);
    expect([209, 210, 159, 160].map((points) => grade('黑龙江', points))).toEqual(['yellow', 'red', 'black', 'yellow']);
    expect(appraise(under('黑龙江'), season)).toMatchObject({ code: 'rulebook/rule-missing', detail: { field: 'scoring.weights' } });
  });
});
