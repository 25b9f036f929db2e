import { event, type Made } from '@heatledger/kernel';
import { timeZoneField } from '@heatledger/vocabulary';

export const CompanyZoneSet = event('CompanyZoneSet', {
  doc: 'The time zone in which the company counts days, months and hours was set, once and for all.',
  data: { timeZone: timeZoneField('The zone: of the IANA list, or a fixed one.') },
  say: {
    zh: (d) => `企业时区：${d.timeZone}；日、月与时刻均按此计算。`,
    en: (d) => `The company's time zone is ${d.timeZone}; days, months and hours count in it.`,
  },
});

export const companyKinds = [CompanyZoneSet] as const;
export type CompanyEvent = Made<(typeof companyKinds)[number]>;
