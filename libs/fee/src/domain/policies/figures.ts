import type { Bilingual, Detail, Instant, Made, RuleRef } from '@heatledger/kernel';
import { rulebook, type Refund, type RefundCase, type RefundReading } from '@heatledger/rulebook';
import { yuan } from '@heatledger/vocabulary';
import type { CalculateAdjustmentData, DayReading } from '../adjustment.commands.js';
import type { AdjustmentCalculated } from '../adjustment.events.js';
import type { About } from '../adjustment.state.js';
import { isRuled, type AdjustmentBasis, type RuledBasis } from '../adjustment.words.js';
import type { FeeWorld } from '../adjustment.world.js';
import type { FeeRejection } from '../fee.rejections.js';
import { measuredDays } from './named-readings.js';

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
const refundCaseOf = (basis: RuledBasis, data: CalculateAdjustmentData, { rules, household, now }: FeeWorld & Asked): RefundCase | string => {
  const { seasonFeeFen, from, to, days, measuredTenths, failingAreaTenths, basicFeeFen, userCaused, metered, readings } = data;
  const seasonDays = data.seasonDays ?? rules.season?.days;
  const contractTenths = data.contractTenths ?? household?.contractTenths;
  const billedAreaTenths = data.billedAreaTenths ?? household?.areaTenths;
  if (seasonFeeFen === undefined) return 'seasonFeeFen';
  if (basis === 'cold-rooms' && measuredTenths === undefined && readings === undefined) return 'readings';
  if (from === undefined) return 'from';
  if (to === undefined) return 'to';
  if (seasonDays === undefined) return 'seasonDays';
  const more = { days, measuredTenths, contractTenths, billedAreaTenths, failingAreaTenths, basicFeeFen, userCaused, metered };
  const rows = readings === undefined ? {} : { readings: readings.map(readingOf) };
  return { basis, seasonFeeFen, seasonDays, from, to, now, ...given(more), ...rows };
};

const frozen = (
  { basis: _, now: _now, season: _season, days: statedDays, readings: _rows, ...inputs }: RefundCase,
  refund: Refund,
  { grounds, evidence, readings }: CalculateAdjustmentData,
): Figures => ({
  method: 'ruled',
  amountFen: refund.fen,
  ...inputs,
  ...refund.counted,
  paidOn: refund.on.length === 0 ? undefined : [...refund.on],
  ...(readings === undefined ? {} : { readings: readings.map((row) => ({ ...row })) }),
  statedDays,
  days: refund.days,
  ...(refund.band === '' ? {} : { band: refund.band }),
  factors: refund.factors.map(({ name, numerator, denominator }) => ({ name, numerator, denominator })),
  trace: said(refund.trace),
  grounds,
  evidence,
});

/** What a calculation is made for, beside its inputs. */
interface Asked {
  readonly householdId: string;
  readonly now: Instant;
}

const computed = (basis: RuledBasis, data: CalculateAdjustmentData, world: FeeWorld & Asked): Figured => {
  const refundCase = refundCaseOf(basis, data, world);
  if (typeof refundCase === 'string') return missing(refundCase, `needed for ${basis}`);
  const refund = rulebook.refund(world.rules, refundCase);
  if (!refund.ok) return no('fee/no-rule', { ...refund.detail, rulebook: refund.code });
  return { ok: true, figures: frozen(refundCase, refund.value, data), rule: refund.value.rule };
};

const ruledFigures = (basis: RuledBasis, data: CalculateAdjustmentData, world: FeeWorld & Asked): Figured => {
  if (data.amountFen !== undefined)
    return no('fee/input-unfit', { field: 'amountFen', value: data.amountFen, allowed: 'nothing: the rule pack computes it' });
  if (data.measurements === undefined) return computed(basis, data, world);
  if (basis !== 'cold-rooms') return no('fee/input-unfit', { field: 'readings', value: null, allowed: 'nothing: an outage is from and to' });
  const { householdId, measurements = [], appliedAt, rules } = world;
  const measured = measuredDays(data, { householdId, measurements, appliedAt, rules });
  if (!measured.ok) return measured;
  const { readings, from, to } = measured;
  return computed(basis, { ...data, readings, from, to }, world);
};

const reliefFault = ({ seasonFeeFen, amountFen = 0 }: CalculateAdjustmentData): Figured | null => {
  if (seasonFeeFen === undefined) return missing('seasonFeeFen', 'the fee of the season in fen: relief never exceeds it');
  return amountFen > seasonFeeFen ? no('fee/beyond-season-fee', { field: 'amountFen', value: amountFen, allowed: `0–${seasonFeeFen}` }) : null;
};

const statedFigures = (basis: AdjustmentBasis, data: CalculateAdjustmentData): Figured => {
  const { adjustmentId: _, days: statedDays, amountFen, grounds, readings, measurements, ...inputs } = data;
  if (measurements !== undefined) return no('fee/input-unfit', { field: 'readings', value: null, allowed: 'nothing: the sum is stated' });
  if (amountFen === undefined) return missing('amountFen', 'a sum in fen');
  if (grounds === undefined) return missing('grounds', 'why the sum is right');
  const fault = basis === 'relief' ? reliefFault(data) : null;
  if (fault) return fault;
  const trace = [{ zh: `按依据核定 ${yuan(amountFen)}：${grounds}`, en: `Stated at ${yuan(amountFen)}: ${grounds}` }];
  return { ok: true, figures: { method: 'stated', amountFen, grounds, statedDays, ...inputs, readings: readings?.map((row) => ({ ...row })), trace } };
};

/** The figure of an adjustment: by the rule pack for cold rooms and outages, stated with grounds for the rest (clause 三(三)3). */
export const figuresFor = (basis: AdjustmentBasis, data: CalculateAdjustmentData, world: FeeWorld & Asked): Figured =>
  isRuled(basis) ? ruledFigures(basis, data, world) : statedFigures(basis, data);
