import { event, type Made } from '@heatledger/kernel';
import { codeField, idField, oneOf, staffId, textField, ticketKinds, yesNoField } from '@heatledger/vocabulary';

const about = {
  ticketKind: oneOf('What was asked for.', ticketKinds),
  ticketId: idField('The ticket that is merged.'),
  survivorId: idField('The ticket that goes on for it.'),
};
const caseNumber = codeField('Case number of the ticket that is merged.');
const orderedBy = staffId;
const reason = textField('Why; names no person.');

export const MergeAgreed = event('MergeAgreed', {
  doc: 'One ticket shall go on for another; no chain of merges leads back to it.',
  data: { ...about, caseNumber, orderedBy, reason },
  say: {
    zh: (d, { numberOf }) => `工单 ${d.caseNumber} 并入 ${numberOf(d.survivorId)}：${d.reason}`,
    en: (d, { numberOf }) => `Ticket ${d.caseNumber} is merged into ${numberOf(d.survivorId)}: ${d.reason}`,
  },
});

export const MergeUndone = event('MergeUndone', {
  doc: 'A merge was a mistake; the ticket goes on by itself.',
  data: { ...about, caseNumber, orderedBy, reason },
  say: {
    zh: (d) => `撤销工单 ${d.caseNumber} 的并案：${d.reason}`,
    en: (d) => `The merge of ticket ${d.caseNumber} was undone: ${d.reason}`,
  },
});

export const OldMergeFound = event('OldMergeFound', {
  doc: 'A merge of before all merges were known in one place was taken in; one that closes a ring is told.',
  data: { ...about, ring: yesNoField('Whether it closes a ring: each of its tickets waits for the next.') },
  say: {
    zh: (d, { numberOf }) =>
      d.ring
        ? `发现循环并案：${numberOf(d.ticketId)} 与 ${numberOf(d.survivorId)}，须拆出其一。`
        : `登记原有并案：${numberOf(d.ticketId)} 并入 ${numberOf(d.survivorId)}。`,
    en: (d, { numberOf }) =>
      d.ring
        ? `A ring of merges was found: ${numberOf(d.ticketId)} into ${numberOf(d.survivorId)}; one of them must be unmerged.`
        : `An older merge was taken in: ${numberOf(d.ticketId)} into ${numberOf(d.survivorId)}.`,
  },
});

/** Every fact about which ticket goes on for which. */
export const mergeKinds = [MergeAgreed, MergeUndone, OldMergeFound] as const;
export type MergeEvent = Made<(typeof mergeKinds)[number]>;
