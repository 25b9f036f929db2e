import type { Bilingual, RuleRef } from '@heatledger/kernel';
import { dayOf, isInstant } from '@heatledger/vocabulary';
import { ruleOf } from './deadlines.js';
import type { MeasurementRule, RulePack } from './pack.js';
import { refuse } from './refusals.js';
import { celsius } from './refund-trace.js';
import { lineage } from './registry.js';
import type { Reading, Ruled, RulesInForce, Verdict } from './rules.js';

const isWithin = ({ from, to }: { readonly from: number; readonly to: number }, at: string): boolean => Number(at.slice(11, 13)) >= from && Number(at.slice(11, 13)) < to;
const isForbidden = ({ forbiddenHours = [] }: MeasurementRule, at: string): boolean => forbiddenHours.some((span) => isWithin(span, at));

const flawsOf = ({ closedMinutes = 0, heightCentimetres, forbiddenHours = [] }: MeasurementRule, reading: Reading): readonly Bilingual[] => [
  ...(reading.closedMinutes < closedMinutes ? [{ zh: `门窗关闭 ${reading.closedMinutes} 分钟，不足 ${closedMinutes} 分钟`, en: `doors and windows closed for ${reading.closedMinutes} min, ${closedMinutes} min are needed` }] : []),
  ...(reading.heightCentimetres < heightCentimetres.from || reading.heightCentimetres > heightCentimetres.to
    ? [{ zh: `测点高度 ${reading.heightCentimetres} 厘米，应为 ${heightCentimetres.from}–${heightCentimetres.to} 厘米`, en: `probe at ${reading.heightCentimetres} cm, ${heightCentimetres.from}–${heightCentimetres.to} cm are allowed` }]
    : []),
  ...forbiddenHours
    .filter((span) => isWithin(span, reading.at))
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

/** Colder outside than the design allows for: the promise does not hold that day. */
const beyondPromise = (pack: RulePack, { at, outdoorMeanTenths: mean, outdoorDesignTenths: design }: Reading): Judged | null => {
  if (mean === undefined || design === undefined || mean >= design) return null;
  const giver = lineage(pack, at).find(({ guarantee }) => guarantee !== undefined);
  if (!giver) return null;
  return { valid: true, result: 'none', shortTenths: 0, reasons: [{ zh: `室外日平均 ${celsius(mean)} ℃ 低于设计温度 ${celsius(design)} ℃，不作判定（${giver.id}）`, en: `the outdoor mean of ${celsius(mean)} °C is below the design temperature of ${celsius(design)} °C: no verdict (${giver.id})` }] };
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
  const promised = reading.room === 'kitchen' ? pack.kitchenTenths : reading.contractTenths;
  if (promised === undefined) return { ok: false, code: 'rulebook/rule-missing', detail: { field: 'kitchenTenths', value: pack.id, allowed: 'a pack that promises a temperature for kitchens' } };
  const taken = { ...reading, contractTenths: promised };
  const rule = giving.measurement;
  const said = deemed(rule, taken) ?? unlessInvalid(judged(rule, taken), beyondPromise(pack, taken));
  return { ok: true, value: { ...said, thresholdTenths: promised, rule: ruleOf(giving, `${rule.source.text} [${rule.source.mark}]`) } };
};

const unlessInvalid = (verdict: Judged, other: Judged | null): Judged => (verdict.valid && other !== null ? other : verdict);

/** One slot of a series of readings whose average counts. */
export interface SlotReading {
  readonly at: string;
  readonly roomTenths: number;
}

/** An average kept exactly as sum and count; `roomTenths` is it rounded down to the tenth, which never moves it over the lower end of a band. */
export interface Averaged {
  readonly sumTenths: number;
  readonly count: number;
  readonly roomTenths: number;
  readonly rule: RuleRef;
}

const areConsecutive = (days: readonly string[]): boolean => days.every((day, index) => index === 0 || Date.parse(day) - Date.parse(days[index - 1] ?? '') === 86_400_000);

/** The average that counts where the pack demands so many slots on so many consecutive days (滨州: 2 on 3 days, 06:00–21:00). */
export const averaged = ({ pack }: RulesInForce, readings: readonly SlotReading[]): Ruled<Averaged> => {
  const { measurement } = pack;
  if (!measurement?.averaging) return { ok: false, code: 'rulebook/rule-missing', detail: { field: 'measurement.averaging', value: pack.id, allowed: 'a pack under which an average counts' } };
  const { days, slots } = measurement.averaging;
  for (const [index, { at, roomTenths }] of readings.entries()) {
    if (!isInstant(at)) return refuse(`readings[${index}].at`, at, 'an instant with offset');
    if (!Number.isSafeInteger(roomTenths) || roomTenths < -400 || roomTenths > 600) return refuse(`readings[${index}].roomTenths`, roomTenths, 'whole tenths of °C, -400…600');
    if (isForbidden(measurement, at)) return refuse(`readings[${index}].at`, at, 'an hour in which readings count');
  }
  const byDay = [...new Set(readings.map(({ at }) => dayOf(at)))].sort();
  if (byDay.length !== days || !areConsecutive(byDay)) return refuse('readings', byDay.join(', '), `${days} consecutive days`);
  const uneven = byDay.find((day) => readings.filter(({ at }) => dayOf(at) === day).length !== slots);
  if (uneven !== undefined) return refuse('readings', uneven, `${slots} readings on every day`);
  const sumTenths = readings.reduce((sum, { roomTenths }) => sum + roomTenths, 0);
  return { ok: true, value: { sumTenths, count: readings.length, roomTenths: Math.floor(sumTenths / readings.length), rule: ruleOf(pack, `${measurement.source.text} [${measurement.source.mark}]`) } };
};
