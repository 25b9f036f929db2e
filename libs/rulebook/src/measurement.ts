import { promiseTold } from './rule-text.js';
import type { Bilingual } from '@heatledger/kernel';
import { dayIn } from '@heatledger/vocabulary';
import { ruleOf } from './deadlines.js';
import { averageOf, isWithinHours, seriesFlaws, slotFault } from './measurement-series.js';
import { notPromised } from './no-promise.js';
import type { MeasurementRule, RulePack } from './pack.js';
import { celsius } from './refund-trace.js';
import { lineage, zoneOf } from './registry.js';
import type { Reading, RulebookRefusal, Ruled, RulesInForce, Verdict } from './rules.js';

const flawsOf = ({ closedMinutes = 0, heightCentimetres, forbiddenHours = [] }: MeasurementRule, reading: Reading, zone: string): readonly Bilingual[] => [
  ...(reading.closedMinutes < closedMinutes ? [{ zh: `门窗关闭 ${reading.closedMinutes} 分钟，不足 ${closedMinutes} 分钟`, en: `doors and windows closed for ${reading.closedMinutes} min, ${closedMinutes} min are needed` }] : []),
  ...(reading.heightCentimetres < heightCentimetres.from || reading.heightCentimetres > heightCentimetres.to
    ? [{ zh: `测点高度 ${reading.heightCentimetres} 厘米，应为 ${heightCentimetres.from}–${heightCentimetres.to} 厘米`, en: `probe at ${reading.heightCentimetres} cm, ${heightCentimetres.from}–${heightCentimetres.to} cm are allowed` }]
    : []),
  ...(reading.slots === undefined ? forbiddenHours : [])
    .filter((span) => isWithinHours(span, reading.at, zone))
    .map(({ from, to }) => ({ zh: `${from}:00–${to}:00 的测温无效`, en: `a reading between ${from}:00 and ${to}:00 does not count` })),
  ...(reading.instrumentValidUntil < dayIn(zone, reading.at) ? [{ zh: `仪器检定有效期至 ${reading.instrumentValidUntil}，已过期`, en: `the instrument's certificate ran out on ${reading.instrumentValidUntil}` }] : []),
  ...(reading.signedByCompany ? [] : [{ zh: '供热单位未签字', en: 'the company did not sign' }]),
];

type Judged = Pick<Verdict, 'valid' | 'reasons' | 'result' | 'shortTenths'>;

/** Recorded and not judged: nothing is promised there and then, the user was not there to sign, or an average where none counts. */
const undecided = (rules: RulesInForce, { averaging }: MeasurementRule, reading: Reading): Judged | null => {
  const none = { result: 'none', shortTenths: 0 } as const;
  const reasons = notPromised(rules, reading);
  if (reasons.length > 0) return { ...none, valid: true, reasons };
  const { signedByUser, slots } = reading;
  if (signedByUser === 'absent')
    return { ...none, valid: false, reasons: [{ zh: '用户不在场、未签字，不作判定，须另约测温', en: 'the user was absent and did not sign: no verdict, a new test is due' }] };
  if (slots !== undefined && !averaging) return { ...none, valid: false, reasons: [{ zh: '规则包不以多次测温的平均值判定', en: 'no average counts under this pack: no verdict' }] };
  return null;
};

/** What the pack deems when a side fails its part; the company's failure weighs first. */
const deemed = ({ companyFailure, userRefusal, userCausedExcluded }: MeasurementRule, { signedByCompany, signedByUser, contractTenths, userCaused }: Reading): Judged | null => {
  if (!signedByCompany && companyFailure)
    return { valid: true, result: 'below', shortTenths: companyFailure.tenths === undefined ? 0 : Math.max(0, contractTenths - companyFailure.tenths), reasons: [{ zh: '供热单位未签字，当日视为不达标', en: 'the company did not sign: the day is deemed below' }] };
  if (signedByUser === 'refused' && userRefusal) return { valid: true, result: 'qualified', shortTenths: 0, reasons: [{ zh: '用户无故拒绝签字，当日视为达标', en: 'the user refused to sign: the day is deemed qualified' }] };
  if (userCaused && userCausedExcluded) return { valid: true, result: 'none', shortTenths: 0, reasons: [{ zh: '属用户自身原因，不作判定', en: 'the user was the cause: no verdict' }] };
  return null;
};

