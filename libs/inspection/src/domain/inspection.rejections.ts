import type { Rejections } from '@heatledger/kernel';

/** Every "no" of an inspection. */
export const inspectionRejections = {
  'inspection/unknown': { kind: 'absent', zh: '没有这次检查。', en: 'There is no such inspection.' },
  'inspection/known': { kind: 'state', zh: '该编号的检查已存在，内容不同。', en: 'An inspection with this id exists already, with other content.' },
  'inspection/not-now': { kind: 'state', zh: '检查当前状态不允许此操作。', en: 'The inspection is not at the stage for this.' },
  'inspection/no-such-item': { kind: 'invalid', zh: '检查表中没有该项。', en: 'The checklist has no such item.' },
  'inspection/no-such-finding': { kind: 'absent', zh: '没有该问题。', en: 'There is no such finding.' },
  'inspection/due-in-the-past': { kind: 'invalid', zh: '期限不得早于现在。', en: 'It cannot be due before it is ordered.' },
  'inspection/due-missing': { kind: 'invalid', zh: '缺少期限。', en: 'It needs a due time: the rules give none here.' },
  'inspection/reason-missing': { kind: 'invalid', zh: '期限与规则不同，须说明理由。', en: 'Another date than the rule’s needs a reason.' },
  'inspection/evidence-missing': { kind: 'invalid', zh: '缺少整改凭证。', en: 'Evidence of the rectification is missing.' },
  'inspection/same-person': { kind: 'forbidden', zh: '须由整改人以外的人复核。', en: 'Somebody other than who put it right must verify it.' },
  'inspection/unfinished': { kind: 'state', zh: '尚有未检查的项目或未复核的问题。', en: 'Items are unchecked or findings unverified.' },
} as const satisfies Rejections;
export type InspectionRejection = keyof typeof inspectionRejections;
