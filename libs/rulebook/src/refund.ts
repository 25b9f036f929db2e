import type { Bilingual } from '@heatledger/kernel';
import { dayIn } from '@heatledger/vocabulary';
import { citing } from './deadlines.js';
import type { OutageRule, RefundRule, RulePack } from './pack.js';
import { missing, refuse } from './refusals.js';
import { bandedDays, type BandDays, type Banded } from './refund-bands.js';
import { faultIn } from './refund-check.js';
import { daysOf, isCuredInGrace, isOutagePaid, outageDays } from './refund-days.js';
import { withinSeason } from './refund-season.js';
import { feeLines, nothingDue, sumLine } from './refund-trace.js';
import { lineage, zoneOf } from './registry.js';
import { roundedHalfUp } from './rounding.js';
import type { Factor, Refund, RefundCase, Ruled, RulesInForce } from './rules.js';

const nothing = (rule: Refund['rule'], ...trace: readonly Bilingual[]): Ruled<Refund> => ({ ok: true, value: { fen: 0, days: 0, on: [], band: '', factors: [], trace, rule } });

/** The share of area: none for the whole dwelling, the failing rooms' where the rule is for them. */
const areaFactor = (rule: RefundRule, { billedAreaTenths, failingAreaTenths }: RefundCase): Ruled<readonly Factor[]> => {
  if (rule.area === 'whole') return { ok: true, value: [] };
  if (billedAreaTenths !== undefined && failingAreaTenths !== undefined) return { ok: true, value: [{ name: 'area', numerator: failingAreaTenths, denominator: billedAreaTenths }] };
  if (rule.area === 'stated') return { ok: true, value: [] };
  return refuse(billedAreaTenths === undefined ? 'billedAreaTenths' : 'failingAreaTenths', null, 'tenths of m²: the rule pays for the failing rooms only');
};

const shareFactors = (rows: readonly BandDays[]): readonly Factor[] => {
  const [only, ...others] = rows;
  if (only && others.length === 0) return [{ name: 'band', numerator: only.band.percent, denominator: 100 }, { name: 'days', numerator: only.days, denominator: 1 }];
  return [{ name: 'bandDays', numerator: rows.reduce((sum, { band, days }) => sum + band.percent * days, 0), denominator: 100 }];
};

interface Sum {
  readonly rule: Refund['rule'];
  readonly banded: Banded;
  readonly feeFen: number;
  readonly basic: 'deducted' | 'only';
  readonly area: readonly Factor[];
  readonly notes: readonly Bilingual[];
}

const summed = ({ seasonFeeFen, seasonDays }: RefundCase, { rule, banded: { rows, why }, feeFen, basic, area, notes }: Sum): Ruled<Refund> => {
  const factors: readonly Factor[] = [{ name: 'seasonFeeFen', numerator: feeFen, denominator: 1 }, { name: 'oneDay', numerator: 1, denominator: seasonDays }, ...shareFactors(rows), ...area];
  const [numerator, denominator] = factors.reduce<readonly [bigint, bigint]>(([n, d], factor) => [n * BigInt(factor.numerator), d * BigInt(factor.denominator)], [1n, 1n]);
  const fen = roundedHalfUp(numerator, denominator);
  const days = rows.reduce((sum, row) => sum + row.days, 0);
  const band = rows.length === 1 ? (rows[0]?.band.name ?? '') : rows.map((row) => `${row.band.name} ×${row.days}`).join(' + ');
  const shares = rows.map((row) => ({ percent: row.band.percent, days: row.days }));
  const trace = [...feeLines(seasonFeeFen, seasonDays, feeFen, basic), ...why, ...sumLine(seasonDays, feeFen, shares, area[0], fen), ...notes];
  const on = rows.flatMap((row) => row.on).sort();
  return { ok: true, value: { fen, days, on, band, factors, trace, rule } };
};

/** The outage rule of the nearest pack that has one; its start comes from a parent where it gives none. */
const outageRule = (rules: RulesInForce, at: string | undefined): { readonly pack: RulePack; readonly rule: OutageRule; readonly notes: readonly Bilingual[] } | undefined => {
  const { pack } = rules;
  const givers = lineage(rules, at).filter(({ outage }) => outage !== undefined);
  const [giver] = givers;
  if (!giver?.outage) return undefined;
  const start = givers.find(({ outage }) => outage?.afterHours !== undefined);
  const borrowed = start === undefined || start.id === giver.id ? [] : [{ zh: `补偿起点取自规则包 ${start.id}：${start.outage?.source.text ?? ''} [${start.outage?.source.mark ?? ''}]。`, en: `The start of compensation comes from the pack ${start.id}: ${start.outage?.source.text ?? ''} [${start.outage?.source.mark ?? ''}].` }];
  const own = giver.id === pack.id ? [] : [{ zh: `${pack.name.zh}未规定停热退费，取自规则包 ${giver.id}。`, en: `${pack.name.en} has no rule for outages; the pack ${giver.id} answers.` }];
  const days = givers.find(({ outage }) => outage?.days !== undefined)?.outage?.days;
  const afterHours = start?.outage?.afterHours;
  return { pack: giver, rule: { ...giver.outage, ...(afterHours ? { afterHours } : {}), ...(days ? { days } : {}) }, notes: [...own, ...borrowed] };
};

