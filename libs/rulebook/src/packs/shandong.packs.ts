import type { RulePack } from '../pack.js';
import { DAY, HOUR, below, between, leakAndQualityArrivals, measured, overlapNote, pauseReasons, payBy, refundRule, source, threeBands } from './rows.js';

const read = (text: string) => source('V', text);
const city = { pauseReasons, thresholdTenths: 180, parent: 'shandong' };
const refused = { userRefusal: 'deemed-qualified' } as const;

/** The province and six of its cities. Source: domain notes §2, regulations read in full [V]. */
export const shandongPacks: readonly RulePack[] = [
  {
    id: 'shandong', version: '2021', name: { zh: '山东省', en: 'Shandong province' }, effectiveFrom: '2021-01-01', parent: 'default', pauseReasons, thresholdTenths: 180,
    limits: [{ clock: 'written-answer', kinds: ['complaint', 'enquiry'], minutes: 3 * DAY, source: read('山东省供热条例 §21, 28') }],
    outage: { afterHours: { hours: 24, included: true }, source: read('山东省供热条例, continuous 24 h') },
  },
  {
    ...city, id: 'qingdao', version: '2017', name: { zh: '青岛', en: 'Qingdao' }, effectiveFrom: '2017-01-01',
    usualSeason: { from: '11-16', to: '04-05', source: read('青岛市供热条例') },
    limits: leakAndQualityArrivals(read('青岛市供热条例 §49')),
    refund: refundRule({ bands: threeBands(20), payBy: payBy.june, source: read('青岛市供热条例 §51, 53') }),
    outage: { source: read('青岛市供热条例 §52') },
    measurement: measured(HOUR, read('青岛市供热条例'), { userCausedExcluded: true }),
  },
  {
    ...city, id: 'linyi', version: '2017', name: { zh: '临沂', en: 'Linyi' }, effectiveFrom: '2017-01-01',
    usualSeason: { from: '11-10', to: '03-20', source: read('临沂市供热条例') },
    limits: [],
    refund: refundRule({ bands: threeBands(20), payBy: payBy.june, source: read('临沂市供热条例 §32, 34') }),
    outage: { afterHours: { hours: 24, included: true }, source: read('临沂市供热条例') },
    measurement: measured(2 * HOUR, read('临沂市供热条例'), { ...refused, companyFailure: { tenths: 139 }, retest: 'lowest' }),
  },
  {
    ...city, id: 'taian', version: '2020', name: { zh: '泰安', en: "Tai'an" }, effectiveFrom: '2020-01-01', limits: [],
    refund: refundRule({ bands: threeBands(30), source: read('泰安市供热条例 §34') }),
  },
  {
    ...city, id: 'weifang', version: '2021', name: { zh: '潍坊', en: 'Weifang' }, effectiveFrom: '2021-01-01',
    usualSeason: { from: '11-14', to: '03-15', source: read('潍坊市供热条例') },
    limits: leakAndQualityArrivals(read('潍坊市供热条例 §34')),
    refund: refundRule({ bands: [between(160, 180, 50), below(160, 100)], payBy: payBy.twoMonths, source: read('潍坊市供热条例 §37–38') }),
    outage: { afterHours: { hours: 24, included: true }, source: read('潍坊市供热条例') },
    measurement: measured(2 * HOUR, read('潍坊市供热条例')),
  },
  {
    ...city, id: 'binzhou', version: '2016', name: { zh: '滨州', en: 'Binzhou' }, effectiveFrom: '2016-01-01',
    usualSeason: { from: '11-15', to: '03-20', source: read('滨州市供热条例') },
    limits: leakAndQualityArrivals(read('滨州市供热条例 §39–40')),
    refund: refundRule({ bands: threeBands(30), payBy: payBy.may, notes: [overlapNote], source: read('滨州市供热条例 §42') }),
    outage: { afterHours: { hours: 24, included: true }, source: read('滨州市供热条例') },
    measurement: measured(HOUR, read('滨州市供热条例'), { ...refused, companyFailure: {}, forbiddenHours: [{ from: 0, to: 6 }, { from: 21, to: 24 }] }),
  },
  {
    ...city, id: 'heze', version: '2017', name: { zh: '菏泽', en: 'Heze' }, effectiveFrom: '2017-01-01',
    usualSeason: { from: '11-15', to: '03-15', source: read('菏泽市供热条例') },
    limits: leakAndQualityArrivals(read('菏泽市供热条例 §41–42')),
    refund: refundRule({ bands: threeBands(30), payBy: payBy.may, lateRefundPenalty: true, notes: [overlapNote], source: read('菏泽市供热条例 §44, 46') }),
    outage: { afterHours: { hours: 24, included: false }, cumulativeDaysOver: 7, source: read('菏泽市供热条例') },
    measurement: measured(HOUR, read('菏泽市供热条例 §47'), { ...refused, companyFailure: {}, userCausedExcluded: true }),
  },
];
