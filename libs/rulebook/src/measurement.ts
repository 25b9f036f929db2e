import type { Bilingual } from '@heatledger/kernel';
import { dayOf } from '@heatledger/vocabulary';
import { ruleOf } from './deadlines.js';
import type { RulePack } from './pack.js';
import type { Reading, Ruled, RulesInForce, Verdict } from './rules.js';

const flawsOf = ({ measurement: { closedMinutes, heightCentimetres } }: RulePack, reading: Reading): readonly Bilingual[] => [
  ...(reading.closedMinutes < closedMinutes ? [{ zh: `门窗关闭 ${reading.closedMinutes} 分钟，不足 ${closedMinutes} 分钟`, en: `doors and windows closed for ${reading.closedMinutes} min, ${closedMinutes} min are needed` }] : []),
  ...(reading.heightCentimetres < heightCentimetres.from || reading.heightCentimetres > heightCentimetres.to
    ? [{ zh: `测点高度 ${reading.heightCentimetres} 厘米，应为 ${heightCentimetres.from}–${heightCentimetres.to} 厘米`, en: `probe at ${reading.heightCentimetres} cm, ${heightCentimetres.from}–${heightCentimetres.to} cm are allowed` }]
    : []),
  ...(reading.instrumentValidUntil < dayOf(reading.at) ? [{ zh: `仪器检定有效期至 ${reading.instrumentValidUntil}，已过期`, en: `the instrument's certificate ran out on ${reading.instrumentValidUntil}` }] : []),
  ...(reading.signedByCompany ? [] : [{ zh: '供热单位未签字', en: 'the company did not sign' }]),
];

/** Whether a reading counts, and what it says; one taken against the procedure says nothing, and why. */
export const verdict = ({ pack }: RulesInForce, reading: Reading): Ruled<Verdict> => {
  if (!Number.isInteger(reading.roomTenths) || reading.roomTenths < -400 || reading.roomTenths > 600)
    return { ok: false, code: 'rulebook/bad-case', detail: { field: 'roomTenths', value: reading.roomTenths, allowed: 'whole tenths of °C, -400…600' } };
  const reasons = flawsOf(pack, reading);
  const thresholdTenths = reading.contractTenths;
  const short = Math.max(0, thresholdTenths - reading.roomTenths);
  const valid = reasons.length === 0;
  return {
    ok: true,
    value: {
      valid,
      reasons,
      result: !valid ? 'none' : short > 0 ? 'below' : 'qualified',
      thresholdTenths,
      shortTenths: valid ? short : 0,
      rule: ruleOf(pack, `${pack.measurement.source.text} [${pack.measurement.source.mark}]`),
    },
  };
};
