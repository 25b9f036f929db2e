import type { Bilingual } from '@heatledger/kernel';
import type { KpiName } from './kpi-names.js';

/** What a rate is told in: so many of a hundred, or complaints by area or by households. */
export type KpiScale = 'percent' | 'per-mille' | 'per-10000-m2' | 'per-1000-households';

/** How a rate is counted; the counts are kept, the rate follows from them. */
export interface KpiDefinition {
  readonly scale: KpiScale;
  readonly numerator: Bilingual;
  readonly denominator: Bilingual;
  /** The instant by which a case belongs to a day, month or season. */
  readonly fallsOn: Bilingual;
  /** Bases that are counted apart and never added up. */
  readonly bases?: readonly string[];
  /** The one base that a target means, where there are several. */
  readonly targetBasis?: string;
  /** Why it is not counted, where no fact of this version tells it. */
  readonly notRecorded?: Bilingual;
}

/** Name and version of these definitions, as counts cite them. */
export const KPI_DEFINITIONS = 'kpi-definitions@1';

const due: Bilingual = { zh: '到期时刻', en: 'when it falls due' };
const noOutages: Bilingual = { zh: '本版本未登记停热的范围、面积与原因判定，故不计算。', en: 'Outages with their area and cause are not recorded in this version, so nothing is counted.' };
const noIncidents: Bilingual = { zh: '本版本未登记抢修事件，故不计算。', en: 'Emergency incidents are not recorded in this version, so nothing is counted.' };

/** Every rate of the service with how it is counted. Source: domain notes §1.4 [D]. */
export const kpiDefinitions: Readonly<Record<KpiName, KpiDefinition>> = {
  'room-temperature-pass': {
    scale: 'percent',
    numerator: { zh: '期内全部有效测温均合格的户数', en: 'homes all of whose valid readings in the period qualified' },
    denominator: { zh: '期内有有效测温的户数', en: 'homes with a valid reading in the period' },
    fallsOn: { zh: '测温时刻', en: 'when the room was measured' },
    bases: ['survey', 'complaint', 'retest', 'third-party'],
    targetBasis: 'survey',
  },
  'operation-accident': {
    scale: 'per-mille',
    numerator: { zh: '∑（供热企业原因停热小时×停热面积）', en: 'sum of hours × area of outages caused by the operator' },
    denominator: { zh: '采暖期小时×供热面积', en: 'hours of the season × supplied area' },
    fallsOn: { zh: '停热时刻', en: 'when the outage began' },
    notRecorded: noOutages,
  },
  'repair-arrival': {
    scale: 'percent',
    numerator: { zh: '时限内到场的报修', en: 'repairs reached within the limit' },
    denominator: { zh: '到场时限已到期的报修', en: 'repairs whose arrival fell due' },
    fallsOn: due,
  },
  'repair-handling': {
    scale: 'percent',
    numerator: { zh: '口径时限内修复且未被退回的报修', en: 'repairs done within the span and not sent back' },
    denominator: { zh: '满口径时限的全部报修', en: 'all repairs for which the span has passed' },
    fallsOn: { zh: '报修时刻加口径时限', en: 'report plus span' },
  },
  'complaint-response': {
    scale: 'percent',
    numerator: { zh: '时限内首次联系的投诉', en: 'complaints with a first contact within the limit' },
    denominator: { zh: '首次联系时限已到期的投诉', en: 'complaints whose first contact fell due' },
    fallsOn: due,
  },
  'complaint-handling': {
    scale: 'percent',
    numerator: { zh: '按期办结的投诉', en: 'complaints closed by their due time' },
    denominator: { zh: '办结时限已到期的投诉，含逾期未办结者', en: 'complaints falling due, the overdue open ones among them' },
    fallsOn: due,
  },
  'follow-up': {
    scale: 'percent',
    numerator: { zh: '已拨打回访的办结件', en: 'closed cases that were called back' },
    denominator: { zh: '应回访的办结件', en: 'closed cases to be called back' },
    fallsOn: { zh: '办结时刻', en: 'when it was closed' },
  },
  'follow-up-reached': {
    scale: 'percent',
    numerator: { zh: '联系上的回访', en: 'callbacks that reached somebody' },
    denominator: { zh: '拨打的回访', en: 'callbacks made' },
    fallsOn: { zh: '回访时刻', en: 'when the call was made' },
  },
  satisfaction: {
    scale: 'percent',
    numerator: { zh: '满意的有效答复', en: 'satisfied answers' },
    denominator: { zh: '有效答复；未联系上者另列，不计入', en: 'valid answers; the unreached stand beside' },
    fallsOn: { zh: '询问时刻', en: 'when the user was asked' },
    bases: ['callback', 'survey'],
  },
  'repeat-complaint': {
    scale: 'percent',
    numerator: { zh: '口径天数内同户同类的重复投诉', en: 'repeats of the same home and category within the span' },
    denominator: { zh: '受理的投诉', en: 'complaints received' },
    fallsOn: { zh: '受理时刻', en: 'when it was received' },
  },
  'area-complaint': {
    scale: 'per-10000-m2',
    numerator: { zh: '受理的投诉', en: 'complaints received' },
    denominator: { zh: '期末在网供热面积（0.1 m²）', en: 'heated area at the end of the period (tenths of m²)' },
    fallsOn: { zh: '受理时刻', en: 'when it was received' },
  },
  'household-complaint': {
    scale: 'per-1000-households',
    numerator: { zh: '受理的投诉', en: 'complaints received' },
    denominator: { zh: '期末在网户数', en: 'heated homes at the end of the period' },
    fallsOn: { zh: '受理时刻', en: 'when it was received' },
  },
  'incident-arrival': {
    scale: 'percent',
    numerator: { zh: '时限内到场的抢修', en: 'incidents reached within the limit' },
    denominator: { zh: '抢修事件', en: 'incidents' },
    fallsOn: due,
    notRecorded: noIncidents,
  },
  'incident-restoration': {
    scale: 'percent',
    numerator: { zh: '时限内恢复的抢修', en: 'incidents restored within the limit' },
    denominator: { zh: '抢修事件', en: 'incidents' },
    fallsOn: due,
    notRecorded: noIncidents,
  },
  'hotline-answered': {
    scale: 'percent',
    numerator: { zh: '接通的来电', en: 'calls answered' },
    denominator: { zh: '全部来电', en: 'calls offered' },
    fallsOn: { zh: '来电时刻', en: 'when the call came' },
    notRecorded: { zh: '话务系统的来电记录未接入本系统，故不计算。', en: 'Call records stay in the telephone system and are not recorded here, so nothing is counted.' },
  },
};
