import { event, type Made } from '@heatledger/kernel';
import { codeField, evidenceField, fenField, freeTextField, oneOf, sentencesField, textField, toldText, untilEn, untilZh, yuan } from '@heatledger/vocabulary';
import { bandTold } from '@heatledger/rulebook';
import { about, amountFen, figures, payBy, version } from './adjustment.fields.js';
import { AdjustmentOverdue, AdjustmentPaid, LateRefundPenaltyOwed, LateRefundPenaltyPaid } from './payment.events.js';

export * from './payment.events.js';
import { adjustmentBases, noticeWays } from './adjustment.words.js';

const reason = textField('Why.', 1000, 'C2');

/** An adjustment of a bill was asked for (clause 三(三)3). */
export const AdjustmentRequested = event('AdjustmentRequested', {
  doc: 'An adjustment of a bill was asked for.',
  data: { ...about, caseNumber: codeField('Number a person reads out.').optional(), reason, evidence: evidenceField('What it rests on.').optional() },
  say: {
    zh: (d) => `申请费用调整（${adjustmentBases[d.basis].zh}）。理由：${d.reason.replaceAll('°C', '℃')}`,
    en: (d) => `Adjustment requested (${adjustmentBases[d.basis].en}). Reason: ${d.reason}`,
  },
});

/** The figure was calculated and its basis frozen. */
export const AdjustmentCalculated = event('AdjustmentCalculated', {
  doc: 'The figure was calculated and everything it rests on was frozen.',
  data: figures,
  say: {
    zh: (d) =>
      `第 ${d.version} 次核算：${yuan(d.amountFen)}${d.band ? `，${bandTold(d.band).zh}，${d.days} 天` : ''}。${d.grounds ? `依据：${d.grounds}` : ''}`,
    en: (d) =>
      `Calculation ${d.version}: ${yuan(d.amountFen)}${d.band ? `, ${bandTold(d.band).en}, ${d.days} days` : ''}.${d.grounds ? ` Grounds: ${d.grounds}` : ''}`,
  },
});

/** The figure was laid before a second person. */
export const AdjustmentSubmitted = event('AdjustmentSubmitted', {
  doc: 'A calculation was laid before a second person.',
  data: { ...about, version, amountFen },
  say: {
    zh: (d) => `第 ${d.version} 次核算 ${yuan(d.amountFen)} 报审。`,
    en: (d) => `Calculation ${d.version} of ${yuan(d.amountFen)} submitted for approval.`,
  },
});

/** A second person approved the figure. */
export const AdjustmentApproved = event('AdjustmentApproved', {
  doc: 'A second person approved a calculation.',
  data: {
    ...about,
    version,
    amountFen,
    payFen: fenField('What is still to be paid of it, fen.'),
    payBy,
    reasons: sentencesField('Why it must be paid by then.').optional(),
    note: textField('Remark.', 500, 'C2').optional(),
  },
  say: {
    zh: (d, told) =>
      `批准 ${yuan(d.amountFen)}，${d.payFen === 0 ? '无应付款项' : `应付 ${yuan(d.payFen)}，${untilZh(told.zone, d.payBy)}付清`}。`,
    en: (d, told) =>
      `${yuan(d.amountFen)} approved, ${d.payFen === 0 ? 'nothing to be paid' : `${yuan(d.payFen)} to be paid ${untilEn(told.zone, d.payBy)}`}.`,
  },
});

/** A second person wants it calculated again. */
export const AdjustmentReturned = event('AdjustmentReturned', {
  doc: 'A second person returned a calculation to be made again.',
  data: { ...about, version, reason },
  say: { zh: (d) => `退回第 ${d.version} 次核算。原因：${d.reason}`, en: (d) => `Calculation ${d.version} returned. Reason: ${d.reason}` },
});

/** A second person refused the adjustment. */
export const AdjustmentRefused = event('AdjustmentRefused', {
  doc: 'A second person refused the adjustment.',
  data: { ...about, version, reason },
  say: { zh: (d) => `不予批准。原因：${d.reason}`, en: (d) => `Adjustment refused. Reason: ${d.reason}` },
});

