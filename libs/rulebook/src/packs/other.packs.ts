import type { Band, RulePack } from '../pack.js';
import { colours } from './default.conduct.js';
import { DAY, HOUR, LAST_DAY_BEFORE, below, between, measured, oneMetre, pauseReasons, payBy, refundRule, source, testWithin, threeBands, twoDaysAhead } from './rows.js';

const read = (text: string) => source('V', text);
const seen = (text: string) => source('P', text);
const base = { pauseReasons, parent: 'default', effectiveFrom: '2000-01-01' };
const short = (name: string, percent: number, from: Band['from'], to?: Band['to']): Band => ({ name, percent, ...(from ? { from } : {}), ...(to ? { to } : {}) });
const end = (tenths: number, included: boolean) => ({ tenths, included });
const lateStart = { zh: '条文未写明起算日；本规则包自宽限期满时起算，首尾两日均计。', en: 'Where counting begins is not written; this pack counts from the end of the grace, both ends included.' };

/** Places outside Shandong. Source: domain notes §2; only Luoyang and Xuzhou were read in full. */
export const otherPacks: readonly RulePack[] = [
  {
    ...base, id: 'luoyang', version: '2018', name: { zh: '洛阳', en: 'Luoyang' }, effectiveFrom: '2018-01-01', effectiveTo: LAST_DAY_BEFORE, thresholdTenths: 180,
    usualSeason: { from: '11-15', to: '03-15', source: read('洛阳市集中供热条例') },
    limits: [
      { clock: 'arrive', kinds: ['repair'], categories: ['OUTAGE'], minutes: 2 * HOUR, source: read('洛阳市集中供热条例 §37') },
      { clock: 'written-answer', kinds: ['complaint', 'enquiry'], minutes: 2 * DAY, source: read('洛阳市集中供热条例 §25') },
      testWithin(12, read('洛阳市集中供热条例 §29')),
    ],
    refund: refundRule({ bands: [between(140, 180, 50), below(140, 100)], graceHours: 48, countFrom: 'end-of-grace', payBy: payBy.twoMonths(read('洛阳市集中供热条例 §29')), notes: [lateStart], source: read('洛阳市集中供热条例 §29') }),
    outage: { afterHours: { hours: 12, included: true }, source: read('洛阳市集中供热条例') },
    outageNotice: { fromHours: 8, source: read('洛阳市集中供热条例') },
  },
  {
    ...base, id: 'xuzhou', version: '2025', name: { zh: '徐州', en: 'Xuzhou' }, effectiveFrom: '2025-01-01', effectiveTo: LAST_DAY_BEFORE, thresholdTenths: 180,
    usualSeason: { from: '11-21', to: '03-10', source: read('徐州市集中供热条例') },
    limits: [testWithin(24, read('徐州市集中供热条例 §27–28')), { clock: 'resolve', kinds: ['repair', 'complaint'], categories: ['TEMP'], minutes: 2 * DAY, source: read('徐州市集中供热条例 §27–28') }],
    refund: refundRule({ bands: threeBands(20), graceHours: 48, payBy: payBy.may(read('徐州市集中供热条例 §28')), source: read('徐州市集中供热条例 §28') }),
    outage: { afterHours: { hours: 24, included: true }, source: read('徐州市集中供热条例') },
    measurement: measured(2 * HOUR, read('徐州市集中供热条例'), { userCausedExcluded: true }),
    ...twoDaysAhead(read('徐州市集中供热条例')),
  },
  {
    ...base, id: 'beijing', version: 'before-2022', name: { zh: '北京', en: 'Beijing' }, effectiveTo: '2021-12-31', limits: [],
    stop: { chargePercent: 60, source: seen('an earlier contract text') },
    notes: [{ zh: '仅知停热基本费为60%；按合同签订日期适用。', en: 'Only its basic fee for a stop, 60 %, is known; the date of the contract decides.' }],
  },
  {
    ...base, id: 'beijing', version: 'BF-2022-0501', name: { zh: '北京', en: 'Beijing' }, effectiveFrom: '2022-01-01',
    usualSeason: { from: '11-15', to: '03-15', source: seen('domain notes §2.4') },
    limits: [],
    refund: refundRule({
      scale: 'short-of-agreed', area: 'failing-rooms', source: seen('北京市供热合同 BF-2022-0501'),
      bands: [short('<2℃ short', 40, end(0, false), end(20, false)), short('2–<4℃ short', 60, end(20, true), end(40, false)), short('≥4℃ short', 100, end(40, true))],
      payBy: { say: { zh: '按合同约定', en: 'per contract' }, source: seen('北京市供热合同 BF-2022-0501') },
    }),
    outage: { source: seen('北京市供热合同 BF-2022-0501') },
    stop: { chargePercent: 30, source: seen('北京市供热合同 BF-2022-0501') },
  },
  {
    ...base, id: 'heilongjiang', version: '2020', name: { zh: '黑龙江', en: 'Heilongjiang' }, effectiveFrom: '2020-01-01', effectiveTo: '2020-12-31', limits: [],
    scoring: colours(200, 175, 120, '黑龙江省 2020 信用评价暂行办法, press'),
    notes: [{ zh: '此版本仅知信用评价。', en: 'Of this version only the credit rating is known.' }],
  },
  {
    ...base, id: 'heilongjiang', version: '2021', name: { zh: '黑龙江', en: 'Heilongjiang' }, effectiveFrom: '2021-01-01', thresholdTenths: 200,
    limits: [{ clock: 'resolve', kinds: ['repair'], categories: ['OUTAGE'], minutes: 2 * DAY, source: seen('黑龙江省 draft of 2020, outage mended within 48 h') }],
    refund: refundRule({ bands: [between(180, 200, 10), ...threeBands(30)], source: seen('黑龙江省 2021, press') }),
    measurement: { heightCentimetres: oneMetre, forbiddenHours: [{ from: 10, to: 14 }], source: seen('黑龙江省, not 10:00–14:00') },
    kpis: [{ kpi: 'room-temperature-pass', permille: 900, sense: 'at-least', source: seen('黑龙江省 credit rating: below 90 % is the black list') }],
    scoring: colours(240, 210, 160, '黑龙江省 2021, as applied in 大庆, press'),
  },
  {
    ...base, id: 'tianjin', version: '2010', name: { zh: '天津', en: 'Tianjin' }, effectiveFrom: '2010-01-01',
    limits: [{ clock: 'arrive', kinds: ['repair', 'complaint'], categories: ['LEAK'], minutes: 30, source: seen('天津市 2010') }],
    refund: refundRule({
      scale: 'short-of-agreed', area: 'failing-rooms', graceHours: 24, countFrom: 'end-of-grace', excludesUserCause: true, notes: [lateStart], source: seen('天津市供热采暖费退还管理规定 2010'),
      bands: [short('≤2℃ short', 10, end(0, false), end(20, true)), short('>2–6℃ short', 50, end(20, false), end(60, true)), short('>6℃ short', 100, end(60, false))],
    }),
    lateFee: { permillePerDay: 2, isCeiling: true, source: seen('天津, at most 2 ‰ a day') },
  },
  {
    ...base, id: 'xian', version: '2018', name: { zh: '西安', en: "Xi'an" }, effectiveFrom: '2018-01-01', effectiveTo: LAST_DAY_BEFORE, thresholdTenths: 180,
    limits: [
      { clock: 'arrive', kinds: ['repair', 'complaint'], categories: ['LEAK'], minutes: 30, source: seen('西安市热力, company') },
      { clock: 'arrive', kinds: ['repair', 'complaint'], categories: ['TEMP'], minutes: 12 * HOUR, source: seen('西安市热力, company') },
      { clock: 'written-answer', kinds: ['complaint', 'enquiry'], minutes: 5 * DAY, calendar: 'working-days', source: seen('西安市热力, company, survey reply') },
    ],
    refund: refundRule({ bands: threeBands(20), share: 'less-basic-fee', payBy: payBy.june(seen('西安 2018, press')), source: seen('西安 2018, press') }),
    plannedStop: { noticeDays: 3, source: seen('西安市热力, company') },
  },
  {
    ...base, id: 'urumqi', version: '2019', name: { zh: '乌鲁木齐', en: 'Urumqi' }, effectiveFrom: '2019-01-01', thresholdTenths: 200,
    usualSeason: { from: '10-10', to: '04-10', source: seen('domain notes §2.4') },
    limits: [
      { clock: 'arrive', kinds: ['repair', 'complaint'], categories: ['TEMP'], minutes: 2 * HOUR, source: seen('乌鲁木齐 2019') },
      testWithin(2, seen('乌鲁木齐 2019')),
      { clock: 'first-result', kinds: ['repair', 'complaint'], categories: ['TEMP'], minutes: 6 * HOUR, source: seen('乌鲁木齐 2019') },
      { clock: 'resolve', kinds: ['repair'], minutes: 8 * HOUR, source: seen('乌鲁木齐 2019, ordinary fault') },
    ],
    notes: [{ zh: '重大故障24小时；此处无此类别，故未列入。', en: 'Major faults are given 24 h; there is no such class of case here, so it is not carried.' }],
  },
  {
    ...base, id: 'shenyang', version: '2009', name: { zh: '沈阳', en: 'Shenyang' }, effectiveFrom: '2009-01-01', thresholdTenths: 180,
    usualSeason: { from: '11-01', to: '03-31', source: seen('domain notes §2.4') },
    limits: [testWithin(2, seen('沈阳, tests 06:00–21:00'), { fromHour: 6, toHour: 21 })],
    refund: refundRule({ bands: [between(130, 180, 50), below(130, 100)], source: seen('沈阳 2009, press, old') }),
    measurement: { heightCentimetres: oneMetre, forbiddenHours: [{ from: 0, to: 6 }, { from: 21, to: 24 }], source: seen('沈阳, tests 06:00–21:00') },
  },
];
