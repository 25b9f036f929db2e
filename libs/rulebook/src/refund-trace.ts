import type { Bilingual } from '@heatledger/kernel';
import { dayOf } from '@heatledger/vocabulary';
import type { Band } from './pack.js';
import type { Factor, RefundCase } from './rules.js';

/** Tenths of °C as a person writes them. */
export const celsius = (tenths: number): string => (tenths / 10).toFixed(1);
const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** Why nothing is due. */
export const nothingDue = {
  qualified: (tenths: number, contract: number): Bilingual => ({ zh: `实测 ${celsius(tenths)} ℃，不低于 ${celsius(contract)} ℃，达标，不退费。`, en: `${celsius(tenths)} °C measured, not below ${celsius(contract)} °C: qualified, nothing to refund.` }),
  cured: (hours: number): Bilingual => ({ zh: `${hours} 小时内（含）已恢复达标，不退费。`, en: `Cured within ${hours} h, the last included: nothing to refund.` }),
  shortOutage: (hours: number): Bilingual => ({ zh: `停热未达到 ${hours} 小时的补偿起点，不退费。`, en: `The outage did not reach the ${hours} h from which it is paid for.` }),
  userCaused: { zh: '属用户自身原因，按规定不退费。', en: 'The user was the cause: the rule excludes a refund.' } satisfies Bilingual,
};

const measuredLine = ({ measuredTenths }: RefundCase, band: Pick<Band, 'name' | 'percent'>): Bilingual =>
  measuredTenths === undefined
    ? { zh: '停热期间按全额计。', en: 'Not heated at all: the whole day counts.' }
    : { zh: `实测 ${celsius(measuredTenths)} ℃，属“${band.name}”档，按日热费 ${band.percent}%。`, en: `${celsius(measuredTenths)} °C measured falls in band ${band.name}: ${band.percent} % of the day's fee.` };

/** The sum, told step by step to a resident. */
export const traceOf = (refundCase: RefundCase, band: Pick<Band, 'name' | 'percent'>, factors: readonly Factor[], fen: number): readonly Bilingual[] => {
  const { seasonFeeFen, seasonDays, from, to, days: stated } = refundCase;
  const factor = (name: string): Factor | undefined => factors.find((row) => row.name === name);
  const feeFen = factor('seasonFeeFen')?.numerator ?? seasonFeeFen;
  const days = factor('days')?.numerator ?? 0;
  const area = factor('area');
  const share = area ? ` × ${area.numerator / 10} ÷ ${area.denominator / 10}` : '';
  const sum = `${yuan(feeFen)} ÷ ${seasonDays} × ${band.percent}% × ${days}${share} = ${yuan(fen)}`;
  return [
    { zh: `本采暖季热费 ${yuan(seasonFeeFen)} 元，共 ${seasonDays} 天。`, en: `Season fee ${yuan(seasonFeeFen)} yuan over ${seasonDays} days.` },
    ...(feeFen === seasonFeeFen ? [] : [{ zh: `扣除基本热费后为 ${yuan(feeFen)} 元。`, en: `Less the basic fee: ${yuan(feeFen)} yuan.` }]),
    measuredLine(refundCase, band),
    stated === undefined ? { zh: `计 ${days} 天（${dayOf(from)} 至 ${dayOf(to)}，首尾均计）。`, en: `${days} days count (${dayOf(from)} to ${dayOf(to)}, both ends included).` } : { zh: `经办人核定 ${days} 天。`, en: `${days} days, as the officer stated.` },
    ...(area ? [{ zh: `仅计不达标房间 ${area.numerator / 10} 平方米，计费面积 ${area.denominator / 10} 平方米。`, en: `Only the failing rooms count: ${area.numerator / 10} of ${area.denominator / 10} m².` }] : []),
    { zh: `${sum} 元（最后一次四舍五入到分）。`, en: `${sum} yuan, rounded once at the end.` },
  ];
};