/** The customer was told the outcome. */
export const AdjustmentNotified = event('AdjustmentNotified', {
  doc: 'The customer was told the outcome of a calculation.',
  data: { ...about, version, amountFen, way: oneOf('How the customer was told.', noticeWays) },
  say: {
    zh: (d) => `已${noticeWays[d.way].zh}告知用户结果：${yuan(d.amountFen)}。`,
    en: (d) => `The customer was told ${noticeWays[d.way].en}: ${yuan(d.amountFen)}.`,
  },
});

/** The customer disputes the outcome. */
export const AdjustmentObjected = event('AdjustmentObjected', {
  doc: 'The customer disputed the outcome.',
  data: {
    ...about,
    version,
    objection: freeTextField('What the customer says against it.'),
    evidence: evidenceField('What the customer brought.').optional(),
  },
  say: {
    zh: (d) => `用户对第 ${d.version} 次核算提出异议${toldText(d.objection, ['：', '（内容已隐去）。'])}`,
    en: (d) => `The customer objected to calculation ${d.version}${toldText(d.objection, [': ', ' (what they said is withheld).'])}`,
  },
});

/** The figure was calculated anew after an objection, as a new version. */
export const AdjustmentRecalculated = event('AdjustmentRecalculated', {
  doc: 'The figure was calculated anew after an objection.',
  data: { ...figures, formerFen: fenField('Figure before the objection, fen.') },
  say: {
    zh: (d) => `异议后第 ${d.version} 次核算：${yuan(d.amountFen)}（原 ${yuan(d.formerFen)}）。${d.grounds ? `依据：${d.grounds}` : ''}`,
    en: (d) =>
      `Calculation ${d.version} after the objection: ${yuan(d.amountFen)} (before: ${yuan(d.formerFen)}).${d.grounds ? ` Grounds: ${d.grounds}` : ''}`,
  },
});

/** Everything owed is paid and the customer knows. */
export const AdjustmentSettled = event('AdjustmentSettled', {
  doc: 'Everything owed was paid and the customer knows.',
  data: { ...about, version, amountFen },
  say: { zh: (d) => `费用调整结清，共 ${yuan(d.amountFen)}。`, en: (d) => `Adjustment settled at ${yuan(d.amountFen)} in all.` },
});

/** Nothing was due, and the customer knows. */
export const AdjustmentClosedAsNothingDue = event('AdjustmentClosedAsNothingDue', {
  doc: 'Nothing was due, the customer was told so, and nothing is left to pay.',
  data: { ...about, version },
  say: { zh: (d) => `第 ${d.version} 次核算无应退款项，已告知用户，办结。`, en: (d) => `Calculation ${d.version}: nothing is due, the customer was told, closed.` },
});

/** The request was taken back. */
export const AdjustmentWithdrawn = event('AdjustmentWithdrawn', {
  doc: 'The request was taken back before it was decided.',
  data: { ...about, reason },
  say: { zh: (d) => `撤回费用调整申请。原因：${d.reason}`, en: (d) => `Adjustment withdrawn. Reason: ${d.reason}` },
});

/** Every fact of a fee adjustment. */
export const adjustmentKinds = [
  AdjustmentRequested,
  AdjustmentCalculated,
  AdjustmentSubmitted,
  AdjustmentApproved,
  AdjustmentReturned,
  AdjustmentRefused,
  AdjustmentNotified,
  AdjustmentPaid,
  LateRefundPenaltyOwed,
  LateRefundPenaltyPaid,
  AdjustmentOverdue,
  AdjustmentObjected,
  AdjustmentRecalculated,
  AdjustmentSettled,
  AdjustmentClosedAsNothingDue,
  AdjustmentWithdrawn,
] as const;
export type AdjustmentEvent = Made<(typeof adjustmentKinds)[number]>;
