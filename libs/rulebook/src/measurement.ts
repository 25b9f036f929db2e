import type { Bilingual } from '@heatledger/kernel';
import { dayOf } from '@heatledger/vocabulary';
import { ruleOf } from './deadlines.js';
import type { MeasurementRule } from './pack.js';
import { lineage } from './registry.js';
import type { Reading, Ruled, RulesInForce, Verdict } from './rules.js';

const flawsOf = ({ closedMinutes = 0, heightCentimetres, forbiddenHours = [] }: MeasurementRule, reading: Reading): readonly Bilingual[] => [
  ...(reading.closedMinutes < closedMinutes ? [{ zh: `门窗关闭 ${reading.closedMinutes} 分钟，不足 ${closedMinutes} 分钟`, en: `doors and windows closed for ${reading.closedMinutes} min, ${closedMinutes} min are needed` }] : []),
  ...(reading.heightCentimetres < heightCentimetres.from || reading.heightCentimetres > heightCentimetres.to
    ? [{ zh: `测点高度 ${reading.heightCentimetres} 厘米，应为 ${heightCentimetres.from}–${heightCentimetres.to} 厘米`, en: `probe at ${reading.heightCentimetres} cm, ${heightCentimetres.from}–${heightCentimetres.to} cm are allowed` }]
    : []),
  ...forbiddenHours
    .filter(({ from, to }) => Number(reading.at.slice(11, 13)) >= from && Number(reading.at.slice(11, 13)) < to)
    .map(({ from, to }) => ({ zh: `${from}:00–${to}:00 的测温无效`, en: `a reading between ${from}:00 and ${to}:00 does not count` })),
  ...(reading.instrumentValidUntil < dayOf(reading.at) ? [{ zh: `仪器检定有效期至 ${reading.instrumentValidUntil}，已过期`, en: `the instrument's certificate ran out on ${reading.instrumentValidUntil}` }] : []),
  ...(reading.signedByCompany ? [] : [{ zh: '供热单位未签字', en: 'the company did not sign' }]),
];

type Judged = Pick<Verdict, 'valid' | 'reasons' | 'result' | 'shortTenths'>;

/** What the pack deems when a side fails its part; the company's failure weighs first. */
const deemed = ({ companyFailure, userRefusal, userCausedExcluded }: MeasurementRule, { signedByCompany, signedByUser, contractTenths, userCaused }: Reading): Judged | null => {
  if (!signedByCompany && companyFailure)
    return { valid: true, result: 'below', shortTenths: companyFailure.tenths === undefined ? 0 : Math.max(0, contractTenths - companyFailure.tenths), reasons: [{ zh: '供热单位未签字，当日视为不达标', en: 'the company did not sign: the day is deemed below' }] };
  if (signedByUser === 'refused' && userRefusal) return { valid: true, result: 'qualified', shortTenths: 0, reasons: [{ zh: '用户无故拒绝签字，当日视为达标', en: 'the user refused to sign: the day is deemed qualified' }] };
  if (userCaused && userCausedExcluded) return { valid: true, result: 'none', shortTenths: 0, reasons: [{ zh: '属用户自身原因，不作判定', en: 'the user was the cause: no verdict' }] };
  return null;
};

const judged = (rule: MeasurementRule, reading: Reading): Judged => {
  const reasons = flawsOf(rule, reading);
  const short = Math.max(0, reading.contractTenths - reading.roomTenths);
  if (reasons.length > 0) return { valid: false, reasons, result: 'none', shortTenths: 0 };
  return { valid: true, reasons, result: short > 0 ? 'below' : 'qualified', shortTenths: short };
};

/** Whether a reading counts, and what it says; one taken against the procedure says nothing, and why. */
export const verdict = ({ pack }: RulesInForce, reading: Reading): Ruled<Verdict> => {
  if (!Number.isInteger(reading.roomTenths) || reading.roomTenths < -400 || reading.roomTenths > 600)
    return { ok: false, code: 'rulebook/bad-case', detail: { field: 'roomTenths', value: reading.roomTenths, allowed: 'whole tenths of °C, -400…600' } };
  const giving = lineage(pack, reading.at).find(({ measurement }) => measurement !== undefined);
  if (!giving?.measurement) return { ok: false, code: 'rulebook/rule-missing', detail: { field: 'measurement', value: pack.id, allowed: 'a pack with a measurement procedure' } };
  const rule = giving.measurement;
  const said = deemed(rule, reading) ?? judged(rule, reading);
  return { ok: true, value: { ...said, thresholdTenths: reading.contractTenths, rule: ruleOf(giving, `${rule.source.text} [${rule.source.mark}]`) } };
};
