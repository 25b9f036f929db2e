import type { Rejections } from '@heatledger/kernel';

/** Every "no" of a measurement. */
export const qualityRejections = {
  'quality/unknown': { kind: 'absent', zh: '没有这条测温记录。', en: 'There is no such measurement.' },
  'quality/known': { kind: 'state', zh: '该编号的测温记录已存在，内容不同。', en: 'A measurement with this id exists already, with other content.' },
  'quality/household-unknown': { kind: 'invalid', zh: '没有该用户档案。', en: 'The household is not in the archive.' },
  'quality/in-the-future': { kind: 'invalid', zh: '测温时间在将来。', en: 'The measurement lies in the future.' },
  'quality/input-missing': { kind: 'invalid', zh: '缺少判定所需数据。', en: 'Something the verdict rests on is missing.' },
  'quality/evidence-missing': { kind: 'invalid', zh: '缺少凭证。', en: 'Evidence is missing.' },
  'quality/out-of-range': { kind: 'invalid', zh: '数值超出可信范围。', en: 'The figure is outside what can be measured.' },
  'quality/no-rule': { kind: 'invalid', zh: '规则包不能据此判定。', en: 'The rules in force give no verdict for this.' },
  'quality/before-measurement': { kind: 'invalid', zh: '作废时间早于测温时间。', en: 'It cannot be invalidated before it was measured.' },
} as const satisfies Rejections;

export type QualityRejection = keyof typeof qualityRejections;
