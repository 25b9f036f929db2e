import type { Rejections } from '@heatledger/kernel';

/** Every "no" of the company. */
export const companyRejections = {
  'company/zone-set': { kind: 'state', zh: '企业时区已定，不能更改。', en: "The company's time zone is set and cannot be changed." },
  'company/unknown-zone': { kind: 'invalid', zh: '没有这个时区。', en: 'There is no such time zone.' },
} as const satisfies Rejections;
export type CompanyRejection = keyof typeof companyRejections;
