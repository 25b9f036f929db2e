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

/** Why a test did not take place. Source: domain notes §2.2. */
export const testFailures = words({
  'user-absent': ['用户不在家', 'the user was absent'],
  'user-refused': ['用户无故拒绝测温', 'the user refused the test without reason'],
  'company-late': ['供热单位迟到', 'the company came late'],
  'company-absent': ['供热单位未到场', 'the company did not come'],
  'company-refused': ['供热单位拒绝测温', 'the company refused the test'],
  'company-no-record': ['供热单位未作记录', 'the company kept no record'],
});
export type TestFailure = keyof typeof testFailures & string;
