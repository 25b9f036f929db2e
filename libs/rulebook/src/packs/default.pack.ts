import type { Limit, RulePack } from '../pack.js';
import { DAY, HOUR, LAST_DAY_BEFORE, leakAndQualityArrivals, measured, pauseReasons, refundRule, source, testWithin, threeBands } from './rows.js';
import { escalation, incidentRules, inspection, kpiLimits, kpiTargets, scoring } from './default.conduct.js';

const decided = (text: string) => source('D', text);

const limits: readonly Limit[] = [
  { clock: 'acknowledge', kinds: ['repair', 'complaint', 'enquiry'], minutes: 30, source: decided('acknowledged while the caller is on the line or within half an hour') },
  { clock: 'first-contact', kinds: ['complaint'], minutes: 2 * HOUR, source: decided('first contact within 2 h') },
  ...leakAndQualityArrivals(decided('leak 1 h; quality 2 h, 5 h in the first 10 days of the season: the strictest common values')),
  { clock: 'arrive', kinds: ['repair'], minutes: 2 * HOUR, source: decided('arrival within 2 h') },
  testWithin(24, decided('temperature test within 24 h')),
  { clock: 'first-result', kinds: ['repair', 'complaint', 'enquiry'], minutes: DAY, source: decided('first handling result within 24 h') },
  { clock: 'resolve', kinds: ['repair'], categories: ['TEMP'], minutes: 2 * DAY, source: decided('temperature cured within 48 h') },
  { clock: 'resolve', kinds: ['repair'], minutes: DAY, source: decided('ordinary fault mended within 24 h') },
  { clock: 'resolve', kinds: ['complaint'], minutes: 3 * DAY, source: decided('complaint decided within 3 calendar days') },
  { clock: 'written-answer', kinds: ['complaint', 'enquiry'], channels: ['12345'], minutes: 5 * DAY, calendar: 'working-days', source: decided('orders of the 12345 hotline answered within 5 working days') },
  { clock: 'written-answer', kinds: ['complaint', 'enquiry'], minutes: 3 * DAY, source: decided('written answer within 3 calendar days') },
  { clock: 'call-back', kinds: ['repair', 'complaint'], minutes: 2 * DAY, calendar: 'working-days', source: decided('callback within 2 working days of completion') },
];

/** The strictest common values of the cities' rules, all to be overridden by a city's own pack. Source: domain notes §2.1 [D]. */
export const defaultPack: RulePack = {
  id: 'default',
  version: '2025-1',
  name: { zh: '默认规则', en: 'default rules' },
  effectiveFrom: '2000-01-01',
  effectiveTo: LAST_DAY_BEFORE,
  limits,
  pauseReasons,
  thresholdTenths: 180,
  refund: refundRule({ bands: threeBands(20), area: 'stated', excludesUserCause: true, payBy: { say: { zh: '批准后30天内', en: 'within 30 days of the approval' }, term: { daysAfterApproval: 30 }, source: decided('paid within 30 days of the approval') }, source: decided('20 %, 50 %, 100 % of the day, as in most cities; a band holds its lower end') }),
  outage: { afterHours: { hours: 24, included: true }, source: decided("not heated for 24 h: the whole day's fee, as in most places") },
  measurement: measured(HOUR, decided('doors and windows closed for 1 h, probe 1 m above the floor at the room centre')),
  guarantee: { conditions: [{ zh: '室外日平均温度不低于设计温度', en: 'the outdoor daily mean is not below the design temperature' }], source: source('P', 'GB/T 33833-2017 §5.1, normal weather, as a company page quotes it') },
  lateFee: { permillePerDay: 1, capPercent: 30, source: decided('1 ‰ a day, at most 30 % of the season fee: as 济宁 has it, seen at second hand') },
  incidents: incidentRules,
  kpis: kpiTargets,
  kpiLimits,
  scoring,
  escalation,
  inspection,
};
