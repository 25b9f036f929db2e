import type { ViewTable } from '@heatledger/kernel';
import type { PromiseEvent } from '../domain/late-entry.kinds.js';
import { EnquiryAnswered, EnquiryAsked, EnquiryClosed, EnquirySupplemented, EnquiryTurned, type EnquiryEvent } from '../domain/enquiry.events.js';
import { enquiryExits, turnTargets } from '../domain/ticket.words.js';
import { responses, type ResponseRecord } from './response-record.js';

const response = responses('enquiry');

/** Every fact of an enquiry that answers somebody. */
export const responsesToEnquiries: ViewTable<ResponseRecord, Exclude<EnquiryEvent, PromiseEvent>> = {
  EnquiryAsked: response(EnquiryAsked, () => ({ zh: '已受理', en: 'taken down' })),
  EnquirySupplemented: response(EnquirySupplemented),
  EnquiryAnswered: response(EnquiryAnswered, () => ({ zh: '已答复', en: 'answered' })),
  EnquiryTurned: response(EnquiryTurned, ({ into }) => turnTargets[into]),
  EnquiryClosed: response(EnquiryClosed, ({ exit }) => enquiryExits[exit]),
};
