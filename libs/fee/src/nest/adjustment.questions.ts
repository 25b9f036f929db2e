import { indexedQuestion, type IndexesByFilters } from '@heatledger/edge/nest';
import type { FindQuery } from '@heatledger/read-store';
import type { AdjustmentsRequest } from './adjustment.requests.js';

const indexes: IndexesByFilters = {
  '': 'by-request',
  caseNumber: 'by-case-number',
  phase: 'by-phase',
  householdId: 'by-household',
  ticketId: 'by-ticket',
  month: 'by-month',
  zone: 'by-zone-month',
  'month+zone': 'by-zone-month',
};

/** The index that answers a set of filters, latest first; a set without one is refused. */
export const adjustmentsQuestion = ({ caseNumber, phase, householdId, ticketId, zone, month, ...page }: AdjustmentsRequest): FindQuery => ({ ...indexedQuestion(indexes, { caseNumber, phase, householdId, ticketId, zone, month }, page), order: 'descending' });
