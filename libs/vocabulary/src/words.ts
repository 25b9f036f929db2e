import type { Bilingual } from '@heatledger/kernel';

/** A closed list of words of the trade, each with its Chinese and English form. */
export type Words<K extends string = string> = Readonly<Record<K, Bilingual>>;

/** Declares words as `{ TEMP: ['室温不达标', 'room too cold'] }`. */
export const words = <const T extends Readonly<Record<string, readonly [zh: string, en: string]>>>(table: T): Words<keyof T & string> =>
  Object.fromEntries(Object.entries(table).map(([key, [zh, en]]) => [key, { zh, en }])) as Words<keyof T & string>;

/** The keys of a word list, as a non-empty tuple for schemas. */
export const keysIn = <K extends string>(table: Words<K>): [K, ...K[]] => Object.keys(table) as [K, ...K[]];

/** What a request is about; what is claimed, not what was found (`causes`). Source: proposed codes, domain notes §3.2 [D]. */
export const categories = words({
  TEMP: ['室温不达标', 'room too cold'],
  LEAK: ['漏水', 'leak'],
  NOISE: ['噪音/异响', 'noise'],
  OUTAGE: ['停热', 'outage'],
  LATE_START: ['供热延迟', 'late start of heating'],
  BILLING: ['收费争议', 'billing'],
  METER: ['热计量表', 'heat meter'],
  CONNECT: ['入网/报装', 'connection'],
  STOP_RESUME: ['报停/恢复用热', 'stop or resume of heating'],
  CONDUCT: ['服务态度', 'staff conduct'],
  PRIVACY: ['个人信息', 'personal information'],
  OTHER: ['其他', 'other'],
});
export type Category = keyof typeof categories & string;

/** How fast danger grows if nobody comes. */
export const urgencies = words({ emergency: ['紧急', 'emergency'], urgent: ['加急', 'urgent'], ordinary: ['一般', 'ordinary'] });
export type Urgency = keyof typeof urgencies & string;

/** Who was found to be the cause, after investigation. Source: domain notes §3.2. */
export const causes = words({
  operator: ['供热企业原因', 'the operator'],
  'own-system': ['用户自有系统', "the user's own system"],
  building: ['建筑/开发商原因', 'the building'],
  none: ['未发现问题', 'no fault found'],
});
export type Cause = keyof typeof causes & string;

/** The only reasons for which a clock may stand still. Source: domain notes §3.5 [D]. */
export const pauseReasons = words({
  'later-appointment': ['用户要求改约', 'the user asked for a later appointment'],
  'user-absent': ['约定时间用户不在家', 'the user was absent at the agreed visit'],
  'third-party-test': ['等待第三方检测', 'a third-party test is pending'],
  'statutory-hearing': ['法定听证', 'a statutory hearing'],
});
export type PauseReason = keyof typeof pauseReasons & string;

/** Who a reading of a single day comes from. */
export const readingOrigins = words({ test: ['测温', 'test'], retest: ['复测', 'retest'], 'third-party': ['第三方检测', 'third-party test'] });
export type ReadingOrigin = keyof typeof readingOrigins & string;

/** What came of a test that was not taken or not signed, by the side that failed. Source: domain notes §2.2. */
export const visitOutcomes = words({ 'user-refused': ['用户无故拒绝', 'the user refused'], 'company-failed': ['供热单位未履行', 'the company failed'] });
export type VisitOutcome = keyof typeof visitOutcomes & string;

/** The clocks that run on a request. */
export const clocks = words({
  acknowledge: ['受理告知', 'acknowledge'],
  'first-contact': ['首次联系', 'first contact'],
  arrive: ['到场', 'arrive'],
  measure: ['测温', 'temperature test'],
  'first-result': ['首次处理结果', 'first result'],
  resolve: ['办结/作出决定', 'resolve'],
  'written-answer': ['书面答复', 'written answer'],
  'call-back': ['回访', 'call back'],
});
export type ClockName = keyof typeof clocks & string;

/** What a promise of time is called on a request of this kind: a complaint is decided where a repair is done. */
export const clockNamed = (clock: ClockName, kind: TicketKind): Bilingual => {
  if (clock !== 'resolve') return clocks[clock];
  return kind === 'complaint' ? { zh: '作出决定', en: 'decide' } : { zh: '办结', en: 'resolve' };
};

/** To whom a case goes that is overdue, by its level. */
export const levelNamed = (level: number): Bilingual => {
  if (level === 1) return { zh: '班长', en: 'the shift leader' };
  return level === 2 ? { zh: '值班经理', en: 'the duty manager' } : { zh: `${level} 级`, en: `level ${level}` };
};

/** The three kinds of request that the hotline takes. */
export const ticketKinds = words({ repair: ['报修', 'repair'], complaint: ['投诉', 'complaint'], enquiry: ['咨询', 'enquiry'] });
export type TicketKind = keyof typeof ticketKinds & string;

/** Ways to reach the company, as words. */
export const channelWords = words({
  hotline: ['客服热线', 'hotline'],
  '12345': ['12345热线', '12345 hotline'],
  counter: ['营业厅', 'counter'],
  web: ['网上', 'web'],
  field: ['现场', 'in the field'],
  import: ['导入', 'import'],
  system: ['系统', 'system'],
});

/** Who may act, as words; the keys are the roles in access tokens. */
export const roles = words({
  agent: ['客服坐席', 'agent'],
  dispatcher: ['调度员', 'dispatcher'],
  crew: ['维修班组', 'crew'],
  'complaint-officer': ['投诉专员', 'complaint officer'],
  'fee-officer': ['收费专员', 'fee officer'],
  inspector: ['巡检员', 'inspector'],
  auditor: ['审计员', 'auditor'],
  regulator: ['监管人员', 'regulator'],
  service: ['内部服务', 'internal service'],
  administrator: ['系统管理员', 'administrator'],
  system: ['系统', 'system'],
});
export type RoleName = keyof typeof roles & string;