/** Colder outside than the design allows for: the promise does not hold that day. */
const beyondPromise = (rules: RulesInForce, { at, outdoorMeanTenths: mean, outdoorDesignTenths: design, outdoorSource: from }: Reading): Judged | null => {
  if (mean === undefined || design === undefined || mean >= design) return null;
  const giver = lineage(rules, at).find(({ guarantee }) => guarantee !== undefined);
  if (!giver) return null;
  const [byZh, byEn] = from === undefined ? ['', ''] : [`（${from}）`, ` (${from})`];
  return { valid: true, result: 'none', shortTenths: 0, reasons: [{ zh: `但室外日平均 ${celsius(mean)} ℃${byZh}低于设计温度 ${celsius(design)} ℃，依据${promiseTold(giver.id, [giver]).zh}不作判定`, en: `the outdoor mean of ${celsius(mean)} °C${byEn} is below the design temperature of ${celsius(design)} °C: no verdict by ${promiseTold(giver.id, [giver]).en}` }] };
};

const judged = (rule: MeasurementRule, reading: Reading, zone: string): Judged => {
  const reasons = [...seriesFlaws(rule, reading.slots, zone), ...flawsOf(rule, reading, zone)];
  const short = Math.max(0, reading.contractTenths - reading.roomTenths);
  if (reasons.length > 0) return { valid: false, reasons, result: 'none', shortTenths: 0 };
  return { valid: true, reasons, result: short > 0 ? 'below' : 'qualified', shortTenths: short };
};

const bad = (code: RulebookRefusal, field: string, value: unknown, allowed: string): Ruled<never> => ({ ok: false, code, detail: { field, value, allowed } });

/** The reading as it is judged: what the room is promised, and of a series the average. */
const takenUnder = (pack: RulePack, reading: Reading): Ruled<Reading> => {
  const { room, slots, roomTenths } = reading;
  const fault = slots === undefined ? null : slotFault('slots', slots);
  if (fault) return fault;
  const taken = slots === undefined ? roomTenths : averageOf(slots).roomTenths;
  if (!Number.isInteger(taken) || taken < -400 || taken > 600) return bad('rulebook/bad-case', 'roomTenths', taken, 'whole tenths of °C, -400…600');
  const promised = room === 'kitchen' ? (pack.kitchenTenths ?? reading.contractTenths) : reading.contractTenths;
  return { ok: true, value: { ...reading, roomTenths: taken, contractTenths: promised } };
};

/** Whether a reading counts, and what it says; one taken against the procedure says nothing, and why. */
export const verdict = (rules: RulesInForce, reading: Reading): Ruled<Verdict> => {
  const { pack } = rules;
  const giving = lineage(rules, reading.at).find(({ measurement }) => measurement !== undefined);
  const rule = giving?.measurement;
  if (!rule) return bad('rulebook/rule-missing', 'measurement', pack.id, 'a pack with a measurement procedure');
  const taken = takenUnder(pack, reading);
  if (!taken.ok) return taken;
  const said = undecided(rules, rule, taken.value) ?? deemed(rule, taken.value) ?? unlessInvalid(judged(rule, taken.value, zoneOf(rules, giving)), beyondPromise(rules, taken.value));
  const { sumTenths, count } = averageOf(reading.slots ?? []);
  const average = reading.slots === undefined ? {} : { average: { sumTenths, count } };
  return { ok: true, value: { ...said, ...average, thresholdTenths: taken.value.contractTenths, rule: ruleOf(giving, `${rule.source.text} [${rule.source.mark}]`) } };
};

const unlessInvalid = (verdict: Judged, other: Judged | null): Judged => (verdict.valid && other !== null ? other : verdict);
