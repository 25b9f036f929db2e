import type { EscalationRule, IncidentRule, InspectionRule, KpiLimit, KpiTarget, ScoringScheme } from '../conduct-rules.js';
import { source } from './rows.js';

const law = source('V', '生产安全事故报告和调查处理条例 §3');
const MILLION_YUAN = 1_000_000_00;

/** Grades of safety accidents; a grading by households and hours is set locally and not at hand. */
export const incidentRules: readonly IncidentRule[] = [
  { measure: 'deaths', atLeast: { I: 30, II: 10, III: 3 }, source: law },
  { measure: 'seriousInjuries', atLeast: { I: 100, II: 50, III: 10 }, source: law },
  { measure: 'lossFen', atLeast: { I: 100 * MILLION_YUAN, II: 50 * MILLION_YUAN, III: 10 * MILLION_YUAN }, source: law },
];

const memory = source('M', 'remembered of GB/T 33833, its clause text not at hand');
export const kpiTargets: readonly KpiTarget[] = [
  { kpi: 'room-temperature-pass', permille: 980, sense: 'at-least', source: source('P', 'industry practice: Beijing 2008, 山东聚源热力') },
  { kpi: 'operation-accident', permille: 2, sense: 'at-most', source: memory },
  { kpi: 'repair-handling', permille: 980, sense: 'at-least', source: source('P', 'industry practice: 临沂金程热力 2024') },
  { kpi: 'complaint-handling', permille: 1000, sense: 'at-least', source: memory },
  { kpi: 'hotline-answered', permille: 950, sense: 'at-least', source: source('P', 'GB/T 33358-2016, connected over 24 h') },
];

const DAY = 1440;
/** Spans that define rates; 24 h is how the field reports it, the days of a repeat are the company's choice. */
export const kpiLimits: readonly KpiLimit[] = [
  { kpi: 'repair-handling', minutes: DAY, source: source('P', 'industry practice: repairs done within 24 h') },
  { kpi: 'repeat-complaint', minutes: 30 * DAY, source: source('D', "the company's own choice, the days are nowhere stated") },
];

/** Getting to work late goes to the shift leader, an unsettled matter to the duty manager [D]. */
export const escalation: EscalationRule = {
  levels: { arrive: 1, 'first-contact': 1, 'first-result': 1, resolve: 2, 'written-answer': 2 },
  source: source('D', 'late to work: shift leader (1); unsettled: duty manager (2)'),
};

/** Terms of the company's own inspections; no text gives any [D]. */
export const inspection: InspectionRule = {
  rectificationMinutes: { critical: DAY, major: 3 * DAY, minor: 15 * DAY },
  disputeMinutes: 3 * DAY,
  source: source('D', "the company's own terms: critical 1 day, major 3, minor 15; the site of a dispute within 3"),
};

/** What puts a unit into the last grade at once. Source: Heilongjiang 2020 [P]. */
export const vetoes: ScoringScheme['vetoes'] = [
  { veto: 'room-temperature-below-90', name: { zh: '室温达标率低于90%', en: 'room-temperature pass rate below 90 %' } },
  { veto: 'unauthorised-closure', name: { zh: '擅自停业、歇业', en: 'unauthorised closure' } },
  { veto: 'season-cut-short', name: { zh: '推迟供热、提前停热或中途停热', en: 'late start, early stop or stop in mid-season' } },
  { veto: 'no-licence', name: { zh: '无供热许可', en: 'no licence' } },
  { veto: 'temperature-cut', name: { zh: '以节能为名降低供热温度', en: '"energy-saving" cut of the temperature' } },
  { veto: 'false-material', name: { zh: '提供虚假材料', en: 'false material' } },
];

/** The company's own appraisal. Source: domain notes §6.3 [D]. */
export const scoring: ScoringScheme = {
  total: 100,
  weights: { 供热质量: 30, 服务响应: 25, 投诉处理与满意: 20, 安全与应急: 15, 收费与信息: 10 },
  grades: [
    { grade: 'A', name: { zh: 'A', en: 'A' }, atLeast: 90 },
    { grade: 'B', name: { zh: 'B', en: 'B' }, atLeast: 75 },
    { grade: 'C', name: { zh: 'C', en: 'C' }, atLeast: 60 },
    { grade: 'D', name: { zh: 'D', en: 'D' }, atLeast: 0 },
  ],
  vetoes,
  source: source('D', "the company's own weights; grades as the 吉林 draft (90/75/60), vetoes of 黑龙江 2020"),
};

/** Red, yellow and black list. */
export const colours = (total: number, red: number, yellow: number, text: string): ScoringScheme => ({
  total,
  grades: [
    { grade: 'red', name: { zh: '红榜', en: 'red list' }, atLeast: red },
    { grade: 'yellow', name: { zh: '黄榜', en: 'yellow list' }, atLeast: yellow },
    { grade: 'black', name: { zh: '黑榜', en: 'black list' }, atLeast: 0 },
  ],
  vetoes,
  source: source('P', text),
});
