import type { Rejections } from '@heatledger/kernel';

/** Every "no" of a fee adjustment. */
export const feeRejections = {
  'fee/unknown': { kind: 'absent', zh: '没有这笔费用调整。', en: 'There is no such adjustment.' },
  'fee/known': { kind: 'state', zh: '该编号的费用调整已存在，内容不同。', en: 'An adjustment with this id exists already, with other content.' },
  'fee/household-unknown': { kind: 'invalid', zh: '没有该用户档案。', en: 'The household is not in the archive.' },
  'fee/not-now': { kind: 'state', zh: '当前状态不允许此操作。', en: 'The adjustment is not at the stage for this.' },
  'fee/out-of-order': { kind: 'invalid', zh: '发生时间早于其前置事实。', en: 'It cannot have happened before what it follows.' },
  'fee/input-missing': { kind: 'invalid', zh: '缺少核算所需数据。', en: 'The calculation lacks an input.' },
  'fee/input-unfit': { kind: 'invalid', zh: '该数据与调整依据不符。', en: 'This input does not belong to this basis.' },
  'fee/reading-unfit': { kind: 'invalid', zh: '该测温记录不能作为退费依据。', en: 'This measurement cannot be named for the refund.' },
  'fee/beyond-season-fee': { kind: 'invalid', zh: '减免与退费合计超过本采暖季热费。', en: 'Relief and refunds together exceed the fee of the season.' },
  'fee/no-rule': { kind: 'invalid', zh: '规则包不能据此核算。', en: 'The rules in force give no figure for this.' },
  'fee/same-person': { kind: 'forbidden', zh: '须由另一人审批。', en: 'A second person must decide this.' },
  'fee/other-version': { kind: 'state', zh: '不是最新一次核算。', en: 'This is not the latest calculation.' },
  'fee/amount-differs': { kind: 'invalid', zh: '金额与批准金额不符。', en: 'The amount is not the one approved.' },
  'fee/not-due': { kind: 'state', zh: '付款期限未到。', en: 'The payout term has not ended.' },
  'fee/penalty-unpaid': { kind: 'state', zh: '滞退金尚未付清。', en: 'The late-refund penalty has not been paid.' },
  'fee/not-notified': { kind: 'state', zh: '尚未告知用户。', en: 'The customer has not been told yet.' },
} as const satisfies Rejections;

export type FeeRejection = keyof typeof feeRejections;
