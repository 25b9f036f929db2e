import type { Projection, ViewTable } from '@heatledger/kernel';
import type { ComplaintEvent } from '../domain/complaint.events.js';
import type { EnquiryEvent } from '../domain/enquiry.events.js';
import type { PromiseEvent } from '../domain/late-entry.kinds.js';
import type { RepairEvent } from '../domain/repair.events.js';
import { cardClocks } from './ticket-card.clocks.js';
import { cardOfComplaint } from './ticket-card.complaint.js';
import { cardOfEnquiry } from './ticket-card.enquiry.js';
import { cardOfRepair } from './ticket-card.repair.js';
import type { TicketCard } from './ticket-card.js';

/** Every fact of a ticket of any kind. */
export type TicketEvent = PromiseEvent | RepairEvent | ComplaintEvent | EnquiryEvent;

/** What every fact of a ticket changes on its card. */
export const cardSteps: ViewTable<TicketCard, TicketEvent> = { ...cardClocks, ...cardOfRepair, ...cardOfComplaint, ...cardOfEnquiry };

/** One ticket of any kind as it stands: phase, round, clocks, crew, exit. */
export const ticketCard: Projection<TicketCard, TicketEvent> = {
  name: 'ticket-card',
  version: 2,
  doc: 'One ticket of any kind as it stands, without personal data.',
  key: ({ data }) => data.ticketId,
  evolve: cardSteps,
  indexes: {
    'by-case-number': ['caseNumber'],
    'by-household': ['householdId', 'openedMs'],
    'by-kind': ['kind', 'openedMs'],
    'by-zone': ['zone', 'openedMs'],
  },
};
