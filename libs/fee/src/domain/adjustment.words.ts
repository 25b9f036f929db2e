import { stateNames, words } from '@heatledger/vocabulary';

/** Why a bill is adjusted. */
export const adjustmentBases = words({
  'cold-rooms': ['室温不达标退费', 'refund for cold rooms'],
  outage: ['停热退费', 'refund for an outage'],
  'billing-error': ['计费错误更正', 'correction of a billing error'],
  'stop-resume': ['报停/恢复用热结算', 'settlement of a stop or resumption'],
  relief: ['减免', 'relief'],
});
export type AdjustmentBasis = keyof typeof adjustmentBases & string;

/** The bases whose figure the rule pack computes; the others are stated with grounds. */
export const ruledBases = ['cold-rooms', 'outage'] as const satisfies readonly AdjustmentBasis[];
export type RuledBasis = (typeof ruledBases)[number];
export const isRuled = (basis: AdjustmentBasis): basis is RuledBasis => ruledBases.some((ruled) => ruled === basis);

const { unknown: _, ...phases } = stateNames.fee;
/** Where an adjustment stands. */
export const adjustmentPhases = phases;
export type AdjustmentPhase = keyof typeof adjustmentPhases & string;

/** How a figure came about. */
export const calculationMethods = words({ ruled: ['按规则核算', 'computed by the rule pack'], stated: ['按依据核定', 'stated with grounds'] });
export type CalculationMethod = keyof typeof calculationMethods & string;

/** How the customer was told. */
export const noticeWays = words({
  phone: ['电话', 'by phone'],
  message: ['短信', 'by message'],
  letter: ['书面', 'by letter'],
  counter: ['营业厅', 'at the counter'],
  visit: ['上门', 'at home'],
});
export type NoticeWay = keyof typeof noticeWays & string;
