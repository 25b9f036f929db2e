import type { PauseReason } from '@heatledger/vocabulary';
import type { Band, ConductRules, Limit, LimitCalendar, MeasurementRule, PayByRule, PayTerm, RefundRule, Source, SourceMark } from '../pack.js';

/** First day of the versions that came with the release of December 2026, and the last of those they take over from. */
export const RELEASED = '2026-12-01';
export const LAST_DAY_BEFORE = '2026-11-30';

export const HOUR = 60;
export const DAY = 24 * HOUR;
export const source = (mark: SourceMark, text: string): Source => ({ mark, text });
/** Named reasons for a pause, the same in every pack. Source: domain notes §3.5 [D]. */
export const pauseReasons: readonly PauseReason[] = ['later-appointment', 'user-absent', 'third-party-test', 'statutory-hearing'];

/** A band that holds its lower end and not its upper. */
export const between = (from: number, to: number, percent: number): Band => ({
  name: `${from / 10}≤t<${to / 10}`,
  from: { tenths: from, included: true },
  to: { tenths: to, included: false },
  percent,
});
export const below = (to: number, percent: number): Band => ({ name: `t<${to / 10}`, to: { tenths: to, included: false }, percent });
/** The usual three bands, with the share of the first given. */
export const threeBands = (first: number): readonly Band[] => [between(160, 180, first), between(140, 160, 50), below(140, 100)];

/** A refund by room temperature for the whole dwelling and the whole fee, from the application on. */
export const refundRule = (rule: Pick<RefundRule, 'bands' | 'source'> & Partial<RefundRule>): RefundRule => ({
  scale: 'measured',
  countFrom: 'application',
  area: 'whole',
  share: 'all',
  ...rule,
});

/** Thirty days from the approval where the city's own day is past by then [D]. */
const dated = (zh: string, en: string, term: PayTerm) => (from: Source): PayByRule => ({ say: { zh, en }, term, daysWhenPast: 30, source: from });
/** Pay-out terms of the cities; 前 includes the day named [D]. */
export const payBy = {
  may: dated('5月31日前', 'by 31 May', { monthDay: '05-31' }),
  june: dated('6月30日前', 'by 30 June', { monthDay: '06-30' }),
  twoMonths: dated('采暖期结束后2个月内', 'within 2 months of the end of the season', { monthsAfterSeason: 2 }),
};
export const overlapNote = { zh: '条文中 16 ℃、14 ℃ 两档重叠；本规则包定为：档位含下限、不含上限。', en: 'The text puts 16 °C and 14 °C in two bands; this pack decides that a band holds its lower end and not its upper.' };
/** At the room's centre, 1 m above the floor; ±10 cm is decided here. */
export const oneMetre = { from: 90, to: 110 };
export const measured = (closedMinutes: number, from: Source, more: Partial<MeasurementRule> = {}): MeasurementRule => ({ closedMinutes, heightCentimetres: oneMetre, source: from, ...more });

/** A leak within the hour; room temperature in 5 h in the first 10 days of the season, 2 h after. */
export const leakAndQualityArrivals = (from: Source): readonly Limit[] => [
  { clock: 'arrive', kinds: ['repair', 'complaint'], categories: ['LEAK'], minutes: HOUR, source: from },
  { clock: 'arrive', kinds: ['repair', 'complaint'], categories: ['TEMP'], firstDaysOfSeason: 10, minutes: 5 * HOUR, source: from },
  { clock: 'arrive', kinds: ['repair', 'complaint'], categories: ['TEMP'], minutes: 2 * HOUR, source: from },
];

/** A test of the room temperature within so many hours of the request. */
export const testWithin = (hours: number, from: Source, calendar?: LimitCalendar): Limit => ({ clock: 'measure', kinds: ['repair', 'complaint'], categories: ['TEMP'], minutes: hours * HOUR, ...(calendar === undefined ? {} : { calendar }), source: from });

/** Planned stops over 24 h in the season are announced 2 days ahead. */
export const twoDaysAhead = (from: Source): ConductRules => ({ plannedStop: { noticeDays: 2, overHours: 24, source: from } });

/** Outdoors not below design, the envelope and the indoor system as they should be. */
export const guaranteed = (from: Source): ConductRules => ({
  guarantee: {
    conditions: [
      { zh: '室外日平均温度不低于设计温度', en: 'the outdoor daily mean is not below the design temperature' },
      { zh: '建筑围护结构符合设计标准', en: 'the envelope of the building meets its design standard' },
      { zh: '室内采暖系统正常', en: 'the indoor heating system is in order' },
    ],
    source: from,
  },
});
