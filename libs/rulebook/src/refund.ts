import type { Bilingual } from '@heatledger/kernel';
import { isBefore, isInstant } from '@heatledger/vocabulary';
import { ruleOf } from './deadlines.js';
import type { Band, RefundRule, RulePack, Source } from './pack.js';
import { failingDays, isCuredInGrace, isOutagePaid } from './refund-days.js';
import { celsius, nothingDue, traceOf } from './refund-trace.js';
import { lineage } from './registry.js';
import type { Factor, Refund, RefundCase, Ruled, RulesInForce } from './rules.js';

const refuse = (field: string, value: unknown, allowed: string): Ruled<never> => ({ ok: false, code: 'rulebook/bad-case', detail: { field, value, allowed } });
const missing = (pack: RulePack, field: string): Ruled<never> => ({ ok: false, code: 'rulebook/rule-missing', detail: { field, value: pack.id, allowed: `${pack.name.zh} (${pack.id}) gives no such rule` } });

/** Half up, of a quotient of non-negative integers. */
const roundedHalfUp = (numerator: bigint, denominator: bigint): number => Number((2n * numerator + denominator) / (2n * denominator));

/** Whether a band holds a value, each end as stated. */
export const isInBand = ({ from, to }: Band, tenths: number): boolean =>
  (from === undefined || tenths > from.tenths || (from.included && tenths === from.tenths)) && (to === undefined || tenths < to.tenths || (to.included && tenths === to.tenths));

const product = (factors: readonly Factor[]): readonly [bigint, bigint] =>
  factors.reduce<readonly [bigint, bigint]>(([n, d], { numerator, denominator }) => [n * BigInt(numerator), d * BigInt(denominator)], [1n, 1n]);

const whole = (value: number, least: number, most: number): boolean => Number.isSafeInteger(value) && value >= least && value <= most;

const faultIn = ({ seasonFeeFen, seasonDays, from, to, days, basicFeeFen, ...rest }: RefundCase): Ruled<never> | null => {
  if (!whole(seasonFeeFen, 0, Number.MAX_SAFE_INTEGER)) return refuse('seasonFeeFen', seasonFeeFen, 'a whole number of fen, 0 or more');
  if (!whole(seasonDays, 1, 366)) return refuse('seasonDays', seasonDays, '1–366 heated days');
  if (!isInstant(from)) return refuse('from', from, 'an instant with offset');
  if (!isInstant(to) || isBefore(to, from)) return refuse('to', to, `an instant not before ${from}`);
  if (days !== undefined && !whole(days, 0, seasonDays)) return refuse('days', days, `0–${seasonDays}, the days of the season`);
  if (basicFeeFen !== undefined && !whole(basicFeeFen, 0, seasonFeeFen)) return refuse('basicFeeFen', basicFeeFen, `0–${seasonFeeFen} fen, part of the season fee`);
  for (const field of ['measuredTenths', 'contractTenths'] as const) {
    const value = rest[field];
    if (value !== undefined && !whole(value, -400, 600)) return refuse(field, value, '-400…600 (−40…60 °C)');
  }
  const { billedAreaTenths: billed, failingAreaTenths: failing } = rest;
  if (billed !== undefined && !whole(billed, 1, Number.MAX_SAFE_INTEGER)) return refuse('billedAreaTenths', billed, 'tenths of m², 1 or more');
  if (failing !== undefined && !whole(failing, 0, billed ?? Number.MAX_SAFE_INTEGER)) return refuse('failingAreaTenths', failing, `0–${billed ?? 'the billed area'}, tenths of m²`);
  return null;
};

const clauseOf = (pack: RulePack, { text, mark }: Source): Refund['rule'] => ruleOf(pack, `${text} [${mark}]`);
const nothing = (rule: Refund['rule'], say: Bilingual): Ruled<Refund> => ({ ok: true, value: { fen: 0, days: 0, band: '', factors: [], trace: [say], rule } });

/** The share of area: none for the whole dwelling, the failing rooms' where the rule is for them. */
const areaFactor = (rule: RefundRule, { billedAreaTenths, failingAreaTenths }: RefundCase): Ruled<readonly Factor[]> => {
  if (rule.area === 'whole') return { ok: true, value: [] };
  if (billedAreaTenths !== undefined && failingAreaTenths !== undefined) return { ok: true, value: [{ name: 'area', numerator: failingAreaTenths, denominator: billedAreaTenths }] };
  if (rule.area === 'stated') return { ok: true, value: [] };
  return refuse(billedAreaTenths === undefined ? 'billedAreaTenths' : 'failingAreaTenths', null, 'tenths of m²: the rule pays for the failing rooms only');
};

