import { words } from '@heatledger/vocabulary';

/** Why a room was measured: bases that are never mixed in a rate. Source: domain notes §1.4 [D]. */
export const measurementBases = words({
  complaint: ['投诉测温', 'test after a request'],
  retest: ['复测', 'retest'],
  survey: ['抽样测温', 'random sample'],
  'third-party': ['第三方检测', 'third-party test'],
});
export type MeasurementBasis = keyof typeof measurementBases & string;

/** Which room. */
export const rooms = words({
  bedroom: ['卧室', 'bedroom'],
  'living-room': ['起居室', 'living room'],
  kitchen: ['厨房', 'kitchen'],
  bathroom: ['卫生间', 'bathroom'],
  other: ['其他房间', 'other room'],
});
export type Room = keyof typeof rooms & string;

/** Whether the user signed the reading. */
export const signatures = words({ signed: ['已签字', 'signed'], refused: ['拒签', 'refused to sign'], absent: ['不在场', 'absent'] });
export type Signature = keyof typeof signatures & string;

/** What a reading amounts to. */
export const results = words({ qualified: ['合格', 'qualified'], below: ['不达标', 'below standard'], none: ['无结论', 'no result'] });
export type MeasurementResult = keyof typeof results & string;
