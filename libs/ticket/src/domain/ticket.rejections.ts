import type { Rejections } from '@heatledger/kernel';

/** Every "no" that repairs, complaints and enquiries share. */
export const ticketRejections = {
  'ticket/unknown': { kind: 'absent', zh: '没有这张工单。', en: 'There is no such ticket.' },
  'ticket/known': { kind: 'state', zh: '该编号的工单已存在，内容不同。', en: 'A ticket with this id exists already, with other content.' },
  'ticket/differs': { kind: 'state', zh: '来源所述与本系统的记录不同，且无法记为新的事实。', en: 'The source tells it otherwise than it stands here, in a way that no new fact can say.' },
  'ticket/closed': { kind: 'state', zh: '工单已办结。', en: 'The ticket is closed.' },
  'ticket/not-now': { kind: 'state', zh: '工单当前状态不允许此操作。', en: 'The ticket is not at the stage for this.' },
  'ticket/out-of-order': { kind: 'invalid', zh: '发生时间早于其前置事实。', en: 'It cannot have happened before what it follows.' },
  'ticket/not-assigned-crew': { kind: 'forbidden', zh: '不是被指派的班组。', en: 'This is not the assigned crew.' },
  'ticket/unknown-crew': { kind: 'invalid', zh: '没有登记这个班组，见 GET /crews。', en: 'No such crew is registered; GET /crews lists them.' },
  'ticket/unknown-staff': { kind: 'invalid', zh: '没有登记这个人员账号，或其已停用、不任此职，见 GET /staff。', en: 'No such staff account is registered, or it is disabled or not for this work; GET /staff lists them.' },
  'ticket/evidence-missing': { kind: 'invalid', zh: '缺少凭证。', en: 'Evidence is missing.' },
  'ticket/same-person': { kind: 'forbidden', zh: '须由另一人办理。', en: 'Another person must do this.' },
  'ticket/pause-reason': { kind: 'invalid', zh: '不是允许暂停的理由。', en: 'This reason may not stop the clock.' },
  'ticket/paused': { kind: 'state', zh: '工单已暂停。', en: 'The ticket is paused.' },
  'ticket/not-paused': { kind: 'state', zh: '工单未暂停。', en: 'The ticket is not paused.' },
  'ticket/no-rule': { kind: 'invalid', zh: '规则包不能给出时限。', en: 'The rules in force give no due time for this.' },
  'ticket/clock-not-running': { kind: 'state', zh: '该时限未在计时。', en: 'This clock is not running.' },
  'ticket/extension-too-late': { kind: 'state', zh: '时限已到，不得延期。', en: 'The time has run out; it can no longer be extended.' },
  'ticket/extension-not-later': { kind: 'invalid', zh: '延期后的时限须晚于原时限。', en: 'The new due time must be later than the one before.' },
  'ticket/supersession-too-late': { kind: 'state', zh: '时限已到，不得改用其他规则。', en: 'The time has run out; it can no longer go over to another rule.' },
  'ticket/no-request': { kind: 'absent', zh: '没有这项待批准的申请。', en: 'There is no such request.' },
  'ticket/request-waiting': { kind: 'state', zh: '已有同类申请待批准，请先决定。', en: 'Another request of this kind waits; it has to be decided first.' },
  'ticket/request-decided': { kind: 'state', zh: '该申请已有相反的决定。', en: 'This request was decided the other way.' },
  'ticket/no-late-entry': { kind: 'absent', zh: '没有这项待批准的补录。', en: 'There is no such late entry.' },
  'ticket/late-entry-decided': { kind: 'state', zh: '该补录已有相反的决定。', en: 'This late entry was decided the other way.' },
  'ticket/itself': { kind: 'invalid', zh: '不能指向自身。', en: 'A ticket cannot point at itself.' },
  'ticket/merged': { kind: 'state', zh: '工单已并入另一工单。', en: 'The ticket is merged into another one.' },
  'ticket/not-merged': { kind: 'state', zh: '工单未并案。', en: 'The ticket is not merged.' },
  'ticket/exit-not-open': { kind: 'state', zh: '该办结方式的条件不具备。', en: 'The conditions of this exit are not fulfilled.' },
  'complaint/not-heard': { kind: 'state', zh: '双方均陈述或拒绝陈述之前不得作出决定。', en: 'No decision before both sides are heard or refused to be.' },
  'complaint/accused': { kind: 'forbidden', zh: '被投诉人不得办理该投诉。', en: 'The accused may not handle the complaint.' },
  'complaint/no-handler': { kind: 'state', zh: '投诉尚未指派。', en: 'Nobody is responsible for the complaint yet.' },
} as const satisfies Rejections;

export type TicketRejection = keyof typeof ticketRejections;
