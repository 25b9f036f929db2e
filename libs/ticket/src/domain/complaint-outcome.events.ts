import { event } from '@heatledger/kernel';
import { evidenceField, freeTextField, idField, oneOf, staffId, textField, yesNoField } from '@heatledger/vocabulary';
import { reason, round, subject } from './complaint.fields.js';
import { complaintExits, complaintVerdicts } from './complaint.words.js';

const verdict = oneOf('What was decided.', complaintVerdicts);

export const ComplaintDecided = event('ComplaintDecided', {
  doc: 'The complaint was decided, with grounds and the clause applied.',
  data: { ...subject, round, verdict, grounds: freeTextField('Grounds of the decision.'), clause: textField('Clause that was applied.', 200) },
  say: { zh: (d) => `处理决定：${complaintVerdicts[d.verdict].zh}（依据 ${d.clause}）。`, en: (d) => `Decided: ${complaintVerdicts[d.verdict].en} (${d.clause}).` },
});

export const RemedyExecuted = event('RemedyExecuted', {
  doc: 'What was decided was carried out.',
  data: { ...subject, round, remedy: textField('What was done; names no person.'), evidence: evidenceField('What shows it.') },
  say: { zh: (d) => `已落实处理：${d.remedy}`, en: (d) => `Remedy carried out: ${d.remedy}` },
});

export const ComplaintFedBack = event('ComplaintFedBack', {
  doc: 'The decision was told to the complainant, with further ways open to them.',
  data: { ...subject, round, written: yesNoField('Told in writing.'), recourse: textField('Further ways that were named.', 500).optional() },
  say: { zh: (d) => `已${d.written ? '书面' : '口头'}反馈投诉人。`, en: (d) => `Fed back to the complainant ${d.written ? 'in writing' : 'by word of mouth'}.` },
});

export const FollowUpAttempted = event('FollowUpAttempted', {
  doc: 'Somebody tried to reach the complainant to ask whether they are satisfied, and did not.',
  data: { ...subject, round },
  say: { zh: () => '回访未联系上投诉人。', en: () => 'Follow-up: the complainant was not reached.' },
});

export const ComplaintAnswerRecorded = event('ComplaintAnswerRecorded', {
  doc: 'The complainant said whether they are satisfied.',
  data: { ...subject, round, satisfied: yesNoField('Satisfied or not.'), fixed: yesNoField('Whether it is fixed, apart from the answer.').optional(), why: freeTextField('Why.').optional() },
  say: { zh: (d) => `回访投诉人：${d.satisfied ? '满意' : '不满意'}。`, en: (d) => `The complainant answered: ${d.satisfied ? 'satisfied' : 'not satisfied'}.` },
});

export const ComplaintRoundOpened = event('ComplaintRoundOpened', {
  doc: 'The complaint goes on in a next round.',
  data: { ...subject, round, reason },
  say: { zh: (d) => `进入第 ${d.round} 轮办理：${d.reason}`, en: (d) => `Round ${d.round} opened: ${d.reason}` },
});

export const ComplaintClosed = event('ComplaintClosed', {
  doc: 'The complaint ended by a named exit; closing says nothing about satisfaction unless the exit is "satisfied".',
  data: {
    ...subject,
    round,
    exit: oneOf('Named exit.', complaintExits),
    reason: textField('What the exit rests on; names no person.', 4000).optional(),
    approvedBy: staffId.optional(),
    earlierId: idField('Earlier complaint without new facts since.').optional(),
    legalChannel: textField('Court, arbitration or petition office that took it up.', 200).optional(),
  },
  say: {
    zh: (d) => `办结：${complaintExits[d.exit].zh}${d.reason === undefined ? '' : `（${d.reason}）`}。`,
    en: (d) => `Closed: ${complaintExits[d.exit].en}${d.reason === undefined ? '' : ` (${d.reason})`}.`,
  },
});

export const ComplaintReopened = event('ComplaintReopened', {
  doc: 'A closed complaint was opened again under the same id.',
  data: { ...subject, round, reason },
  say: { zh: (d) => `重新受理（第 ${d.round} 轮）：${d.reason}`, en: (d) => `Reopened (round ${d.round}): ${d.reason}` },
});

export const ComplaintLinkedAsRepeat = event('ComplaintLinkedAsRepeat', {
  doc: 'The complaint repeats an earlier one.',
  data: { ...subject, earlierId: idField('The earlier complaint.') },
  say: { zh: (d, { numberOf }) => `标记为重复投诉，前案 ${numberOf(d.earlierId)}。`, en: (d, { numberOf }) => `Linked as a repeat of ${numberOf(d.earlierId)}.` },
});

export const ComplaintMerged = event('ComplaintMerged', {
  doc: 'Another complaint goes on for this one.',
  version: 2,
  upcasts: { 1: (data) => ({ ...data }) },
  data: { ...subject, survivorId: idField('The complaint that goes on.'), reason, orderedBy: staffId.optional() },
  say: { zh: (d, { numberOf }) => `并入 ${numberOf(d.survivorId)}：${d.reason}`, en: (d, { numberOf }) => `Merged into ${numberOf(d.survivorId)}: ${d.reason}` },
});

export const ComplaintUnmerged = event('ComplaintUnmerged', {
  doc: 'A merge was undone.',
  version: 2,
  upcasts: { 1: (data) => ({ ...data }) },
  data: { ...subject, survivorId: idField('The complaint it had been merged into.'), reason, orderedBy: staffId.optional() },
  say: { zh: (d) => `撤销并案：${d.reason}`, en: (d) => `Unmerged: ${d.reason}` },
});
