import type { ViewTable } from '@heatledger/kernel';
import type { PromiseEvent } from '../domain/late-entry.kinds.js';
import type { EnquiryEvent } from '../domain/enquiry.events.js';
import { changing, openedCard, type TicketCard } from './ticket-card.js';

/** What facts of an enquiry change on its card. */
export const cardOfEnquiry: ViewTable<TicketCard, Exclude<EnquiryEvent, PromiseEvent>> = {
  EnquiryAsked: (_, fact) => openedCard('enquiry', 'asked', fact),
  EnquirySupplemented: changing(() => ({})),
  EnquiryAnswered: changing(() => ({ phase: 'answered' })),
  EnquiryTurned: changing((data) => ({ phase: 'turned', targetId: data.targetId })),
  EnquiryClosed: changing((data) => ({ phase: 'closed', open: false, exit: data.exit })),
};
