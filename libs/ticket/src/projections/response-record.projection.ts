import type { Projection } from '@heatledger/kernel';
import type { PromiseEvent } from '../domain/late-entry.kinds.js';
import type { TicketEvent } from './ticket-card.projection.js';
import { responsesToComplaints, type Unanswering } from './response-record.complaint.js';
import { responsesToEnquiries } from './response-record.enquiry.js';
import { responsesToRepairs } from './response-record.repair.js';
import type { ResponseRecord } from './response-record.js';

type Response = Exclude<TicketEvent, PromiseEvent | Unanswering | { type: 'RepairLinkedAsRepeat' }>;

/** The register of responses: each with its time, content and result. Source: 三(二)3. */
export const responseRecord: Projection<ResponseRecord, Response> = {
  name: 'response-record',
  version: 2,
  doc: 'Every response of the company to a request, with time, content and result.',
  key: ({ id }) => id,
  evolve: { ...responsesToRepairs, ...responsesToComplaints, ...responsesToEnquiries },
  indexes: {
    'by-ticket': ['ticketId', 'occurredMs'],
    'by-day': ['day', 'occurredMs'],
    'by-actor': ['actorId', 'occurredMs'],
    'by-zone': ['zone', 'occurredMs'],
  },
};
