import { event, type Made } from '@heatledger/kernel';
import { categories, codeField, freeTextField, householdId, idField, oneOf, personField, phoneField, station, ticketId, yesNoField, zone } from '@heatledger/vocabulary';
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
  data: { ...subject, caseNumber: codeField('Case number for people, such as E-20260105-7K3M.'), ...asker },
  say: { zh: (d) => `接到咨询 ${d.caseNumber}：${categories[d.category].zh}。`, en: (d) => `Enquiry ${d.caseNumber} asked: ${categories[d.category].en}.` },
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
  },
  say: { zh: (d) => `转为${turnTargets[d.into].zh} ${d.targetCaseNumber}。`, en: (d) => `Turned into ${turnTargets[d.into].en} ${d.targetCaseNumber}.` },
});

export const EnquiryClosed = event('EnquiryClosed', {
  doc: 'The enquiry came to an end by a named exit.',
  data: { ...subject, exit: oneOf('The way out.', enquiryExits) },
  say: { zh: (d) => `咨询办结：${enquiryExits[d.exit].zh}。`, en: (d) => `Enquiry closed: ${enquiryExits[d.exit].en}.` },
});

/** Every fact of an enquiry. */
export const enquiryKinds = [...clockKinds, ...lateEntryKinds, ...requestKinds, EnquiryAsked, EnquiryAnswered, EnquiryTurned, EnquiryClosed] as const;
export type EnquiryEvent = Made<(typeof enquiryKinds)[number]>;
