import type { Bilingual, Detail, Made, RuleRef } from '@heatledger/kernel';
import { rulebook, type Refund, type RefundCase, type RefundReading } from '@heatledger/rulebook';
import { yuan } from '@heatledger/vocabulary';
import type { CalculateAdjustmentData, DayReading } from '../adjustment.commands.js';
import type { AdjustmentCalculated } from '../adjustment.events.js';
import type { About } from '../adjustment.state.js';
import { isRuled, type AdjustmentBasis, type RuledBasis } from '../adjustment.words.js';
import type { FeeWorld } from '../adjustment.world.js';
import type { FeeRejection } from '../fee.rejections.js';

/** A figure with everything it rests on, before it is given a version. */
export type Figures = Omit<Made<typeof AdjustmentCalculated>['data'], keyof About | 'version' | 'traceId'>;

export type Figured =
  | { readonly ok: true; readonly figures: Figures; readonly rule?: RuleRef }
  | { readonly ok: false; readonly code: FeeRejection; readonly detail: Detail };

const no = (code: FeeRejection, detail: Detail): Figured => ({ ok: false, code, detail });
const missing = (field: string, allowed: string): Figured => no('fee/input-missing', { field, allowed });
const said = (trace: readonly Bilingual[]): Figures['trace'] => trace.map(({ zh, en }) => ({ zh, en }));

/** The reading as the rulebook takes it: what was not given is left out. */
const readingOf = ({ on, by, measuredTenths, outcome }: DayReading): RefundReading => ({
  on,
  by,
  ...(measuredTenths === undefined ? {} : { measuredTenths }),
  ...(outcome === undefined ? {} : { outcome }),
});

const given = <T extends object>(inputs: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined)) as { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The frozen inputs of a refund: what the officer gave, filled up from the season and the archive of that day. */
const refundCaseOf = (basis: RuledBasis, data: CalculateAdjustmentData, { rules, household }: FeeWorld): RefundCase | string => {
  const { seasonFeeFen, from, to, days, measuredTenths, failingAreaTenths, basicFeeFen, userCaused, metered, readings } = data;
  const seasonDays = data.seasonDays ?? rules.season?.days;
  const contractTenths = data.contractTenths ?? household?.contractTenths;
  const billedAreaTenths = data.billedAreaTenths ?? household?.areaTenths;
  if (seasonFeeFen === undefined) return 'seasonFeeFen';
  if (from === undefined) return 'from';
  if (to === undefined) return 'to';
  if (seasonDays === undefined) return 'seasonDays';
  if (basis === 'cold-rooms' && measuredTenths === undefined && readings === undefined) return 'measuredTenths';
  const more = { days, measuredTenths, contractTenths, billedAreaTenths, failingAreaTenths, basicFeeFen, userCaused, metered };
  return { basis, seasonFeeFen, seasonDays, from, to, ...given(more), ...(readings === undefined ? {} : { readings: readings.map(readingOf) }) };
};

const frozen = ({ basis: _, days: statedDays, readings, ...inputs }: RefundCase, refund: Refund, { grounds, evidence }: CalculateAdjustmentData): Figures => ({
  method: 'ruled',
  amountFen: refund.fen,
  ...inputs,
  ...(readings === undefined ? {} : { readings: readings.map((row) => ({ ...row })) }),
  statedDays,
  days: refund.days,
  ...(refund.band === '' ? {} : { band: refund.band }),
  factors: refund.factors.map(({ name, numerator, denominator }) => ({ name, numerator, denominator })),
  trace: said(refund.trace),
  grounds,
  evidence,
});

const ruledFigures = (basis: RuledBasis, data: CalculateAdjustmentData, world: FeeWorld): Figured => {
  if (data.amountFen !== undefined)
    return no('fee/input-unfit', { field: 'amountFen', value: data.amountFen, allowed: 'nothing: the rule pack computes it' });
  const refundCase = refundCaseOf(basis, data, world);
  if (typeof refundCase === 'string') return missing(refundCase, `needed for ${basis}`);
  const refund = rulebook.refund(world.rules, refundCase);
  if (!refund.ok) return no('fee/no-rule', { ...refund.detail, rulebook: refund.code });
  return { ok: true, figures: frozen(refundCase, refund.value, data), rule: refund.value.rule };
};

const statedFigures = (data: CalculateAdjustmentData): Figured => {
  const { adjustmentId: _, days: statedDays, amountFen, grounds, readings, ...inputs } = data;
  if (amountFen === undefined) return missing('amountFen', 'a sum in fen');
  if (grounds === undefined) return missing('grounds', 'why the sum is right');
  const trace = [{ zh: `按依据核定 ${yuan(amountFen)}：${grounds}`, en: `Stated at ${yuan(amountFen)}: ${grounds}` }];
  return { ok: true, figures: { method: 'stated', amountFen, grounds, statedDays, ...inputs, readings: readings?.map((row) => ({ ...row })), trace } };
};

/** The figure of an adjustment: by the rule pack for cold rooms and outages, stated with grounds for the rest (clause 三(三)3). */
export const figuresFor = (basis: AdjustmentBasis, data: CalculateAdjustmentData, world: FeeWorld): Figured =>
  isRuled(basis) ? ruledFigures(basis, data, world) : statedFigures(data);
