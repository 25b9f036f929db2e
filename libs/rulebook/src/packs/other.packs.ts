import type { Band, RulePack } from '../pack.js';
import { DAY, HOUR, below, between, measured, oneMetre, pauseReasons, payBy, refundRule, source, threeBands } from './rows.js';

const read = (text: string) => source('V', text);
const seen = (text: string) => source('P', text);
const base = { pauseReasons, parent: 'default', effectiveFrom: '2000-01-01' };
const short = (name: string, percent: number, from: Band['from'], to?: Band['to']): Band => ({ name, percent, ...(from ? { from } : {}), ...(to ? { to } : {}) });
const end = (tenths: number, included: boolean) => ({ tenths, included });
const lateStart = { zh: '条文未写明起算日；本规则包自宽限期满时起算，首尾两日均计。', en: 'Where counting begins is not written; this pack counts from the end of the grace, both ends included.' };

/** Places outside Shandong. Source: domain notes §2; only Luoyang and Xuzhou were read in full. */
export const otherPacks: readonly RulePack[] = [
  {
    ...base, id: 'luoyang', version: '2018', name: { zh: '洛阳', en: 'Luoyang' }, effectiveFrom: '2018-01-01', thresholdTenths: 180,
    usualSeason: { from: '11-15', to: '03-15', source: read('洛阳市集中供热条例') },
    limits: [
      { clock: 'arrive', kinds: ['repair'], categories: ['OUTAGE'], minutes: 2 * HOUR, source: read('洛阳市集中供热条例 §37') },
      { clock: 'written-answer', kinds: ['complaint', 'enquiry'], minutes: 2 * DAY, source: read('洛阳市集中供热条例 §25') },
    ],
    refund: refundRule({ bands: [between(140, 180, 50), below(140, 100)], graceHours: 48, countFrom: 'end-of-grace', payBy: payBy.twoMonths, notes: [lateStart], source: read('洛阳市集中供热条例 §29') }),
    outage: { afterHours: { hours: 12, included: true }, source: read('洛阳市集中供热条例') },
  },
  {
    ...base, id: 'xuzhou', version: '2025', name: { zh: '徐州', en: 'Xuzhou' }, effectiveFrom: '2025-01-01', thresholdTenths: 180,
    usualSeason: { from: '11-21', to: '03-10', source: read('徐州市集中供热条例') },
    limits: [{ clock: 'resolve', kinds: ['repair'], categories: ['TEMP'], minutes: 2 * DAY, source: read('徐州市集中供热条例 §27–28') }],
    refund: refundRule({ bands: threeBands(20), graceHours: 48, payBy: payBy.may, source: read('徐州市集中供热条例 §28') }),
    outage: { afterHours: { hours: 24, included: true }, source: read('徐州市集中供热条例') },
    measurement: measured(2 * HOUR, read('徐州市集中供热条例'), { userCausedExcluded: true }),
  },
  {
    ...base, id: 'beijing', version: 'BF-2022-0501', name: { zh: '北京', en: 'Beijing' }, effectiveFrom: '2022-01-01',
    usualSeason: { from: '11-15', to: '03-15', source: seen('domain notes §2.4') },
    limits: [],
    refund: refundRule({
      scale: 'short-of-agreed', area: 'failing-rooms', source: seen('北京市供热合同 BF-2022-0501'),
      bands: [short('<2℃ short', 40, end(0, false), end(20, false)), short('2–<4℃ short', 60, end(20, true), end(40, false)), short('≥4℃ short', 100, end(40, true))],
      payBy: { zh: '按合同约定', en: 'per contract' },
    }),
    outage: { source: seen('北京市供热合同 BF-2022-0501') },
  },
  {
    ...base, id: 'heilongjiang', version: '2021', name: { zh: '黑龙江', en: 'Heilongjiang' }, effectiveFrom: '2021-01-01', thresholdTenths: 200,
    limits: [],
    refund: refundRule({ bands: [between(180, 200, 10), ...threeBands(30)], source: seen('黑龙江省 2021, press') }),
    measurement: { heightCentimetres: oneMetre, forbiddenHours: [{ from: 10, to: 14 }], source: seen('黑龙江省, not 10:00–14:00') },
  },
  {
    ...base, id: 'tianjin', version: '2010', name: { zh: '天津', en: 'Tianjin' }, effectiveFrom: '2010-01-01',
    limits: [{ clock: 'arrive', kinds: ['repair', 'complaint'], categories: ['LEAK'], minutes: 30, source: seen('天津市 2010') }],
    refund: refundRule({
      scale: 'short-of-agreed', area: 'failing-rooms', graceHours: 24, countFrom: 'end-of-grace', notes: [lateStart], source: seen('天津市供热采暖费退还管理规定 2010'),
      bands: [short('≤2℃ short', 10, end(0, false), end(20, true)), short('>2–6℃ short', 50, end(20, false), end(60, true)), short('>6℃ short', 100, end(60, false))],
    }),
  },
  {
    ...base, id: 'xian', version: '2018', name: { zh: '西安', en: "Xi'an" }, effectiveFrom: '2018-01-01', thresholdTenths: 180,
    limits: [
      { clock: 'arrive', kinds: ['repair', 'complaint'], categories: ['LEAK'], minutes: 30, source: seen('西安市热力, company') },
      { clock: 'arrive', kinds: ['repair', 'complaint'], categories: ['TEMP'], minutes: 12 * HOUR, source: seen('西安市热力, company') },
    ],
    refund: refundRule({ bands: threeBands(20), share: 'less-basic-fee', payBy: payBy.june, source: seen('西安 2018, press') }),
  },
  {
    ...base, id: 'urumqi', version: '2019', name: { zh: '乌鲁木齐', en: 'Urumqi' }, effectiveFrom: '2019-01-01', thresholdTenths: 200,
    usualSeason: { from: '10-10', to: '04-10', source: seen('domain notes §2.4') },
    limits: [
      { clock: 'arrive', kinds: ['repair', 'complaint'], categories: ['TEMP'], minutes: 2 * HOUR, source: seen('乌鲁木齐 2019') },
      { clock: 'first-result', kinds: ['repair', 'complaint'], categories: ['TEMP'], minutes: 6 * HOUR, source: seen('乌鲁木齐 2019') },
      { clock: 'resolve', kinds: ['repair'], minutes: 8 * HOUR, source: seen('乌鲁木齐 2019, ordinary fault') },
    ],
  },
  {
    ...base, id: 'shenyang', version: '2009', name: { zh: '沈阳', en: 'Shenyang' }, effectiveFrom: '2009-01-01', thresholdTenths: 180,
    usualSeason: { from: '11-01', to: '03-31', source: seen('domain notes §2.4') },
    limits: [],
    refund: refundRule({ bands: [between(130, 180, 50), below(130, 100)], source: seen('沈阳 2009, press, old') }),
    measurement: { heightCentimetres: oneMetre, forbiddenHours: [{ from: 0, to: 6 }, { from: 21, to: 24 }], source: seen('沈阳, tests 06:00–21:00') },
  },
];