/** How many days count, in the words of the rule where it has some. */
const countedLine = ({ days: rule }: OutageRule, { days: stated }: RefundCase, days: number): Bilingual => {
  if (stated !== undefined) return { zh: `计 ${days} 天。`, en: `${days} days count.` };
  const { zh, en } = rule?.say ?? { zh: '停热每满 24 小时计 1 天，不足 24 小时的部分也计 1 天', en: 'each 24 h begun is a day' };
  const from = rule ? ` [${rule.source.mark}]` : '';
  return { zh: `${zh}${from}：计 ${days} 天。`, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}${from}: ${days} days count.` };
};

const outageRefund = (rules: RulesInForce, refundCase: RefundCase): Ruled<Refund> => {
  const { pack } = rules;
  const found = outageRule(rules, refundCase.from);
  if (!found) return missing(pack, 'outage');
  const rule = citing(found.pack, found.rule.source);
  const { metered, basicFeeFen, seasonFeeFen } = refundCase;
  if (metered === true && found.rule.metered === undefined) return missing(pack, 'outage.metered');
  if (metered === true && basicFeeFen === undefined) return refuse('basicFeeFen', null, 'the basic part of the season fee in fen: a metered user gets that part only');
  if (!isOutagePaid(found.rule, refundCase)) return nothing(rule, nothingDue.shortOutage(found.rule.afterHours?.hours ?? 0), ...found.notes);
  const days = outageDays(refundCase);
  const { from, to } = refundCase;
  const zone = zoneOf(rules, found.pack);
  const on = from === undefined || to === undefined ? [] : daysOf([dayIn(zone, from), dayIn(zone, to)]).slice(0, days);
  const why = [{ zh: '停热期间按全额计。', en: 'Not heated at all: the whole day counts.' }, countedLine(found.rule, refundCase, days)];
  const feeFen = metered === true ? (basicFeeFen ?? 0) : seasonFeeFen;
  return summed(refundCase, { rule, banded: { rows: [{ band: { name: '停热', percent: 100 }, days, on }], why }, feeFen, basic: 'only', area: [], notes: found.notes });
};

const excludingUserCause = (rules: RulesInForce, at: string | undefined): RulePack | undefined =>
  lineage(rules, at).find(({ measurement, refund: given }) => measurement?.userCausedExcluded === true || given?.excludesUserCause === true);

const coldRefund = (rules: RulesInForce, given: RefundRule, refundCase: RefundCase): Ruled<Refund> => {
  const { pack } = rules;
  const rule = citing(pack, given.source);
  const { seasonFeeFen, basicFeeFen, userCaused, metered, measuredTenths } = refundCase;
  const agreed = refundCase.contractTenths ?? (metered === true ? undefined : pack.thresholdTenths);
  if (agreed === undefined) return refuse('contractTenths', null, metered === true ? 'the agreed temperature in tenths of °C: a metered user follows the contract' : 'the agreed temperature in tenths of °C: the pack gives none');
  if (given.share === 'less-basic-fee' && basicFeeFen === undefined) return refuse('basicFeeFen', null, 'the basic part of the season fee in fen: the bands apply to the rest');
  const excluding = userCaused === true ? excludingUserCause(rules, refundCase.from) : undefined;
  if (excluding) return nothing(rule, nothingDue.userCaused, ...(excluding.id === pack.id ? [] : [{ zh: `依据规则包 ${excluding.id}。`, en: `Under the pack ${excluding.id}.` }]));
  const banded = bandedDays(rules, given, refundCase, agreed);
  if (!banded.ok) return banded;
  if (banded.value.rows.length === 0) return nothing(rule, ...(measuredTenths !== undefined && measuredTenths >= agreed ? [nothingDue.qualified(measuredTenths, agreed)] : [...banded.value.why, nothingDue.none]));
  if (isCuredInGrace(given, refundCase)) return nothing(rule, nothingDue.cured(given.graceHours ?? 0));
  const area = areaFactor(given, refundCase);
  if (!area.ok) return area;
  const feeFen = given.share === 'less-basic-fee' ? seasonFeeFen - (basicFeeFen ?? 0) : seasonFeeFen;
  return summed(refundCase, { rule, banded: banded.value, feeFen, basic: 'deducted', area: area.value, notes: given.notes ?? [] });
};

/** What is to be paid back for cold rooms or an outage, of the days in the season that are over: season fee ÷ days × band × days × area, exact, rounded once, half up, to the fen. */
export const refund = (rules: RulesInForce, asked: RefundCase): Ruled<Refund> => {
  const { pack } = rules;
  const fault = faultIn(asked);
  if (fault) return fault;
  const clipped = withinSeason(rules, asked);
  if (!clipped.ok) return clipped;
  const { refundCase, why } = clipped.value;
  const figured =
    refundCase.basis === 'outage' ? outageRefund(rules, refundCase) : pack.refund ? coldRefund(rules, pack.refund, refundCase) : missing(pack, 'refund');
  if (!figured.ok || why.length === 0) return figured;
  const { from = '', to = '' } = refundCase;
  return { ok: true, value: { ...figured.value, counted: { from, to }, trace: [...why, ...figured.value.trace] } };
};
