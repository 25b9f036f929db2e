import type { Bilingual } from '@heatledger/kernel';
import type { Factor } from './rules.js';

/** Tenths of °C as a person writes them. */
export const celsius = (tenths: number): string => (tenths / 10).toFixed(1);
/** Fen as yuan with two decimals. */
export const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** Why nothing is due. */
export const nothingDue = {
  qualified: (tenths: number, agreed: number): Bilingual => ({ zh: `实测 ${celsius(tenths)} ℃，不低于 ${celsius(agreed)} ℃，达标，不退费。`, en: `${celsius(tenths)} °C measured, not below ${celsius(agreed)} °C: qualified, nothing to refund.` }),
  cured: (hours: number): Bilingual => ({ zh: `${hours} 小时内（含）已恢复达标，不退费。`, en: `Cured within ${hours} h, the last included: nothing to refund.` }),
  shortOutage: (hours: number): Bilingual => ({ zh: `停热未达到 ${hours} 小时的补偿起点，不退费。`, en: `The outage did not reach the ${hours} h from which it is paid for.` }),
  userCaused: { zh: '属用户自身原因，按规定不退费。', en: 'The user was the cause: the rule excludes a refund.' } satisfies Bilingual,
  none: { zh: '没有不达标的日子，不退费。', en: 'No day falls in a band: nothing to refund.' } satisfies Bilingual,
};

/** The season and the fee that a sum starts from. */
export const feeLines = (seasonFeeFen: number, seasonDays: number, feeFen: number, basic: 'deducted' | 'only'): readonly Bilingual[] => [
  { zh: `本采暖季热费 ${yuan(seasonFeeFen)} 元，共 ${seasonDays} 天。`, en: `Season fee ${yuan(seasonFeeFen)} yuan over ${seasonDays} days.` },
  ...(feeFen === seasonFeeFen ? [] : basic === 'deducted' ? [{ zh: `扣除基本热费后为 ${yuan(feeFen)} 元。`, en: `Less the basic fee: ${yuan(feeFen)} yuan.` }] : [{ zh: `计量用户只计基本热费 ${yuan(feeFen)} 元。`, en: `A metered user: the basic fee of ${yuan(feeFen)} yuan only.` }]),
];

/** The product, as arithmetic that a resident can check. */
export const sumLine = (seasonDays: number, feeFen: number, shares: readonly { readonly percent: number; readonly days: number }[], area: Factor | undefined, fen: number): readonly Bilingual[] => {
  const bands = shares.map(({ percent, days }) => `${percent}% × ${days}`).join(' + ');
  const share = area ? ` × ${area.numerator / 10} ÷ ${area.denominator / 10}` : '';
  const sum = `${yuan(feeFen)} ÷ ${seasonDays} × ${shares.length > 1 ? `(${bands})` : bands}${share} = ${yuan(fen)}`;
  return [
    ...(area ? [{ zh: `仅计不达标房间 ${area.numerator / 10} 平方米，计费面积 ${area.denominator / 10} 平方米。`, en: `Only the failing rooms count: ${area.numerator / 10} of ${area.denominator / 10} m².` }] : []),
    { zh: `${sum} 元（最后一次四舍五入到分）。`, en: `${sum} yuan, rounded once at the end.` },
  ];
};
