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
  'inspection/not-inspector': { kind: 'forbidden', zh: '须由被指派的检查人或计划人开始检查。', en: 'Only the inspector or the planner may begin it.' },
  'inspection/not-responsible': { kind: 'forbidden', zh: '须由责任单位整改。', en: 'Only the unit that is responsible may put it right.' },
  'inspection/unknown-staff': { kind: 'invalid', zh: '没有登记这个检查人账号，或其已停用、不任此职。', en: 'No such inspector is registered, or the account is disabled or not for this work; GET /staff lists them.' },
  'inspection/unknown-unit': { kind: 'invalid', zh: '没有登记这个责任单位。', en: 'No such unit is registered; GET /crews and GET /staff list them.' },
  'inspection/failed-without-finding': { kind: 'state', zh: '不合格项目须先登记问题。', en: 'An item that is not in order needs a finding first.' },
  'inspection/why-in-order': { kind: 'invalid', zh: '由不合格改为其他结果须在备注中说明原因。', en: 'Another result than "not in order" after it needs a note that says why.' },
  'inspection/second-person': { kind: 'forbidden', zh: '须由录入人以外的人决定。', en: 'Somebody other than who entered it must decide.' },
  'inspection/no-late-entry': { kind: 'absent', zh: '没有这项待批准的补录。', en: 'There is no such late entry.' },
  'inspection/late-entry-decided': { kind: 'state', zh: '该补录已有相反的决定。', en: 'This late entry was decided the other way.' },
  'inspection/evidence-missing': { kind: 'invalid', zh: '缺少整改凭证。', en: 'Evidence of the rectification is missing.' },
  'inspection/same-person': { kind: 'forbidden', zh: '须由整改人以外的人复核。', en: 'Somebody other than who put it right must verify it.' },
  'inspection/unfinished': { kind: 'state', zh: '尚有未检查的项目或未复核的问题。', en: 'Items are unchecked or findings unverified.' },
} as const satisfies Rejections;
export type InspectionRejection = keyof typeof inspectionRejections;