const summed = (refundCase: RefundCase, rule: Refund['rule'], band: Pick<Band, 'name' | 'percent'>, days: number, more: { feeFen: number; area: readonly Factor[]; notes: readonly Bilingual[] }): Ruled<Refund> => {
  const factors: readonly Factor[] = [
    { name: 'seasonFeeFen', numerator: more.feeFen, denominator: 1 },
    { name: 'oneDay', numerator: 1, denominator: refundCase.seasonDays },
    { name: 'band', numerator: band.percent, denominator: 100 },
    { name: 'days', numerator: days, denominator: 1 },
    ...more.area,
  ];
  const fen = roundedHalfUp(...product(factors));
  return { ok: true, value: { fen, days, band: band.name, factors, rule, trace: [...traceOf(refundCase, band, factors, fen), ...more.notes] } };
};

const outageRefund = (pack: RulePack, refundCase: RefundCase): Ruled<Refund> => {
  const giving = lineage(pack, refundCase.from).find(({ outage }) => outage !== undefined);
  if (!giving?.outage) return missing(pack, 'outage');
  const rule = clauseOf(giving, giving.outage.source);
  if (!isOutagePaid(giving.outage, refundCase)) return nothing(rule, nothingDue.shortOutage(giving.outage.afterHours?.hours ?? 0));
  const days = failingDays({ countFrom: 'application', bands: [], scale: 'measured', area: 'whole', share: 'all', source: giving.outage.source }, refundCase);
  return summed(refundCase, rule, { name: '停热', percent: 100 }, days, { feeFen: refundCase.seasonFeeFen, area: [], notes: [] });
};

const coldRefund = (pack: RulePack, given: RefundRule, refundCase: RefundCase, measuredTenths: number): Ruled<Refund> => {
  const rule = clauseOf(pack, given.source);
  const { seasonFeeFen, basicFeeFen, userCaused } = refundCase;
  const contractTenths = refundCase.contractTenths ?? pack.thresholdTenths;
  if (contractTenths === undefined) return refuse('contractTenths', null, 'the agreed temperature in tenths of °C: the pack gives none');
  if (given.share === 'less-basic-fee' && basicFeeFen === undefined) return refuse('basicFeeFen', null, 'the basic part of the season fee in fen: the bands apply to the rest');
  if (userCaused === true && pack.measurement?.userCausedExcluded) return nothing(rule, nothingDue.userCaused);
  if (measuredTenths >= contractTenths) return nothing(rule, nothingDue.qualified(measuredTenths, contractTenths));
  const band = given.bands.find((row) => isInBand(row, given.scale === 'measured' ? measuredTenths : contractTenths - measuredTenths));
  if (!band) return nothing(rule, { zh: `实测 ${celsius(measuredTenths)} ℃，不在任何退费档内，不退费。`, en: `${celsius(measuredTenths)} °C falls in no band: nothing to refund.` });
  if (isCuredInGrace(given, refundCase)) return nothing(rule, nothingDue.cured(given.graceHours ?? 0));
  const area = areaFactor(given, refundCase);
  if (!area.ok) return area;
  const feeFen = given.share === 'less-basic-fee' ? seasonFeeFen - (basicFeeFen ?? 0) : seasonFeeFen;
  return summed(refundCase, rule, band, failingDays(given, refundCase), { feeFen, area: area.value, notes: given.notes ?? [] });
};

/** What is to be paid back for cold rooms or an outage: season fee ÷ days × band × days × area, exact, rounded once, half up, to the fen. */
export const refund = ({ pack }: RulesInForce, refundCase: RefundCase): Ruled<Refund> => {
  const fault = faultIn(refundCase);
  if (fault) return fault;
  if (refundCase.basis === 'outage') return outageRefund(pack, refundCase);
  if (!pack.refund) return missing(pack, 'refund');
  if (refundCase.measuredTenths === undefined) return refuse('measuredTenths', null, 'the measured room temperature in tenths of °C');
  return coldRefund(pack, pack.refund, refundCase, refundCase.measuredTenths);
};
