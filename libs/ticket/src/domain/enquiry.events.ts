import { event, type Made } from '@heatledger/kernel';
import { categories, channelWords, codeField, evidenceField, freeTextField, householdId, idField, oneOf, personField, phoneField, station, ticketId, yesNoField, zone } from '@heatledger/vocabulary';
import { clockKinds } from './clock.kinds.js';
import { lateEntryKinds } from './late-entry.kinds.js';
import { requestKinds } from './request.kinds.js';
import { enquiryExits, turnTargets } from './ticket.words.js';

const subject = {
  ticketId,
  householdId: householdId.optional(),
  zone: zone.optional(),
  station: station.optional(),
  category: oneOf('What was asked about.', categories),
};
const asker = {
  question: freeTextField('What was asked, in their words.'),
  askerName: personField('Who asked.').optional(),
  askerPhone: phoneField('Where they can be reached.').optional(),
};

export const EnquiryAsked = event('EnquiryAsked', {
  doc: 'Somebody asked a question.',
  data: { ...subject, caseNumber: codeField('Case number for people, such as E-20260105-7K3M.'), ...asker, wantsWriting: yesNoField('Whether a written answer was asked for; no when absent.').optional() },
  say: { zh: (d) => `接到咨询 ${d.caseNumber}：${categories[d.category].zh}。`, en: (d) => `Enquiry ${d.caseNumber} asked: ${categories[d.category].en}.` },
});

export const EnquirySupplemented = event('EnquirySupplemented', {
  doc: 'A note or evidence was added to the enquiry; nothing else changed.',
  data: { ...subject, note: freeTextField('What is added.').optional(), evidence: evidenceField('What shows it.') },
  say: {
    zh: (d) => `补充说明${d.evidence.length > 0 ? `（附凭证 ${d.evidence.length} 份）` : ''}。`,
    en: (d) => `Supplemented${d.evidence.length > 0 ? ` with ${d.evidence.length} pieces of evidence` : ''}.`,
  },
});

export const EnquiryAnswered = event('EnquiryAnswered', {
  doc: 'The question was answered.',
  data: { ...subject, answer: freeTextField('The answer given.'), inWriting: yesNoField('Whether it was given in writing.') },
  say: { zh: (d) => `已${d.inWriting ? '书面' : '口头'}答复咨询。`, en: (d) => `Enquiry answered ${d.inWriting ? 'in writing' : 'by word'}.` },
});

export const EnquiryTurned = event('EnquiryTurned', {
  doc: 'The question turned out to be a repair or a complaint; it carries what the new ticket needs.',
  data: {
    ...subject,
    into: oneOf('What it turned into.', turnTargets),
    targetId: idField('The new ticket, named after this one.'),
    targetCaseNumber: codeField('Case number of the new ticket.'),
    ...asker,
    channel: oneOf('How the question had come; the new ticket came the same way.', channelWords).optional(),
  },
  say: { zh: (d) => `转为${turnTargets[d.into].zh} ${d.targetCaseNumber}。`, en: (d) => `Turned into ${turnTargets[d.into].en} ${d.targetCaseNumber}.` },
});

export const EnquiryClosed = event('EnquiryClosed', {
  doc: 'The enquiry came to an end by a named exit.',
  data: { ...subject, exit: oneOf('The way out.', enquiryExits) },
  say: { zh: (d) => `咨询办结：${enquiryExits[d.exit].zh}。`, en: (d) => `Enquiry closed: ${enquiryExits[d.exit].en}.` },
});

/** Every fact of an enquiry. */
export const enquiryKinds = [...clockKinds, ...lateEntryKinds, ...requestKinds, EnquiryAsked, EnquirySupplemented, EnquiryAnswered, EnquiryTurned, EnquiryClosed] as const;
export type EnquiryEvent = Made<(typeof enquiryKinds)[number]>;
