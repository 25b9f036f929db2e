import { dayOf, millis } from '@heatledger/vocabulary';
import { ruleOf } from './deadlines.js';
import type { Band, RulePack } from './pack.js';
import type { Factor, Refund, RefundCase, Ruled, RulesInForce } from './rules.js';

const refuse = (field: string, value: unknown, allowed: string): Ruled<never> => ({ ok: false, code: 'rulebook/bad-case', detail: { field, value, allowed } });

/** Half up, of a quotient of non-negative integers. */
const roundedHalfUp = (numerator: bigint, denominator: bigint): number => Number((2n * numerator + denominator) / (2n * denominator));

/** Calendar days from the first to the last, both counted. */
export const daysInclusive = (from: string, to: string): number => Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86_400_000) + 1;

const bandOf = ({ refund: { bands } }: RulePack, tenths: number, contractTenths: number, thresholdTenths: number): Band | undefined =>
  tenths >= Math.min(contractTenths, thresholdTenths) ? undefined : bands.find(({ fromTenths, belowTenths }) => tenths < belowTenths && (fromTenths === undefined || tenths >= fromTenths));

const product = (factors: readonly Factor[]): readonly [bigint, bigint] =>
  factors.reduce<readonly [bigint, bigint]>(([n, d], { numerator, denominator }) => [n * BigInt(numerator), d * BigInt(denominator)], [1n, 1n]);

const faultIn = ({ seasonFeeFen, seasonDays, from, to, days }: RefundCase): Ruled<never> | null => {
  if (!Number.isSafeInteger(seasonFeeFen) || seasonFeeFen < 0) return refuse('seasonFeeFen', seasonFeeFen, 'a whole number of fen, 0 or more');
  if (!Number.isInteger(seasonDays) || seasonDays < 1 || seasonDays > 366) return refuse('seasonDays', seasonDays, '1–366 heated days');
  if (millis(to) < millis(from)) return refuse('to', to, `not before ${from}`);
  if (days !== undefined && (!Number.isInteger(days) || days < 0 || days > seasonDays)) return refuse('days', days, `0–${seasonDays}, the days of the season`);
  return null;
};

const percent = (tenths: number): string => (tenths / 10).toFixed(1);

/** What is to be paid back for cold rooms or an outage: season fee ÷ days × band × days, exact, rounded once, half up, to the fen. */
export const refund = ({ pack }: RulesInForce, refundCase: RefundCase): Ruled<Refund> => {
  const fault = faultIn(refundCase);
  if (fault) return fault;
  const { basis, seasonFeeFen, seasonDays, from, to, measuredTenths, contractTenths = pack.thresholdTenths, billedAreaTenths, failingAreaTenths } = refundCase;
  if (basis === 'cold-rooms' && measuredTenths === undefined) return refuse('measuredTenths', null, 'the measured room temperature in tenths of °C');
  if (measuredTenths !== undefined && (measuredTenths < -400 || measuredTenths > 600)) return refuse('measuredTenths', measuredTenths, '-400…600 (−40…60 °C)');
  const days = refundCase.days ?? Math.min(daysInclusive(from, to), seasonDays);
  const band = basis === 'outage' ? { name: '停热', percent: 100 } : bandOf(pack, measuredTenths ?? 0, contractTenths, pack.thresholdTenths);
  const rule = ruleOf(pack, `${pack.refund.source.text} [${pack.refund.source.mark}]`);
  if (!band) {
    const said = percent(measuredTenths ?? 0);
    return { ok: true, value: { fen: 0, days: 0, band: '', factors: [], trace: [{ zh: `实测 ${said} ℃，达标，不退费。`, en: `${said} °C measured: qualified, nothing to refund.` }], rule } };
  }
  const area = billedAreaTenths !== undefined && failingAreaTenths !== undefined ? [{ name: 'area', numerator: failingAreaTenths, denominator: billedAreaTenths }] : [];
  const factors: readonly Factor[] = [
    { name: 'seasonFeeFen', numerator: seasonFeeFen, denominator: 1 },
    { name: 'oneDay', numerator: 1, denominator: seasonDays },
    { name: 'band', numerator: band.percent, denominator: 100 },
    { name: 'days', numerator: days, denominator: 1 },
    ...area,
  ];
  const fen = roundedHalfUp(...product(factors));
  return { ok: true, value: { fen, days, band: band.name, factors, rule, trace: traceOf(refundCase, band, days, fen) } };
};

const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

const traceOf = ({ seasonFeeFen, seasonDays, measuredTenths, from, to }: RefundCase, band: Pick<Band, 'name' | 'percent'>, days: number, fen: number): Refund['trace'] => [
  { zh: `本采暖季热费 ${yuan(seasonFeeFen)} 元，共 ${seasonDays} 天。`, en: `Season fee ${yuan(seasonFeeFen)} yuan over ${seasonDays} days.` },
  measuredTenths === undefined
    ? { zh: '停热期间按全额计。', en: 'Not heated at all: the whole day counts.' }
    : { zh: `实测 ${percent(measuredTenths)} ℃，属“${band.name}”档，按日热费 ${band.percent}%。`, en: `${percent(measuredTenths)} °C measured falls in band ${band.name}: ${band.percent} % of the day's fee.` },
  { zh: `计 ${days} 天（${dayOf(from)} 至 ${dayOf(to)}）。`, en: `${days} days count (${dayOf(from)} to ${dayOf(to)}).` },
  { zh: `${yuan(seasonFeeFen)} ÷ ${seasonDays} × ${band.percent}% × ${days} = ${yuan(fen)} 元（最后一次四舍五入到分）。`, en: `${yuan(seasonFeeFen)} ÷ ${seasonDays} × ${band.percent} % × ${days} = ${yuan(fen)} yuan, rounded once at the end.` },
];
