import type { Rejections } from '@heatledger/kernel';

/** Every "no" of a household. */
export const householdRejections = {
  'household/unknown': { kind: 'absent', zh: '没有该用户档案。', en: 'There is no such household.' },
  'household/known': { kind: 'state', zh: '该用户档案已存在，内容不同。', en: 'The household is registered already, with other content.' },
  'household/nothing-corrected': { kind: 'invalid', zh: '没有填写要更正的内容。', en: 'Nothing is corrected.' },
  'household/before-archive': { kind: 'invalid', zh: '早于建档日期。', en: 'That day lies before the archive begins.' },
} as const satisfies Rejections;

export type HouseholdRejection = keyof typeof householdRejections;
