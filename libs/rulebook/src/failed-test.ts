import type { Bilingual, Instant } from '@heatledger/kernel';
import type { VisitOutcome } from '@heatledger/vocabulary';
import { ruleOf } from './deadlines.js';
import { notPromised } from './no-promise.js';
import type { MeasurementRule } from './pack.js';
import { missing } from './refusals.js';
import { lineage } from './registry.js';
import type { Reading, Ruled, RulesInForce, Verdict } from './rules.js';

/** A test that did not take place, and why; a user who was absent has not refused. */
export interface FailedTest {
  readonly at: Instant;
  readonly outcome: VisitOutcome | 'user-absent';
  readonly contractTenths: number;
  /** Whether the home is heated that day; heated when absent. */
  readonly heating?: Reading['heating'];
}

type Deemed = Pick<Verdict, 'valid' | 'result' | 'shortTenths' | 'reasons'>;

const nothing = (zh: string, en: string): Deemed => ({ valid: false, result: 'none', shortTenths: 0, reasons: [{ zh, en } satisfies Bilingual] });

const deemedUnder = ({ userRefusal, companyFailure }: MeasurementRule, { outcome, contractTenths }: FailedTest): Deemed => {
  if (outcome === 'user-absent')
    return nothing('约定时间用户不在家，未测温，不作推定', 'the user was absent at the agreed time: no reading, and nothing is deemed');
  if (outcome === 'user-refused')
    return userRefusal
      ? {
          valid: true,
          result: 'qualified',
          shortTenths: 0,
          reasons: [{ zh: '用户无故拒绝测温，当日视为达标', en: 'the user refused the test without reason: the day is deemed qualified' }],
        }
      : nothing('用户拒绝测温，规则包未规定推定结果', 'the user refused the test; the pack deems nothing');
  if (!companyFailure) return nothing('供热单位未履行测温，规则包未规定推定结果', 'the company failed its part; the pack deems nothing');
  const { tenths } = companyFailure;
  const short = tenths === undefined ? 0 : Math.max(0, contractTenths - tenths);
  return {
    valid: true,
    result: 'below',
    shortTenths: short,
    reasons: [{ zh: '供热单位未履行测温，当日视为不达标', en: 'the company failed its part: the day is deemed below' }],
  };
};

/** What the day of a test that did not take place is deemed to be, and why; under a pack that deems nothing, no result. */
export const failedTest = (rules: RulesInForce, test: FailedTest): Ruled<Verdict> => {
  const giving = lineage(rules, test.at).find(({ measurement }) => measurement !== undefined);
  if (!giving?.measurement) return missing(rules.pack, 'measurement');
  const { source } = giving.measurement;
  const { at, heating } = test;
  const why = notPromised(rules, { at, ...(heating === undefined ? {} : { heating }) });
  const deemed = why.length > 0 ? { ...nothing('', ''), reasons: why } : deemedUnder(giving.measurement, test);
  return { ok: true, value: { ...deemed, thresholdTenths: test.contractTenths, rule: ruleOf(giving, `${source.text} [${source.mark}]`) } };
};
