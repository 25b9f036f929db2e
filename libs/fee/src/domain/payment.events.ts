import { event } from '@heatledger/kernel';
import { dayField, dayIn, factorsField, fenField, monthDayZh, sentencesField, textField, yuan } from '@heatledger/vocabulary';
import { about, amountFen, payBy, version } from './adjustment.fields.js';

/** The approved sum was paid. */
export const AdjustmentPaid = event('AdjustmentPaid', {
  doc: 'The approved sum was paid.',
  data: { ...about, version, amountFen, reference: textField('Number of the payment in the books.', 120, 'C2') },
  say: { zh: (d) => `已退付 ${yuan(d.amountFen)}，凭证 ${d.reference}。`, en: (d) => `${yuan(d.amountFen)} paid, reference ${d.reference}.` },
});

/** The payout term passed without a payment; happened at its end. */
export const AdjustmentOverdue = event('AdjustmentOverdue', {
  doc: 'The term for the payment ended without one.',
  data: { ...about, version, amountFen, payBy },
  say: { zh: (d, told) => `退费期限（${monthDayZh(told.zone, d.payBy)}）已过，${yuan(d.amountFen)} 尚未退付。`, en: (d, told) => `The term of payment (${dayIn(told.zone, d.payBy)}) has passed and ${yuan(d.amountFen)} is not paid.` },
});

/** A refund was paid after its term under a pack by which that bears a penalty; computed once, with the payment. */
export const LateRefundPenaltyOwed = event('LateRefundPenaltyOwed', {
  doc: 'A refund was paid late, and the company owes what the rule says for that.',
  data: {
    ...about,
    version,
    amountFen,
    lateFen: fenField('Sum that was paid late, fen.'),
    dueOn: dayField('Last day on which it would have been in time.'),
    paidOn: dayField('Day on which it was paid.'),
    factors: factorsField('Unrounded factors, as fractions; rounded once, at the end.'),
    trace: sentencesField('How the figure came about, sentence by sentence.'),
  },
  say: {
    zh: (d) => `退付迟于 ${d.dueOn}，应付滞退金 ${yuan(d.amountFen)}。`,
    en: (d) => `Paid after ${d.dueOn}: a late-refund penalty of ${yuan(d.amountFen)} is owed.`,
  },
});

/** What a late refund bore was paid. */
export const LateRefundPenaltyPaid = event('LateRefundPenaltyPaid', {
  doc: 'The penalty for a late refund was paid.',
  data: { ...about, version, amountFen, reference: textField('Number of the payment in the books.', 120, 'C2') },
  say: {
    zh: (d) => `已付滞退金 ${yuan(d.amountFen)}，凭证 ${d.reference}。`,
    en: (d) => `Late-refund penalty of ${yuan(d.amountFen)} paid, reference ${d.reference}.`,
  },
});
