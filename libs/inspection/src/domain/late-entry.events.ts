import { event, type Made } from '@heatledger/kernel';
import { codeField, dayIn, idField, instantField, oneOf, spokenIn, station, textField, words, zone } from '@heatledger/vocabulary';

/** What of an inspection may be done in time and entered late. */
export const lateActs = words({ start: ['开始检查', 'the start'], rectification: ['整改', 'the rectification'] });
export type LateAct = keyof typeof lateActs & string;

const subject = { inspectionId: idField('The inspection.'), zone: zone.optional(), station: station.optional() };
const entry = {
  ...subject,
  approvalId: idField('Id under which it is approved or refused: that of the command that entered it.'),
  act: oneOf('What was entered.', lateActs),
  findingId: idField('The finding, of a rectification.').optional(),
};
const due = instantField('Until when it had to be done.');
const enteredBy = codeField('Staff account that entered it.');

/** Happened when the entered thing happened; the entry itself stands and the inspection goes on. */
export const InspectionLateEntryRequested = event('InspectionLateEntryRequested', {
  doc: 'Something that was due was entered so long after it happened that only a second person can say that it was in time.',
  waits: true,
  data: { ...entry, due, enteredAt: instantField('When it was entered.') },
  say: {
    zh: (d, told) => `补录于 ${spokenIn(told.zone, d.enteredAt)}：${lateActs[d.act].zh}是否按期，待他人批准。`,
    en: (d, told) => `Entered late, at ${spokenIn(told.zone, d.enteredAt)}; whether ${lateActs[d.act].en} was in time waits for a second person.`,
  },
});

export const InspectionLateEntryApproved = event('InspectionLateEntryApproved', {
  doc: 'A second person stands for the time of a late entry: it was in time.',
  data: { ...entry, enteredBy },
  say: {
    zh: (d) => `批准 ${d.enteredBy} 的补录：${lateActs[d.act].zh}按期。`,
    en: (d) => `The late entry of ${d.enteredBy} was approved: ${lateActs[d.act].en} was in time.`,
  },
});

export const InspectionLateEntryRefused = event('InspectionLateEntryRefused', {
  doc: 'A second person does not stand for the time of a late entry: what was overdue stays so.',
  data: { ...entry, enteredBy, reason: textField('Why; names no person.') },
  say: {
    zh: (d) => `不予批准 ${d.enteredBy} 的补录，仍按逾期计：${d.reason}`,
    en: (d) => `The late entry of ${d.enteredBy} was refused; it stays overdue: ${d.reason}`,
  },
});

export const InspectionMissRetracted = event('InspectionMissRetracted', {
  doc: 'The inspection had begun in time and the start was entered late: the miss recorded before no longer counts.',
  data: { ...subject, due },
  say: {
    zh: (d, told) => `检查已按期开展（应于 ${dayIn(told.zone, d.due)} 前），原未按期记录作废。`,
    en: (d, told) => `The inspection had begun in time (due ${dayIn(told.zone, d.due)}); the miss is taken back.`,
  },
});

export const RectificationOverdueRetracted = event('RectificationOverdueRetracted', {
  doc: 'The finding had been put right in time and that was entered late: the overdue recorded before no longer counts.',
  data: { ...subject, findingId: idField('The finding.'), due },
  say: {
    zh: (d, told) => `整改按期完成（应于 ${dayIn(told.zone, d.due)} 前），原逾期记录作废。`,
    en: (d, told) => `It had been put right in time (due ${dayIn(told.zone, d.due)}); the overdue is taken back.`,
  },
});

/** Every fact about what was done in time and entered late. */
export const lateEntryKinds = [
  InspectionLateEntryRequested,
  InspectionLateEntryApproved,
  InspectionLateEntryRefused,
  InspectionMissRetracted,
  RectificationOverdueRetracted,
] as const;
export type LateEntryEvent = Made<(typeof lateEntryKinds)[number]>;
